import Big from 'big.js';
import type { ReportFacts } from '../facts/facts.ts';
import type { Report } from '../report/report.ts';
import { caseReadings } from './case-readings.ts';
import { documentReadings } from './document-readings.ts';
import { type CountedSentence, countedSentences, type ProseNumber } from './numbers-in-prose.ts';
import type { ProsePart } from './prose-text.ts';
import { requestReadings } from './request-readings.ts';

/** What a number in a text may legitimately count: sums of facts, each given by their addresses. */
export interface Reading {
  /** What it seems to count, in words. */
  name: string;
  accepted: readonly (readonly string[])[];
  /** Whether the words are of a kind that other things are counted by too, or speak of another scope. */
  isUncertain: boolean;
  /** Whether it is only a part of what is counted: then it may be less, but never more. */
  isPart?: true;
  /** Whether the words leave open which of several figures is meant, or whose they are. */
  isOfAnyScope?: true;
}

export interface NumberReading {
  number: ProseNumber;
  reading: Reading;
}

/** A reading, or null where the words show that the number counts something else. */
export type MaybeReading = Reading | null | undefined;

/** What of a report its words depend on. */
export type ReportKind = Pick<Report, 'year' | 'form'>;

/** Reads all sentences of a part: for each the readings of its numbers. */
export type Reader = (
  sentences: readonly CountedSentence[],
  report: ReportKind,
) => MaybeReading[][];

/** In this order: what one has read, or refused to read, the next leave alone. */
const readers: readonly Reader[] = [caseReadings, documentReadings, requestReadings];

const known = new WeakMap<ProsePart, NumberReading[]>();

/** How the numbers of a text may be read against 表二, 表三 and 表四; one part is read once. */
export function readingsIn(part: ProsePart, report: ReportKind): NumberReading[] {
  let readings = known.get(part);
  if (!readings) {
    readings = read(countedSentences(part), report);
    known.set(part, readings);
  }
  return readings;
}

function read(sentences: readonly CountedSentence[], report: ReportKind): NumberReading[] {
  const byReader = readers.map((reader) => reader(sentences, report));
  return sentences.flatMap(({ numbers }, at) =>
    numbers.flatMap((number, index) => {
      const readings = byReader.map((bySentence) => bySentence[at]![index]);
      const reading = readings.find((each) => each !== undefined);
      return reading ? [{ number, reading }] : [];
    }),
  );
}

/** The sum of facts, or undefined where the report has none such or does not state one of them. */
export function sumOf(facts: ReportFacts, addresses: readonly string[]): Big | undefined {
  let total = new Big(0);
  for (const address of addresses) {
    const fact = facts.get(address);
    if (!fact || fact.value === null) return undefined;
    total = total.plus(fact.value);
  }
  return total;
}
