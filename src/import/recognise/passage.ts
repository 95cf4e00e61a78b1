import type { Place } from '../source-document.ts';
import { foldText } from './label.ts';

/** A paragraph of prose, cleaned. */
export interface Passage {
  text: string;
  markdown: string;
  /** Level of a heading where the source marks it as one. */
  level?: number;
  item?: { depth: number; number?: number };
  place: Place;
}

/** Signs by which paragraphs are numbered, from the outermost. */
const numberings: readonly { pattern: RegExp; level: number }[] = [
  { pattern: /^[一二三四五六七八九十]{1,3}、/, level: 3 },
  { pattern: /^[（(][一二三四五六七八九十]{1,3}[）)]/, level: 3 },
  { pattern: /^\d{1,2}(?:[、．]|\.(?!\d))/, level: 4 },
  { pattern: /^[（(]\d{1,2}[）)]/, level: 5 },
];

const longestHeading = 40;
const longestMarked = 60;
const longestBare = 20;
const leastBelow = 15;

/** Which of the numberings a paragraph begins with; -1 for none. */
export function numberingOf({ text }: Pick<Passage, 'text'>): number {
  return numberings.findIndex(({ pattern }) => pattern.test(text));
}

/** Whether a paragraph could be a heading by its words: no sentence ends within it. */
export function mayBeHeading({ text }: Pick<Passage, 'text'>, most = longestHeading): boolean {
  const folded = foldText(text);
  return folded.length <= most && !/[。;!?](?!$)|[;!?]$/.test(folded);
}

/**
 * For each paragraph of a part the level at which it is a heading, or undefined. Numbered ones are
 * headings only if all with the same numbering around them are: where one of them goes on with its
 * text, they are all paragraphs.
 */
export function headingLevels(passages: readonly Passage[]): (number | undefined)[] {
  const levels: (number | undefined)[] = passages.map(() => undefined);
  for (const [rank, { level }] of numberings.entries()) {
    for (const siblings of siblingsOf(passages, rank))
      if (areHeadings(passages, siblings, rank)) for (const at of siblings) levels[at] = level;
  }
  setMarked(passages, levels);
  setBare(passages, levels);
  return levels;
}

/** Places of the paragraphs with one numbering, parted where an outer one goes on. */
function siblingsOf(passages: readonly Passage[], rank: number): number[][] {
  const groups: number[][] = [];
  let group: number[] = [];
  for (const [at, passage] of passages.entries()) {
    const own = passage.item ? -1 : numberingOf(passage);
    if (own === rank) group.push(at);
    else if (own >= 0 && own < rank) {
      groups.push(group);
      group = [];
    }
  }
  return [...groups, group].filter(({ length }) => length > 0);
}

/** Lines of which most have nothing below them are a list. */
function areHeadings(passages: readonly Passage[], siblings: readonly number[], rank: number) {
  const above = siblings.filter((at) => isAboveText(passages, at, rank));
  return (
    above.length * 2 >= siblings.length &&
    siblings.every(
      (at) =>
        mayBeHeading(passages[at]!) &&
        // With a full stop it is one only if text follows.
        (!/[。.]$/.test(passages[at]!.text) || above.includes(at)),
    )
  );
}

function isAboveText(passages: readonly Passage[], at: number, rank: number): boolean {
  const next = passages[at + 1];
  const following = next ? numberingOf(next) : rank;
  return following < 0 || following > rank;
}

/** Those that the source itself marks as headings. */
function setMarked(passages: readonly Passage[], levels: (number | undefined)[]): void {
  const marked = passages.flatMap((passage, at) =>
    passage.level !== undefined && mayBeHeading(passage, longestMarked) ? [at] : [],
  );
  const bare = marked.filter((at) => numberingOf(passages[at]!) < 0);
  const outermost = Math.min(...bare.map((at) => passages[at]!.level!));
  for (const at of marked) {
    const rank = numberingOf(passages[at]!);
    levels[at] ??=
      rank >= 0 ? numberings[rank]!.level : Math.min(6, 3 + passages[at]!.level! - outermost);
  }
}

/** Short lines of their own above paragraphs, where there are several, or in bold. */
function setBare(passages: readonly Passage[], levels: (number | undefined)[]): void {
  const found = passages.flatMap((passage, at) => {
    const next = passages[at + 1];
    const isText =
      next !== undefined && (/[。；：!！]$/.test(next.text) || next.text.length >= leastBelow);
    const isAbove = isText && numberingOf(next) < 0 && !next.item;
    const isPlain = !passage.item && levels[at] === undefined && numberingOf(passage) < 0;
    const isShort =
      foldText(passage.text).length <= longestBare &&
      !/[，。；：！？,;:!?]|^\d+$/.test(passage.text);
    return isPlain && isShort && isAbove ? [at] : [];
  });
  const isBold = (at: number) => /^\*\*[^*]+\*\*$/.test(passages[at]!.markdown);
  const level = levels.includes(3) ? 4 : 3;
  for (const at of found) if (found.length > 1 || isBold(at)) levels[at] = level;
}
