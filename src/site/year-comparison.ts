import type { Agencies, Agency } from '../archive/agencies.ts';
import { type ArchivedReport, nameInYear } from '../archive/archive.ts';
import { type ChartView, chartView } from '../chart/chart-view.ts';
import { comparisonCharts } from '../chart/comparison-charts.ts';
import type { FigureTable } from './figure-table.ts';
import { keyFigureTable } from './key-figures.ts';

/** A page that compares agencies in one year: all of them, or those of one region. */
export interface ComparisonPage {
  year: number;
  /** Absent where it is all of the year. */
  region?: string;
  /** Address below `compare/`, with a slash at the end. */
  path: string;
}

export interface YearComparison {
  year: number;
  region?: { id: string; name: string };
  table: FigureTable;
  /** Empty where there are too many agencies to draw. */
  charts: ChartView[];
  /** The same agencies, or region, in other years that have a page, newest first. */
  otherYears: { year: number; path: string }[];
  /** Regions with pages of their own; only where there are too many agencies to draw. */
  regions: { name: string; path: string; count: number }[];
}

/** Most agencies that charts are drawn of, and that share one page with their charts. */
export const mostDrawn = 30;

/** The comparisons of a year: one of all reports, and one per region where these are many. */
export function comparisonPages(
  agencies: Agencies,
  year: number,
  reports: readonly ArchivedReport[],
): ComparisonPage[] {
  if (reports.length < 2) return [];
  const all = { year, path: `${year}/` };
  if (reports.length <= mostDrawn) return [all];
  const regions = [...byRegion(agencies, reports)].filter(([, members]) => members.length > 1);
  return [all, ...regions.map(([region]) => ({ year, region, path: `${year}/${region}/` }))];
}

/**
 * Takes all reports of the year, and all pages there are. Agencies stand in the order of the
 * register: nobody is ranked.
 */
export function yearComparison(
  agencies: Agencies,
  { year, region }: ComparisonPage,
  reports: readonly ArchivedReport[],
  pages: readonly ComparisonPage[],
): YearComparison {
  const regions = byRegion(agencies, reports);
  const members = region === undefined ? reports : (regions.get(region) ?? []);
  const compared = inOrder(agencies, members);
  const name = region === undefined ? undefined : agencies.get(region)?.name;
  const rows = compared.map((archived) => ({
    header: nameInYear(archived.agency, year),
    archived,
  }));
  return {
    year,
    ...(region !== undefined && name !== undefined ? { region: { id: region, name } } : {}),
    table: keyFigureTable(`${year}年度${name ?? '各机关'}主要数字（单位：件）`, '行政机关', rows),
    charts: compared.length <= mostDrawn ? chartsOf(year, compared, name) : [],
    otherYears: pages
      .filter((page) => page.region === region && page.year !== year)
      .map((page) => ({ year: page.year, path: page.path })),
    regions: pages
      .filter((page) => region === undefined && page.year === year)
      .flatMap(({ region: id, path }) => {
        const below = id === undefined ? undefined : agencies.get(id);
        return below ? [{ name: below.name, path, count: regions.get(below.id)!.length }] : [];
      }),
  };
}

function chartsOf(
  year: number,
  compared: readonly ArchivedReport[],
  scope: string | undefined,
): ChartView[] {
  const subjects = compared.map((report) => ({ agency: report.agency, report }));
  return comparisonCharts(year, subjects, scope).map(chartView);
}

/** Reports by what their agencies stand directly below; those below nothing are left out. */
function byRegion(
  agencies: Agencies,
  reports: readonly ArchivedReport[],
): Map<string, ArchivedReport[]> {
  const placed = reports.filter(({ agency }) => agencies.has(agency.parent ?? ''));
  return Map.groupBy(placed, ({ agency }) => agency.parent!);
}

function inOrder(agencies: Agencies, reports: readonly ArchivedReport[]): ArchivedReport[] {
  const places = new Map([...agencies.keys()].map((id, at) => [id, at]));
  const placeOf = ({ id }: Agency) => places.get(id) ?? agencies.size;
  return reports.toSorted((a, b) => placeOf(a.agency) - placeOf(b.agency));
}
