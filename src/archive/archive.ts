import type { ReportFacts } from '../facts/facts.ts';
import type { FontSet } from '../fonts/font-set.ts';
import type { Form } from '../form/form.ts';
import type { Report } from '../report/report.ts';
import type { Agencies, Agency } from './agencies.ts';
import type { Redirect } from './redirects.ts';
import type { Site } from './site.ts';

/** A report with its facts and its neighbours. */
export interface ArchivedReport {
  report: Report;
  agency: Agency;
  facts: ReportFacts;
  /** The same agency's report of the year before, drafts included. */
  lastYear?: ArchivedReport;
}

/** Everything that is to be published, and drafts besides. */
export interface Archive {
  site: Site;
  /** What the PDFs are set in. */
  fonts: FontSet;
  agencies: Agencies;
  forms: ReadonlyMap<string, Form>;
  /** By agency id, then year. */
  reports: readonly ArchivedReport[];
  /** Old addresses that lead to new ones. */
  redirects: readonly Redirect[];
}

/** Reports that are no drafts. */
export function publishedReports(archive: Archive): ArchivedReport[] {
  return archive.reports.filter(({ report }) => !report.isDraft);
}

/** Files whose figures a report prints: its own, and last year's where its prose quotes that. */
export function filesBehind({ report, lastYear }: ArchivedReport): string[] {
  const quotesLastYear = [...report.prose.values()].some(({ placeholders }) =>
    placeholders.some(({ kind }) => kind === 'last-year' || kind === 'change'),
  );
  const reports = lastYear && quotesLastYear ? [report, lastYear.report] : [report];
  return reports.map(({ source }) => source.file);
}

/** Title as published: the editor's own, else agency, year and statutory name. */
export function reportTitle(archived: Pick<ArchivedReport, 'report' | 'agency'>): string {
  return reportTitleLines(archived).join('');
}

/** The title broken by sense: the agency, then the rest. An editor's own title is not broken. */
export function reportTitleLines({
  report,
  agency,
}: Pick<ArchivedReport, 'report' | 'agency'>): string[] {
  if (report.title !== undefined) return [report.title];
  return [nameInYear(agency, report.year), `${report.year}年${report.form.title}`];
}

/** The agency's full name as it was at the end of a year. */
export function nameInYear(agency: Agency, year: number): string {
  const former = agency.formerNames
    .filter(({ until }) => until !== undefined && until >= year)
    .sort((a, b) => a.until! - b.until!)[0];
  return former?.name ?? agency.name;
}
