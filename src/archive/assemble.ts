import { type AbsenceReason, aggregate, type MemberState } from '../aggregation/aggregate.ts';
import { type Membership, memberships } from '../aggregation/membership.ts';
import { computeFacts } from '../facts/compute.ts';
import { type Finding, ofDraft } from '../finding/finding.ts';
import type { Report } from '../report/report.ts';
import { inOrder } from '../yaml/tell.ts';
import type { Agencies, Agency } from './agencies.ts';
import { type ArchivedReport, reportKey } from './archive.ts';
import type { ReportFile } from './files.ts';
import type { Recollection } from './recollection.ts';
import { handoverTo } from './succession.ts';

/** What is known of the reports besides what they say. */
export interface AssemblySource {
  /** Reports of which figures could not be read. */
  incomplete: ReadonlySet<Report>;
  /** Every report file, unreadable ones too. */
  files: readonly ReportFile[];
  recollection: Recollection;
}

/**
 * Joins each report with its facts, with those it goes on from, and with the members whose figures
 * are added to its own. Findings are of the members that a report names.
 */
export function assemble(
  agencies: Agencies,
  reports: readonly Report[],
  { incomplete, files, recollection }: AssemblySource,
): { reports: ArchivedReport[]; findings: Finding[] } {
  const byKey = new Map(reports.map((report) => [reportKey(report), report]));
  const fileKeys = new Set(files.map(reportKey));
  const canBeAdded = (report: Report) => !report.isDraft && !incomplete.has(report);
  const aggregates = memberships(agencies, reports, canBeAdded);
  const made = new Map<Report, ArchivedReport>();
  // Each after its members, and after those that it goes on from, which are a year older and may
  // be of later agencies.
  const archive = (report: Report, agency: Agency): ArchivedReport => {
    const known = made.get(report);
    if (known) return known;
    const before = (of: Agency) => {
      const found = byKey.get(reportKey({ agency: of.id, year: report.year - 1 }));
      return found && archive(found, of);
    };
    const lastYear = before(agency);
    const taken = lastYear ? undefined : handoverTo(agencies, agency);
    const { from, to } = taken?.year === report.year ? taken : { from: [], to: [] };
    const predecessors = from.map((each) => {
      const last = before(each);
      return { agency: each, ...(last ? { report: last } : {}) };
    });
    const membership = aggregates.get(report);
    const states = (membership?.members ?? []).map((member): MemberState => {
      const key = reportKey({ agency: member.id, year: report.year });
      const found = byKey.get(key);
      if (found && canBeAdded(found)) return { agency: member, archived: archive(found, member) };
      return {
        agency: member,
        reason: found ? absenceOf(found) : absenceWithout(fileKeys.has(key)),
      };
    });
    const archived = recollection.recall(
      `archived ${report.source.file}`,
      [
        [report, agency, lastYear],
        to,
        predecessors.flatMap((each) => [each.agency, each.report]),
        membership?.excluded ?? [],
        states.flatMap((state) => [
          state.agency,
          'archived' in state ? state.archived : state.reason,
        ]),
      ].flatMap((parts) => [parts.length, ...parts]),
      () => ({
        ...factsOf(report, agency, membership, states),
        report,
        agency,
        ...(lastYear ? { lastYear } : {}),
        ...(predecessors.length > 0 ? { handover: { from: predecessors, to } } : {}),
      }),
    );
    made.set(report, archived);
    return archived;
  };
  const archived = reports.flatMap((report) => {
    const agency = agencies.get(report.agency);
    return agency ? [archive(report, agency)] : [];
  });
  const findings = [...aggregates].flatMap(([report, { problems }]) => {
    const told = inOrder(report.source, problems);
    return report.isDraft ? told.map(ofDraft) : told;
  });
  return { reports: archived, findings };
}

function absenceOf({ isDraft }: Report): AbsenceReason {
  return isDraft ? 'draft' : 'faulty';
}

function absenceWithout(isThere: boolean): AbsenceReason {
  return isThere ? 'faulty' : 'missing';
}

/** Of an archived report the tables hold the sums already, so its facts are what they state. */
function factsOf(
  report: Report,
  agency: Agency,
  membership: Membership | undefined,
  states: readonly MemberState[],
): Pick<ArchivedReport, 'facts' | 'aggregation'> {
  const own = computeFacts(report);
  if (!membership) return { facts: own };
  const aggregation = aggregate(report, agency, own, membership, states);
  return { facts: report.archived ? own : aggregation.sum, aggregation };
}
