import { gapTable } from './gap-table.ts';
import type { PageCell, PageRow, PageTable } from './page-table.ts';

/** How far apart, in points, edges may lie that are meant as one. */
const tolerance = 4;

/** Two tables that are one, the second on the next page. */
export interface JoinedTables {
  table: PageTable;
  /** Rows that the second one repeats of the first one's head. */
  repeated: readonly PageRow[];
}

/** Joins a table with what may be its rest at the top of the next page; undefined where it is not. */
export function joinTables(above: PageTable, below: PageTable): JoinedTables | undefined {
  if (below.page !== above.lastPage + 1) return undefined;
  if (above.lines && below.lines) return joinedByGaps(above, below);
  if (above.edges && below.edges && !above.lines && !below.lines) {
    const edges = commonEdges(above.edges, below.edges);
    return edges && joined(onEdges(above, edges), onEdges(below, edges));
  }
  if (above.columns !== below.columns || above.lines || below.lines) return undefined;
  return haveSameShape(above, below) ? overlaid(above, below) : joined(above, below);
}

function joinedByGaps(above: PageTable, below: PageTable): JoinedTables | undefined {
  if (above.columns !== below.columns) return undefined;
  const head = repeatedHead(above.rows, below.rows);
  const lines = [...above.lines!, ...below.lines!.slice(head)];
  return { table: gapTable(lines), repeated: below.rows.slice(0, head) };
}

/** The edges of both, if one has all of the other's and they are as wide. */
function commonEdges(
  above: readonly number[],
  below: readonly number[],
): readonly number[] | undefined {
  const isNear = (edge: number, others: readonly number[]) =>
    others.some((other) => Math.abs(other - edge) <= tolerance);
  const areEndsNear =
    isNear(above[0]!, below.slice(0, 1)) && isNear(above.at(-1)!, below.slice(-1));
  if (!areEndsNear) return undefined;
  if (below.every((edge) => isNear(edge, above))) return above;
  return above.every((edge) => isNear(edge, below)) ? below : undefined;
}

function onEdges(table: PageTable, edges: readonly number[]): PageTable {
  const places = table.edges!.map((edge) => nearest(edge, edges));
  const rows = table.rows.map((row) =>
    row.map((cell) => {
      const column = places[cell.column]!;
      return { ...cell, column, columnSpan: places[cell.column + cell.columnSpan]! - column };
    }),
  );
  return { ...table, rows, edges, columns: edges.length - 1 };
}

function nearest(edge: number, edges: readonly number[]): number {
  const distances = edges.map((other) => Math.abs(other - edge));
  return distances.indexOf(Math.min(...distances));
}

function joined(above: PageTable, below: PageTable): JoinedTables {
  const head = repeatedHead(above.rows, below.rows);
  const [first = [], ...others] = below.rows.slice(head);
  const places = first.map((cell) => ({ cell, place: cutCell(above.rows, cell) }));
  const own = places.filter(({ place }) => !place).map(({ cell }) => cell);
  const whole = cutRow(above.rows.at(-1)!, own);
  let rows = above.rows;
  for (const { cell, place } of places) {
    if (!place) continue;
    const { row, index } = place;
    const upper = rows[row]![index]!;
    const grown = {
      ...upper,
      text: upper.text || cell.text,
      // Of a row that the page break has cut, the halves are one.
      rowSpan: upper.rowSpan + cell.rowSpan - (whole ? 1 : 0),
    };
    rows = rows.with(row, rows[row]!.with(index, grown));
  }
  const last = whole ? rows.at(-1)!.map((cell) => whole.get(cell.column) ?? cell) : rows.at(-1)!;
  const next = whole ? [] : [own];
  return {
    table: {
      ...above,
      lastPage: below.lastPage,
      rows: [...rows.slice(0, -1), last, ...next, ...others],
    },
    repeated: below.rows.slice(0, head),
  };
}

