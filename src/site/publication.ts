import type { Agency } from '../archive/agencies.ts';
import {
  type Archive,
  type ArchivedReport,
  filesBehind,
  publishedReports,
} from '../archive/archive.ts';
import { addressIn } from '../archive/site-address.ts';
import { predecessorsOf, successorsOf } from '../archive/succession.ts';
import { agencyCharts, requestChart } from '../chart/agency-charts.ts';
import { type ChartView, chartView } from '../chart/chart-view.ts';
import { rules } from '../check/catalogue.ts';
import { reportFingerprint } from '../export/fingerprint.ts';
import { reportJson } from '../export/report-json.ts';
import type { Finding } from '../finding/finding.ts';
import { severityNames } from '../finding/format.ts';
import type { ProseContext } from '../prose/markdown.ts';
import { type AgencyComparison, agencyComparison } from './agency-comparison.ts';
import { type AgencyView, agencyView, isCompared } from './agency-view.ts';
import { type AggregationView, aggregationView } from './aggregation-view.ts';
import { type Citation, citation } from './citation.ts';
import { type DataSet, type Download, dataSets, reportDownloads } from './downloads.ts';
import { type FormerPdf, shortFingerprint } from './former-pdf.ts';
import { type HomeView, homeView } from './home-view.ts';
import { type KeyFigure, keyFigures } from './key-figures.ts';
import { type MemberPart, memberParts } from './member-tables.ts';
import { type NameGroup, nameIndex } from './name-index.ts';
import { type RegionView, regionTree } from './region-view.ts';
import { type ReportLink, reportLink } from './report-link.ts';
import { type ReportView, reportKey, reportView } from './report-view.ts';
import { type SuccessionView, successionView } from './succession-view.ts';
import {
  type ComparisonPage,
  comparisonPages,
  type YearComparison,
  yearComparison,
} from './year-comparison.ts';
import { pagedYears, type YearView, yearView } from './year-view.ts';

/** Reports to which a reader may go on from one. */
export interface Neighbours {
  previous?: ReportLink;
  next?: ReportLink;
  /** Those of the year before by agencies that this one took over from. */
  predecessors: ReportLink[];
  /** Those of the year after by agencies that took over from this one. */
  successors: ReportLink[];
}

/** A rule as the public page shows it. */
export interface RuleView {
  id: string;
  anchor: string;
  title: string;
  description: string;
  basis: string;
  severityName: string;
  appliesTo: string;
}

export interface PublicationOptions {
  isPreview: boolean;
  /** PDFs of versions before corrections, by key; absent where none are kept. */
  formerPdfs?: ReadonlyMap<string, readonly FormerPdf[]>;
}

/** Everything the templates show, made from an archive; made anew for each build. */
export class Publication {
  readonly archive: Archive;
  /** A preview has pages only. */
  readonly hasPdfs: boolean;
  readonly #formerPdfs: ReadonlyMap<string, readonly FormerPdf[]>;
  readonly #acknowledgements: ReadonlyMap<string, Finding[]>;
  readonly #reports: ReadonlyMap<string, ArchivedReport>;
  readonly #byAgency: ReadonlyMap<string, ArchivedReport[]>;
  readonly #byYear: ReadonlyMap<number, ArchivedReport[]>;
  // What several pages ask for, and is made of all agencies or reports.
  #yearNumbers: number[] | undefined;
  #regions: RegionView[] | undefined;
  #names: NameGroup[] | undefined;
  #comparisonPages: ComparisonPage[] | undefined;
  readonly #years = new Map<number, YearView>();
  /** Each is asked for by the report's own colophon and by the list of all. */
  readonly #fingerprints = new Map<string, string>();

