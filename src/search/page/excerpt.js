/** Characters of a text that a result shows, and of those how many before the first match. */
const length = 90;
const lead = 18;

/**
 * A text in pieces, the matches of a query apart. A term that the text does not have as a whole is
 * looked for by its words.
 *
 * @param {string} text
 * @param {import('./words.js').Term[]} terms
 */
export function marked(text, terms) {
  return cut(text, matchesIn(text, terms), 0, text.length);
}

/**
 * The same of the passage with the most matches, with … where something is left out.
 *
 * @param {string} text
 * @param {import('./words.js').Term[]} terms
 */
export function excerpt(text, terms) {
  const matches = matchesIn(text, terms);
  const from = matches.length === 0 ? 0 : Math.max(0, densest(matches) - lead);
  const until = Math.min(text.length, from + length);
  const pieces = cut(text, matches, from, until);
  if (from > 0) pieces.unshift({ text: '…', isMatch: false });
  if (until < text.length) pieces.push({ text: '…', isMatch: false });
  return pieces;
}

/**
 * Whether a text has every term as it was typed.
 *
 * @param {string} text
 * @param {import('./words.js').Term[]} terms
 */
export function hasAll(text, terms) {
  return terms.every((term) => occurrences(text, term.text).length > 0);
}

/** Where matches begin and end, in order and without overlaps. */
function matchesIn(text, terms) {
  const found = terms.flatMap((term) => {
    const whole = occurrences(text, term.text);
    return whole.length > 0 ? whole : term.words.flatMap((word) => occurrences(text, word));
  });
  const matches = [];
  for (const [start, end] of found.sort((a, b) => a[0] - b[0] || b[1] - a[1])) {
    const last = matches.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else matches.push([start, end]);
  }
  return matches;
}

/** A number counts where it is not part of another one: 26.5 is 26.50, and is not in 126.55. */
function occurrences(text, term) {
  const escaped = term.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  const isNumber = /^[\d.]+$/.test(term);
  const zeros = term.includes('.') ? '0*' : '';
  const pattern = isNumber ? `(?<![\\d.])${escaped}${zeros}(?!\\d|\\.\\d)` : escaped;
  return [...text.matchAll(new RegExp(pattern, 'giu'))].map(({ index, 0: { length } }) => [
    index,
    index + length,
  ]);
}

/** Start of the first match of those that most others follow within a passage. */
function densest(matches) {
  const followed = matches.map(
    ([start]) => matches.filter(([s, e]) => s >= start && e <= start + length - lead).length,
  );
  return matches[followed.indexOf(Math.max(...followed))][0];
}

function cut(text, matches, from, until) {
  const pieces = [];
  let at = from;
  const add = (end, isMatch) => {
    if (end > at) pieces.push({ text: text.slice(at, end), isMatch });
    at = Math.max(at, end);
  };
  for (const [start, end] of matches) {
    if (end <= from || start >= until) continue;
    add(start, false);
    add(Math.min(end, until), true);
  }
  add(until, false);
  return pieces;
}