/** How many rows a table begins with that the other begins with too; none of them has figures. */
function repeatedHead(above: readonly PageRow[], below: readonly PageRow[]): number {
  let rows = 0;
  while (
    rows < below.length - 1 &&
    rows < above.length &&
    isSame(above[rows]!, below[rows]!) &&
    !above[rows]!.some(({ text }) => /^\s*[\d.,+-]+\s*$/.test(text))
  )
    rows += 1;
  // Of a head with cells over several rows, all of these.
  while (
    rows > 0 &&
    below.slice(0, rows).some((row, at) => row.some((cell) => at + cell.rowSpan > rows))
  )
    rows -= 1;
  return rows;
}

function isSame(one: PageRow, other: PageRow): boolean {
  const written = (row: PageRow) =>
    row.map(({ text, column, columnSpan }) => [column, columnSpan, text.replace(/\s/g, '')].join());
  return (
    one.some(({ text }) => text !== '') && written(one).join('\n') === written(other).join('\n')
  );
}

/**
 * Where the cell is that a page break has cut from one below, of several rows together: one of the
 * two has no text. Undefined where they are two cells.
 */
function cutCell(
  rows: readonly PageRow[],
  cell: PageCell,
): { row: number; index: number } | undefined {
  for (const [at, row] of rows.entries()) {
    const index = row.findIndex(
      (other) => isBelow(other, cell) && at + other.rowSpan === rows.length,
    );
    const upper = row[index];
    if (!upper) continue;
    const isOne =
      (upper.rowSpan > 1 || cell.rowSpan > 1) &&
      (upper.text === '' || cell.text === '') &&
      upper.text !== cell.text;
    return isOne ? { row: at, index } : undefined;
  }
  return undefined;
}

function isBelow(above: PageCell, below: PageCell): boolean {
  return above.column === below.column && above.columnSpan === below.columnSpan;
}

const numbered = /^([（(]?[一二三四五六七八九十]+[）)、]|\d+[.、．])/;

/**
 * The cells of a row that a page break has cut, by column: a label with a number goes on in one
 * without, and all else stands in one of the halves. Undefined where there are two rows.
 */
function cutRow(above: PageRow, below: PageRow): Map<number, PageCell> | undefined {
  const pairs = below.map((cell) => {
    const upper = above.find((other) => other.rowSpan === 1 && isBelow(other, cell));
    return upper && { upper, cell };
  });
  const known = pairs.filter((pair) => pair !== undefined);
  if (known.length < pairs.length) return undefined;
  const [label, ...more] = known.filter(({ upper, cell }) => upper.text !== '' && cell.text !== '');
  const isOne =
    label !== undefined &&
    more.length === 0 &&
    numbered.test(label.upper.text) &&
    !numbered.test(label.cell.text);
  if (!isOne) return undefined;
  const figures = known.filter(({ upper }) => upper.column > label.upper.column);
  const isAt = (half: 'upper' | 'cell') => figures.some((pair) => pair[half].text !== '');
  if (isAt('upper') === isAt('cell')) return undefined;
  return new Map(
    known.map(({ upper, cell }) => {
      const text = [upper.text, cell.text].filter((part) => part !== '').join('\n');
      return [upper.column, { ...upper, text }];
    }),
  );
}

/**
 * Tags may have the whole table on each page, with the texts of that page only, and the head's on
 * both.
 */
function haveSameShape(above: PageTable, below: PageTable): boolean {
  const shape = ({ rows }: PageTable) =>
    rows
      .map((row) => row.map(({ columnSpan, rowSpan }) => `${columnSpan}×${rowSpan}`).join())
      .join('\n');
  const isEmpty = (row: PageRow) => row.every(({ text }) => text === '');
  return (
    above.rows.length > 1 &&
    shape(above) === shape(below) &&
    above.rows.some((row, at) => !isEmpty(row) && isEmpty(below.rows[at]!)) &&
    above.rows.every((row, at) =>
      row.every(({ text }, index) => {
        const other = below.rows[at]![index]!.text;
        return text === '' || other === '' || text === other;
      }),
    )
  );
}

function overlaid(above: PageTable, below: PageTable): JoinedTables {
  const rows = above.rows.map((row, at) =>
    row.map((cell, index) => (cell.text === '' ? below.rows[at]![index]! : cell)),
  );
  return { table: { ...above, lastPage: below.lastPage, rows }, repeated: [] };
}
