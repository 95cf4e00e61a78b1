import { addresses, masked, quotations, titles } from './masked.ts';
import {
  clauseAround,
  type FilledRange,
  type ProsePart,
  type Sentence,
  sentencesOf,
} from './prose-text.ts';

/** A counted number in a text, with the words around it that say what it counts. */
export interface ProseNumber {
  part: ProsePart;
  /** The sentence that it stands in. */
  sentence: Sentence;
  /** Its digits, without separators of thousands; Chinese numerals are worked out. */
  digits: string;
  /** As it stands in the text. */
  written: string;
  /** Empty where a mark of punctuation follows. */
  unit: string;
  /** Index in the part's text. */
  start: number;
  /** Index behind the unit. */
  end: number;
  /** The placeholder that filled it in. */
  filled?: FilledRange;
  /** 近 30 件, 30 余件: equal to nothing. */
  isApproximate: boolean;
  /** Words of the sentence before it, back to the number before. */
  before: string;
  /** Words of its clause after its unit, up to the next number. */
  after: string;
}

/** The numbers of one sentence, in order. */
export interface CountedSentence extends Sentence {
  numbers: readonly ProseNumber[];
}

const units = [
  '万元|亿元|元|件次|人次|篇次|条次|场次|户次|件|份|宗|起|例|笔|条|项|篇|次|人|期|场|部|家',
  '册|幅|处|块|名|位|户|台|套|张|封|批|天|%|％',
  // A thing counted with 个 is part of its unit: 12 个 and 12 个栏目 do not add up.
  '个(?:(?!申请|案件)\\p{Script=Han}{1,2})?',
].join('|');
const digitsPattern = '(?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.\\d+)?';
const numerals = '(?<![第每之百千万])[〇零一二两三四五六七八九十百]+(?=\\s*[件宗份])';
/** Not part of a date, a time, a range, a document number, an ordinal, a list sign or a longer number. */
const notBefore = '(?<![\\dA-Za-z〔[+＋-]|\\d[.,:：/—–~～]|第\\s?)';
const notAfter = '(?!\\d|[.,]\\d|\\s*[:：]\\s*\\d|\\s*[年月日号时点〕\\]])';
const listSign = '(?!(?<=(?:^|[；;。])\\s*)\\d{1,2}[、.．]|(?<=[（(])\\d{1,2}[）)])';
const numberPattern = new RegExp(
  `${notBefore}${listSign}(?:(${digitsPattern})|(${numerals}))${notAfter}(?:\\s*(?:(${units})|[（(](${units})[）)]))?`,
  'gu',
);
/** What follows a number without a unit, if it counts at all. */
const unitless = /^\s*(?:$|[，。；、！？）)】」”’\]|…：:]|[和及与]\s*\d)/;
const roughly = /(?:约|近|超过?|逾|接近|不[少低]于|至少|最多|不超过)\s*$/;
const orSo = /^\s*(?:余|多|几|左右|以上|以下|以内|上下|不等)/;

const known = new WeakMap<ProsePart, CountedSentence[]>();

/** The sentences of a text that hold numbers; one part is read once. */
export function countedSentences(part: ProsePart): readonly CountedSentence[] {
  let sentences = known.get(part);
  if (!sentences) {
    sentences = sentencesOf(part).flatMap((sentence) => {
      const numbers = numbersIn(part, sentence);
      return numbers.length === 0 ? [] : [{ ...sentence, numbers }];
    });
    known.set(part, sentences);
  }
  return sentences;
}

const mayCount = /\d|[〇零一二两三四五六七八九十百]\s*[件宗份]/;

/** Signs of titles, quotations and addresses, in which a number counts nothing. */
const mayHide = /[《〈“‘「"@]|\]\(|:\/\/|www\./;

function numbersIn(part: ProsePart, sentence: Sentence): ProseNumber[] {
  if (!mayCount.test(sentence.text)) return [];
  const bare = mayHide.test(sentence.text)
    ? masked(sentence.text, addresses, titles, quotations)
    : sentence.text;
  const matches = [...bare.matchAll(numberPattern)].filter((match) => counts(match, sentence.text));
  if (matches.length === 0) return [];
  return matches.map((match, at) =>
    numberAt(part, match, sentence, matches[at - 1], matches[at + 1]),
  );
}

/** Whether a number counts something: it has a unit, or no other word follows. */
function counts(match: RegExpExecArray, sentence: string): boolean {
  const rest = sentence.slice(match.index + match[0].length);
  return unitOf(match) !== '' || unitless.test(rest) || orSo.test(rest);
}

function unitOf(match: RegExpExecArray): string {
  return match[3] ?? match[4] ?? '';
}

function numberAt(
  part: ProsePart,
  match: RegExpExecArray,
  sentence: Sentence,
  previous: RegExpExecArray | undefined,
  next: RegExpExecArray | undefined,
): ProseNumber {
  const { text } = sentence;
  const start = sentence.start + match.index;
  const end = match.index + match[0].length;
  const filled = part.filled.find((range) => range.start <= start && start < range.end);
  const written = match[1] ?? match[2]!;
  const before = text.slice(previous ? previous.index + previous[0].length : 0, match.index);
  const rest = text.slice(end, next?.index);
  return {
    part,
    sentence,
    digits: match[1]?.replaceAll(',', '') ?? String(numeralValue(written)),
    written,
    unit: unitOf(match),
    start,
    end: sentence.start + end,
    isApproximate:
      roughly.test(before) ||
      orSo.test(text.slice(match.index + written.length)) ||
      orSo.test(rest),
    before,
    after: rest.slice(0, clauseAround(rest, 0).end),
    ...(filled ? { filled } : {}),
  };
}

/** The value of Chinese numerals below a thousand. */
function numeralValue(written: string): number {
  const digits = '〇一二三四五六七八九';
  let value = 0;
  let digit = 0;
  for (const sign of written.replaceAll('零', '〇').replaceAll('两', '二')) {
    const factor = sign === '百' ? 100 : sign === '十' ? 10 : 0;
    if (factor === 0) digit = digits.indexOf(sign);
    else {
      value += (digit || 1) * factor;
      digit = 0;
    }
  }
  return value + digit;
}

/** The clause around a number, by which an acknowledgement can name it. */
export function passageAround({ sentence, start }: ProseNumber): string {
  const clause = clauseAround(sentence.text, start - sentence.start);
  return sentence.text.slice(clause.start, clause.end).trim();
}
