import { expect, test } from 'vitest';
import { readMarkdown } from '../../../src/import/read/markdown.ts';
import { outline, remarksOf } from './outline.ts';

const source = `# 甲镇2021年政府信息公开工作年度报告

## 一、总体情况
根据《条例》，**公开**信息{{ x }}条。
这一行很长，说的是全年公开工作的总体情况，到这里还没有
说完。见[网站](http://a.gov.cn)。

- 甲
  1. 乙

3. 丙

| 信息内容 | 数量 |
|---|---|
| 规章 | 0 |

<table><tr><td rowspan=2>三</td><td>1</td></tr><tr><td>2</td></tr></table>

规章	0	0
	1	2

![表三](x.png)
`;

test('Markdown is read by its own marks, tables in pipes, HTML or tabs alike', () => {
  const document = readMarkdown('a.md', new TextEncoder().encode(source));
  expect(outline(document)).toEqual([
    '# 甲镇2021年政府信息公开工作年度报告',
    '## 一、总体情况',
    '根据《条例》，**公开**信息&#123;&#123; x }}条。',
    '这一行很长，说的是全年公开工作的总体情况，到这里还没有说完。见[网站](http://a.gov.cn)。',
    '-. 甲',
    '  1. 乙',
    '3. 丙',
    [
      ['信息内容', '数量'],
      ['规章', '0'],
    ],
    [['三[2×1]', '1'], ['2']],
    [
      ['规章', '0', '0'],
      ['', '1', '2'],
    ],
  ]);
  expect(document.blocks.map(({ place }) => place)).toEqual([
    ...[1, 3, 4, 5, 8, 9, 11].map((line) => ({ line })),
    { line: 13, table: 1 },
    { line: 17, table: 2 },
    { line: 19, table: 3 },
  ]);
  expect(remarksOf(document, 'noticed')).toEqual([
    '文中的图片没有采用：年报正文里不放图片，图中如有文字或数字请写成文字。｜表三（x.png）',
  ]);
});

test('what an author has escaped is shown, and is no placeholder', () => {
  const document = readMarkdown(
    'a.md',
    new TextEncoder().encode('1\\. \\*甲\\* \\{{ 乙 }} \\\\{ ｛'),
  );
  expect(document.blocks.map((block) => block.kind === 'text' && block.text)).toEqual([
    '1. *甲* {{ 乙 }} \\{ ｛',
  ]);
  expect(outline(document)).toEqual(['1\\. \\*甲\\* &#123;&#123; 乙 }} \\\\&#123; &#65371;']);
});
