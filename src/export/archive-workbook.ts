import {
  agenciesTable,
  type DataTable,
  factsTable,
  figuresTable,
  reportsTable,
} from './data-table.ts';
import { codeTexts, columnNotes, generalNotes } from './notes.ts';
import { SharedTexts } from './spreadsheet/cells.ts';
import { sharedTextsEntry, sheetEntry, sheetNames, workbook } from './spreadsheet/workbook.ts';
import type { ZipEntry } from './spreadsheet/zip.ts';
import { noteSheet, tableSheet } from './table-sheet.ts';

type Rows = readonly (readonly string[])[];

/** Texts that all workbooks of an archive share, so that one sheet serves the year and the whole. */
export interface ArchiveTexts {
  shared: SharedTexts;
  entry: ZipEntry;
}

/** The texts that stand in every report, and those of the agencies. */
export function archiveTexts({ agencies, facts }: { agencies: Rows; facts: Rows }): ArchiveTexts {
  const shared = new SharedTexts();
  for (const { fields } of [figuresTable, reportsTable, agenciesTable, factsTable])
    for (const { name } of fields) shared.indexOf(name);
  for (const text of codeTexts) shared.indexOf(text);
  for (const row of [...agencies, ...facts]) for (const text of row) shared.indexOf(text);
  return { shared, entry: sharedTextsEntry(shared.xml()) };
}

export interface ArchiveWorkbook {
  title: string;
  /** Whose site it is. */
  creator: string;
  /**
   * The sheets of figures by year, compressed; a year with very many reports has several. None
   * where there are too many for one workbook.
   */
  figures: ReadonlyMap<number, readonly ZipEntry[]>;
  rows: { reports: Rows; agencies: Rows; facts: Rows };
  texts: ArchiveTexts;
}

/** Figures of one or all years as an XLSX file: a data table per sheet, and notes. */
export function archiveWorkbook(content: ArchiveWorkbook): Uint8Array {
  const { title, creator, figures, rows, texts } = content;
  const sheetOf = (table: DataTable, ofTable: Rows) => ({
    name: table.title,
    entry: sheetEntry(0, tableSheet(table, ofTable, texts.shared)),
  });
  const sheets = [
    ...[...figures].flatMap(([year, entries]) =>
      entries.map((entry) => ({ name: String(year), entry })),
    ),
    sheetOf(reportsTable, rows.reports),
    sheetOf(agenciesTable, rows.agencies),
    sheetOf(factsTable, rows.facts),
    {
      name: '说明',
      entry: sheetEntry(0, noteSheet(archiveNotes(title, figures.size > 0), texts.shared)),
    },
  ];
  const names = sheetNames(sheets.map(({ name }) => name));
  return workbook({
    title,
    creator,
    sheets: sheets.map(({ entry }, at) => ({ name: names[at]!, entry })),
    sharedTexts: texts.entry,
  });
}

/** Why a workbook has no figures. */
const tooManyFigures = [
  '年度页',
  '这里没有：没有报告，或者数字多过一页电子表格的行数（1,048,576行）。请用各年度的XLSX，或all.csv。',
] as const;

function archiveNotes(title: string, hasFigures: boolean): (readonly [string, string])[] {
  const tables = [reportsTable, agenciesTable, factsTable];
  return [
    ['内容', title],
    ...(hasFigures
      ? ([['年度页', '以年度为名的页一行一个数字。各列：'], ...columnNotes(figuresTable)] as const)
      : [tooManyFigures]),
    ...generalNotes,
    ...tables.flatMap((table) => [
      [`“${table.title}”页`, table.description] as const,
      ...columnNotes(table),
    ]),
  ];
}
