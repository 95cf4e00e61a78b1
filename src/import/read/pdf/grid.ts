import { connectedRules } from './connected-rules.ts';
import type { Piece } from './content-items.ts';
import { cellText } from './lines.ts';
import type { PageCell, PageTable } from './page-table.ts';
import type { Rule } from './rules.ts';

/** A table by its ruled lines. */
export interface Grid {
  top: number;
  bottom: number;
  table: PageTable;
  /** The pieces that stand in its cells. */
  pieces: ReadonlySet<Piece>;
}

/** How far apart two lines may lie that are meant as one; double lines are. */
const tolerance = 3;
const mostLines = 400;
const mostCells = 20_000;

/** Tables that are drawn with lines, from top to bottom, with the pieces in their cells. */
export function ruledTables(
  rules: readonly Rule[],
  pieces: readonly Piece[],
  page: number,
): Grid[] {
  const grids = connectedRules(rules)
    .map((group) => gridOf(group, pieces, page))
    .filter((grid) => grid !== undefined);
  return grids
    .filter((grid) => !grids.some((other) => other !== grid && isAround(grid, other)))
    .toSorted((one, other) => other.top - one.top);
}

/** Whether a grid is but a frame, as around a page. */
function isAround(outer: Grid, inner: Grid): boolean {
  const [outerEdges, innerEdges] = [outer.table.edges!, inner.table.edges!];
  return (
    outer.top > inner.top &&
    outer.bottom < inner.bottom &&
    outerEdges[0]! < innerEdges[0]! &&
    outerEdges.at(-1)! > innerEdges.at(-1)!
  );
}

function gridOf(rules: readonly Rule[], pieces: readonly Piece[], page: number): Grid | undefined {
  const level = rules.filter(({ isLevel }) => isLevel);
  const upright = rules.filter(({ isLevel }) => !isLevel);
  const ys = clustered(level.map(({ at }) => at)).toReversed();
  const ruled = clustered(upright.map(({ at }) => at));
  if (ys.length < 2 || ruled.length < 2 || ys.length > mostLines || ruled.length > mostLines)
    return undefined;
  const [top, bottom] = [ys[0]!, ys.at(-1)!];
  const own = pieces.filter((piece) => middle(piece) < top && middle(piece) > bottom);
  const xs = withOpenSides(ruled, level, own);
  const columns = xs.length - 1;
  const rows = ys.length - 1;
  // One column is a frame; what stands in it is read as if there were none.
  if (columns < 2 || columns * rows > mostCells) return undefined;

  const spans = cellSpans(
    rows,
    columns,
    parted(upright, xs.slice(1, -1), middles(ys)),
    parted(level, ys.slice(1, -1), middles(xs)),
  );
  const owner = new Map(
    spans.flat().flatMap((span) => placesOf(span).map((place) => [place, span] as const)),
  );
  const cellAt = (x: number, y: number): Span | undefined => {
    const column = xs.findLastIndex((left) => left < x);
    const row = ys.findLastIndex((above) => above > y);
    return column < columns && row < rows ? owner.get(`${row}/${column}`) : undefined;
  };
  const contents = new Map<Span, Piece[]>();
  const held = new Set<Piece>();
  for (const piece of own)
    for (const part of splitAtCells(piece, (x) => cellAt(x, middle(piece)))) {
      const cell = cellAt(part.x + part.width / 2, middle(part));
      if (!cell) continue;
      held.add(piece);
      const content = contents.get(cell);
      if (content) content.push(part);
      else contents.set(cell, [part]);
    }
  const cells = spans.map((row) =>
    row.map((span): PageCell => {
      const { column, rowSpan, columnSpan } = span;
      return { text: cellText(contents.get(span) ?? [], page), column, rowSpan, columnSpan, page };
    }),
  );
  const table: PageTable = {
    kind: 'table',
    page,
    lastPage: page,
    rows: cells,
    columns,
    edges: xs,
  };
  return { top, bottom, table, pieces: held };
}

function middle({ y, size }: Piece): number {
  return y + size * 0.35;
}

function middles(edges: readonly number[]): number[] {
  return edges.slice(1).map((edge, at) => (edge + edges[at]!) / 2);
}

