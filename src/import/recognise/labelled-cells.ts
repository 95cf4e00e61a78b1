import type { Table } from '../../form/form.ts';
import type { SourceColumn } from './column-order.ts';
import type { Head, Run } from './run.ts';
import type { FormRow } from './vocabulary.ts';

/** A table of one row whose figures stand each after its own label. */
export interface LabelledCells {
  rows: readonly FormRow[];
  /** One for each figure; keys are whole addresses. */
  columns: readonly SourceColumn[];
  runs: readonly Run[];
  isExact: boolean;
}

type HeadLabel = Head['labels'][number];

/**
 * Figures that follow the labels of their columns, one after each label or as many as there are
 * labels, with the row's name before them. Undefined where labels of a row have no figures after
 * them: then all figures follow all labels.
 */
export function labelledCells(
  table: Table,
  rows: readonly FormRow[],
  runs: readonly Run[],
  heads: readonly Head[],
): LabelledCells | undefined {
  const labels = heads.flatMap((head) => head.labels);
  const columns: SourceColumn[] = [];
  const taken: Run[] = [];
  let isExact = true;
  let row: FormRow | undefined;
  let waiting: { label: HeadLabel; key: string }[] = [];
  let at = 0;
  for (const run of runs) {
    if (run.label || run.headLabels < at) continue;
    for (const label of labels.slice(at, run.headLabels)) {
      const named = rowNamed(label, rows);
      if (named && waiting.length > 1) return undefined;
      if (named) waiting = [];
      if (named) {
        row = named;
        isExact &&= label.match!.isExact;
      }
      const key = columnNamed(label, table);
      if (key !== undefined && row) waiting.push({ label, key: `${row.path}.${key}` });
    }
    at = run.headLabels;
    if (waiting.length === 0) continue;
    // A label beside a blank cell has none.
    const own =
      run.values.length === waiting.length
        ? waiting
        : waiting.filter(({ label }) => label.row === run.row);
    if (run.values.length !== own.length) return undefined;
    for (const { label, key } of own) {
      if (columns.some((column) => column.key === key)) return undefined;
      columns.push({ key, token: label.token, isExact: label.match!.isExact });
    }
    taken.push(run);
    waiting = [];
  }
  const found = rows.filter(({ path }) => columns.some(({ key }) => key!.startsWith(`${path}.`)));
  if (found.length === 0) return undefined;
  return { rows: found, columns, runs: taken, isExact };
}

function rowNamed({ match }: HeadLabel, rows: readonly FormRow[]): FormRow | undefined {
  const meaning = match?.meanings.find((each) => each.kind === 'row' && rows.includes(each.row));
  return meaning?.kind === 'row' ? meaning.row : undefined;
}

function columnNamed({ match }: HeadLabel, table: Table): string | undefined {
  const meaning = match?.meanings.find((each) => each.kind === 'column' && each.table === table);
  return meaning?.kind === 'column' ? meaning.key : undefined;
}
