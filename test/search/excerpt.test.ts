import { expect, test } from 'vitest';
import { excerpt, hasAll, marked } from '../../src/search/page/excerpt.js';
import { termsOf } from '../../src/search/page/words.js';

/** Pieces with brackets around the matches. */
function shown(pieces: readonly { text: string; isMatch: boolean }[]): string {
  return pieces.map(({ text, isMatch }) => (isMatch ? `[${text}]` : text)).join('');
}

test.each([
  ['行政复议', '提起行政复议、行政诉讼', '提起[行政复议]、行政诉讼'],
  ['行政复核', '提起行政复议、行政诉讼', '提起[行政复]议、[行政]诉讼'],
  ['26.5', '收费26.55万元，另26.5万元', '收费26.55万元，另[26.5]万元'],
  ['26.5', '收费26.50万元', '收费[26.50]万元'],
  ['26', '收费26.50万元', '收费26.50万元'],
  ['55', '收费26.55万元', '收费26.55万元'],
  ['pdf', '生成PDF文件', '生成[PDF]文件'],
  ['（一）', '（一）公开', '（[一]）公开'],
  ['a.c', 'abc', 'abc'],
])('%s in “%s”', (query, text, expected) => {
  expect(shown(marked(text, termsOf(query)))).toBe(expected);
});

test('an excerpt is the passage with the most matches', () => {
  const text = `景芝镇。${'无关的话。'.repeat(40)}景芝镇的行政复议。${'又是无关的话。'.repeat(40)}`;
  const passage = shown(excerpt(text, termsOf('景芝镇 行政复议')));
  expect(passage).toContain('[景芝镇]的[行政复议]。');
  expect(passage).toMatch(/^….{60,140}…$/u);
  expect(shown(excerpt('短文。', termsOf('没有')))).toBe('短文。');
});

test('a text has all terms only as they were typed', () => {
  expect(hasAll('行政机关答复，未经审议', termsOf('行政复议'))).toBe(false);
  expect(hasAll('收到行政复议26.55', termsOf('26.55 行政复议'))).toBe(true);
  expect(hasAll('收到行政复议126.55', termsOf('26.55'))).toBe(false);
});
