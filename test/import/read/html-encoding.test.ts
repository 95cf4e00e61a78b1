import { describe, expect, test } from 'vitest';
import { readHtml } from '../../../src/import/read/html.ts';
import { outline, remarksOf } from './outline.ts';

/** 年报：〇镕 in GB 18030; 〇 and 镕 are no characters of GB 2312. From the code tables. */
const gb18030 = Buffer.from('c4ea b1a8 a3ba a996 e946'.replaceAll(' ', ''), 'hex');
/** 年報 in Big5. */
const big5 = Buffer.from('a67eb3f8', 'hex');
const utf8 = Buffer.from('年报：〇镕', 'utf8');

const page = (declared: string, words: Uint8Array) =>
  Buffer.concat([
    Buffer.from(`<html><head>${declared}</head><body><p>`, 'latin1'),
    words,
    Buffer.from('</p></body></html>', 'latin1'),
  ]);

const meta = (name: string) =>
  `<META content="text/html; charset=${name}" http-equiv=Content-Type>`;

describe('bytes and declaration agree', () => {
  test.each([
    ['gb2312', meta('gb2312'), gb18030, '年报：〇镕'],
    ['GBK', '<meta charset="GBK">', gb18030, '年报：〇镕'],
    ['gb18030', '<meta charset=gb18030>', gb18030, '年报：〇镕'],
    ['Big5', meta('big5'), big5, '年報'],
    ['UTF-8', '<meta charset="utf-8">', utf8, '年报：〇镕'],
    ['none, GB 18030', '', gb18030, '年报：〇镕'],
    ['none, UTF-8', '', utf8, '年报：〇镕'],
    ['an XML declaration', '<?xml version="1.0" encoding="gb2312"?>', gb18030, '年报：〇镕'],
  ])('%s', (_, declared, words, expected) => {
    const document = readHtml('a.html', page(declared, words));
    expect(outline(document)).toEqual([expected]);
    expect(remarksOf(document, 'noticed').filter((message) => /编码/.test(message))).toEqual([]);
  });
});

describe('bytes are right where the declaration is not', () => {
  test.each([
    ['gb2312', utf8, '文件声明的编码是 GB 18030，实际是 UTF-8，已按实际编码读取。'],
    ['utf-8', gb18030, '文件声明的编码是 UTF-8，实际是 GB 18030，已按实际编码读取。'],
    ['iso-8859-1', gb18030, '文件声明的编码是 windows-1252，实际是 GB 18030，已按实际编码读取。'],
    ['utf-16', utf8, '文件声明的编码是 UTF-16，实际是 UTF-8，已按实际编码读取。'],
  ])('%s', (declared, words, message) => {
    const document = readHtml('a.html', page(meta(declared), words));
    expect(outline(document)).toEqual(['年报：〇镕']);
    expect(remarksOf(document, 'noticed')).toContain(message);
  });

  test('a byte order mark', () => {
    const marked = Buffer.concat([Buffer.from('efbbbf', 'hex'), page(meta('gb2312'), utf8)]);
    expect(outline(readHtml('a.html', marked))).toEqual(['年报：〇镕']);
  });

  test('a name that no encoding has', () => {
    const document = readHtml('a.html', page(meta('chinese-x'), gb18030));
    expect(outline(document)).toEqual(['年报：〇镕']);
  });
});

test('characters that are broken are shown as such, and somebody has to look', () => {
  const broken = Buffer.concat([
    Buffer.from('公开政府信息'.repeat(40)),
    Buffer.from('e5b9', 'hex'),
  ]);
  const document = readHtml('a.html', page(meta('utf-8'), broken));
  expect(outline(document)).toEqual([`${'公开政府信息'.repeat(40)}\ufffd`]);
  expect(remarksOf(document, 'needs-person')).toEqual([
    '文件的编码已经损坏：按 UTF-8 读取，有 1 处字符认不出来（显示为 �），请对照原件改正。',
  ]);
});
