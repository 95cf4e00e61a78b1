import type { Agency } from '../archive/agencies.ts';
import type { ArchivedReport } from '../archive/archive.ts';
import type { Fact, ReportFacts } from '../facts/facts.ts';
import { comparableAddress } from '../form/form.ts';

/** What one agency has contributed to the figures of a report with 汇总. */
export interface Contribution {
  /** The report's own agency for its 本级 figures. */
  agency: Agency;
  /**
   * Printed figures of the report's form that are not 0 there: the fact in the agency's own report,
   * or undefined where its form has none that compares.
   */
  figures: readonly { address: string; fact: Fact | undefined }[];
}

/** Whose figures a report's figures are the sum of: 本级 first, then the members, as registered. */
export function contributions({ report, agency, aggregation }: ArchivedReport): Contribution[] {
  if (!aggregation) return [];
  const { own, members, sum } = aggregation;
  const of = (from: Agency, facts: ReportFacts): Contribution => ({
    agency: from,
    figures: report.form.facts.flatMap(({ address, role }) => {
      if (role === 'derived') return [];
      const there = comparableAddress(report.form, address, facts.form);
      const fact = there === undefined ? undefined : facts.get(there);
      // What does not compare was 0 where there is a sum all the same.
      const isZero = fact ? fact.value?.eq(0) : sum.get(address)!.value !== null;
      return isZero ? [] : [{ address, fact }];
    }),
  });
  return [
    ...(own ? [of(agency, own)] : []),
    ...members.map((member) => of(member.agency, member.archived.facts)),
  ];
}
