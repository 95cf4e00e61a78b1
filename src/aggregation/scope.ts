import type { Agencies, Agency } from '../archive/agencies.ts';
import type { ArchivedReport } from '../archive/archive.ts';
import { handoverTo } from '../archive/succession.ts';
import type { ReportFacts } from '../facts/facts.ts';
import type { Aggregation } from './aggregate.ts';

/** The figures that stand in the report itself: 本级, where others are added to them. */
export function ownFacts({
  facts,
  aggregation,
}: Pick<ArchivedReport, 'facts' | 'aggregation'>): ReportFacts {
  return aggregation?.own ?? facts;
}

/** Figures of the same bodies in two years. */
export interface SameBodies {
  now: ReportFacts;
  before: ReportFacts;
}

/**
 * What can be compared of a report and that of the year before: 本级 with 本级; the sums where only
 * these are known, if they are of the same members. Undefined where one is of more bodies than the
 * other.
 */
export function sameBodies(
  agencies: Agencies,
  report: ArchivedReport,
  lastYear: ArchivedReport,
): SameBodies | undefined {
  const now = report.aggregation;
  const before = lastYear.aggregation;
  if (!now && !before) return { now: report.facts, before: lastYear.facts };
  if (now?.own && before?.own) return { now: now.own, before: before.own };
  const change = memberChange(agencies, report, lastYear);
  return change && isNone(change) ? { now: report.facts, before: lastYear.facts } : undefined;
}

/** Who is added up in one year and was not in the year before, and the other way round. */
export interface MemberChange {
  joined: Agency[];
  left: Agency[];
}

/**
 * Undefined where one of the two adds up nobody. Who took over from whom (承接) in the year is the
 * same body, where all of those were added up.
 */
export function memberChange(
  agencies: Agencies,
  { aggregation: now, report: { year } }: ArchivedReport,
  { aggregation: before }: ArchivedReport,
): MemberChange | undefined {
  if (!now || !before) return undefined;
  const here = everybodyIn(now);
  const there = everybodyIn(before);
  const joined = here.difference(there);
  const left = there.difference(here);
  for (const agency of [...joined]) {
    const handover = handoverTo(agencies, agency);
    if (handover?.year !== year) continue;
    if (!handover.from.every((each) => there.has(each))) continue;
    if (!handover.to.every((each) => here.has(each))) continue;
    for (const each of handover.to) joined.delete(each);
    for (const each of handover.from) left.delete(each);
  }
  return { joined: [...joined], left: [...left] };
}

export function isNone({ joined, left }: MemberChange): boolean {
  return joined.length === 0 && left.length === 0;
}

/** All whose figures are in a sum, members of members included. */
export function everybodyIn({ members }: Aggregation): Set<Agency> {
  return new Set(
    members.flatMap(({ agency, archived }) => [
      agency,
      ...(archived.aggregation ? everybodyIn(archived.aggregation) : []),
    ]),
  );
}
