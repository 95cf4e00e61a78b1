import { labelOf } from './label.ts';
import type { Head } from './run.ts';
import type { Token } from './source-row.ts';
import type { FormRow } from './vocabulary.ts';

/** A column as the source has it. */
export interface SourceColumn {
  /** Key of the form's column; absent for one that the form does not have. */
  key?: string;
  /** Its label in the source; absent where the head is lost. */
  token?: Token;
  /** Whether the label is the form's own. */
  isExact: boolean;
}

/** The columns of a row in the order of the source. */
export interface ColumnOrder {
  columns: readonly SourceColumn[];
  /** Whether the source names them. */
  isNamed: boolean;
}

/** The form's columns, for a source whose head is lost. */
export function formColumns(row: FormRow): ColumnOrder {
  return {
    columns: row.columns.map(({ key }) => ({ key: key!, isExact: false })),
    isNamed: false,
  };
}

/**
 * The order in which a head names the columns of a row. Where it cannot be known from the source
 * (a head of several lines whose cells have no places), the form's order is meant.
 */
export function columnOrder(row: FormRow, head: Head): ColumnOrder {
  const keys = new Set(row.columns.map(({ key }) => key!));
  const named: SourceColumn[] = [];
  const places = new Map<SourceColumn, Head['labels'][number]>();
  for (const label of head.labels) {
    const column = sourceColumn(label, row, keys);
    if (!column || (column.key && named.some(({ key }) => key === column.key))) continue;
    named.push(column);
    places.set(column, label);
  }
  const known = named.filter(({ key }) => key !== undefined);
  if (known.length * 2 < row.columns.length || known.length === 0) return formColumns(row);
  const tokens = named.map(({ token }) => token!);
  const sourceRows = new Set([...places.values()].map((label) => label.row));
  const inOneRow = sourceRows.size === 1 && tokens.length > 1;
  const hasSpans = head.labels.some(({ token }) => token.span > 1);
  const areApart = new Set(tokens.map(({ column }) => column)).size === tokens.length;
  const isOrdered = inOneRow || (hasSpans && areApart);
  const ordered = isOrdered
    ? named.toSorted((a, b) => a.token!.column - b.token!.column)
    : inFormOrder(row, named, places);
  return { columns: renamed(row, ordered), isNamed: true };
}

function sourceColumn(
  { token, match }: Head['labels'][number],
  row: FormRow,
  keys: ReadonlySet<string>,
): SourceColumn | undefined {
  if (!match) return { token, isExact: false };
  const own = match.meanings.find(
    (meaning) => meaning.kind === 'column' && meaning.table === row.table && keys.has(meaning.key),
  );
  if (own?.kind === 'column') return { key: own.key, token, isExact: match.isExact };
  return undefined;
}

/** The form's order, unknown columns after the one that they follow in their line. */
function inFormOrder(
  row: FormRow,
  named: readonly SourceColumn[],
  places: ReadonlyMap<SourceColumn, Head['labels'][number]>,
): SourceColumn[] {
  const order = row.columns.map(
    ({ key }): SourceColumn =>
      named.find((column) => column.key === key) ?? { key: key!, isExact: false },
  );
  for (const [at, column] of named.entries()) {
    if (column.key !== undefined) continue;
    const before = named[at - 1];
    const isBeside = before && places.get(before)!.row === places.get(column)!.row;
    order.splice(isBeside ? order.indexOf(before) + 1 : order.length, 0, column);
  }
  return order;
}

/** Takes an unknown column for the one that the form has at this very place, if that is missing. */
function renamed(row: FormRow, columns: readonly SourceColumn[]): SourceColumn[] {
  const keys = row.columns.map(({ key }) => key!);
  const missing = keys.filter((key) => !columns.some((column) => column.key === key));
  if (missing.length !== 1 || columns.length !== keys.length) return [...columns];
  const at = keys.indexOf(missing[0]!);
  const isSame = columns.every(
    ({ key, token }, index) =>
      (index === at && key === undefined && labelOf(token!.text).bare !== '') ||
      key === keys[index],
  );
  return columns.map((column, index) =>
    isSame && index === at ? { ...column, key: missing[0]! } : column,
  );
}
