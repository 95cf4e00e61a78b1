import type { Block, SourceCell, TableBlock } from '../../../src/import/source-document.ts';

/** Lines of a text as blocks: neighbouring lines with tabs are a table, every other is a text. */
export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let rows: SourceCell[][] = [];
  const close = () => {
    if (rows.length > 0) blocks.push({ kind: 'table', rows, place: rows[0]![0]!.place });
    rows = [];
  };
  for (const [index, line] of text.split('\n').entries()) {
    const place = { line: index + 1 };
    if (line.includes('\t')) {
      rows.push(
        line
          .split('\t')
          .map((cell, at) => ({
            text: cell,
            rowSpan: 1,
            columnSpan: 1,
            place: { ...place, cell: at + 1 },
          })),
      );
      continue;
    }
    close();
    if (line.trim() !== '') blocks.push({ kind: 'text', text: line, markdown: line, place });
  }
  close();
  return blocks;
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
