import { unzipSync } from 'fflate';
import { type Element, parseXml } from './xml-reader.ts';

export interface SheetCell {
  /** `s` and `inlineStr` are texts; `n` are numbers. */
  type: 's' | 'inlineStr' | 'n';
  /** As a reader sees a text; the digits as they stand in the file for a number. */
  text: string;
  formula?: string;
  /** Code of the number format, where it has one of its own. */
  format?: string;
}

export interface SheetContent {
  name: string;
  cells: ReadonlyMap<string, SheetCell>;
  /** Ranges such as `A1:C2`. */
  merged: string[];
}

/** Reads an XLSX file by ECMA-376, apart from the project's code. Throws where its XML is broken. */
export function readWorkbook(bytes: Uint8Array): SheetContent[] {
  const files = unzipSync(bytes);
  const part = (name: string) => {
    const found = files[name];
    if (!found) throw new Error(`the workbook has no ${name}`);
    return parseXml(new TextDecoder('utf-8', { fatal: true }).decode(found));
  };
  const types = part('[Content_Types].xml').children.map(({ attributes }) => attributes.PartName);
  for (const name of types) if (name && !files[name.slice(1)]) throw new Error(`no part ${name}`);
  const targets = new Map(
    part('xl/_rels/workbook.xml.rels').children.map(({ attributes }) => [
      attributes.Id!,
      attributes.Target!,
    ]),
  );
  const shared = part('xl/sharedStrings.xml').children.map((item) => decoded(item.text));
  const styles = part('xl/styles.xml');
  const formats = new Map(
    all(styles, 'numFmt').map(({ attributes }) => [attributes.numFmtId, attributes.formatCode!]),
  );
  const cellFormats = all(child(styles, 'cellXfs'), 'xf').map(({ attributes }) =>
    formats.get(attributes.numFmtId),
  );
  return all(part('xl/workbook.xml'), 'sheet').map(({ attributes }) => {
    const sheet = part(`xl/${targets.get(attributes['r:id']!)}`);
    const cells = all(sheet, 'c').map((cell) => [cell.attributes.r!, read(cell)] as const);
    if (new Set(cells.map(([reference]) => reference)).size !== cells.length)
      throw new Error('two cells in one place');
    return {
      name: attributes.name!,
      cells: new Map(cells),
      merged: all(sheet, 'mergeCell').map((cell) => cell.attributes.ref!),
    };
  });

  function read(cell: Element): SheetCell {
    const { t = 'n', s = '0' } = cell.attributes;
    const value = all(cell, 'v')[0]?.text ?? '';
    const formula = all(cell, 'f')[0]?.text;
    if (t === 'n' && !/^(-?(0|[1-9]\d*)(\.\d+)?)?$/.test(value))
      throw new Error(`not a number: ${value}`);
    const format = cellFormats[Number(s)];
    const text =
      t === 's' ? shared[Number(value)]! : t === 'inlineStr' ? decoded(cell.text) : value;
    return {
      type: t as SheetCell['type'],
      text,
      ...(formula === undefined ? {} : { formula }),
      ...(format === undefined ? {} : { format }),
    };
  }
}

/** The sheet with a name. */
export function sheetOf(sheets: readonly SheetContent[], name: string): SheetContent {
  const found = sheets.find((sheet) => sheet.name === name);
  if (!found) throw new Error(`no sheet ${name} among ${sheets.map((sheet) => sheet.name)}`);
  return found;
}

/** A data table's rows below its heading, as objects. */
export function sheetTable({ cells }: SheetContent): Record<string, SheetCell | undefined>[] {
  const places = [...cells.keys()].map(placeOf);
  const lastRow = Math.max(...places.map(({ row }) => row));
  const columns = places.filter(({ row }) => row === 1).map(({ column }) => column);
  return Array.from({ length: lastRow - 1 }, (_, at) =>
    Object.fromEntries(
      columns.map((column) => [cells.get(`${column}1`)!.text, cells.get(`${column}${at + 2}`)]),
    ),
  );
}

/** The texts of a sheet as a grid from row 1, each merged range filled with what it shows. */
export function filledGrid({ cells, merged }: SheetContent): string[][] {
  const grid: string[][] = [];
  const put = (row: number, column: number, text: string) => {
    grid[row - 1] ??= [];
    grid[row - 1]![column] = text;
  };
  for (const [reference, { text }] of cells) {
    const { row, column } = placeOf(reference);
    put(row, columnNumber(column), text);
  }
  for (const range of merged) {
    const inRange = cellsOf(range);
    for (const reference of inRange) {
      const { row, column } = placeOf(reference);
      put(row, columnNumber(column), cells.get(inRange[0]!)!.text);
    }
  }
  return grid;
}

/** References of all cells of a range, row by row. */
export function cellsOf(range: string): string[] {
  const [from, to = from] = range.split(':').map(placeOf);
  const references: string[] = [];
  for (let row = from!.row; row <= to!.row; row++)
    for (let at = columnNumber(from!.column); at <= columnNumber(to!.column); at++)
      references.push(`${columnLetters(at)}${row}`);
  return references;
}

function placeOf(reference: string): { column: string; row: number } {
  const [, column, row] = /^([A-Z]+)([1-9]\d*)$/.exec(reference) ?? [];
  if (!column) throw new Error(`not a cell: ${reference}`);
  return { column, row: Number(row) };
}

function columnNumber(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

export function columnLetters(at: number): string {
  return at < 26
    ? String.fromCharCode(65 + at)
    : columnLetters(Math.floor(at / 26) - 1) + columnLetters(at % 26);
}

/** `_x000D_` and the like, as the standard's ST_Xstring says. */
function decoded(text: string): string {
  return text.replace(/_x([\dA-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

function all({ children }: Element, name: string): Element[] {
  return children.flatMap((child) => [
    ...(child.name === name ? [child] : []),
    ...all(child, name),
  ]);
}

function child(element: Element, name: string): Element {
  return all(element, name)[0]!;
}
