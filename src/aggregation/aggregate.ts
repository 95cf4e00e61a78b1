import type { Agency } from '../archive/agencies.ts';
import type { ArchivedReport } from '../archive/archive.ts';
import type { ReportFacts } from '../facts/facts.ts';
import type { Report } from '../report/report.ts';
import type { Membership } from './membership.ts';
import { type Addend, type LeftOutTable, sumOfFigures, type UnformedFact } from './sum.ts';

/** What a report with 汇总 is added up from. */
export interface Aggregation {
  /**
   * The 本级 figures, that the report's own tables state. Absent for an archived report, whose
   * tables state the sums of the original.
   */
  own?: ReportFacts;
  /** 本级 and the members together; of an archived report, the members alone. */
  sum: ReportFacts;
  /** Who is in the sum, in the order of the register. */
  members: readonly AggregatedMember[];
  /** Who should be and is not, members of members included; in the order of the register. */
  absent: readonly AbsentMember[];
  /** 除外. */
  excluded: readonly Agency[];
  leftOut: readonly LeftOutTable[];
  /** Figures that the sum does not have, in the order of the form. */
  unformed: readonly UnformedFact[];
}

export interface AggregatedMember {
  agency: Agency;
  archived: ArchivedReport;
}

export interface AbsentMember {
  agency: Agency;
  reason: AbsenceReason;
  /** The member in whose own 汇总 it is lacking; absent for a member of the report itself. */
  within?: Agency;
}

/** No report, a draft only, or one that has errors and cannot be added up. */
export type AbsenceReason = 'missing' | 'draft' | 'faulty';

/** A member's report, or why there is none to be added up. */
export type MemberState =
  | { agency: Agency; archived: ArchivedReport }
  | { agency: Agency; reason: AbsenceReason };

/** Adds the members' facts to the report's own. */
export function aggregate(
  report: Report,
  agency: Agency,
  own: ReportFacts,
  { excluded }: Membership,
  states: readonly MemberState[],
): Aggregation {
  const members = states.filter((state) => 'archived' in state);
  const absent = states.flatMap((state): AbsentMember[] => {
    if (!('archived' in state)) return [state];
    const { aggregation } = state.archived;
    return (aggregation?.absent ?? []).map((each) => ({ ...each, within: state.agency }));
  });
  const addends: Addend[] = members.map((member) => ({
    agency: member.agency,
    facts: member.archived.facts,
    // An archived member's figures are its original's, whatever can be added up here.
    ...(member.archived.aggregation?.own ? { unformed: member.archived.aggregation.unformed } : {}),
  }));
  if (!report.archived) addends.unshift({ agency, facts: own });
  const { values, units, unformed, leftOut } = sumOfFigures(report.form, addends);
  const order = new Map(report.form.facts.map(({ address }, index) => [address, index]));
  return {
    sum: own.withFigures(values, units),
    members,
    absent,
    excluded,
    leftOut,
    unformed: unformed.sort((a, b) => order.get(a.address)! - order.get(b.address)!),
    ...(report.archived ? {} : { own }),
  };
}
