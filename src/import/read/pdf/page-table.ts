import type { Line } from './lines.ts';

/** A cell, with the column in which it begins, from 0. */
export interface PageCell {
  text: string;
  column: number;
  columnSpan: number;
  rowSpan: number;
  page: number;
}

export type PageRow = readonly PageCell[];

/** A table, or what of it stands on a page. */
export interface PageTable {
  kind: 'table';
  page: number;
  lastPage: number;
  rows: readonly PageRow[];
  columns: number;
  /** Where columns begin and end, one more than there are, where lines or gaps say it. */
  edges?: readonly number[];
  /** What it was made of, where it has no lines. */
  lines?: readonly Line[];
}

/**
 * Cells without columns → each in its column, spans of the rows above reckoned in.
 *
 * @returns the rows, how many columns they have, and whether they all have as many
 */
export function columnsOf(rows: readonly (readonly Omit<PageCell, 'column'>[])[]): {
  rows: PageRow[];
  columns: number;
  isWhole: boolean;
} {
  // For each column, how many more rows a cell from above covers.
  let covered: number[] = [];
  const widths: number[] = [];
  const placed = rows.map((cells) => {
    const below = covered.map((left) => Math.max(0, left - 1));
    let column = 0;
    const row = cells.map((cell): PageCell => {
      while ((covered[column] ?? 0) > 0) column += 1;
      const own = column;
      column += cell.columnSpan;
      for (let at = own; at < column; at += 1) below[at] = cell.rowSpan - 1;
      return { ...cell, column: own };
    });
    widths.push(Math.max(column, covered.findLastIndex((left) => left > 0) + 1));
    covered = Array.from(below, (left) => left ?? 0);
    return row;
  });
  const columns = Math.max(0, ...widths);
  const isWhole = widths.every((width) => width === columns) && covered.every((left) => left === 0);
  return { rows: placed, columns, isWhole };
}
