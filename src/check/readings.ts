import Big from 'big.js';
import type { ReportFacts } from '../facts/facts.ts';
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

/** How the numbers of a text may be read against 表二, 表三 and 表四. */
export function readingsIn(part: ProsePart, year: number): NumberReading[] {
  const byYear = known.get(part) ?? new Map<number, NumberReading[]>();
  known.set(part, byYear);
  let readings = byYear.get(year);
  if (!readings) {
    readings = read(part, year);
    byYear.set(year, readings);
  }
  return readings;
}

const known = new WeakMap<ProsePart, Map<number, NumberReading[]>>();

function read(part: ProsePart, year: number): NumberReading[] {
  const sentences = countedSentences(part);
  const readers = [caseReadings, documentReadings, requestReadings].map((reader) =>
    reader(sentences, year),
  );
  return sentences.flatMap(({ numbers }, at) => {
    const found = numbers.flatMap((number, index): NumberReading[] => {
      for (const bySentence of readers) {
        const reading = bySentence[at]![index];
        if (reading === null) return [];
        if (reading) return [{ number, reading }];
      }
      return [];
    });
    return found;
  });
}

/** Reads all sentences of a part: for each the readings of its numbers. */
export type Reader = (sentences: readonly CountedSentence[], year: number) => MaybeReading[][];

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