  /**
   * Drafts, and reports with errors left out, are for the preview: a published site has no drafts,
   * and none is built where there are errors.
   */
  constructor(archive: Archive, findings: readonly Finding[], options: PublicationOptions) {
    const shown = options.isPreview ? withoutFaults(archive, findings) : publishedReports(archive);
    this.archive = archive;
    this.hasPdfs = !options.isPreview;
    this.#formerPdfs = options.formerPdfs ?? new Map();
    this.#acknowledgements = Map.groupBy(
      findings.filter(({ acknowledged }) => acknowledged),
      ({ file }) => file,
    );
    this.#reports = new Map(shown.map((archived) => [reportKey(archived.report), archived]));
    this.#byAgency = Map.groupBy(shown, ({ report }) => report.agency);
    this.#byYear = Map.groupBy(shown, ({ report }) => report.year);
  }

  get site() {
    return this.archive.site;
  }

  /** Keys of all reports shown, by agency and year. */
  get reportKeys(): string[] {
    return [...this.#reports.keys()];
  }

  get archivedReports(): ArchivedReport[] {
    return [...this.#reports.values()];
  }

  /** Ids of the agencies that have a page: all that may owe a report. */
  get agencyIds(): string[] {
    return [...this.archive.agencies.values()]
      .filter(({ type }) => type !== '地区')
      .map(({ id }) => id);
  }

  report(key: string, medium: ProseContext['medium'] = 'screen'): ReportView {
    const archived = this.#archived(key);
    return reportView(archived, medium, this.#acknowledged(archived));
  }

  /** A report as it was read, with the findings that its editor lets stand. */
  source(key: string): { archived: ArchivedReport; acknowledged: Finding[] } {
    const archived = this.#archived(key);
    return { archived, acknowledged: this.#acknowledged(archived) };
  }

  reportJson(key: string): string {
    const archived = this.#archived(key);
    return reportJson(archived, this.#acknowledged(archived));
  }

  /** The fingerprint of a report's content, in hexadecimal. */
  fingerprint(key: string): string {
    const archived = this.#archived(key);
    const known = this.#fingerprints.get(key);
    if (known !== undefined) return known;
    const fingerprint = reportFingerprint(archived, this.#acknowledged(archived));
    this.#fingerprints.set(key, fingerprint);
    return fingerprint;
  }

  /** From whom an agency took over, and who took over from it. */
  succession(id: string): SuccessionView {
    return successionView(this.archive.agencies, this.#agency(id));
  }

  /**
   * Links to the same agency's reports of the year before and after, where there are any, and
   * across a reorganisation to those of the agencies before and after it.
   */
  neighbours(key: string): Neighbours {
    const { report, agency } = this.#archived(key);
    const { agencies } = this.archive;
    const reportsOf = (others: readonly Agency[], year: number) =>
      others.flatMap(({ id }) => {
        const found = this.#reports.get(reportKey({ agency: id, year }));
        return found ? [reportLink(found)] : [];
      });
    const predecessors =
      agency.since === report.year
        ? reportsOf(predecessorsOf(agencies, agency), report.year - 1)
        : [];
    const successors =
      agency.until === report.year
        ? reportsOf(successorsOf(agencies, agency), report.year + 1)
        : [];
    const siblings = this.#reportsOf(report.agency);
    const at = siblings.findIndex((sibling) => sibling.report === report);
    const previous = siblings[at - 1];
    const next = siblings[at + 1];
    return {
      ...(previous ? { previous: reportLink(previous) } : {}),
      ...(next ? { next: reportLink(next) } : {}),
      predecessors,
      successors,
    };
  }

  /** The files that a report's page offers. */
  downloads(key: string): Download[] {
    return reportDownloads(this.#archived(key), { isPreview: !this.hasPdfs });
  }

  /** The PDFs of a report before its corrections, newest first, with what tells them apart. */
  formerPdfs(key: string): (FormerPdf & { shortFingerprint: string })[] {
    return (this.#formerPdfs.get(key) ?? []).map((pdf) => ({
      ...pdf,
      shortFingerprint: pdf.fingerprint.slice(0, shortFingerprint),
    }));
  }

  /** The files of the whole archive and of each year that has reports. */
  get dataSets(): DataSet[] {
    return dataSets(this.yearNumbers.filter((year) => this.#byYear.has(year)));
  }

  /** Path of the site on its host, with a slash at the end: for pages that stand in anywhere. */
  get topPath(): string {
    return new URL(addressIn(this.site, '')).pathname;
  }

  /** Keys of the reports that add up others' figures. */
  get aggregatedKeys(): string[] {
    return this.reportKeys.filter((key) => this.#archived(key).aggregation);
  }

  /** Whose figures a report adds up; undefined where it adds up nobody's. */
  aggregation(key: string): AggregationView | undefined {
    return aggregationView(this.#archived(key), (member) => this.#reports.has(member));
  }

  /** Each figure of a report by those whose figures it is the sum of. */
  memberParts(key: string): MemberPart[] {
    return memberParts(this.#archived(key), (member) => this.#reports.has(member));
  }

  /** The figures that a report's page begins with. */
  keyFigures(key: string): KeyFigure[] {
    return keyFigures(this.#archived(key));
  }

  citation(key: string): Citation {
    return citation(this.site, this.#archived(key), this.fingerprint(key));
  }

  agency(id: string): AgencyView {
    const { agencies } = this.archive;
    return agencyView(agencies, this.#agency(id), this.#reportsOf(id), this.yearNumbers);
  }

  /** The one chart that an agency's own page has; undefined where there are no years to compare. */
  agencyChart(id: string): ChartView | undefined {
    const reports = this.#reportsOf(id);
    const chart = isCompared(reports) ? requestChart(reports) : undefined;
    return chart && chartView(chart);
  }

  /** Ids of the agencies whose years are compared, each on a page of its own. */
  get comparedAgencyIds(): string[] {
    return this.agencyIds.filter((id) => isCompared(this.#reportsOf(id)));
  }

  agencyComparison(id: string): AgencyComparison & { charts: ChartView[] } {
    const reports = this.#reportsOf(id);
    return { ...agencyComparison(reports), charts: agencyCharts(reports).map(chartView) };
  }

  get home(): HomeView {
    const newest = this.yearNumbers[0];
    return homeView(newest === undefined ? undefined : this.year(newest), this.regions);
  }

  /** The tree of regions with all agencies. */
  get regions(): RegionView[] {
    this.#regions ??= regionTree(
      this.archive.agencies,
      new Map([...this.#byAgency].map(([id, reports]) => [id, reports.at(-1)!.report.year])),
    );
    return this.#regions;
  }

  /** The tree of regions with the agencies whose years are compared. */
  get comparedRegions(): RegionView[] {
    const compared = new Set(this.comparedAgencyIds);
    return regionTree(this.archive.agencies, new Map(), (id) => compared.has(id));
  }

  /** All agencies by name. */
  get names(): NameGroup[] {
    this.#names ??= nameIndex(this.archive.agencies);
    return this.#names;
  }

  /** Years that have a page, newest first. */
  get yearNumbers(): number[] {
    this.#yearNumbers ??= pagedYears(this.archive.agencies, this.archivedReports);
    return this.#yearNumbers;
  }

  year(year: number): YearView {
    const known = this.#years.get(year);
    if (known) return known;
    const view = yearView(this.archive.agencies, year, this.#byYear.get(year) ?? []);
    this.#years.set(year, view);
    return view;
  }

  /** The data of one year; undefined where it has no report. */
  dataSet(year: number): DataSet | undefined {
    return this.dataSets.find((set) => set.year === year);
  }

  /** The years before and after that have pages. */
  neighbouringYears(year: number): { previous?: number; next?: number } {
    const at = this.yearNumbers.indexOf(year);
    const previous = this.yearNumbers[at + 1];
    const next = this.yearNumbers[at - 1];
    return {
      ...(previous === undefined ? {} : { previous }),
      ...(next === undefined ? {} : { next }),
    };
  }

  /** Every page that compares agencies in one year, newest year first. */
  get comparisonPages(): ComparisonPage[] {
    this.#comparisonPages ??= this.yearNumbers.flatMap((year) =>
      comparisonPages(this.archive.agencies, year, this.#byYear.get(year) ?? []),
    );
    return this.#comparisonPages;
  }

  comparison(page: ComparisonPage): YearComparison {
    const reports = this.#byYear.get(page.year) ?? [];
    return yearComparison(this.archive.agencies, page, reports, this.comparisonPages);
  }

  /** The rules by which every report is checked, for the public. */
  get rules(): RuleView[] {
    return rules.map(({ id, title, description, basis, severity, editions }) => ({
      id,
      anchor: id.replace('/', '-'),
      title,
      description,
      basis,
      severityName: severityNames[severity],
      appliesTo: editions ? `${editions.join('、')}年格式` : '各种格式',
    }));
  }

  #agency(id: string): Agency {
    const agency = this.archive.agencies.get(id);
    if (!agency) throw new RangeError(`no agency ${id}`);
    return agency;
  }

  #reportsOf(agency: string): readonly ArchivedReport[] {
    return this.#byAgency.get(agency) ?? [];
  }

  #acknowledged({ report }: ArchivedReport): Finding[] {
    return this.#acknowledgements.get(report.source.file) ?? [];
  }

  #archived(key: string): ArchivedReport {
    const archived = this.#reports.get(key);
    if (!archived) throw new RangeError(`no report ${key}`);
    return archived;
  }
}

/** Reports that can be shown: a draft's faults are mere warnings, but it lacks figures all the same. */
function withoutFaults(archive: Archive, findings: readonly Finding[]): ArchivedReport[] {
  const faulty = new Set(findings.filter(({ isFault }) => isFault).map(({ file }) => file));
  return archive.reports.filter((archived) =>
    filesBehind(archived).every((file) => !faulty.has(file)),
  );
}
