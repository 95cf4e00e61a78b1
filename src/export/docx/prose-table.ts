import { AlignmentType, type ParagraphChild, type Table } from 'docx';
import { textWidth } from './measures.ts';
import { cellOf, rowOf, type TableLook, tableOf } from './table-parts.ts';

export interface ProseCell {
  isHeader: boolean;
  side: 'left' | 'center' | 'right' | undefined;
  /** What decides of the width. */
  text: string;
  runs: ParagraphChild[];
}

const look: TableLook = { pitch: 15, padding: { upright: 3, side: 4 } };

/** Characters that a column's width goes by, at least and at most. */
const fewest = 4;
const most = 24;

const sides = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
} as const;

/** A table of Markdown, over the whole width, its head repeated on every page. */
export function proseTable(rows: readonly (readonly ProseCell[])[]): Table {
  const widths = widthsOf(rows);
  return tableOf(
    widths,
    rows.map((cells) =>
      rowOf(
        cells.map(({ isHeader, side, runs }, at) =>
          cellOf(runs, look, {
            width: widths[at]!,
            isHead: isHeader,
            alignment: sides[side ?? (isHeader ? 'center' : 'left')],
          }),
        ),
        { isHead: cells.every(({ isHeader }) => isHeader) },
      ),
    ),
  );
}

/** Widths by the longest text of each column. */
function widthsOf(rows: readonly (readonly ProseCell[])[]): number[] {
  const columns = Math.max(...rows.map(({ length }) => length));
  const weights = Array.from({ length: columns }, (_, at) => {
    const longest = Math.max(...rows.map((cells) => [...(cells[at]?.text ?? '')].length));
    return Math.min(most, Math.max(fewest, longest));
  });
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const widths = weights.map((weight) => Math.floor((textWidth * weight) / sum));
  const rest = textWidth - widths.reduce((total, width) => total + width, 0);
  return widths.map((width, at) => (at === 0 ? width + rest : width));
}
