import { AlignmentType, type Table } from 'docx';
import { cellText } from '../../facts/cell-text.ts';
import type { ReportFacts } from '../../facts/facts.ts';
import type { Table as FormTable } from '../../form/form.ts';
import { type Cell, layoutTable, type TableLayout } from '../../form/layout.ts';
import { millimetres, points, textWidth } from './measures.ts';
import { cellOf, rowOf, type TableLook, tableOf } from './table-parts.ts';
import { textRun } from './word-text.ts';

/** How a kind of table is set: as in the PDF (styles/print.css), whose page it shares. */
interface StatutoryLook extends TableLook {
  /** Of the letters, in half points. */
  size: number;
  /** Room beside the text of labels of columns and groups, in points. */
  narrow: number;
  /** Width of a column of labels of groups, and of rows, in millimetres. */
  groups: number;
  labels: number;
}

const matrix: StatutoryLook = {
  size: 18,
  pitch: 11.5,
  padding: { upright: 2.8, side: 2.5 },
  narrow: 1.5,
  groups: 12,
  labels: 48,
};

/** For a matrix with more rows than the editions of today. */
const denseMatrix: StatutoryLook = {
  ...matrix,
  size: 17,
  pitch: 10.2,
  padding: { upright: 1.2, side: 2 },
};

const stacked: StatutoryLook = {
  size: 21,
  pitch: 15,
  padding: { upright: 3, side: 4 },
  narrow: 4,
  groups: 0,
  labels: 45,
};

const singleRow: StatutoryLook = {
  size: 18,
  pitch: 12,
  padding: { upright: 4, side: 1 },
  narrow: 1,
  groups: 0,
  labels: 0,
};

/** Left to a line beside its letters, in twips: programs round differently. */
const tolerance = 10;

/** Rows of 表三 in the editions of today, header rows included. */
const usualRows = 28;

/** A statutory table with the figures of a report, on one page: the cells that page and PDF show. */
export function statutoryTable(table: FormTable, facts: ReportFacts): Table {
  const layout = layoutTable(table);
  const rows = layout.sections.flatMap(({ kind, rows }) =>
    rows.map((cells) => ({ cells, isHead: kind === 'head' })),
  );
  const look = lookOf(table, rows.length);
  const widths = widthsOf(layout, look);
  const starts = columnsOf(rows.map(({ cells }) => cells));
  const widthOf = (cell: Cell) => {
    const start = starts.get(cell)!;
    return widths.slice(start, start + cell.colspan).reduce((sum, width) => sum + width, 0);
  };
  const figureLook = fitFigures(
    table,
    rows.flatMap(({ cells }) => cells),
    facts,
    look,
    widthOf,
  );
  return tableOf(
    widths,
    rows.map(({ cells, isHead }, at) =>
      rowOf(
        cells.map((cell) => {
          const width = widthOf(cell);
          const { size, left, right } =
            cell.kind === 'figure'
              ? figureLook(width)
              : { size: look.size, ...labelRoom(cell, look, width) };
          return cellOf([textRun(cellText(cell, facts), { size })], look, {
            width,
            isHead: cell.kind === 'header' && /^col/.test(cell.scope),
            alignment: alignmentOf(cell, table),
            ...(cell.colspan > 1 ? { columnSpan: cell.colspan } : {}),
            ...(cell.rowspan > 1 ? { rowSpan: cell.rowspan } : {}),
            ...(left === undefined ? {} : { left }),
            ...(right === undefined ? {} : { right }),
          });
        }),
        { isHead, keepNext: at < rows.length - 1 },
      ),
    ),
  );
}

function lookOf({ style }: FormTable, rowCount: number): StatutoryLook {
  switch (style) {
    case 'matrix':
      return rowCount > usualRows ? denseMatrix : matrix;
    case 'stacked':
      return stacked;
    case 'single-row':
      return singleRow;
  }
}

