import {
  type Field,
  figuresTable,
  figuresTableOfOne,
  isNumeric,
  reportColumnCount,
} from './data-table.ts';
import type { FactColumns, FigureRecord, ReportFigures } from './figure-rows.ts';
import { columnName, isKeptExactly, numberCell, type SharedTexts } from './spreadsheet/cells.ts';
import { xmlDeclaration } from './spreadsheet/workbook.ts';
import type { ZipEntry } from './spreadsheet/zip.ts';
import { GrowingEntry } from './spreadsheet/zip.ts';
import { mostRows, tableSheetEnd, tableSheetStart } from './table-sheet.ts';

/** Cells of a row, cut where the row's number stands. */
type CellTemplate = readonly string[];

/**
 * Makes rows of figures. What is said of a fact in every report is worked out once: a sheet has
 * thousands of cells for each report.
 */
class FigureRows {
  readonly #shared: SharedTexts;
  /** Columns before those of the fact. */
  readonly #before: number;
  readonly #facts = new WeakMap<FactColumns, CellTemplate>();

  constructor(shared: SharedTexts, before: number) {
    this.#shared = shared;
    this.#before = before;
  }

  /** Rows of one report, the first with this number, counted from 1. */
  xml({ ofReport, records }: ReportFigures, firstNumber: number): string {
    const columns = cellTemplate(
      ofReport.slice(0, this.#before),
      figuresTable.fields,
      0,
      this.#shared,
    );
    let number = firstNumber;
    let xml = '';
    for (const record of records) {
      const digits = String(number++);
      xml += `<row r="${digits}">${columns.join(digits)}${this.#fact(record.fact).join(digits)}`;
      xml += `${this.#value(record, digits)}</row>`;
    }
    return xml;
  }

  #fact(fact: FactColumns): CellTemplate {
    const known = this.#facts.get(fact);
    if (known) return known;
    const made = cellTemplate(
      Object.values(fact),
      figuresTableOfOne.fields,
      this.#before,
      this.#shared,
    );
    this.#facts.set(fact, made);
    return made;
  }

  #value({ fact, value, status, unit }: FigureRecord, row: string): string {
    const at = this.#before + Object.keys(fact).length;
    const reference = `${columnName(at)}${row}`;
    const figure = isKeptExactly(value)
      ? numberCell(reference, value)
      : this.#shared.cell(reference, value);
    return (
      (value === '' ? '' : figure) +
      this.#shared.cell(`${columnName(at + 1)}${row}`, status) +
      (unit === '' ? '' : this.#shared.cell(`${columnName(at + 2)}${row}`, unit))
    );
  }
}

function cellTemplate(
  values: readonly string[],
  fields: readonly Field[],
  firstColumn: number,
  shared: SharedTexts,
): CellTemplate {
  const cells = values.map((value, at) => {
    if (value === '') return '';
    const column = `${columnName(firstColumn + at)}\0`;
    return isNumeric(fields[at]!) ? numberCell(column, value) : shared.cell(column, value);
  });
  return cells.join('').split('\0');
}

const rowsOfOne = new WeakMap<SharedTexts, FigureRows>();

/** The figures of one report as a sheet, without the columns that are the same in all its rows. */
export function reportFigureSheet(figures: ReportFigures, shared: SharedTexts): string {
  let rows = rowsOfOne.get(shared);
  if (!rows) {
    rows = new FigureRows(shared, 0);
    rowsOfOne.set(shared, rows);
  }
  return (
    tableSheetStart(figuresTableOfOne, shared) +
    rows.xml(figures, 2) +
    tableSheetEnd(figuresTableOfOne, figures.records.length + 1)
  );
}

/** The figures of many reports as sheets; a new one is begun with the report that would not fit. */
export class FigureSheets {
  readonly #shared: SharedTexts;
  readonly #rowsPerSheet: number;
  readonly #rows: FigureRows;
  readonly #finished: ZipEntry[] = [];
  #current: GrowingEntry;
  #rowCount = 1;

  constructor(shared: SharedTexts, rowsPerSheet = mostRows) {
    this.#shared = shared;
    this.#rowsPerSheet = rowsPerSheet;
    this.#rows = new FigureRows(shared, reportColumnCount);
    this.#current = this.#begin();
  }

  add(figures: ReportFigures): void {
    if (this.#rowCount + figures.records.length > this.#rowsPerSheet) {
      this.#finish();
      this.#current = this.#begin();
      this.#rowCount = 1;
    }
    this.#current.add(this.#rows.xml(figures, this.#rowCount + 1));
    this.#rowCount += figures.records.length;
  }

  /** The sheets, compressed; nothing may be added any more. */
  end(): ZipEntry[] {
    this.#finish();
    return this.#finished;
  }

  #finish(): void {
    this.#finished.push(this.#current.end(tableSheetEnd(figuresTable, this.#rowCount)));
  }

  #begin(): GrowingEntry {
    // A workbook names its sheets itself.
    const entry = new GrowingEntry('');
    entry.add(xmlDeclaration + tableSheetStart(figuresTable, this.#shared));
    return entry;
  }
}
