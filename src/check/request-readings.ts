import { type Label, labelsOf, type Vocabulary, type Word } from './labels.ts';
import type { CountedSentence, ProseNumber } from './numbers-in-prose.ts';
import type { MaybeReading, Reading, ReportKind } from './readings.ts';
import { isOnOtherMatters, type Topic, topicsOf } from './request-topics.ts';
import { type RequestWord, requestWords } from './request-words.ts';
import {
  isComparison,
  isOfAnotherYear,
  isOtherScope,
  isPartOnly,
  withoutChannels,
} from './scope.ts';

type Row = RequestWord & { kind: 'row' };
type Applicant = RequestWord & { kind: 'applicant' };
type Sums = readonly (readonly string[])[];

/** Units in which requests are counted. */
const units = new Set(['', '件', '件次', '份', '宗', '起', '例', '笔', '个', '条']);

/** Whether a number has a unit that little else is counted in. */
function isOfCases({ unit }: ProseNumber): boolean {
  return /[件宗]/.test(unit);
}

/** What the sentence so far has said, on which later numbers rest. */
interface Said {
  row: Row | undefined;
  /** Columns of an applicant that was named; the outcomes that follow may be that applicant's. */
  columns: Sums | undefined;
  /** Whether the last number was not the whole of anything known: what it consists of is not, either. */
  isPart: boolean;
}

const nothing: Said = { row: undefined, columns: undefined, isPart: false };

/** Readings of numbers against 表三. */
export function requestReadings(
  sentences: readonly CountedSentence[],
  { year, form }: ReportKind,
): MaybeReading[][] {
  const words = requestWords(form, year);
  const topics = topicsOf(sentences);
  let said = nothing;
  return sentences.map((sentence, at) => {
    const topic = topics[at]!;
    // 其中 may begin a sentence of its own.
    if (topic === 'other' || !/^\s*(?:其中|按|从)/.test(sentence.text)) said = nothing;
    const isOfOthers =
      topic === 'other' || (topic === 'unknown' && !sentence.numbers.some(isOfCases));
    if (isOfOthers) return sentence.numbers.map(() => undefined);
    const reader = new SentenceReader(sentence, topic, words, year, said);
    const readings = reader.read();
    said = reader.said;
    return readings;
  });
}

class SentenceReader {
  said: Said;
  readonly #sentence: CountedSentence;
  readonly #topic: Topic;
  readonly #words: Vocabulary<RequestWord>;
  /** The words of the sentence, found once and not once per number. */
  readonly #found: readonly Word<RequestWord>[];
  /** Those among them that name a row by themselves. */
  readonly #rows: readonly Word<Row>[];
  readonly #year: number;
  #withoutWords: string | undefined;
  /** Whether numbers from here on are parts (其中) of a number that is not known. */
  #isWithinPart = false;

