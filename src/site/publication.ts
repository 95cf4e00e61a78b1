import type { Agency } from '../archive/agencies.ts';
import {
  type Archive,
  type ArchivedReport,
  filesBehind,
  publishedReports,
  reportTitle,
} from '../archive/archive.ts';
import { rules } from '../check/catalogue.ts';
import { reportFingerprint } from '../export/fingerprint.ts';
import { reportJson } from '../export/report-json.ts';
import { compareText, type Finding } from '../finding/finding.ts';
import { severityNames } from '../finding/format.ts';
import type { ProseContext } from '../prose/markdown.ts';
import { type ReportView, regionsAbove, reportKey, reportView } from './report-view.ts';

/** A link to a report from a list. */
export interface ReportLink {
  key: string;
  year: number;
  title: string;
  agencyShortName: string;
  publishedAt?: string;
  formName: string;
  isDraft: boolean;
}

export interface AgencyView extends Agency {
  regions: string[];
  /** Newest first. */
  reports: ReportLink[];
}

/** A region or government with the agencies and regions below it. */
export interface RegionView {
  id: string;
  name: string;
  agencies: AgencyView[];
  regions: RegionView[];
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

/** Everything the templates show, made from an archive; made anew for each build. */
export class Publication {
  readonly archive: Archive;
  /** A preview has pages only. */
  readonly hasPdfs: boolean;
  readonly #acknowledgements: ReadonlyMap<string, Finding[]>;
  readonly #reports: ReadonlyMap<string, ArchivedReport>;
  readonly #byAgency: ReadonlyMap<string, ArchivedReport[]>;
  /** Each is asked for by the report's own colophon and by the list of all. */
  readonly #fingerprints = new Map<string, string>();

  /**
   * Drafts, and reports with errors left out, are for the preview: a published site has no drafts,
   * and none is built where there are errors.
   */
  constructor(archive: Archive, findings: readonly Finding[], options: { isPreview: boolean }) {
    const shown = options.isPreview ? withoutFaults(archive, findings) : publishedReports(archive);
    this.archive = archive;
    this.hasPdfs = !options.isPreview;
    this.#acknowledgements = Map.groupBy(
      findings.filter(({ acknowledged }) => acknowledged),
      ({ file }) => file,
    );
    this.#reports = new Map(shown.map((archived) => [reportKey(archived.report), archived]));
    this.#byAgency = Map.groupBy(shown, ({ report }) => report.agency);
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

  /** Links to the same agency's reports of the year before and after, where there are any. */
  neighbours(key: string): { previous?: ReportLink; next?: ReportLink } {
    const { report } = this.#archived(key);
    const siblings = this.#byAgency.get(report.agency) ?? [];
    const at = siblings.findIndex((sibling) => sibling.report === report);
    const previous = siblings[at - 1];
    const next = siblings[at + 1];
    return {
      ...(previous ? { previous: linkTo(previous) } : {}),
      ...(next ? { next: linkTo(next) } : {}),
    };
  }

  agency(id: string): AgencyView {
    const agency = this.archive.agencies.get(id);
    if (!agency) throw new RangeError(`no agency ${id}`);
    const reports = (this.#byAgency.get(id) ?? []).map(linkTo).reverse();
    return { ...agency, regions: regionsAbove(this.archive.agencies, agency), reports };
  }

  /** The tree of regions, topmost ones first; regions without any agency are left out. */
  get regions(): RegionView[] {
    const children = Map.groupBy(this.archive.agencies.values(), ({ parent }) => parent);
    const view = (region: Agency): RegionView => {
      const below = children.get(region.id) ?? [];
      // An agency with agencies below it is listed itself and heads them.
      const heads = below.filter(({ id, type }) => type === '地区' || children.has(id));
      return {
        id: region.id,
        name: region.shortName,
        agencies: below.filter(({ type }) => type !== '地区').map(({ id }) => this.agency(id)),
        regions: heads.map(view).filter(isInhabited),
      };
    };
    const top = children.get(undefined) ?? [];
    const homeless = top.filter(({ type }) => type !== '地区').map(({ id }) => this.agency(id));
    const regions = top
      .filter(({ id, type }) => type === '地区' || children.has(id))
      .map(view)
      .filter(isInhabited);
    return homeless.length > 0
      ? [...regions, { id: 'others', name: '其他机关', agencies: homeless, regions: [] }]
      : regions;
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

  /** Years that have reports, newest first, each with its reports by agency. */
  get years(): { year: number; reports: ReportLink[] }[] {
    const byYear = Map.groupBy(this.#reports.values(), ({ report }) => report.year);
    return [...byYear]
      .sort(([a], [b]) => b - a)
      .map(([year, reports]) => ({
        year,
        reports: reports.map(linkTo).sort((a, b) => compareText(a.key, b.key)),
      }));
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

function isInhabited({ agencies, regions }: RegionView): boolean {
  return agencies.length + regions.length > 0;
}

function linkTo(archived: ArchivedReport): ReportLink {
  const { report, agency } = archived;
  return {
    key: reportKey(report),
    year: report.year,
    title: reportTitle(archived),
    agencyShortName: agency.shortName,
    formName: report.form.name,
    isDraft: report.isDraft,
    ...(report.published ? { publishedAt: report.published.date } : {}),
  };
}
