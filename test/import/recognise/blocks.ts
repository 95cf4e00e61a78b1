import { readLines } from '../../../src/import/read/text.ts';
import type { Block, SourceCell, TableBlock } from '../../../src/import/source-document.ts';

/** Blocks of a plain text. */
export function blocksOf(text: string): readonly Block[] {
  return readLines(text).blocks;
}

/** A cell as `text`, or `[text, rowSpan, columnSpan]`. */
export type Cell = string | readonly [string, number, number];

/** A table with spans, as HTML and Word files have it. */
export function grid(rows: readonly (readonly Cell[])[]): TableBlock {
  return {
    kind: 'table',
    place: { table: 1 },
    rows: rows.map((cells, row) =>
      cells.map((cell, at): SourceCell => {
        const [text, rowSpan, columnSpan] = typeof cell === 'string' ? [cell, 1, 1] : cell;
        return { text, rowSpan, columnSpan, place: { table: 1, row: row + 1, cell: at + 1 } };
      }),
    ),
  };
}
