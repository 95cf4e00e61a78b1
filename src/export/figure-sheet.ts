import { GrowingEntry, type ZipEntry } from '../zip/zip-archive.ts';
import {
  type Field,
  figuresTable,
  figuresTableOfOne,
  isNumeric,
  reportColumnCount,
} from './data-table.ts';
import type { FactColumns, FigureRecord, ReportFigures } from './figure-rows.ts';
import {
  columnName,
  isKeptExactly,
  numberCell,
  numberEnd,
  numberStart,
  type SharedTexts,
} from './spreadsheet/cells.ts';
import { asciiDigits, NumberedXml, nextDigits, rowMark } from './spreadsheet/numbered-xml.ts';
import { xmlDeclaration } from './spreadsheet/workbook.ts';
import { mostRows, tableSheetEnd, tableSheetStart } from './table-sheet.ts';
import { TextBytes } from './text-bytes.ts';

/**
 * Makes rows of figures. What is said of a fact in every report is worked out once: a sheet has
 * thousands of cells for each report.
 */
class FigureRows {
  readonly #shared: SharedTexts;
  /** Columns before those of the fact. */
  readonly #before: number;
  readonly #facts = new WeakMap<FactColumns, NumberedXml>();
  readonly #valueStart: NumberedXml;
  /** By unit, then by status. */
  readonly #ends = new Map<string, Map<string, NumberedXml>>();

  constructor(shared: SharedTexts, before: number) {
    this.#shared = shared;
    this.#before = before;
    this.#valueStart = new NumberedXml(numberStart(this.#place('value')));
  }

  /** Adds the rows of one report, the first with this number, counted from 1. */
  addTo(target: TextBytes, { ofReport, records }: ReportFigures, firstNumber: number): void {
    const columns = ofReport.slice(0, this.#before);
    const start = new NumberedXml(
      `<row r="${rowMark}">${cells(columns, figuresTable.fields, 0, this.#shared)}`,
    );
    let digits = asciiDigits(firstNumber);
    for (const { fact, value, status, unit } of records) {
      start.addTo(target, digits);
      this.#fact(fact).addTo(target, digits);
      this.#addValue(target, value, digits);
      this.#end(status, unit).addTo(target, digits);
      digits = nextDigits(digits);
    }
  }

  #fact(fact: FactColumns): NumberedXml {
    const known = this.#facts.get(fact);
    if (known) return known;
    const texts = Object.values(fact);
    const made = new NumberedXml(
      cells(texts, figuresTableOfOne.fields, this.#before, this.#shared),
    );
    this.#facts.set(fact, made);
    return made;
  }

  #addValue(target: TextBytes, value: string, digits: Uint8Array): void {
    if (value === '') return;
    if (isKeptExactly(value)) {
      this.#valueStart.addTo(target, digits);
      target.addAscii(value);
      target.add(numberEndBytes);
    } else new NumberedXml(this.#shared.cell(this.#place('value'), value)).addTo(target, digits);
  }

  #end(status: FigureRecord['status'], unit: string): NumberedXml {
    const known = this.#ends.get(unit)?.get(status);
    if (known) return known;
    const made = new NumberedXml(
      this.#shared.cell(this.#place('status'), status) +
        (unit === '' ? '' : this.#shared.cell(this.#place('unit'), unit)) +
        '</row>',
    );
    this.#ends.set(unit, (this.#ends.get(unit) ?? new Map()).set(status, made));
    return made;
  }

  /** Reference of a cell in a column of `figuresTableOfOne`. */
  #place(column: string): string {
    const at = figuresTableOfOne.fields.findIndex(({ name }) => name === column);
    return columnName(this.#before + at) + rowMark;
  }
}

const numberEndBytes = Buffer.from(numberEnd);

function cells(
  values: readonly string[],
  fields: readonly Field[],
  firstColumn: number,
  shared: SharedTexts,
): string {
  const made = values.map((value, at) => {
    if (value === '') return '';
    const place = columnName(firstColumn + at) + rowMark;
    return isNumeric(fields[at]!) ? numberCell(place, value) : shared.cell(place, value);
  });
  return made.join('');
}

const rowsOfOne = new WeakMap<SharedTexts, FigureRows>();

/** Adds the figures of one report as a sheet, without the columns that are the same in all its rows. */
export function addReportFigureSheet(
  target: TextBytes,
  figures: ReportFigures,
  shared: SharedTexts,
): void {
  let rows = rowsOfOne.get(shared);
  if (!rows) {
    rows = new FigureRows(shared, 0);
    rowsOfOne.set(shared, rows);
  }
  target.addText(tableSheetStart(figuresTableOfOne, shared));
  rows.addTo(target, figures, 2);
  target.addText(tableSheetEnd(figuresTableOfOne, figures.records.length + 1));
}

/** Bytes of rows that are compressed together. */
const pieceSize = 1 << 20;

/** The figures of many reports as sheets; a new one is begun with the report that would not fit. */
export class FigureSheets {
  readonly #shared: SharedTexts;
  readonly #rowsPerSheet: number;
  readonly #rows: FigureRows;
  readonly #finished: ZipEntry[] = [];
  readonly #xml = new TextBytes();
  #current: GrowingEntry;
  #rowCount = 1;
  #figureCount = 0;

  constructor(shared: SharedTexts, rowsPerSheet = mostRows) {
    this.#shared = shared;
    this.#rowsPerSheet = rowsPerSheet;
    this.#rows = new FigureRows(shared, reportColumnCount);
    this.#current = this.#begin();
  }

  /** Figures in all the sheets. */
  get figureCount(): number {
    return this.#figureCount;
  }

  async add(figures: ReportFigures): Promise<void> {
    if (this.#rowCount + figures.records.length > this.#rowsPerSheet) {
      await this.#finish();
      this.#current = this.#begin();
      this.#rowCount = 1;
    }
    this.#rows.addTo(this.#xml, figures, this.#rowCount + 1);
    this.#rowCount += figures.records.length;
    this.#figureCount += figures.records.length;
    if (this.#xml.length >= pieceSize) await this.#current.add(this.#xml.take());
  }

  /** The sheets, compressed; nothing may be added any more. */
  async end(): Promise<ZipEntry[]> {
    await this.#finish();
    return this.#finished;
  }

  async #finish(): Promise<void> {
    this.#xml.addText(tableSheetEnd(figuresTable, this.#rowCount));
    this.#finished.push(await this.#current.end(this.#xml.take()));
  }

  #begin(): GrowingEntry {
    this.#xml.addText(xmlDeclaration + tableSheetStart(figuresTable, this.#shared));
    // A workbook names its sheets itself.
    return new GrowingEntry('');
  }
}
