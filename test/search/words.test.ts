import fc from 'fast-check';
import { expect, test } from 'vitest';
import { termsOf, textOf, wordsOf } from '../../src/search/page/words.js';

test('Chinese is cut into overlapping pairs, other runs stay whole', () => {
  expect(termsOf('行政复议')).toEqual([{ text: '行政复议', words: ['行政', '政复', '复议'] }]);
  expect(termsOf('镇')).toEqual([{ text: '镇', words: ['镇'] }]);
  expect(termsOf('收费26.55万元，2021年')).toEqual([
    { text: '收费', words: ['收费'] },
    { text: '26.55', words: ['26.55'] },
    { text: '万元', words: ['万元'] },
    { text: '2021', words: ['2021'] },
    { text: '年', words: ['年'] },
  ]);
});

test('full-width digits and signs of a query count as the usual ones', () => {
  expect(termsOf('２６．５５')).toEqual(termsOf('26.55'));
  expect(termsOf('　，。　')).toEqual([]);
});

test.each([
  '全年收费26.55万元（见www.example.gov.cn），电话0537-8011001。',
  'PDF Reader 与 Excel',
  '<b>不是标记</b>&amp;',
])('the text of words is the text: %s', (text) => {
  expect(textOf(wordsOf(text)).replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
});

test('words stay apart where letters did, and paragraphs', () => {
  expect(textOf(wordsOf('PDF Reader'))).toBe('PDF Reader');
  expect(textOf(wordsOf('一段。\n二段'))).toBe('一段。 二段');
});

const characters = fc.string({
  unit: fc.constantFrom(...'政府信息公开年度报告乡镇〇𠮷'),
  minLength: 2,
});

test('of any passage every word is among the words of the text', () => {
  fc.assert(
    fc.property(characters, fc.nat(), fc.nat(), (text, from, length) => {
      const all = [...text];
      const start = from % (all.length - 1);
      const passage = all.slice(start, start + 2 + (length % all.length)).join('');
      const words = new Set(wordsOf(text).split(' '));
      for (const word of termsOf(passage).flatMap((term) => term.words))
        expect(words).toContain(word);
    }),
  );
});

test('no text reaches Pagefind as one of its own marks', () => {
  for (const word of wordsOf('___PAGEFIND_WEIGHT___9 及\u200b___END').split(' '))
    expect(word.startsWith('_')).toBe(false);
});
