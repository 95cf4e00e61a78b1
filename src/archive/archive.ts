import type { Aggregation } from '../aggregation/aggregate.ts';
import type { ReportFacts } from '../facts/facts.ts';
import type { FontSet } from '../fonts/font-set.ts';
import type { Form } from '../form/form.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Report } from '../report/report.ts';
import type { Agencies, Agency } from './agencies.ts';
import type { Redirect } from './redirects.ts';
import type { Site } from './site.ts';

/** A report with its facts and its neighbours. */
export interface ArchivedReport {
  report: Report;
  agency: Agency;
  /** All that is published: in a report with 汇总 the sums, its own figures being in `aggregation`. */
  facts: ReportFacts;
  /** Of a report with 汇总: what its figures are added up from. */
  aggregation?: Aggregation;
  /** The same agency's report of the year before, drafts included. */
  lastYear?: ArchivedReport;
  /** Of the first report of an agency that took over from others (承接), and has no `lastYear`. */
  handover?: ReportedHandover;
}

/** A reorganisation as the reports before it tell of it. */
export interface ReportedHandover {
  /** Who ended, in the order of the register, with the report of the last year, drafts included. */
  from: readonly { agency: Agency; report?: ArchivedReport }[];
  /** All who took over from these, the report's own agency among them; several after a split. */
  to: readonly Agency[];
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
  /** What has been published; absent where nothing was recorded yet. */
  ledger?: Ledger;
}

/** Reports that are no drafts. */
export function publishedReports(archive: Archive): ArchivedReport[] {
  return archive.reports.filter(({ report }) => !report.isDraft);
}

/** Reports that this one goes on from: last year's, or those of the agencies it took over from. */
export function reportsOfLastYear({
  lastYear,
  handover,
}: Pick<ArchivedReport, 'lastYear' | 'handover'>): ArchivedReport[] {
  if (lastYear) return [lastYear];
  return handover?.from.flatMap(({ report }) => report ?? []) ?? [];
}

/**
 * Files whose figures a report prints: its own, last year's where its prose quotes that, and those
 * of all members where it adds them up.
 */
export function filesBehind(archived: ArchivedReport): string[] {
  const { report } = archived;
  const quotesLastYear = [...report.prose.values()].some(({ placeholders }) =>
    placeholders.some(({ kind }) => kind === 'last-year' || kind === 'change'),
  );
  const quoted = quotesLastYear ? reportsOfLastYear(archived) : [];
  const members = archived.aggregation?.members ?? [];
  return [
    ...new Set([
      ...[report, ...quoted.map((each) => each.report)].map(({ source }) => source.file),
      ...members.flatMap((member) => filesBehind(member.archived)),
    ]),
  ];
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

/** `<agency>/<year>`, which is also where a report's page stands. */
export function reportKey({ agency, year }: { agency: string; year: number }): string {
  return `${agency}/${year}`;
}
