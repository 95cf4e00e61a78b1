import type { Agencies } from '../archive/agencies.ts';
import type { Site } from '../archive/site.ts';
import type { Form } from '../form/form.ts';
import { agencyRows, factRows, reportRow } from './archive-rows.ts';
import { archiveTexts, archiveWorkbook } from './archive-workbook.ts';
import { csvRecords } from './csv.ts';
import { dataPackage, homepage, type PackagedFile } from './data-package.ts';
import {
  agenciesTable,
  type DataTable,
  factsTable,
  figuresTable,
  reportsTable,
} from './data-table.ts';
import type { ExportedReport } from './exported-report.ts';
import { csvStart, FigureFiles, figureCsv } from './figure-files.ts';
import { compareReports, reportFigures } from './figure-rows.ts';
import { FigureSheets } from './figure-sheet.ts';
import { GrowingFile } from './growing-file.ts';
import { archivedReportJson } from './report-json.ts';
import { reportWorkbook } from './report-workbook.ts';
import type { ZipEntry } from './spreadsheet/zip.ts';
import { mostRows } from './table-sheet.ts';

/** A file of the open data, or its next piece. */
export interface DataFile {
  /** Relative to the site, with `/` between its parts. */
  path: string;
  content: string | Uint8Array;
  /** Whether the content goes on where that of the last piece with this path ended. */
  isContinued: boolean;
}

/** All that the data files are made of: what is published, and nothing else. */
export interface DataSource {
  site: Site;
  agencies: Agencies;
  forms: ReadonlyMap<string, Form>;
  reports: readonly ExportedReport[];
}

/** Folder of the data of more than one report. */
const folder = 'data';

/** Path of a report's CSV or XLSX, beside its page. */
export function reportDataPath(
  { agency, year }: { agency: string; year: number },
  extension: 'csv' | 'xlsx',
): string {
  return `${agency}/${year}/${agency}-${year}.${extension}`;
}

/**
 * Every data file of a site but `report.json`: of each report, of each year, of the whole archive.
 * Years, and the agencies of a year, stand in ascending order. Pieces of several files come in
 * turns, and memory does not grow with the archive. `mostFigures` are as many as `all.xlsx` holds;
 * where there are more, it has the other tables and says why.
 */
export function* dataFiles(source: DataSource, mostFigures = mostRows): Generator<DataFile> {
  const { site, agencies, forms } = source;
  const reports = source.reports.toSorted((a, b) =>
    compareReports(a.archived.report, b.archived.report),
  );
  const rows = {
    agencies: agencyRows(agencies),
    facts: [...forms.values()].flatMap(factRows),
  };
  const texts = archiveTexts(rows);
  const workbookOf = (title: string, sheets: Sheets, ofReports: readonly ExportedReport[]) =>
    archiveWorkbook({
      title: `${site.name}：${title}`,
      creator: site.name,
      figures: sheets,
      rows: { ...rows, reports: ofReports.map((report) => reportRow(report, agencies)) },
      texts,
    });

  const heading = Buffer.from(csvStart(figuresTable));
  const all = new FigureFiles(`${folder}/all`);
  const allSheets = new Map<number, readonly ZipEntry[]>();
  let figureCount = 0;
  const packaged: PackagedFile[] = [];
  yield* all.begin(figuresTable);
  for (const [year, ofYear] of Map.groupBy(reports, ({ archived }) => archived.report.year)) {
    const files = new FigureFiles(`${folder}/${year}`, year);
    const sheets = new FigureSheets(texts.shared);
    yield* files.begin(figuresTable);
    for (const report of ofYear) {
      const figures = reportFigures(report.archived, agencies);
      const csv = Buffer.from(figureCsv(figures));
      const json = Buffer.from(archivedReportJson(report, agencies));
      yield whole(reportDataPath(report.archived.report, 'csv'), Buffer.concat([heading, csv]));
      const xlsx = reportWorkbook(report, figures, homepage(site));
      yield whole(reportDataPath(report.archived.report, 'xlsx'), xlsx);
      sheets.add(figures);
      figureCount += figures.records.length;
      yield* files.add(csv, json);
      yield* all.add(csv, json);
    }
    const ended = sheets.end();
    const only = new Map([[year, ended]]);
    yield whole(`${folder}/${year}.xlsx`, workbookOf(`${year}年度数据`, only, ofYear));
    if (figureCount <= mostFigures) allSheets.set(year, ended);
    else allSheets.clear();
    packaged.push({
      ...(yield* files.end()),
      name: `figures-${year}`,
      title: `${year}年度的数字`,
      path: `${year}.csv`,
      table: figuresTable,
    });
  }
  yield whole(`${folder}/all.xlsx`, workbookOf('全部数据', allSheets, reports));
  packaged.unshift({
    ...(yield* all.end()),
    name: figuresTable.name,
    title: '全部年度的数字',
    path: 'all.csv',
    table: figuresTable,
  });
  const reportRows = reports.map((report) => reportRow(report, agencies));
  packaged.push(yield* tableFile(reportsTable, reportRows));
  packaged.push(yield* tableFile(agenciesTable, rows.agencies));
  packaged.push(yield* tableFile(factsTable, rows.facts));
  yield whole(`${folder}/datapackage.json`, dataPackage(site, packaged));
}

type Sheets = ReadonlyMap<number, readonly ZipEntry[]>;

function whole(path: string, content: string | Uint8Array): DataFile {
  return { path, content, isContinued: false };
}

function* tableFile(
  table: DataTable,
  rows: readonly (readonly string[])[],
): Generator<DataFile, PackagedFile> {
  const { name, title } = table;
  const path = `${name}.csv`;
  const file = new GrowingFile(`${folder}/${path}`);
  yield* file.add(Buffer.from(csvStart(table) + csvRecords(table, rows)));
  return { ...(yield* file.end()), name, title, path, table };
}
