import type { ColumnOrder } from './column-order.ts';
import type { Run } from './run.ts';
import type { Token } from './source-row.ts';

/**
 * How well cells and columns agree. `whole`: one cell for each column; `ambiguous`: blank cells
 * leave more than one way; `short`, `long`: cells too few or too many; `merged`: a figure covers
 * several columns, the others stand under theirs.
 */
export type Fit = 'whole' | 'ambiguous' | 'short' | 'long' | 'merged';

/** The cells of a row under their columns. */
export interface Placement {
  /** The columns meant. */
  order: ColumnOrder;
  /** By key of the column; absent where no cell is. */
  cells: ReadonlyMap<string, Token>;
  fit: Fit;
  /** Cells of columns that the form does not have. */
  extra: readonly { column: Token; cell: Token }[];
  /** Cells that found no column. */
  stray: readonly Token[];
}

/**
 * Puts the cells after a label under columns. Blank cells beyond the columns are what is left of
 * merged cells or of indentation, and are dropped; figures never are.
 */
export function placeCells(run: Run, orders: readonly ColumnOrder[]): Placement {
  const cells = expandBlanks(run, orders);
  const fitting = orders.find(({ columns }) => cells.length === columns.length);
  if (fitting) return underColumns(cells, fitting, 'whole');
  if (cells.every(({ kind }) => kind === 'blank'))
    return underColumns(cells.slice(0, orders[0]!.columns.length), orders[0]!, 'whole');
  for (const order of orders) {
    const window = windowOf(cells, order);
    if (window) return underColumns(window.cells, order, window.fit);
  }
  const order = orders.at(-1)!;
  const count = order.columns.length;
  // Under which of its columns a merged figure belongs is nowhere said.
  if (cells.some((cell) => cell.span > 1 && isFigure(cell)))
    return besideMerged(run, orders[0]!) ?? { ...underColumns([], order, 'short'), stray: cells };
  const filled = run.isInline ? trimBlanks(cells) : cells;
  const placed = underColumns(
    filled.slice(0, count),
    order,
    filled.length > count ? 'long' : 'short',
  );
  // Where every cell has a line, the figures of a row follow its label at once; but one too many
  // may be a page's number anywhere among them.
  const isFollowed = !run.isInline && filled.length > count + 1;
  return {
    ...placed,
    fit: isFollowed ? 'whole' : placed.fit,
    stray: filled.slice(count),
  };
}

/**
 * The cells beside merged ones, where the grid leaves no doubt: the head is in the same table, each
 * of its columns is one of the grid, and the row covers all of them and nothing else.
 */
function besideMerged({ values, row, head }: Run, order: ColumnOrder): Placement | undefined {
  const isSameTable = head.labels.every((label) => label.row.block === row.block);
  const [first] = values;
  const covered = values.reduce((sum, { span }) => sum + span, 0);
  const isGrid = order.columns.every(
    ({ token }, at) => token?.span === 1 && token.column === first!.column + at,
  );
  if (!isSameTable || !isGrid || covered !== order.columns.length) return undefined;
  const alone = values.filter(({ span }) => span === 1);
  if (alone.length === 0) return undefined;
  const columns = alone.map(({ column }) => order.columns[column - first!.column]!);
  return {
    ...underColumns(alone, { ...order, columns }, 'merged'),
    order,
    stray: values.filter(({ span }) => span > 1),
  };
}

/** The same cells as they would stand with one more blank cell, or with one cell less. */
export function shiftedPlacements(run: Run, order: ColumnOrder): Placement[] {
  const cells = trimBlanks(run.values);
  const count = order.columns.length;
  if (cells.length === count - 1) {
    return order.columns.map(({ key: gap }) => {
      const others = order.columns.filter(({ key }) => key !== gap);
      return { ...underColumns(cells, { ...order, columns: others }, 'whole'), order };
    });
  }
  if (cells.length !== count + 1) return [];
  return cells.map((cell, at) => ({
    ...underColumns([...cells.slice(0, at), ...cells.slice(at + 1)], order, 'whole'),
    stray: [cell],
  }));
}

export function trimBlanks(cells: readonly Token[]): Token[] {
  const first = cells.findIndex(({ kind }) => kind !== 'blank');
  const last = cells.findLastIndex(({ kind }) => kind !== 'blank');
  return first < 0 ? [] : cells.slice(first, last + 1);
}

/** A blank cell that covers several columns is blank in each of them. */
function expandBlanks(run: Run, orders: readonly ColumnOrder[]): Token[] {
  const { values } = run;
  const covered = values.reduce((sum, { span }) => sum + span, 0);
  const isNeeded = !orders.some(({ columns }) => columns.length === values.length);
  if (!isNeeded || !orders.some(({ columns }) => columns.length === covered)) return [...values];
  return values.flatMap((token) =>
    token.span === 1 || isFigure(token)
      ? [token]
      : Array.from({ length: token.span }, () => ({ ...token, span: 1 })),
  );
}

function isFigure({ kind, text }: Token): boolean {
  return kind === 'text' || (kind === 'value' && /\p{N}/u.test(text));
}

function windowOf(
  cells: readonly Token[],
  order: ColumnOrder,
): { cells: Token[]; fit: Fit } | undefined {
  const count = order.columns.length;
  const first = cells.findIndex(({ kind }) => kind !== 'blank');
  const last = cells.findLastIndex(({ kind }) => kind !== 'blank');
  if (cells.length < count || last - first >= count) return undefined;
  const starts: number[] = [];
  for (let at = Math.max(0, last - count + 1); at <= first && at + count <= cells.length; at += 1)
    starts.push(at);
  const at = (start: number) => cells.slice(start, start + count);
  if (starts.length === 1) return { cells: at(starts[0]!), fit: 'whole' };
  const underHead = starts.find((start) =>
    at(start).every((cell, index) => cell.column === order.columns[index]!.token?.column),
  );
  if (underHead !== undefined) return { cells: at(underHead), fit: 'whole' };
  return { cells: at(starts[0] ?? 0), fit: 'ambiguous' };
}

function underColumns(cells: readonly Token[], order: ColumnOrder, fit: Fit): Placement {
  const placed = new Map<string, Token>();
  const extra: { column: Token; cell: Token }[] = [];
  for (const [at, { key, token }] of order.columns.entries()) {
    const cell = cells[at];
    if (!cell) continue;
    if (key !== undefined) placed.set(key, cell);
    else if (cell.kind !== 'blank') extra.push({ column: token!, cell });
  }
  return { order, cells: placed, fit, extra, stray: [] };
}
