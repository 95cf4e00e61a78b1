import type { ExpectedContent, ExpectedUnit } from './content.ts';
import { comparable, matchUnit } from './match.ts';
import type { Mismatch } from './mismatch.ts';
import { describeMissing, describeSurplus, describeWrong } from './mismatch.ts';
import type { TextRun } from './text-runs.ts';

/** Pages that begin within a table, and the labels of the row that may stand at their top again. */
export type ContinuedTables = ReadonlyMap<number, readonly string[]>;

export interface Comparison {
  mismatches: Mismatch[];
  continuedTables: ContinuedTables;
  /** What is left after the last unit. */
  colophon: readonly TextRun[];
}

/**
 * Compares the text of the document itself, page numbers and running lines left out, with what is
 * expected: every unit once and in order, and nothing else.
 */
export function compareContent(expected: ExpectedContent, runs: readonly TextRun[]): Comparison {
  const { units } = expected;
  const mismatches: Mismatch[] = [];
  const continued = new Map<number, readonly string[]>();
  let at = 0;
  for (let index = 0; index < units.length; index++) {
    const unit = units[index]!;
    const end = matchUnit(unit, runs, at);
    if (end !== undefined) {
      if (unit.kind === 'row' && unit.header) {
        const last = runs[end - 1]?.page ?? 0;
        for (let page = (runs[at - 1]?.page ?? last) + 1; page <= last; page++)
          continued.set(page, unit.header);
      }
      at = end;
      continue;
    }
    const next = resume(units, index, runs, at);
    mismatches.push(...explain(units, index, next.unit, runs, at, next.run));
    index = next.unit - 1;
    at = next.run;
  }
  const colophon = runs.slice(at);
  mismatches.push(...compareColophon(expected, colophon, runs.at(-1)?.page ?? 1));
  return { mismatches, continuedTables: continued, colophon };
}

/** Passing over a unit is as bad as passing over a row's worth of runs. */
const unitWeight = 8;

/** The nearest place, by units and runs passed over, from which the two agree again. */
function resume(
  units: readonly ExpectedUnit[],
  fromUnit: number,
  runs: readonly TextRun[],
  fromRun: number,
): { unit: number; run: number } {
  const farthest = (units.length - fromUnit) * unitWeight + runs.length - fromRun;
  for (let distance = 1; distance <= farthest; distance++) {
    const mostUnits = Math.min(Math.floor(distance / unitWeight), units.length - 1 - fromUnit);
    for (let passed = 0; passed <= mostUnits; passed++) {
      const unit = fromUnit + passed;
      const run = fromRun + distance - passed * unitWeight;
      if (run >= runs.length) continue;
      const end = isMilestone(units[unit]!) ? matchUnit(units[unit]!, runs, run) : undefined;
      if (end !== undefined) return withMarker(units, unit, runs, run, fromUnit, fromRun);
    }
  }
  return { unit: units.length, run: runs.length };
}

/** A marker is no milestone, but where it stands right before one, the two agree from there. */
function withMarker(
  units: readonly ExpectedUnit[],
  unit: number,
  runs: readonly TextRun[],
  run: number,
  fromUnit: number,
  fromRun: number,
): { unit: number; run: number } {
  const before = units[unit - 1];
  const isMarked =
    unit > fromUnit &&
    run > fromRun &&
    before?.kind === 'marker' &&
    matchUnit(before, runs, run - 1) === run;
  return isMarked ? { unit: unit - 1, run: run - 1 } : { unit, run };
}

/** Whether a unit is found nowhere by accident: markers and rows without anything might be. */
function isMilestone(unit: ExpectedUnit): boolean {
  switch (unit.kind) {
    case 'marker':
      return false;
    case 'text':
      return comparable(unit.text) !== '';
    case 'row':
      return [...unit.labels, ...unit.figures].some((cell) => comparable(cell) !== '');
  }
}

/** The mismatches between one agreement and the next. */
function explain(
  units: readonly ExpectedUnit[],
  fromUnit: number,
  toUnit: number,
  runs: readonly TextRun[],
  fromRun: number,
  toRun: number,
): Mismatch[] {
  const page = (runs[fromRun] ?? runs.at(-1))?.page ?? 1;
  const [first, ...others] = units.slice(fromUnit, toUnit);
  const found = runs.slice(fromRun, toRun);
  if (!first) return [describeSurplus(page, units[fromUnit - 1], found, units)];
  const missing = others.map((unit) => describeMissing(page, unit));
  if (found.every(({ text }) => comparable(text) === ''))
    return [describeMissing(page, first), ...missing];
  return [describeWrong(page, first, found), ...missing];
}

export const colophonPlace = '文末的格式依据';

/** What is left after the last unit: the facts of the colophon, and no other digits. */
function compareColophon(
  { colophon, units }: ExpectedContent,
  left: readonly TextRun[],
  lastPage: number,
): Mismatch[] {
  const page = left[0]?.page ?? lastPage;
  const actual = left.map((run) => withoutSpaces(run.text)).join('');
  let text = actual;
  let words = '';
  for (const fact of colophon) {
    const place = text.indexOf(withoutSpaces(fact));
    if (place < 0) return [{ page, place: colophonPlace, expected: fact, actual }];
    words += text.slice(0, place);
    text = text.slice(place + withoutSpaces(fact).length);
  }
  const isMore = /\p{Nd}/u.test(words + text);
  return isMore ? [describeSurplus(page, units.at(-1), left, units)] : [];
}

function withoutSpaces(text: string): string {
  return comparable(text).replaceAll(' ', '');
}
