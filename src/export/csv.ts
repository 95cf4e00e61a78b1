import type { DataTable } from './data-table.ts';

/** Excel takes a CSV for UTF-8 only where it begins with this. */
export const byteOrderMark = '\ufeff';

/**
 * Texts that a spreadsheet would take for a formula: what it skips, then a sign that begins one,
 * in full width too; or a character that may split the cell. Apostrophes before these are counted
 * in, so that the guard can be taken off again.
 */
const formulaLike = /^'*(?:[\t\r\n]|[\s\p{C}]*[=+\-@＝＋－＠])/u;

/** A field of a CSV as RFC 4180 writes it. Text that looks like a formula gets an apostrophe in front. */
export function csvText(text: string): string {
  const safe = formulaLike.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A record of texts, its line end included. */
export function csvRecord(fields: readonly string[]): string {
  return `${fields.map(csvText).join(',')}\r\n`;
}

/** What begins a CSV: the mark of UTF-8, and the names of its columns. */
export function csvStart({ fields }: DataTable): string {
  return byteOrderMark + csvRecord(fields.map(({ name }) => name));
}

/** The records of a table, their values in the order of its fields. Numbers are plain digits. */
export function csvRecords({ fields }: DataTable, rows: readonly (readonly string[])[]): string {
  const isText = fields.map(({ type }) => type === 'string');
  return rows
    .map((values) => values.map((value, at) => (isText[at] ? csvText(value) : value)).join(','))
    .map((record) => `${record}\r\n`)
    .join('');
}
