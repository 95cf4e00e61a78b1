import { describe, expect, test } from 'vitest';
import { readLines } from '../../../src/import/read/text.ts';
import { writeProse } from '../../../src/import/recognise/prose.ts';
import type { Block, TextBlock } from '../../../src/import/source-document.ts';
import { grid } from './blocks.ts';

const written = (blocks: readonly Block[], hasLines = false) =>
  writeProse('总体情况', blocks, hasLines);
const markdownOf = (text: string, hasLines = false) =>
  written(readLines(text).blocks, hasLines).prose?.markdown;
const remarksOf = (text: string, hasLines = false) =>
  written(readLines(text).blocks, hasLines).remarks.map(({ kind, text: words }) => [kind, words]);
const item = (text: string, depth: number, number?: number): TextBlock => ({
  kind: 'text',
  text,
  markdown: text,
  item: number === undefined ? { depth } : { depth, number },
  place: {},
});

describe('headings', () => {
  test('numbered lines of their own are levelled', () => {
    expect(markdownOf('（一）甲\n子。\n1.乙情况\n丑。\n2、丙情况\n寅。\n(二) 丁\n卯。')).toBe(
      '### （一）甲\n\n子。\n\n#### 1.乙情况\n\n丑。\n\n#### 2、丙情况\n\n寅。\n\n### （二）丁\n\n卯。',
    );
  });

  test('sentences with numbers stay paragraphs, and their neighbours with them', () => {
    const text = '（一）甲。子，丑。\n\n（二）乙\n\n寅。\n\n1.丙。\n\n2.丁。';
    expect(markdownOf(text)).toBe(text);
  });

  test('short numbered lines in a row are a list and no headings', () => {
    const text = '1、健全制度\n\n2、加强培训\n\n3、增加人手\n\n以上三项。';
    expect(markdownOf(text)).toBe(text);
  });

  test('two short lines above paragraphs are headings, one is not', () => {
    const [one, other] = [
      '公开情况\n子是一个很长很长的段落。',
      '管理情况\n丑是一个很长很长的段落。',
    ];
    expect(markdownOf(`${one}\n${other}`)).toContain('### 公开情况');
    expect(markdownOf(one)).not.toContain('#');
  });

  test('one without anything below is told', () => {
    expect(remarksOf('（一）甲\n子。\n（二）乙')).toEqual([['needs-person', '（二）乙']]);
  });

  test('marked headings have the level of their numbers, else that of the source', () => {
    const block = (text: string, level?: number): Block => ({
      ...(readLines(text).blocks[0] as TextBlock),
      ...(level === undefined ? {} : { level }),
    });
    const blocks = [
      block('甲情况', 2),
      block('子。'),
      block('乙情况', 3),
      block('丑。'),
      block('（一）丙', 5),
      block('寅。'),
    ];
    expect(written(blocks).prose!.markdown).toBe(
      '### 甲情况\n\n子。\n\n#### 乙情况\n\n丑。\n\n### （一）丙\n\n寅。',
    );
    const sentence = '整段被误设为标题样式，一句已经说完。接着又说一句。';
    expect(written([block(sentence, 1)]).prose!.markdown).toBe(sentence);
  });
});

describe('Chinese numbers at the beginning', () => {
  test.each([
    ['(二) 依申请公开', '（二）依申请公开', '(二)'],
    ['(二)依申请公开', '（二）依申请公开', '(二)'],
    ['( 二 ）依申请公开', '（二）依申请公开', '( 二 ）'],
    ['（十一） 其他', '（十一）其他', '（十一）'],
    ['一、 主动公开', '一、主动公开', '一、'],
    ['一 、主动公开', '一、主动公开', '一 、'],
  ])('“%s” is “%s”', (text, clean, number) => {
    expect(markdownOf(`${text}\n子。`)).toBe(`### ${clean}\n\n子。`);
    expect(remarksOf(`${text}\n子。`)).toEqual([['mended', number]]);
  });

  test('in bold', () => {
    const block: TextBlock = {
      kind: 'text',
      text: '(一) 甲。',
      markdown: '**(一) 甲。**乙。',
      place: {},
    };
    expect(written([block]).prose!.markdown).toBe('**（一）甲。**乙。');
  });

  test('all in one remark, where the first is', () => {
    const { remarks } = written(readLines('(一) 甲\n子。\n（二） 乙\n丑。').blocks);
    expect(remarks).toEqual([
      {
        kind: 'mended',
        message: '编号的括号改成全角，去掉了编号后的空格（2 处）。',
        place: { line: 1 },
        text: '(一) （二）',
        fact: '总体情况',
      },
    ]);
  });

  test.each([
    '依据第二十条第(一) 项公开。',
    '(1) 甲。',
    '(甲) 乙。',
    '三四月 公开。',
    '见附件(二) 。',
  ])('“%s” has none', (text) => {
    expect(markdownOf(text)).toBe(text);
    expect(remarksOf(text)).toEqual([]);
  });
});

