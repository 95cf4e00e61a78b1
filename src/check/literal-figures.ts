import type { ReportFacts } from '../facts/facts.ts';
import { type Report, statisticTotalAddress } from '../report/report.ts';
import { numbersIn, type ProseNumber } from './numbers-in-prose.ts';
import type { ProsePart, ReportProse } from './prose-text.ts';
import { readingOf } from './readings.ts';

/** A number typed into a text that is surely one fact. */
export interface LiteralFigure {
  part: ProsePart;
  number: ProseNumber;
  address: string;
}

/** Numbers that could be placeholders: those that read as one fact only, and equal it. */
export function literalFigures(
  report: Report,
  facts: ReportFacts,
  prose: ReportProse,
): LiteralFigure[] {
  return prose.flatMap((part) =>
    numbersIn(part).flatMap((number) => {
      if (number.address !== undefined || number.written !== number.digits) return [];
      const address = formAddress(report, facts, number) ?? statisticAddress(report, facts, number);
      return address === undefined ? [] : [{ part, number, address }];
    }),
  );
}

function formAddress(report: Report, facts: ReportFacts, number: ProseNumber): string | undefined {
  const reading = readingOf(number, report.year);
  if (!reading) return undefined;
  const equal = reading.accepted.filter(
    (addresses) => addresses.length === 1 && isEqual(facts, addresses[0]!, number),
  );
  return equal.length === 1 ? equal[0]![0] : undefined;
}

/** A statistic is meant where its name and its unit stand with the number. */
function statisticAddress(
  report: Report,
  facts: ReportFacts,
  number: ProseNumber,
): string | undefined {
  const candidates = report.statistics.flatMap(({ name, unit, breakdown }) => {
    if (unit !== number.unit) return [];
    const parts = (breakdown ?? []).filter((part) => number.before.includes(part.name));
    if (parts.length > 0) return parts.map((part) => `统计.${name}.${part.name}`);
    return number.before.includes(name) ? [statisticTotalAddress(name)] : [];
  });
  const equal = candidates.filter((address) => isEqual(facts, address, number));
  return equal.length === 1 ? equal[0] : undefined;
}

function isEqual(facts: ReportFacts, address: string, { digits }: ProseNumber): boolean {
  return facts.get(address)?.text === digits;
}
