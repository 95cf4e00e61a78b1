import type { PlainEntry, ZipContent, ZipEntry } from '../zip/zip-archive.ts';
import {
  agenciesTable,
  correctionsTable,
  type DataTable,
  factsTable,
  figuresTable,
  reportsTable,
} from './data-table.ts';
import { codeTexts, columnNotes, generalNotes } from './notes.ts';
import { SharedTexts } from './spreadsheet/cells.ts';
import { sharedTextsEntry, sheetEntry, sheetNames, workbook } from './spreadsheet/workbook.ts';
import { noteSheet, tableSheet } from './table-sheet.ts';

type Rows = readonly (readonly string[])[];

export interface ArchiveWorkbook {
  title: string;
  /**
   * The sheets of figures by year, compressed; a year with very many reports has several. None
   * where there are too many for one workbook.
   */
  figures: ReadonlyMap<number, readonly ZipEntry[]>;
  reports: Rows;
  corrections: Rows;
}

/** Makes the workbooks of years and of all; what is the same in all of them is made once. */
export class ArchiveWorkbooks {
  /** Texts that stand in every report, and those of agencies and facts; sheets of figures refer to them. */
  readonly texts = new SharedTexts();
  readonly #sharedTexts: ZipEntry;
  readonly #agencies: PlainEntry;
  readonly #facts: PlainEntry;
  readonly #creator: string;

  /** `creator`: whose site it is. */
  constructor({ creator, agencies, facts }: { creator: string; agencies: Rows; facts: Rows }) {
    this.#creator = creator;
    for (const { fields } of [figuresTable, reportsTable, agenciesTable, factsTable])
      for (const { name } of fields) this.texts.indexOf(name);
    for (const text of [...codeTexts, ...agencies.flat(), ...facts.flat()])
      this.texts.indexOf(text);
    this.#sharedTexts = sharedTextsEntry(this.texts.xml());
    this.#agencies = this.#tableEntry(agenciesTable, agencies);
    this.#facts = this.#tableEntry(factsTable, facts);
  }

  /** Figures of one or all years as an XLSX file: a data table per sheet, and notes. */
  workbook({ title, figures, reports, corrections }: ArchiveWorkbook): ZipContent {
    const hasCorrections = corrections.length > 0;
    const about = archiveNotes(title, { hasFigures: figures.size > 0, hasCorrections });
    const notes = noteSheet(about, this.texts);
    const sheets = [
      ...[...figures].flatMap(([year, entries]) =>
        entries.map((entry) => ({ name: String(year), entry })),
      ),
      { name: reportsTable.title, entry: this.#tableEntry(reportsTable, reports) },
      { name: agenciesTable.title, entry: this.#agencies },
      { name: factsTable.title, entry: this.#facts },
      ...(hasCorrections
        ? [
            {
              name: correctionsTable.title,
              entry: this.#tableEntry(correctionsTable, corrections),
            },
          ]
        : []),
      { name: '说明', entry: sheetEntry(notes) },
    ];
    const names = sheetNames(sheets.map(({ name }) => name));
    return workbook({
      title,
      creator: this.#creator,
      sheets: sheets.map(({ entry }, at) => ({ name: names[at]!, entry })),
      sharedTexts: this.#sharedTexts,
    });
  }

  #tableEntry(table: DataTable, rows: Rows): PlainEntry {
    return sheetEntry(tableSheet(table, rows, this.texts));
  }
}

/** Why a workbook has no figures. */
const tooManyFigures = [
  '年度页',
  '这里没有：没有报告，或者数字多过一页电子表格的行数（1,048,576行）。请用各年度的XLSX，或all.csv。',
] as const;

function archiveNotes(
  title: string,
  { hasFigures, hasCorrections }: { hasFigures: boolean; hasCorrections: boolean },
): (readonly [string, string])[] {
  const tables = [
    reportsTable,
    agenciesTable,
    factsTable,
    ...(hasCorrections ? [correctionsTable] : []),
  ];
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
