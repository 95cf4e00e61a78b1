import type { Agency } from '../archive/agencies.ts';
import type { Archive, ArchivedReport } from '../archive/archive.ts';
import { addressIn } from '../archive/site-address.ts';
import { agencyCharts, requestChart } from '../chart/agency-charts.ts';
import { type ChartView, chartView } from '../chart/chart-view.ts';
import { reportFingerprint } from '../export/fingerprint.ts';
import { reportJson } from '../export/report-json.ts';
import type { Finding } from '../finding/finding.ts';
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
import { type Neighbours, neighbours } from './neighbours.ts';
import { type RegionView, regionTree } from './region-view.ts';
import { type ReportView, reportView } from './report-view.ts';
import { type RuleView, ruleViews } from './rule-view.ts';
import { ShownReports } from './shown-reports.ts';
import { type SuccessionView, successionView } from './succession-view.ts';
import { Withdrawals } from './withdrawals.ts';
import {
  type ComparisonPage,
  comparisonPages,
  type YearComparison,
  yearComparison,
} from './year-comparison.ts';
import { pagedYears, type YearView, yearView } from './year-view.ts';

export interface PublicationOptions {
  isPreview: boolean;
  /** PDFs of versions before corrections, by key; absent where none are kept. */
  formerPdfs?: ReadonlyMap<string, readonly FormerPdf[]>;
}

/** Everything the templates show, made from an archive; made anew for each build. */
export class Publication {
  readonly archive: Archive;
  readonly withdrawals: Withdrawals;
  /** A preview has pages only. */
  readonly hasPdfs: boolean;
  readonly #formerPdfs: ReadonlyMap<string, readonly FormerPdf[]>;
  readonly #reports: ShownReports;
  // What several pages ask for, and is made of all agencies or reports.
  #yearNumbers: number[] | undefined;
  #regions: RegionView[] | undefined;
  #names: NameGroup[] | undefined;
  #comparisonPages: ComparisonPage[] | undefined;
  readonly #years = new Map<number, YearView>();
  /** Each is asked for by the report's own colophon and by the list of all. */
  readonly #fingerprints = new Map<string, string>();

  constructor(archive: Archive, findings: readonly Finding[], options: PublicationOptions) {
    this.archive = archive;
    this.hasPdfs = !options.isPreview;
    this.#formerPdfs = options.formerPdfs ?? new Map();
    this.#reports = new ShownReports(archive, findings, options);
    this.withdrawals = new Withdrawals(archive.ledger, archive.agencies, (key) =>
      this.#reports.has(key),
    );
  }

  get site() {
    return this.archive.site;
  }

  /** Keys of all reports shown, by agency and year. */
  get reportKeys(): string[] {
    return this.#reports.keys;
  }

  get archivedReports(): ArchivedReport[] {
    return this.#reports.all;
  }

  /** Ids of the agencies that have a page: all that may owe a report. */
  get agencyIds(): string[] {
    return [...this.archive.agencies.values()]
      .filter(({ type }) => type !== '地区')
      .map(({ id }) => id);
  }

  report(key: string, medium: ProseContext['medium'] = 'screen'): ReportView {
    const archived = this.#reports.at(key);
    return reportView(archived, medium, this.#reports.acknowledged(archived));
  }

  /** A report as it was read, with the findings that its editor lets stand. */
  source(key: string): { archived: ArchivedReport; acknowledged: Finding[] } {
    const archived = this.#reports.at(key);
    return { archived, acknowledged: this.#reports.acknowledged(archived) };
  }

  reportJson(key: string): string {
    const archived = this.#reports.at(key);
    return reportJson(archived, this.#reports.acknowledged(archived));
  }

  /** The fingerprint of a report's content, in hexadecimal. */
  fingerprint(key: string): string {
    const archived = this.#reports.at(key);
    const known = this.#fingerprints.get(key);
    if (known !== undefined) return known;
    const fingerprint = reportFingerprint(archived, this.#reports.acknowledged(archived));
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
    return neighbours(this.archive.agencies, this.#reports, this.#reports.at(key));
  }

  /** The files that a report's page offers. */
  downloads(key: string): Download[] {
    return reportDownloads(this.#reports.at(key), { isPreview: !this.hasPdfs });
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
    return dataSets(this.yearNumbers.filter((year) => this.#reports.ofYear(year).length > 0));
  }

  /** Path of the site on its host, with a slash at the end: for pages that stand in anywhere. */
  get topPath(): string {
    return new URL(addressIn(this.site, '')).pathname;
  }

  hasReport(key: string): boolean {
    return this.#reports.has(key);
  }

  /** Keys of the reports that add up others' figures. */
  get aggregatedKeys(): string[] {
    return this.reportKeys.filter((key) => this.#reports.at(key).aggregation);
  }

  /** Whether anything was corrected after it was published. */
  get hasCorrections(): boolean {
    return this.#reports.all.some(({ report }) => report.corrections.length > 0);
  }

  /** Whose figures a report adds up; undefined where it adds up nobody's. */
  aggregation(key: string): AggregationView | undefined {
    return aggregationView(this.#reports.at(key), (member) => this.#reports.has(member));
  }

  /** Each figure of a report by those whose figures it is the sum of. */
  memberParts(key: string): MemberPart[] {
    return memberParts(this.#reports.at(key), (member) => this.#reports.has(member));
  }

  /** The figures that a report's page begins with. */
  keyFigures(key: string): KeyFigure[] {
    return keyFigures(this.#reports.at(key));
  }

  citation(key: string): Citation {
    return citation(this.site, this.#reports.at(key), this.fingerprint(key));
  }

  agency(id: string): AgencyView {
    const { agencies } = this.archive;
    return agencyView(agencies, this.#agency(id), this.#reports.ofAgency(id), this.yearNumbers);
  }

  /** The one chart that an agency's own page has; undefined where there are no years to compare. */
  agencyChart(id: string): ChartView | undefined {
    const reports = this.#reports.ofAgency(id);
    const chart = isCompared(reports) ? requestChart(reports) : undefined;
    return chart && chartView(chart);
  }

  /** Ids of the agencies whose years are compared, each on a page of its own. */
  get comparedAgencyIds(): string[] {
    return this.agencyIds.filter((id) => isCompared(this.#reports.ofAgency(id)));
  }

  agencyComparison(id: string): AgencyComparison & { charts: ChartView[] } {
    const reports = this.#reports.ofAgency(id);
    return { ...agencyComparison(reports), charts: agencyCharts(reports).map(chartView) };
  }

  get home(): HomeView {
    const newest = this.yearNumbers[0];
    return homeView(newest === undefined ? undefined : this.year(newest), this.regions);
  }

  /** The tree of regions with all agencies. */
  get regions(): RegionView[] {
    this.#regions ??= regionTree(this.archive.agencies, this.#reports.newestYears);
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
    const view = yearView(this.archive.agencies, year, this.#reports.ofYear(year));
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
      comparisonPages(this.archive.agencies, year, this.#reports.ofYear(year)),
    );
    return this.#comparisonPages;
  }

  comparison(page: ComparisonPage): YearComparison {
    const reports = this.#reports.ofYear(page.year);
    return yearComparison(this.archive.agencies, page, reports, this.comparisonPages);
  }

  /** The rules by which every report is checked, for the public. */
  get rules(): RuleView[] {
    return ruleViews();
  }

  #agency(id: string): Agency {
    const agency = this.archive.agencies.get(id);
    if (!agency) throw new RangeError(`no agency ${id}`);
    return agency;
  }
}
