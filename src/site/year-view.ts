import type { Agencies, Agency } from '../archive/agencies.ts';
import { type ArchivedReport, nameInYear } from '../archive/archive.ts';
import { dueDate, owesReport } from '../archive/deadline.ts';
import { type ReportLink, reportLink, type Timeliness } from './report-link.ts';
import { regionsAbove } from './report-view.ts';
import { type SuccessionView, successionInYear, successionView } from './succession-view.ts';

/** A report in the list of its year. */
export interface YearReport extends ReportLink {
  agency: string;
  region: string;
  timelinessName: string;
  /** Reorganisations at the beginning and at the end of the year. */
  succession: SuccessionView;
}

/** An agency that owed a report of a year of which there is none. */
export interface MissingReport {
  agency: string;
  agencyName: string;
  region: string;
  /** `YYYY-MM-DD` */
  due: string;
}

/** The reports of one year. */
export interface YearView {
  year: number;
  /** In the order of the agencies. */
  reports: YearReport[];
  missing: MissingReport[];
  count: number;
  missingCount: number;
  /** How many reports there are of each timeliness, those that do not occur left out. */
  counts: { name: string; count: number }[];
  /** The same by kind, zeros included. */
  tally: Readonly<Record<Timeliness, number>>;
}

const timelinessNames: Readonly<Record<Timeliness, string>> = {
  'on-time': '按期',
  late: '逾期',
  undated: '日期未载',
};

/** All reports of a year, and who of those that owed one has none. */
export function yearView(
  agencies: Agencies,
  year: number,
  reports: readonly ArchivedReport[],
): YearView {
  const byAgency = new Map(reports.map((archived) => [archived.agency.id, archived]));
  const regionOf = (agency: Agency) => regionsAbove(agencies, agency).join(' · ');
  const listed = [...agencies.values()].flatMap((agency): YearReport[] => {
    const archived = byAgency.get(agency.id);
    if (!archived) return [];
    const link = reportLink(archived);
    const timelinessName = timelinessNames[link.timeliness];
    const succession = successionInYear(successionView(agencies, agency), year);
    return [{ ...link, agency: agency.id, region: regionOf(agency), timelinessName, succession }];
  });
  const missing = [...agencies.values()]
    .filter((agency) => owesReport(agency, year) && !byAgency.has(agency.id))
    .map((agency) => ({
      agency: agency.id,
      agencyName: nameInYear(agency, year),
      region: regionOf(agency),
      due: dueDate(agency, year),
    }));
  const tally: Record<Timeliness, number> = { 'on-time': 0, late: 0, undated: 0 };
  for (const { timeliness } of listed) tally[timeliness] += 1;
  const kinds = (Object.keys(tally) as Timeliness[]).map((timeliness) => ({
    name: timelinessNames[timeliness],
    count: tally[timeliness],
  }));
  return {
    year,
    reports: listed,
    missing,
    count: listed.length,
    missingCount: missing.length,
    counts: kinds.filter(({ count }) => count > 0),
    tally,
  };
}

/**
 * Years that have a page, newest first: those with reports, and those between for which a report
 * was owed. Later years are not told, since a site does not know what day it is.
 */
export function pagedYears(agencies: Agencies, reports: readonly ArchivedReport[]): number[] {
  const reported = new Set(reports.map(({ report }) => report.year));
  if (reported.size === 0) return [];
  const last = Math.max(...reported);
  const span = last - Math.min(...reported) + 1;
  return Array.from({ length: span }, (_, at) => last - at).filter(
    (year) => reported.has(year) || [...agencies.values()].some((one) => owesReport(one, year)),
  );
}
