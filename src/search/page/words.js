/**
 * How the index cuts texts into words: pairs of neighbouring Chinese characters, each overlapping
 * the next (行政复议 is 行政, 政复, 复议), and whole runs of letters and digits.
 *
 * Dictionaries cut the same characters differently by what stands around them, and every browser
 * has another one, so that words of a query would not be those of the index. Pairs need none: any
 * piece of a text is found, in any browser. The index and the page that asks it both use this file.
 */

const han = String.raw`\p{Script=Han}`;
const sign = String.raw`(?!${han})[\p{L}\p{N}]`;
const pieces = new RegExp(
  String.raw`(?<character>${han})|(?<run>(?:${sign})+(?:[.,:/@%&+-]+(?:${sign})+)*)|(?<gap>\s+)|(?<rest>[^\s\p{L}\p{N}]+|.)`,
  'gsu',
);
const hanStart = new RegExp(`^${han}`, 'u');
const runStart = new RegExp(`^${sign}`, 'u');

/**
 * Stands in a pair for the second character where there is none, so that a lone character is never
 * a word: of a word that it does not have, Pagefind takes the longest beginning that it has. A
 * letter, since words with other signs in them are taken apart, which costs time.
 */
const end = 'z';

/** Stands between paragraphs, which no word spans. */
const gap = '¦';

/**
 * A text as the index is given it: words with spaces between them, of which `textOf` makes the text
 * again, but for the width of its spaces.
 *
 * @param {string} text
 */
export function wordsOf(text) {
  const found = [...tidy(text).matchAll(pieces)];
  return found
    .map(({ groups }, at) => {
      const { character, run, gap: space, rest } = groups;
      if (character !== undefined) return character + (found[at + 1]?.groups.character ?? end);
      if (space !== undefined) return space.includes('\n') ? gap : '';
      return run ?? rest;
    })
    .filter((word) => word !== '')
    .join(' ');
}

/**
 * The text that words were made of.
 *
 * @param {string} words
 */
export function textOf(words) {
  let text = '';
  let isAfterRun = false;
  for (const word of words.split(' ')) {
    const isRun = runStart.test(word);
    if (word === gap) text += ' ';
    else if (hanStart.test(word)) text += String.fromCodePoint(word.codePointAt(0));
    else text += isRun && isAfterRun ? ` ${word}` : word;
    isAfterRun = isRun;
  }
  return text.trim();
}

/**
 * What a reader asks for: each term with the words to look for. A lone character is found as the
 * beginning of pairs.
 *
 * @param {string} query
 */
export function termsOf(query) {
  const words = wordsOf(query.normalize('NFKC')).split(' ');
  const terms = [];
  let isOpen = false;
  for (const word of words) {
    const isHan = hanStart.test(word);
    if (!isHan && !runStart.test(word)) {
      isOpen = false;
      continue;
    }
    if (!isHan || !isOpen) terms.push({ text: '', words: [] });
    const term = terms.at(-1);
    const isLast = word.endsWith(end);
    term.text += isHan ? String.fromCodePoint(word.codePointAt(0)) : word;
    if (!isHan || !isLast) term.words.push(word.replaceAll(/[^\p{L}\p{N}.]/gu, ''));
    else if (term.words.length === 0) term.words.push(word.slice(0, -end.length));
    isOpen = isHan && !isLast;
  }
  return terms;
}

/** Without invisible characters, and without the sign with which Pagefind's own marks begin. */
function tidy(text) {
  return text.replaceAll(/\p{Cf}/gu, '').replaceAll('_', '＿');
}
