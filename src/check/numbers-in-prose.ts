import { type Clause, clausesOf, type ProsePart } from './prose-text.ts';

/** A number in a text, with the words around it that say what it counts. */
export interface ProseNumber {
  part: ProsePart;
  clause: Clause;
  /** Its digits, without separators of thousands. */
  digits: string;
  /** As it stands in the text. */
  written: string;
  unit: string;
  /** Index in the part's text. */
  start: number;
  /** Address of the fact, where a placeholder filled the number in. */
  address?: string;
  /** Words of the clause before the number, back to the number before it. */
  before: string;
  /** Words of the clause after the number and its unit, up to the next number. */
  after: string;
  /** The last words that give the number before it, or the clauses before, their meaning. */
  sentenceBefore: string;
}

const units = '万元|亿元|元|件次|件|份|宗|起|例|条次|条|个|项|篇次|篇|次|人次|人|期|场|部|家|%|％';
/** Not part of a date, a document number, an ordinal or a longer number. */
const numberPattern = new RegExp(
  `(?<![\\d.,〔\\[（第＋+\\-—/:A-Za-z])(\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?)(?![\\d.,]*\\d|[年月日号时：:〕\\]]|\\s*[年月日])\\s*(${units})?`,
  'g',
);

/** The counted numbers of a text, in order. */
export function numbersIn(part: ProsePart): ProseNumber[] {
  return clausesOf(part).flatMap((clause) => {
    const matches = [...clause.text.matchAll(numberPattern)];
    return matches.map((match, at) => {
      const previous = matches[at - 1];
      const next = matches[at + 1];
      const end = match.index + match[0].length;
      const start = clause.start + match.index;
      const filled = part.filled.find((range) => range.start <= start && start < range.end);
      return {
        part,
        clause,
        digits: match[1]!.replaceAll(',', ''),
        written: match[1]!,
        unit: match[2] ?? '',
        start,
        before: clause.text.slice(previous ? previous.index + previous[0].length : 0, match.index),
        after: clause.text.slice(end, next?.index),
        sentenceBefore: clause.sentence.slice(0, start - clause.sentenceStart),
        ...(filled ? { address: filled.address } : {}),
      };
    });
  });
}

/** A few characters around a number, by which an acknowledgement can name it. */
export function passageAround({ clause }: ProseNumber): string {
  return clause.text.trim();
}
