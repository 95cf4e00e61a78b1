import { columnName } from './cells.ts';

/** Place of a cell, row and column counted from 0. */
export interface Place {
  row: number;
  column: number;
}

export function reference({ row, column }: Place): string {
  return `${columnName(column)}${row + 1}`;
}

/** `A1:C2`, or `A1` for a single cell. */
export function range(from: Place, to: Place): string {
  return from.row === to.row && from.column === to.column
    ? reference(from)
    : `${reference(from)}:${reference(to)}`;
}

/**
 * The sum of cells as a formula, neighbours joined to ranges. Decimals are rounded to those of the
 * sum: a spreadsheet adds in binary fractions.
 */
export function sumFormula(addends: readonly Place[], decimals: number): string {
  const sum = `SUM(${runs(addends).join(',')})`;
  return decimals === 0 ? sum : `ROUND(${sum},${decimals})`;
}

/** The cells as ranges of one row, where all are in one; else as ranges of single columns. */
function runs(places: readonly Place[]): string[] {
  const isOneRow = places.every(({ row }) => row === places[0]!.row);
  const along = ({ row, column }: Place) => (isOneRow ? column : row);
  const across = ({ row, column }: Place) => (isOneRow ? row : column);
  const ordered = [...places].sort((a, b) => across(a) - across(b) || along(a) - along(b));
  const found: [Place, Place][] = [];
  for (const place of ordered) {
    const last = found.at(-1);
    const isNext = last && across(last[1]) === across(place) && along(last[1]) + 1 === along(place);
    if (isNext) last[1] = place;
    else found.push([place, place]);
  }
  return found.map(([from, to]) => range(from, to));
}
