import { type DataTable, type Field, isNumeric } from './data-table.ts';
import { columnName, isKeptExactly, numberCell, type SharedTexts } from './spreadsheet/cells.ts';
import { rowXml, sheetEnd, sheetStart, sheetXml } from './spreadsheet/sheet-xml.ts';
import { styles } from './spreadsheet/styles.ts';

/** Rows that a sheet may have, its heading included. */
export const mostRows = 1_048_576;

const widths: Readonly<Record<Field['type'], number>> = {
  string: 24,
  number: 12,
  integer: 10,
  year: 10,
  date: 12,
};

/** A row as XML. `number` counts from 1; the values are in the order of the fields. */
function tableRow(
  { fields }: DataTable,
  values: readonly string[],
  number: number,
  shared: SharedTexts,
): string {
  let cells = '';
  for (const [at, value] of values.entries()) {
    if (value === '') continue;
    const reference = `${columnName(at)}${number}`;
    cells +=
      isNumeric(fields[at]!) && isKeptExactly(value)
        ? numberCell(reference, value)
        : shared.cell(reference, value);
  }
  return `<row r="${number}">${cells}</row>`;
}

/** A data table as a sheet: names of the columns, then its rows. */
export function tableSheet(
  table: DataTable,
  rows: readonly (readonly string[])[],
  shared: SharedTexts,
): string {
  const body = rows.map((values, at) => tableRow(table, values, at + 2, shared)).join('');
  return tableSheetStart(table, shared) + body + tableSheetEnd(table, rows.length + 1);
}

/** A data table's sheet up to its first row of data. */
export function tableSheetStart({ fields }: DataTable, shared: SharedTexts): string {
  const names = fields.map(({ name }, at) =>
    shared.cell(`${columnName(at)}1`, name, styles.columnName),
  );
  const frame = { widths: fields.map(({ type }) => widths[type]), frozenRows: 1 };
  return sheetStart(frame) + rowXml(1, names.join(''));
}

/** A data table's sheet after its last row; `rowCount` includes the heading. */
export function tableSheetEnd({ fields }: DataTable, rowCount: number): string {
  return sheetEnd({ filter: `A1:${columnName(fields.length - 1)}${rowCount}` });
}

/** A sheet of sentences in two columns: what each is about, and what it says. */
export function noteSheet(
  notes: readonly (readonly [string, string])[],
  shared: SharedTexts,
): string {
  const rows = notes.map(([subject, text], at) =>
    rowXml(
      at + 1,
      shared.cell(`A${at + 1}`, subject, styles.columnName) +
        shared.cell(`B${at + 1}`, text, styles.note),
    ),
  );
  return sheetXml({ widths: [20, 90] }, rows.join(''));
}