/** Labels have widths of their own; the figures share the rest evenly. */
function widthsOf({ columns, stubColumns }: TableLayout, look: StatutoryLook): number[] {
  const stubs = Array.from({ length: stubColumns }, (_, at) =>
    millimetres(at === stubColumns - 1 ? look.labels : look.groups),
  );
  const left = textWidth - stubs.reduce((sum, width) => sum + width, 0);
  const figures = columns - stubColumns;
  return [
    ...stubs,
    ...Array.from(
      { length: figures },
      (_, at) => Math.round((left * (at + 1)) / figures) - Math.round((left * at) / figures),
    ),
  ];
}

/** The column in which each cell begins: those from rows above take up room. */
function columnsOf(rows: readonly (readonly Cell[])[]): Map<Cell, number> {
  const starts = new Map<Cell, number>();
  /** Rows for which each column is still taken. */
  const taken: number[] = [];
  for (const cells of rows) {
    let column = 0;
    for (const cell of cells) {
      while ((taken[column] ?? 0) > 0) column++;
      starts.set(cell, column);
      for (let at = column; at < column + cell.colspan; at++) taken[at] = cell.rowspan;
      column += cell.colspan;
    }
    for (const at of taken.keys()) taken[at] = Math.max(0, (taken[at] ?? 0) - 1);
  }
  return starts;
}

function alignmentOf(cell: Cell, { style }: FormTable) {
  if (cell.kind === 'figure') return AlignmentType.RIGHT;
  const isRow = cell.kind === 'header' && cell.scope === 'row';
  return isRow && style === 'matrix' ? AlignmentType.LEFT : AlignmentType.CENTER;
}

/** Room beside a label; where it takes several lines, as much as makes them equally long. */
function labelRoom(
  cell: Cell,
  { size, narrow }: StatutoryLook,
  width: number,
): { left?: number; right?: number } {
  if (cell.kind !== 'header' || cell.scope === 'row') return {};
  const em = points(size / 2);
  const fitting = Math.max(1, Math.floor((width - 2 * points(narrow)) / em));
  const characters = [...cell.label].length;
  const longest = Math.ceil(characters / Math.ceil(characters / fitting));
  const isOneLine = characters <= fitting;
  const room = isOneLine ? points(narrow) : Math.floor((width - longest * em) / 2) - tolerance;
  return { left: room, right: room };
}

interface FigureLook {
  size: number;
  left: number;
  right: number;
}

/**
 * How the figures of a table stand in cells of a width: at a distance from the right side, so that
 * they are below the middle of their labels; closer, then smaller, where one is too long for that.
 */
function fitFigures(
  { style }: FormTable,
  cells: readonly Cell[],
  facts: ReportFacts,
  { size, padding }: StatutoryLook,
  widthOf: (cell: Cell) => number,
): (width: number) => FigureLook {
  const close = points(2);
  const tight = points(0.75);
  const usual = (width: number): FigureLook =>
    style === 'stacked'
      ? { size, left: points(padding.side), right: width / 2 - millimetres(4.5) }
      : { size, left: tight, right: points(10) };
  const looks: ((width: number) => FigureLook)[] = [
    usual,
    () => ({ size, left: tight, right: close }),
    ...[16, 13, 10].map((smaller) => () => ({ size: smaller, left: tight, right: tight })),
  ];
  const figures = cells.filter((cell) => cell.kind === 'figure');
  const fits = (look: (width: number) => FigureLook) =>
    figures.every((cell) => {
      const width = widthOf(cell);
      const { size, left, right } = look(width);
      return lengthOf(cellText(cell, facts), size) <= width - left - right;
    });
  return looks.find(fits) ?? looks.at(-1)!;
}

/**
 * Width of a figure in twips. A digit of 仿宋 takes half the size of its letters; those of the faces
 * that stand in for it take up to this share. A figure on two lines would read as two figures.
 */
const digitShare = 0.64;

function lengthOf(figure: string, size: number): number {
  return figure.length * digitShare * points(size / 2);
}
