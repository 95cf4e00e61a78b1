import type { Agencies, Agency } from '../archive/agencies.ts';
import { type ArchivedReport, reportKey } from '../archive/archive.ts';
import { predecessorsOf, successorsOf } from '../archive/succession.ts';
import { type ReportLink, reportLink } from './report-link.ts';
import type { ShownReports } from './shown-reports.ts';

/** Reports to which a reader may go on from one. */
export interface Neighbours {
  previous?: ReportLink;
  next?: ReportLink;
  /** Those of the year before by agencies that this one took over from. */
  predecessors: ReportLink[];
  /** Those of the year after by agencies that took over from this one. */
  successors: ReportLink[];
}

/**
 * Links to the same agency's reports of the year before and after, where there are any, and across
 * a reorganisation to those of the agencies before and after it.
 */
export function neighbours(
  agencies: Agencies,
  reports: ShownReports,
  { report, agency }: ArchivedReport,
): Neighbours {
  const linksTo = (others: readonly Agency[], year: number) =>
    others.flatMap(({ id }) => {
      const key = reportKey({ agency: id, year });
      return reports.has(key) ? [reportLink(reports.at(key))] : [];
    });
  const siblings = reports.ofAgency(report.agency);
  const at = siblings.findIndex((sibling) => sibling.report === report);
  const previous = siblings[at - 1];
  const next = siblings[at + 1];
  return {
    ...(previous ? { previous: reportLink(previous) } : {}),
    ...(next ? { next: reportLink(next) } : {}),
    predecessors:
      agency.since === report.year
        ? linksTo(predecessorsOf(agencies, agency), report.year - 1)
        : [],
    successors:
      agency.until === report.year ? linksTo(successorsOf(agencies, agency), report.year + 1) : [],
  };
}
