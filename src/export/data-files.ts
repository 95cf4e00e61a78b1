import type { Agencies } from '../archive/agencies.ts';
import type { Site } from '../archive/site.ts';
import type { Form } from '../form/form.ts';
import type { ZipEntry } from '../zip/zip-archive.ts';
import {
  agencyRows,
  contributionRows,
  correctionRows,
  factRows,
  reportRow,
} from './archive-rows.ts';
import { ArchiveWorkbooks } from './archive-workbook.ts';
import { csvRecords, csvStart } from './csv.ts';
import { dataPackage, homepage, type PackagedFile } from './data-package.ts';
import {
  agenciesTable,
  contributionsTable,
  correctionsTable,
  type DataTable,
  factsTable,
  figuresTable,
  reportsTable,
} from './data-table.ts';
import type { ExportedReport } from './exported-report.ts';
import { FigureCsv } from './figure-csv.ts';
import { FigureFiles, nextItem } from './figure-files.ts';
import { compareReports, type KnownStatistics, reportFigures } from './figure-rows.ts';
import { FigureSheets } from './figure-sheet.ts';
import type { FileContent } from './file-content.ts';
import { GrowingFile } from './growing-file.ts';
import { archivedReportJson } from './report-json.ts';
import { reportWorkbook } from './report-workbook.ts';
import { mostRows } from './table-sheet.ts';
import { TextBytes } from './text-bytes.ts';

/** A file of the open data, or its next piece. */
export interface DataFile {
  /** Relative to the site, with `/` between its parts. */
  path: string;
  content: FileContent;
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
export async function* dataFiles(
  source: DataSource,
  mostFigures = mostRows,
): AsyncGenerator<DataFile> {
  const { site, agencies, forms } = source;
  const reports = source.reports.toSorted((a, b) =>
    compareReports(a.archived.report, b.archived.report),
  );
  const rows = {
    agencies: agencyRows(agencies),
    facts: [...forms.values()].flatMap(factRows),
  };
  const workbooks = new ArchiveWorkbooks({ creator: site.name, ...rows });
  const workbookOf = (title: string, figures: Sheets, ofReports: readonly ExportedReport[]) =>
    workbooks.workbook({
      title: `${site.name}：${title}`,
      figures,
      reports: ofReports.map((report) => reportRow(report, agencies)),
      corrections: ofReports.flatMap(correctionRows),
    });

  const shared = { statistics: new Map(), csv: new FigureCsv() };
  const all = new FigureFiles(`${folder}/all`);
  const allSheets = new Map<number, readonly ZipEntry[]>();
  let figureCount = 0;
  const packaged: PackagedFile[] = [];
  yield* all.begin();
  for (const [year, ofYear] of Map.groupBy(reports, ({ archived }) => archived.report.year)) {
    const files = new FigureFiles(`${folder}/${year}`, year);
    const sheets = new FigureSheets(workbooks.texts);
    yield* files.begin();
    yield* reportFiles(ofYear, source, { ...shared, files: [files, all], sheets });
    const ended = await sheets.end();
    const only = new Map([[year, ended]]);
    yield whole(`${folder}/${year}.xlsx`, workbookOf(`${year}年度数据`, only, ofYear));
    figureCount += sheets.figureCount;
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
  const corrections = reports.flatMap(correctionRows);
  if (corrections.length > 0) packaged.push(yield* tableFile(correctionsTable, corrections));
  const aggregates = reports.filter(({ archived }) => archived.aggregation);
  if (aggregates.length > 0) packaged.push(yield* contributionFile(aggregates));
  yield whole(`${folder}/datapackage.json`, dataPackage(site, packaged));
}

type Sheets = ReadonlyMap<number, readonly ZipEntry[]>;

/** What the figures of reports go into besides their own files. */
interface Gathering {
  statistics: KnownStatistics;
  csv: FigureCsv;
  files: readonly FigureFiles[];
  sheets: FigureSheets;
}

/** Bytes of a CSV that are written at a time. */
const pieceSize = 1 << 20;

/** The files of each report, and pieces of the files into which their figures are gathered. */
async function* reportFiles(
  reports: readonly ExportedReport[],
  { site, agencies }: DataSource,
  gathering: Gathering,
): AsyncGenerator<DataFile> {
  const heading = Buffer.from(csvStart(figuresTable));
  const csv = new TextBytes();
  const json = new TextBytes();
  for (const report of reports) {
    const figures = reportFigures(report.archived, agencies, gathering.statistics);
    const start = csv.length;
    gathering.csv.addTo(csv, figures);
    const ofReport = Buffer.concat([heading, csv.copyFrom(start)]);
    yield whole(reportDataPath(report.archived.report, 'csv'), ofReport);
    json.addText(nextItem + archivedReportJson(report, agencies));
    if (csv.length >= pieceSize) yield* takePieces(csv, json, gathering);
    await gathering.sheets.add(figures);
    const workbook = reportWorkbook(report, figures, homepage(site));
    yield whole(reportDataPath(report.archived.report, 'xlsx'), workbook);
  }
  yield* takePieces(csv, json, gathering);
}

/** The same bytes for all files. */
function* takePieces(csv: TextBytes, json: TextBytes, { files }: Gathering): Generator<DataFile> {
  if (csv.length === 0) return;
  const pieces = [csv.take(), json.take()] as const;
  for (const file of files) yield* file.add(...pieces);
}

function whole(path: string, content: FileContent): DataFile {
  return { path, content, isContinued: false };
}

/** Report by report, since there are several rows for each figure that is a sum. */
function* contributionFile(reports: readonly ExportedReport[]): Generator<DataFile, PackagedFile> {
  const { name, title } = contributionsTable;
  const path = `${name}.csv`;
  const file = new GrowingFile(`${folder}/${path}`);
  yield file.add(Buffer.from(csvStart(contributionsTable)));
  for (const report of reports)
    yield file.add(Buffer.from(csvRecords(contributionsTable, contributionRows(report))));
  return { ...file.end(), name, title, path, table: contributionsTable };
}

function* tableFile(
  table: DataTable,
  rows: readonly (readonly string[])[],
): Generator<DataFile, PackagedFile> {
  const { name, title } = table;
  const path = `${name}.csv`;
  const file = new GrowingFile(`${folder}/${path}`);
  yield file.add(Buffer.from(csvStart(table) + csvRecords(table, rows)));
  return { ...file.end(), name, title, path, table };
}
