import type { Block, Place, TableBlock, TextBlock } from '../source-document.ts';
import { type Label, labelOf } from './label.ts';
import { readWritten } from './written-figure.ts';

/** A cell of the source, or a line that holds one. */
export interface Token {
  text: string;
  label: Label;
  /** `blank` has nothing to see in it; `value` is a figure or says that there is none. */
  kind: 'blank' | 'value' | 'text';
  place: Place;
  /** Column of the grid in which it begins, from 0, spans of rows above reckoned in. */
  column: number;
  /** Columns that it covers. */
  span: number;
}

/** What stands side by side in the source. */
export interface SourceRow {
  block: Block;
  tokens: Token[];
}

/** Wider and longer than any statutory table; beyond it, a span is a mistake or malice. */
const widest = 256;

/** The rows of a table, cells at their grid columns; each cell once, where it begins. */
export function tableRows(block: TableBlock): SourceRow[] {
  if (hasCellPerLine(block))
    return block.rows.map((cells) => ({
      block,
      tokens: [tokenOf(cells.at(-1)!.text, cells.at(-1)!.place)],
    }));
  // For each column, how many more rows a cell from above covers.
  const covered: number[] = [];
  return block.rows.map((cells) => {
    const tokens: Token[] = [];
    const started: [number, number][] = [];
    let column = 0;
    for (const cell of cells) {
      while ((covered[column] ?? 0) > 0) column += 1;
      const span = Math.min(Math.max(1, cell.columnSpan), widest);
      tokens.push(tokenOf(cell.text, cell.place, column, span));
      if (cell.rowSpan > 1 && column < widest)
        for (let at = column; at < column + span; at += 1) started.push([at, cell.rowSpan]);
      column += span;
    }
    for (const [at, left] of covered.entries()) if (left > 0) covered[at] = left - 1;
    for (const [at, rows] of started) covered[at] = rows - 1;
    return { block, tokens };
  });
}

/** A line of text as a row: one cell, or a label with its figures set apart by spaces. */
export function textRow(block: TextBlock): SourceRow {
  const words = block.text.trim().split(/[\t\u3000 ]+/);
  let first = words.length;
  while (first > 1 && readWritten(words[first - 1]!).kind !== 'text') first -= 1;
  const hasFigures = words.slice(first).some((word) => readWritten(word).kind === 'figure');
  const cells =
    first < words.length && hasFigures && !isOneFigure(block.text)
      ? [words.slice(0, first).join(' '), ...words.slice(first)]
      : [block.text];
  return { block, tokens: cells.map((text, at) => tokenOf(text, block.place, at)) };
}

function isOneFigure(text: string): boolean {
  return readWritten(text).kind !== 'text';
}

function tokenOf(text: string, place: Place, column = 0, span = 1): Token {
  const isBlank = text.replace(/[\p{White_Space}\p{Cf}]/gu, '') === '';
  return {
    text,
    label: labelOf(text),
    kind: isBlank ? 'blank' : readWritten(text).kind === 'text' ? 'text' : 'value',
    place,
    column,
    span,
  };
}

/** Whether the lines of a text hold one cell each: nothing but indentation stands before it. */
function hasCellPerLine(block: TableBlock): boolean {
  return block.rows.every(
    (cells) =>
      cells.length > 0 &&
      cells.length <= 2 &&
      cells.slice(0, -1).every(({ text }) => text.trim() === ''),
  );
}
