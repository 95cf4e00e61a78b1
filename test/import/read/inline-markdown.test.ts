import { load } from 'cheerio';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isElement } from '../../../src/import/read/html/dom.ts';
import { escapeMarkdown, inlineMarkdown } from '../../../src/import/read/inline-markdown.ts';
import { renderProse } from '../../../src/prose/markdown.ts';
import { findPlaceholders } from '../../../src/prose/placeholder.ts';

const context = {
  partId: 'x',
  level: 2,
  medium: 'print',
  resolve: () => {
    throw new Error('there is no placeholder');
  },
} as const;

/** What a reader of the report sees, and by which elements. */
function rendered(markdown: string): { text: string; elements: string[] } {
  const page = load(renderProse(markdown, context), {}, false);
  return {
    text: page.text().trimEnd(),
    elements: page('*')
      .toArray()
      .filter(isElement)
      .map(({ name }) => name),
  };
}

const words = fc.array(
  fc.constantFrom(
    ...[
      '公开',
      '1',
      'a',
      '。',
      ' ',
      '*',
      '**',
      '_',
      '`',
      '#',
      '-',
      '+',
      '.',
      ')',
      '[',
      ']',
      '(',
      '|',
    ],
    ...[
      '{',
      '}',
      '{{',
      '}}',
      '统计.a.合计',
      '<',
      '>',
      '<b>',
      'http://a.cn',
      '&',
      '&amp;',
      '\\',
      '!',
      '~',
      '=',
      '｛',
    ],
  ),
  { minLength: 1, maxLength: 12 },
);

test('escaped text is shown as it is, as one paragraph without any mark', () => {
  fc.assert(
    fc.property(words, (parts) => {
      const text = parts.join('').replace(/ +/g, ' ').trim();
      fc.pre(text !== '');
      expect(rendered(escapeMarkdown(text))).toEqual({ text, elements: ['p'] });
      expect(findPlaceholders(escapeMarkdown(text))).toEqual({ placeholders: [], misplaced: [] });
    }),
    { numRuns: 3000 },
  );
});

test('marks stand at the words, not at the spaces around them, and lines stay apart', () => {
  expect(
    inlineMarkdown([
      { text: '全年' },
      { text: ' 公开 ', isBold: true },
      { text: '十条', isBold: true },
      { text: '，见' },
      { text: '网站', address: 'http://a.cn/x (1)' },
      { text: '\n附件', address: 'javascript:alert(1)' },
    ]),
  ).toBe('全年 **公开 十条**，见[网站](http://a.cn/x%20%281%29)\\\n附件');
});