function clustered(values: readonly number[]): number[] {
  const clusters: number[] = [];
  for (const value of values.toSorted((one, other) => one - other))
    if (clusters.length === 0 || value - clusters.at(-1)! > tolerance) clusters.push(value);
  return clusters;
}

/** Tables without lines at their left or right still have cells there. */
function withOpenSides(
  ruled: readonly number[],
  level: readonly Rule[],
  own: readonly Piece[],
): number[] {
  const left = Math.min(...level.map(({ from }) => from));
  const right = Math.max(...level.map(({ to }) => to));
  const inReach = own.filter(
    (piece) => piece.text.trim() !== '' && piece.x > left - 2 && piece.x < right + 2,
  );
  const isOpenLeft = inReach.some(({ x, width }) => x + width / 2 < ruled[0]!);
  const isOpenRight = inReach.some(({ x, width }) => x + width / 2 > ruled.at(-1)!);
  return [...(isOpenLeft ? [left] : []), ...ruled, ...(isOpenRight ? [right] : [])];
}

/** Whether a line stands at one of some places, beside one of some middles. */
function parted(
  rules: readonly Rule[],
  places: readonly number[],
  across: readonly number[],
): (place: number, at: number) => boolean {
  const lines = new Set<string>();
  for (const rule of rules)
    for (const [place, position] of places.entries()) {
      if (Math.abs(rule.at - position) > tolerance) continue;
      for (const [at, beside] of across.entries())
        if (rule.from - tolerance <= beside && beside <= rule.to + tolerance)
          lines.add(`${place}/${at}`);
    }
  return (place, at) => lines.has(`${place}/${at}`);
}

interface Span {
  row: number;
  column: number;
  rowSpan: number;
  columnSpan: number;
}

function placesOf({ row, column, rowSpan, columnSpan }: Span): string[] {
  return Array.from(
    { length: rowSpan * columnSpan },
    (_, at) => `${row + Math.floor(at / columnSpan)}/${column + (at % columnSpan)}`,
  );
}

/** Cells of a grid, in each row those that begin there, by the lines that part them. */
function cellSpans(
  rows: number,
  columns: number,
  isPartedRight: (column: number, row: number) => boolean,
  isPartedBelow: (row: number, column: number) => boolean,
): Span[][] {
  const taken = new Set<string>();
  return Array.from({ length: rows }, (_, row) => {
    const cells: Span[] = [];
    for (let column = 0; column < columns; column += 1) {
      if (taken.has(`${row}/${column}`)) continue;
      let columnSpan = 1;
      while (
        column + columnSpan < columns &&
        !taken.has(`${row}/${column + columnSpan}`) &&
        !isPartedRight(column + columnSpan - 1, row)
      )
        columnSpan += 1;
      let rowSpan = 1;
      while (row + rowSpan < rows && !isPartedBelow(row + rowSpan - 1, column)) rowSpan += 1;
      const span = { row, column, rowSpan, columnSpan };
      for (const place of placesOf(span)) taken.add(place);
      cells.push(span);
    }
    return cells;
  });
}

/** A text that runs over several cells, in pieces: what PDFs show in one go has spaces in between. */
function splitAtCells(piece: Piece, cellAt: (x: number) => Span | undefined): readonly Piece[] {
  const words = [...piece.text.matchAll(/\S+/g)];
  if (words.length < 2 || piece.isUpright) return [piece];
  const wholeWidth = lettersWidth(piece.text);
  const parts = words.map((word): Piece => {
    const before = (lettersWidth(piece.text.slice(0, word.index)) / wholeWidth) * piece.width;
    const width = (lettersWidth(word[0]) / wholeWidth) * piece.width;
    return { ...piece, text: word[0], x: piece.x + before, width };
  });
  const cells = parts.map(({ x, width }) => cellAt(x + width / 2));
  return cells.every((cell) => cell === cells[0]) ? [piece] : parts;
}

/** Of letters as fonts have them: Chinese ones are twice as wide. */
function lettersWidth(text: string): number {
  return [...text].reduce((sum, letter) => sum + (letter > '\u2000' ? 2 : 1), 0);
}
