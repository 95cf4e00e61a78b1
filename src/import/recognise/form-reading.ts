import type { Form, Table } from '../../form/form.ts';
import { type ColumnOrder, columnOrder, formColumns } from './column-order.ts';
import { labelledCells } from './labelled-cells.ts';
import type { Region } from './region.ts';
import { assignRows } from './row-assignment.ts';
import { type Head, type Run, readRuns } from './run.ts';
import type { Token } from './source-row.ts';
import type { FormRow, Vocabulary } from './vocabulary.ts';

/** One run of cells with the places that it has in the form. */
export interface Unit {
  run: Run;
  rows: readonly FormRow[];
  /** Whether the row is named in the form's own words. */
  isExact: boolean;
  /** Orders of columns that may be meant, the most likely first; keys are whole addresses. */
  orders: readonly ColumnOrder[];
}

/** A source read by one form. */
export interface FormReading {
  form: Form;
  vocabulary: Vocabulary;
  units: readonly Unit[];
  /** Runs of rows that another run is already. */
  repeated: readonly { run: Run; row: FormRow }[];
  /** Runs that are no row of the form. */
  unknown: readonly Run[];
  runs: readonly Run[];
  heads: readonly Head[];
  /** Words that another form has and this one has not. */
  foreign: readonly Token[];
  /** How much of the form is in the source; comparable between forms. */
  score: number;
}

/** Reads regions by one form. */
export function readByForm(regions: readonly Region[], vocabulary: Vocabulary): FormReading {
  const { runs, heads } = readRuns(regions, vocabulary);
  const assignment = assignRows(runs);
  const units: Unit[] = [];
  for (const row of vocabulary.rows) {
    const run = assignment.runs.get(row);
    if (run)
      units.push({ run, rows: [row], isExact: run.isExact, orders: rowOrders(row, run, heads) });
  }
  let { unknown } = assignment;
  for (const table of vocabulary.form.tables) {
    if (table.style !== 'single-row' || units.some(({ rows }) => rows[0]!.table === table))
      continue;
    const rows = vocabulary.rows.filter((row) => row.table === table);
    const single = singleRowUnit(table, rows, unknown, heads);
    if (!single) continue;
    units.push(single.unit);
    unknown = unknown.filter((run) => !single.runs.includes(run));
  }
  const foreign = foreignTokens(runs, heads, vocabulary);
  const reading = {
    form: vocabulary.form,
    vocabulary,
    units,
    repeated: assignment.repeated,
    unknown,
    runs,
    heads,
    foreign,
  };
  return { ...reading, score: scoreOf(reading) };
}

/** The columns as the nearest head names them; of a head that is lost, as a former one does. */
function rowOrders(row: FormRow, run: Run, heads: readonly Head[]): ColumnOrder[] {
  const own = columnOrder(row, run.head);
  const order = own.isNamed
    ? own
    : (heads.map((head) => columnOrder(row, head)).find(({ isNamed }) => isNamed) ?? own);
  const orders = order.isNamed ? [order, formColumns(row)] : [order];
  return orders.map((candidate) => withPath(candidate, row));
}

function withPath(order: ColumnOrder, row: FormRow): ColumnOrder {
  return {
    ...order,
    columns: order.columns.map((column) =>
      column.key === undefined ? column : { ...column, key: `${row.path}.${column.key}` },
    ),
  };
}

/** 表四: figures without a label of their own, below a head with the table's columns. */
function singleRowUnit(
  table: Table,
  rows: readonly FormRow[],
  unknown: readonly Run[],
  heads: readonly Head[],
): { unit: Unit; runs: readonly Run[] } | undefined {
  const labelled = labelledCells(table, rows, unknown, heads);
  if (labelled) {
    const { columns, runs, isExact } = labelled;
    const run = { ...runs[0]!, values: runs.flatMap(({ values }) => values) };
    const orders = [{ columns, isNamed: true }];
    return { unit: { run, rows: labelled.rows, isExact, orders }, runs };
  }
  const under = unknown.filter(({ label, head }) => !label && isHeadOf(table, head));
  const [first] = under;
  if (!first) return undefined;
  const columns = rows.flatMap((row) => withPath(formColumns(row), row).columns);
  const isWhole = first.values.filter(({ kind }) => kind !== 'blank').length >= columns.length;
  const below = under.filter(({ head }) => head === first.head);
  const runs = isWhole ? [first] : below;
  const run = { ...first, values: runs.flatMap(({ values }) => values) };
  const named = columns.map((column) => ({ ...column, isExact: true }));
  return {
    unit: { run, rows, isExact: true, orders: [{ columns: named, isNamed: true }] },
    runs,
  };
}

/** Whether a head is this table's: it has one of its groups, or most of its columns. */
export function isHeadOf(table: Table, head: Head): boolean {
  const keys = new Set<string>();
  for (const { match } of head.labels) {
    for (const meaning of match?.meanings ?? []) {
      if (table.style === 'single-row' && meaning.kind === 'row' && meaning.row.table === table)
        return true;
      if (meaning.kind === 'column' && meaning.table === table) keys.add(meaning.key);
    }
  }
  return keys.size >= 3;
}

function foreignTokens(
  runs: readonly Run[],
  heads: readonly Head[],
  { isForeign }: Vocabulary,
): Token[] {
  const unmatched = [
    ...runs.flatMap(({ label, candidates }) => (label && candidates.length === 0 ? [label] : [])),
    ...heads.flatMap(({ labels }) =>
      labels.filter(({ match }) => !match).map(({ token }) => token),
    ),
  ];
  return unmatched.filter(({ label }) => isForeign(label));
}

/** Rows count most; what is another form's, or lacks in the midst of a table, speaks against. */
function scoreOf({ units, heads, foreign, vocabulary }: Omit<FormReading, 'score'>): number {
  let score = -3 * foreign.length;
  const found = new Set<FormRow>();
  for (const { rows, isExact, run } of units) {
    for (const row of rows) found.add(row);
    score += isExact ? 4 : 2;
    if (run.label && rows[0]!.label.ordinal === run.label.label.ordinal) score += 0.25;
  }
  const columns = new Map<string, boolean>();
  for (const { token, match } of heads.flatMap(({ labels }) => labels)) {
    if (match) columns.set(token.label.bare, match.isExact);
  }
  for (const isExact of columns.values()) score += isExact ? 1 : 0.5;
  const lacking = new Set<string>();
  for (const { rows, orders } of units) {
    if (!orders[0]!.isNamed) continue;
    const named = new Set(orders[0]!.columns.flatMap(({ key, token }) => (token ? [key] : [])));
    if (rows.length > 1) continue;
    for (const { key } of rows[0]!.columns) {
      if (!named.has(`${rows[0]!.path}.${key}`)) lacking.add(`${rows[0]!.table.key}.${key}`);
    }
  }
  return score - lacking.size - 2 * gapsBetween(vocabulary.rows, found);
}

/** How often rows lack between two that are there. */
function gapsBetween(rows: readonly FormRow[], found: ReadonlySet<FormRow>): number {
  let gaps = 0;
  let last: FormRow | undefined;
  for (const row of rows) {
    if (!found.has(row)) continue;
    if (last && last.table === row.table && row.index > last.index + 1) gaps += 1;
    last = row;
  }
  return gaps;
}
