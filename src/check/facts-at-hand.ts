import type { Fact, ReportFacts } from '../facts/facts.ts';
import type { Report } from '../report/report.ts';

/** Offset in the source at which a fact is stated; for a total, that of its first addend. */
export function offsetOfFact(report: Report, address: string): number {
  let index = report.form.indexByAddress.get(address);
  while (index !== undefined) {
    const definition = report.form.facts[index]!;
    if (definition.role === 'primary') return report.offsets[index] ?? 0;
    index = definition.addends[0]?.[0];
  }
  const [, name] = address.split('.');
  return report.statistics.find((statistic) => statistic.name === name)?.offset ?? 0;
}

/** Whether the report, or its original, states a fact or all it is added up from. */
export function isStated(
  fact: Fact | undefined,
): fact is Fact & { value: NonNullable<Fact['value']>; text: string } {
  return fact !== undefined && fact.value !== null && fact.origin !== 'settled';
}

/** The fact at an address if it is stated. */
export function statedFact(facts: ReportFacts, address: string) {
  const fact = facts.get(address);
  return isStated(fact) ? fact : undefined;
}

/** `+3`, `-2`: how far `actual` is from `expected`. */
export function signed(digits: string): string {
  return digits.startsWith('-') || digits === '0' ? digits : `+${digits}`;
}