  constructor(
    sentence: CountedSentence,
    topic: Topic,
    words: Vocabulary<RequestWord>,
    year: number,
    said: Said,
  ) {
    this.#sentence = sentence;
    this.#topic = topic;
    this.#words = words;
    this.#found = words.find(sentence.text);
    this.#rows = this.#found.filter(
      (word): word is Word<Row> => word.meaning.kind === 'row' && word.meaning.rank > 1,
    );
    this.#year = year;
    this.said = said;
  }

  read(): MaybeReading[] {
    const { numbers } = this.#sentence;
    const labels = labelsOf(this.#sentence, this.#words, this.#found);
    const readings = numbers.map((number, at) => this.#readNumber(number, labels[at]));
    return withoutSplit(numbers, readings);
  }

  #readNumber(number: ProseNumber, label: Label<RequestWord> | undefined): Reading | undefined {
    const columns = columnsOf(label);
    if (!units.has(number.unit)) {
      // 自然人 27 人，提出申请 30 件
      if (columns) this.said = { ...this.said, columns: columns.columns };
      return undefined;
    }
    const words = besideOf(number, label);
    if (/其中|[（(]含/.test(number.before)) this.#isWithinPart = this.said.isPart;
    else if (/；|;|共/.test(number.before)) this.#isWithinPart = false;
    const row = this.#rowOf(label);
    const isPart = isPartOnly(words);
    const isKnown = label !== undefined || this.#words.isNeutral(words.replace(/[（()）、]/g, ''));
    const isOther = !isKnown || isOfOtherMatter(label) || this.#isOfAnotherTime(number, words);
    const before = this.said;
    this.said = {
      row: row ?? before.row,
      columns:
        columns?.columns ??
        (row?.rank === 3 && before.columns && !/；|;/.test(number.before)
          ? before.columns
          : undefined),
      isPart: isPart || isOther || (label !== undefined && !row && !columns),
    };
    if (isOther || number.isApproximate || this.#isWithinPart) return undefined;
    const counted = row ?? (columns ? (before.row ?? this.#lastRow(number)) : undefined);
    if (!counted && !columns) return undefined;
    const reading = this.#reading(label!, counted, columns, before, number);
    return reading && isPart ? { ...reading, isPart: true, isUncertain: true } : reading;
  }

  /** The row that was named last, beside no number: 新收申请中，自然人 30 件. */
  #lastRow(number: ProseNumber): Row | undefined {
    const at = number.start - this.#sentence.start;
    return this.#rows.findLast(({ end }) => end <= at)?.meaning;
  }

  #isOfAnotherTime(number: ProseNumber, words: string): boolean {
    if (isComparison(number, words)) return true;
    const at = number.start - this.#sentence.start;
    if (!isOfAnotherYear(this.#sentence.text.slice(0, at), this.#year)) return false;
    // A year may be part of a label: 2020年结转.
    this.#withoutWords ??= blanked(this.#sentence.text, this.#found);
    return isOfAnotherYear(this.#withoutWords.slice(0, at), this.#year);
  }

  /** The row that a label names; undefined where its words are too general here. */
  #rowOf(label: Label<RequestWord> | undefined): Row | undefined {
    const rows = label?.meanings.filter((word): word is Row => word.kind === 'row') ?? [];
    const rank = Math.max(-1, ...rows.map((row) => row.rank));
    const chosen = rows.filter((row) => row.rank === rank);
    if (!label || chosen.length === 0) return undefined;
    if (label.side === 'after' && (rank < 2 || chosen[0]!.name === '收到的申请')) return undefined;
    // 申请 12 件, 办理 12 件 alone: nothing may narrow it.
    if (rank < 2 && !this.#words.isNeutral(withoutChannels(label.prefix))) return undefined;
    if (rank === 1 && this.#topic !== 'stated') return undefined;
    if (this.#topic === 'unknown' && (rank === 2 || chosen.some((row) => row.isCommon)))
      return undefined;
    return chosen.length === 1 ? chosen[0] : joined(chosen, label.isListed);
  }

  #reading(
    label: Label<RequestWord>,
    row: Row | undefined,
    columns: Applicant | undefined,
    before: Said,
    number: ProseNumber,
  ): Reading | undefined {
    if (this.#topic === 'unknown' && (!isOfCases(number) || !row)) return undefined;
    const rows = row?.rows ?? [['本年新收'], ['收办'], ['办理结果.总计']];
    const own = columns?.columns ?? [['总计']];
    const isOfOtherScope = isOtherScope(this.#sentence.text);
    const mayInherit = !columns && (row?.rank === 3 || row?.rank === 0);
    const inherited = (mayInherit && before.columns) || [];
    return {
      name: columns ? `${row?.name ?? '申请'}（${columns.name}）` : row!.name,
      accepted: rows.flatMap((sum) =>
        [...own, ...inherited].map((set) =>
          sum.flatMap((path) => set.map((column) => `申请办理.${path}.${column}`)),
        ),
      ),
      isUncertain:
        (row?.isUncertain ?? true) ||
        this.#topic === 'unknown' ||
        (this.#topic === 'carried' && row?.rank !== 3) ||
        (columns?.columns.length ?? 1) > 1 ||
        isOfOtherScope ||
        (label.side === 'after' && row?.rank !== 3),
      ...(isOfOtherScope || !row || row.rank < 2 ? { isOfAnyScope: true } : {}),
    };
  }
}

/** Whether the label's clause speaks of applications of another kind, or of none. */
function isOfOtherMatter(label: Label<RequestWord> | undefined): boolean {
  if (!label) return false;
  const isNamed = label.meanings.some((word) => word.kind === 'row' && word.rank === 0);
  return (
    label.meanings.some(({ kind }) => kind === 'other') ||
    (isOnOtherMatters(label.prefix) && !isNamed)
  );
}

/** The words beside a number without its label: those of its clause before, and the next few. */
function besideOf(number: ProseNumber, label: Label<RequestWord> | undefined): string {
  const next = /^[^、，；]{0,10}/.exec(number.after.slice(label?.reach))![0];
  if (label) return `${label.prefix} ${next}`;
  return `${/[^，；,;]*$/.exec(number.before)![0]} ${next}`;
}

function blanked(text: string, words: readonly { start: number; end: number }[]): string {
  let left = text;
  for (const { start, end } of words)
    left = left.slice(0, start) + ' '.repeat(end - start) + left.slice(end);
  return left;
}

/** Several words of equal weight: any of them, and their sum where they are a list of outcomes. */
function joined(rows: readonly Row[], isListed: boolean): Row {
  const isSum = isListed && rows.every(({ rank }) => rank === 3);
  const sum = rows.flatMap((row) => row.rows[0]!);
  return {
    ...rows[0]!,
    name: rows
      .map(({ name }) => name)
      .reverse()
      .join('、'),
    rows: [...(isSum ? [sum] : []), ...rows.flatMap((row) => row.rows)],
    isUncertain: rows.some(({ isUncertain }) => isUncertain) || !isSum,
  };
}

/** The applicants that a label names; citizens and organisations together are all. */
function columnsOf(label: Label<RequestWord> | undefined): Applicant | undefined {
  const applicants =
    label?.meanings.filter((word): word is Applicant => word.kind === 'applicant') ?? [];
  if (applicants.length < 2) return applicants[0];
  const columns = new Set(applicants.flatMap((applicant) => applicant.columns[0]!));
  const isAll = columns.has('自然人') && columns.size > 1 && columns.has('商业企业');
  return {
    kind: 'applicant',
    name: isAll
      ? '总计'
      : applicants
          .map(({ name }) => name)
          .reverse()
          .join('、'),
    columns: isAll ? [['总计']] : [[...columns]],
  };
}

/** Readings without those that count the same in several portions: 甲局收到 5 件，乙局收到 7 件. */
function withoutSplit(
  numbers: readonly ProseNumber[],
  readings: readonly (Reading | undefined)[],
): (Reading | undefined)[] {
  const times = new Map<string, number>();
  for (const reading of readings)
    if (reading) times.set(reading.name, (times.get(reading.name) ?? 0) + 1);
  return numbers.map((_, at) => {
    const reading = readings[at];
    return reading && times.get(reading.name)! > 1 ? { ...reading, isPart: true } : reading;
  });
}