describe('lists', () => {
  test('items keep their depth and numbers', () => {
    const items = [item('甲', 1, 1), item('子', 2), item('丑', 2), item('乙', 1, 2)];
    expect(written(items).prose!.markdown).toBe('1. 甲\n   - 子\n   - 丑\n2. 乙');
  });

  test('numbers that Markdown would change are kept as text', () => {
    const items = [item('甲', 1, 1), item('乙', 1, 3)];
    expect(written(items).prose!.markdown).toBe('1\\. 甲\n\n3\\. 乙');
  });
});

describe('debris', () => {
  test.each([
    ['soft hyphens and zero width', '公\u00ad开\u200b信\ufeff息。', '公开信息。'],
    ['entities', '公开&nbsp;信息&ldquo;甲&rdquo;。', '公开 信息“甲”。'],
    ['Word’s fields', '[bookmark: _GoBack]公开信息。', '公开信息。'],
    ['runs of blanks', '公开  信息　　条。', '公开 信息 条。'],
  ])('%s go, and are told', (_, text, clean) => {
    expect(markdownOf(text)).toBe(clean);
    expect(remarksOf(text).map(([kind]) => kind)).toEqual(
      text.includes('ldquo') ? ['mended'] : ['mended'],
    );
  });

  test('single blanks and doubled words are the source’s', () => {
    const text = '2021 年公开 公开信息 65 条， 其中。。';
    expect(markdownOf(text)).toBe(text);
    expect(remarksOf(text)).toEqual([]);
  });

  test.each([
    '— 3 —',
    '- 12 -',
    '第 3 页 共 12 页',
    '扫一扫在手机打开当前页',
    '打印本页',
    '上一篇：某某',
    '【字体：大 中 小】',
  ])('%s is not text', (line) => {
    expect(markdownOf(`甲。\n${line}\n乙。`)).toBe('甲。\n\n乙。');
    expect(remarksOf(`甲。\n${line}\n乙。`)).toEqual([['mended', line]]);
  });

  test('a lost character is marked and needs a person', () => {
    expect(markdownOf('公\ufffd信息。')).toBe('公□信息。');
    expect(remarksOf('公\ufffd信息。')).toEqual([['needs-person', '公□信息。']]);
  });
});

describe('paragraphs broken by lines', () => {
  test('what surely goes on is joined, and told', () => {
    const text = '全年公开各类信息共十九条，其中建议和提案总体情况 1\n\n条；城乡规划 1 条。';
    expect(markdownOf(text, true)).toBe(text.replace('\n\n', ''));
    expect(remarksOf(text, true).map(([kind]) => kind)).toEqual(['mended']);
    expect(markdownOf(text, false)).toBe(text);
  });

  test('headings, short lines and lines that end a sentence are not', () => {
    const text =
      '（一）依据《政府信息公开信息处理费管理办法》收取处理费的情况\n无\n全年公开各类信息共十九条，其中建议和提案一条。\n乙';
    expect(markdownOf(text, true)).toBe(`### ${text.replaceAll('\n', '\n\n')}`);
  });
});

test('bold and links stay', () => {
  expect(markdownOf('1、**甲。**乙，见<http://www.gov.cn>。')).toBe(
    '1、**甲。**乙，见[http://www.gov.cn](http://www.gov.cn)。',
  );
});

test('a table of the agency’s own becomes a table, and is told', () => {
  const table = grid([['平台', '条数'], ['网站|微信', '61'], [['合计', 1, 2]]]);
  const { prose, remarks } = written([table]);
  expect(prose!.markdown).toBe('| 平台 | 条数 |\n| --- | --- |\n| 网站\\|微信 | 61 |\n| 合计 |  |');
  expect(remarks.map(({ kind }) => kind)).toEqual(['noticed']);
});

test('signs that Markdown or the report reader would take for theirs', () => {
  expect(markdownOf('# 甲')).toBe('\\# 甲');
  expect(markdownOf('##甲')).toBe('\\##甲');
  expect(markdownOf('甲<b>乙')).toBe('甲&lt;b>乙');
  expect(markdownOf('总体情况: 甲')).toBe('总体情况\\: 甲');
  expect(markdownOf('甲{{ 乙 }}')).toBe('甲&#123;&#123; 乙 }}');
});
