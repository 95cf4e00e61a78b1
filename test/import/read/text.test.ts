import { expect, test } from 'vitest';
import { readText } from '../../../src/import/read/text.ts';
import { outline, remarksOf } from './outline.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
/** GB 18030 of 公开, 年报 and 一、总体情况, from the code table. */
const chinese = Buffer.from(
  'b9ab bfaa 0a d2bb a1a2 d7dc cce5 c7e9 bff6 0a'.replaceAll(' ', ''),
  'hex',
);

test('each line is a paragraph with its place, lines with tabs are tables', () => {
  const document = readText(
    'a.txt',
    utf8('标题\r\n\r\n　　第一段。\n规章\t0\t1\n规范\t\t2\n第二段。\n'),
  );
  expect(outline(document)).toEqual([
    '标题',
    '第一段。',
    [
      ['规章', '0', '1'],
      ['规范', '', '2'],
    ],
    '第二段。',
  ]);
  expect(document.blocks.map(({ place }) => place)).toEqual([
    { line: 1 },
    { line: 3 },
    { line: 4, table: 1 },
    { line: 6 },
  ]);
  const [, , table] = document.blocks;
  expect(table?.kind === 'table' && table.rows[1]![2]!.place).toEqual({
    line: 5,
    table: 1,
    row: 2,
    cell: 3,
  });
});

test('cells on lines of their own keep the empty cell before them', () => {
  const document = readText('a.txt', utf8('\t规章\n\t　　0\n\t \n\t企\n业\n'));
  expect(outline(document)).toEqual([
    [
      ['', '规章'],
      ['', '　　0'],
      ['', ' '],
      ['', '企'],
    ],
    '业',
  ]);
});

test('tabs before whole sentences are indentation', () => {
  const document = readText('a.txt', utf8('\t一、总体情况\n\t全年公开三条。\n规章\t0\n'));
  expect(outline(document)).toEqual(['一、总体情况', '全年公开三条。', [['规章', '0']]]);
});

test('what a conversion to Markdown has left is understood, all else shown as it is', () => {
  const document = readText(
    'a.txt',
    utf8('1、**强化。**见<http://a.gov.cn>\n5 * 3 {{ 统计.a.合计 }} # _x_\n# 一\n1. 二\n'),
  );
  expect(outline(document)).toEqual([
    '1、**强化。**见[http://a.gov.cn](http://a.gov.cn)',
    '5 \\* 3 &#123;&#123; 统计.a.合计 }} # \\_x\\_',
    '\\# 一',
    '1\\. 二',
  ]);
  expect(document.blocks.map((block) => block.kind === 'text' && block.text)).toEqual([
    '1、强化。见http://a.gov.cn',
    '5 * 3 {{ 统计.a.合计 }} # _x_',
    '# 一',
    '1. 二',
  ]);
  expect(remarksOf(document, 'mended')).toEqual([
    '文字里有 Markdown 记号（**…**），已按加粗理解。',
  ]);
});

test.each([
  ['GB 18030', chinese],
  ['UTF-8 with byte order mark', utf8('\ufeff公开\n一、总体情况\n')],
  ['UTF-16 with byte order mark', Buffer.from('\ufeff公开\n一、总体情况\n', 'utf16le')],
  ['UTF-16 without', Buffer.from('公开\n一、总体情况\n', 'utf16le')],
  ['UTF-16 without, the high byte first', Buffer.from('公开\n一、总体情况\n', 'utf16le').swap16()],
])('reads %s', (_, bytes) => {
  const document = readText('a.txt', bytes);
  expect(outline(document)).toEqual(['公开', '一、总体情况']);
  expect(document.remarks).toEqual([]);
});

test('a text whose last character was cut off is still UTF-8, and somebody has to look', () => {
  const whole = utf8(`${'公开政府信息。'.repeat(20)}\n一`);
  const document = readText('a.txt', whole.subarray(0, whole.length - 1));
  expect(outline(document)[0]).toBe('公开政府信息。'.repeat(20));
  expect(remarksOf(document, 'needs-person')).toEqual([
    '文件的编码已经损坏：按 UTF-8 读取，有 1 处字符认不出来（显示为 �），请对照原件改正。',
  ]);
});

test('bytes that are no text are refused', () => {
  expect(() => readText('a.txt', new Uint8Array([1, 0, 0, 255, 0, 3, 0, 0, 200]))).toThrow(
    /这个文件不是文字/,
  );
});
