import { type Agencies, type Agency, lineage } from '../archive/agencies.ts';
import { type ArchivedReport, nameInYear } from '../archive/archive.ts';
import { owesReport } from '../archive/deadline.ts';
import { notStatedMark } from '../facts/cell-text.ts';
import { statisticTotalAddress } from '../report/report.ts';
import type { FigureTable } from './figure-table.ts';
import { keyFigureTable } from './key-figures.ts';
import { type ReportLink, reportLink } from './report-link.ts';
import { type SuccessionView, successionView } from './succession-view.ts';

export interface AgencyView extends Agency {
  /** Regions and agencies above it, topmost first. */
  above: { id: string; name: string; hasPage: boolean }[];
  /** Its telephone numbers with what stands between them. */
  telephones: TelephoneText[];
  succession: SuccessionView;
  /** The years for which it owes reports, in words; absent where none are registered. */
  owedYears?: string;
  /** Newest first. */
  reports: ReportLink[];
  /** Years up to the site's newest for which it owed a report that is not there, newest first. */
  missingYears: number[];
  /** Key figures over the years; absent where there is no report. */
  keyFigures?: FigureTable;
  /** Its own figures (统计), newest year first. */
  statistics: YearStatistics[];
  /** Whether there is a page that compares its years. */
  hasComparison: boolean;
}

/** A stretch of what is entered as 电话; a number that can be dialled has an address. */
export interface TelephoneText {
  text: string;
  /** `tel:` and the digits. */
  href?: string;
}

export interface YearStatistics {
  year: number;
  agencyName: string;
  items: StatisticView[];
}

/** One of an agency's own figures and its parts, if any. */
export interface StatisticView {
  name: string;
  unit: string;
  total: string;
  parts: { name: string; text: string }[];
}

/** An agency, its reports (oldest first), and what of them is missing in the years of the site. */
export function agencyView(
  agencies: Agencies,
  agency: Agency,
  reports: readonly ArchivedReport[],
  siteYears: readonly number[],
): AgencyView {
  const byYear = new Map(reports.map((archived) => [archived.report.year, archived]));
  const missingYears = siteYears.filter((year) => owesReport(agency, year) && !byYear.has(year));
  const years = [...byYear.keys(), ...missingYears].sort((a, b) => a - b);
  const rows = years.map((year) => {
    const archived = byYear.get(year);
    return { header: `${year}年度`, ...(archived ? { archived } : {}) };
  });
  const table = reports.length > 0 && keyFigureTable('历年主要数字（单位：件）', '年度', rows);
  return {
    ...agency,
    above: lineage(agencies, agency.id)
      .slice(0, -1)
      .map(({ id, shortName, type }) => ({ id, name: shortName, hasPage: type !== '地区' })),
    telephones: telephoneTexts(agency.telephone ?? ''),
    succession: successionView(agencies, agency),
    ...owedYears(agency),
    reports: reports.map(reportLink).reverse(),
    missingYears,
    ...(table && table.columns.length > 0 ? { keyFigures: table } : {}),
    statistics: reports.flatMap((archived) => yearStatistics(archived) ?? []).reverse(),
    hasComparison: isCompared(reports),
  };
}

/** Whether an agency has a page that compares its reports with each other. */
export function isCompared(reports: readonly ArchivedReport[]): boolean {
  return reports.length > 1;
}

const telephoneSeparator = /(\s*[、，；,;]\s*)/;
/** Area code and number; 12345 and 110 are numbers as well. */
const dialled = /^(?:\+\d{1,3}[- ]?)?(?:[(（]\d{2,4}[)）])?\d+(?:[- ]\d+)*$/;

/** Several numbers may stand in one line; what is no number alone, such as one with 转3, is text. */
function telephoneTexts(telephone: string): TelephoneText[] {
  return telephone
    .split(telephoneSeparator)
    .filter((text) => text !== '')
    .map((text) => {
      const digits = text.replace(/[^+\d]/g, '');
      return dialled.test(text) && digits.length >= 3 && digits.length <= 16
        ? { text, href: `tel:${digits}` }
        : { text };
    });
}

function owedYears({ since, until }: Agency): Pick<AgencyView, 'owedYears'> {
  if (since === undefined) return {};
  if (until === undefined) return { owedYears: `${since}年度起` };
  return { owedYears: since === until ? `${since}年度` : `${since}年度至${until}年度` };
}

function yearStatistics({ report, agency, facts }: ArchivedReport): YearStatistics | undefined {
  if (report.statistics.length === 0) return undefined;
  const textAt = (address: string) => facts.get(address)?.text ?? notStatedMark;
  return {
    year: report.year,
    agencyName: nameInYear(agency, report.year),
    items: report.statistics.map(({ name, unit, breakdown = [] }) => ({
      name,
      unit,
      total: textAt(statisticTotalAddress(name)),
      parts: breakdown.map((part) => ({
        name: part.name,
        text: textAt(`统计.${name}.${part.name}`),
      })),
    })),
  };
}
