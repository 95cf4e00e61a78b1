import type { CountedSentence, ProseNumber } from './numbers-in-prose.ts';

/** A word of some meaning in a text. */
export interface Word<Meaning> {
  meaning: Meaning;
  start: number;
  end: number;
}

/** Words with their meanings; where two begin at one place, the one declared first counts. */
export interface Vocabulary<Meaning> {
  find(text: string): Word<Meaning>[];
  /** Whether a text says nothing that could make a number mean something else. */
  isNeutral(text: string): boolean;
  isMember(meaning: Meaning): boolean;
}

/** What a number is called by the words next to it. */
export interface Label<Meaning> {
  /** The nearest first. */
  meanings: readonly Meaning[];
  /** Whether these words are members of a list: 予以公开和部分公开 21 件. */
  isListed: boolean;
  side: 'before' | 'after';
  /** Words of the same clause before the label, or before the number. */
  prefix: string;
  /** How far the label reaches behind the number's unit. */
  reach: number;
}

const connector = /^\s*(?:[、和及与或]|以及|或者)\s*$/;
const clauseMarks = '，；,;（(';

/**
 * `patterns` and `neutral` are sources of regular expressions without groups that capture;
 * `isMember` tells the meanings that a list with 分别 counts off.
 */
export function vocabulary<Meaning>(
  patterns: readonly (readonly [pattern: string, meaning: Meaning])[],
  neutral: readonly string[],
  isMember: (meaning: Meaning) => boolean = () => true,
): Vocabulary<Meaning> {
  const any = new RegExp(patterns.map(([pattern]) => pattern).join('|'), 'g');
  const each = new RegExp(patterns.map(([pattern]) => `(${pattern})`).join('|'), 'y');
  // Which pattern a word belongs to is found out once: groups that capture cost much.
  const meanings = new Map<string, Meaning>();
  const meaningAt = (text: string, index: number): Meaning => {
    each.lastIndex = index;
    const groups = each.exec(text)!.slice(1);
    return patterns[groups.findIndex((group) => group !== undefined)]![1];
  };
  const filler = new RegExp(neutral.join('|'), 'g');
  return {
    find: (text) =>
      Array.from(text.matchAll(any), ({ 0: word, index }) => {
        const meaning = meanings.get(word) ?? meaningAt(text, index);
        meanings.set(word, meaning);
        return { meaning, start: index, end: index + word.length };
      }),
    isNeutral: (text) => text.trim() === '' || text.replace(filler, '') === '',
    isMember,
  };
}

/**
 * The labels of a sentence's numbers, in order: by the words before each, else by those after.
 * `inSentence` are all words of its text.
 */
export function labelsOf<Meaning>(
  sentence: CountedSentence,
  words: Vocabulary<Meaning>,
  inSentence: readonly Word<Meaning>[] = words.find(sentence.text),
): (Label<Meaning> | undefined)[] {
  const { numbers } = sentence;
  const found = new FoundWords(sentence.text, inSentence, words);
  const labels: (Label<Meaning> | undefined)[] = [];
  let reach = 0;
  while (labels.length < numbers.length) {
    const respective = respectiveLabels(numbers.slice(labels.length), words);
    if (respective) {
      labels.push(...respective);
      reach = 0;
      continue;
    }
    const { start, end, before, after } = numbers[labels.length]!;
    const at = start - sentence.start;
    // What labels the number before is not to label this one, too.
    const from = at - before.length + reach;
    const to = end - sentence.start + after.length;
    const label =
      found.labelBefore(from, at) ??
      found.labelAfter(end - sentence.start, to, before.slice(reach));
    labels.push(label);
    reach = label?.reach ?? 0;
  }
  return labels;
}

/** 新收、上年结转分别为 40 件、5 件: the labels counted off, or none where they do not come out even. */
function respectiveLabels<Meaning>(
  [first, ...others]: readonly ProseNumber[],
  { find, isMember }: Vocabulary<Meaning>,
): (Label<Meaning> | undefined)[] | undefined {
  if (!first!.before.includes('分别')) return undefined;
  const lead = /^(.*)分别[^，。；、\d]{0,8}$/s.exec(first!.before)?.[1];
  if (lead === undefined) return undefined;
  const end = others.findIndex(({ before }) => !/^[、，,和及与\s]*$/.test(before));
  const count = 1 + (end < 0 ? others.length : end);
  const members = find(lead).filter(({ meaning }) => isMember(meaning));
  const isEven = members.length === count;
  return Array.from({ length: count }, (_, at) =>
    isEven
      ? { meanings: [members[at]!.meaning], isListed: false, side: 'before', prefix: '', reach: 0 }
      : undefined,
  );
}

/** The words of a sentence and the labels that they make. */
class FoundWords<Meaning> {
  readonly #text: string;
  readonly #words: readonly Word<Meaning>[];
  readonly #isNeutral: (text: string) => boolean;

  constructor(text: string, words: readonly Word<Meaning>[], { isNeutral }: Vocabulary<Meaning>) {
    this.#text = text;
    this.#words = words;
    this.#isNeutral = isNeutral;
  }

  /** The label that ends where a range of the sentence ends. */
  labelBefore(from: number, to: number): Label<Meaning> | undefined {
    const words = this.#wordsIn(from, to);
    const last = words.at(-1);
    if (!last || !this.#isNeutral(this.#text.slice(last.end, to))) return undefined;
    const meanings = [last.meaning];
    let { start } = last;
    let isListed = false;
    for (let at = words.length - 2; at >= 0; at--) {
      const between = this.#text.slice(words[at]!.end, start);
      const isConnected = connector.test(between);
      if (!isConnected && (/[，；,;]/.test(between) || !this.#isNeutral(between))) break;
      isListed ||= isConnected;
      meanings.push(words[at]!.meaning);
      start = words[at]!.start;
    }
    const prefix = lastClause(this.#text.slice(from, start));
    return { meanings, isListed, side: 'before', prefix, reach: 0 };
  }

  /** The label that begins where a range begins; only neutral words may stand before the number. */
  labelAfter(from: number, to: number, before: string): Label<Meaning> | undefined {
    const words = this.#wordsIn(from, to);
    if (words.length === 0 || this.#text.slice(from, to).includes('分别')) return undefined;
    const prefix = lastClause(before).replace(/^[、和及与\s]+/, '');
    const meanings: Meaning[] = [];
    let end = from;
    for (const word of this.#isNeutral(prefix) ? words : []) {
      const between = this.#text.slice(end, word.start);
      if (/[，；,;、]/.test(between) || !this.#isNeutral(between)) break;
      meanings.push(word.meaning);
      end = word.end;
    }
    if (meanings.length === 0) return undefined;
    return { meanings, isListed: false, side: 'after', prefix, reach: end - from };
  }

  #wordsIn(from: number, to: number): readonly Word<Meaning>[] {
    return this.#words.filter(({ start, end }) => start >= from && end <= to);
  }
}

function lastClause(text: string): string {
  let start = text.length;
  while (start > 0 && !clauseMarks.includes(text[start - 1]!)) start--;
  return text.slice(start);
}
