import { eastAsianWidth } from 'get-east-asian-width';

const gap = '  ';

/**
 * Rows as lines of aligned columns, a Chinese character being as wide as two others. Figures stand
 * at the right of their columns.
 */
export function alignColumns(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows)
    for (const [at, cell] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, widthOf(cell));
  return rows
    .map(
      (row) =>
        `${row
          .map((cell, at) => padded(cell, widths[at]!))
          .join(gap)
          .trimEnd()}\n`,
    )
    .join('');
}

/** Columns of a terminal that a text takes. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += eastAsianWidth(character.codePointAt(0)!);
  return width;
}

/** A text of at most so many columns; of a longer one the end, which tells more of a path. */
export function endOf(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text;
  let end = '';
  let width = 1;
  for (const character of [...text].reverse()) {
    width += eastAsianWidth(character.codePointAt(0)!);
    if (width > columns) break;
    end = character + end;
  }
  return `…${end}`;
}

function padded(cell: string, width: number): string {
  const blanks = ' '.repeat(width - widthOf(cell));
  return /^\d+$/.test(cell) ? blanks + cell : cell + blanks;
}
