import type { Run } from './run.ts';
import type { FormRow } from './vocabulary.ts';

/** Which row of the form each run is. */
export interface RowAssignment {
  /** In the order of the form. */
  runs: ReadonlyMap<FormRow, Run>;
  /** Runs of rows that another run is already. */
  repeated: readonly { run: Run; row: FormRow }[];
  /** Runs that are no row of the form. */
  unknown: readonly Run[];
}

/**
 * Gives each row of the form at most one run: first by the form's own words, wherever they stand,
 * then by near ones, which must also stand where the row would.
 */
export function assignRows(runs: readonly Run[]): RowAssignment {
  const rowOf = new Map<Run, FormRow>();
  const runOf = new Map<FormRow, Run>();
  const claim = (run: Run, row: FormRow) => {
    rowOf.set(run, row);
    runOf.set(row, run);
  };
  const repeated: { run: Run; row: FormRow }[] = [];
  let last = -1;
  for (const run of runs) {
    if (run.candidates.length === 0 || !run.isExact) continue;
    const row = bestCandidate(run, runOf, last);
    const former = runOf.get(row);
    if (!former) claim(run, row);
    // A label that stands alone, as in text above a table, gives way to the one with figures.
    else if (former.values.length === 0 && run.values.length > 0) {
      rowOf.delete(former);
      claim(run, row);
    } else repeated.push({ run, row });
    last = row.index;
  }
  const following = indexesAfter(runs, rowOf);
  let after = -1;
  for (const [at, run] of runs.entries()) {
    const own = rowOf.get(run);
    if (own) after = own.index;
    if (run.candidates.length === 0 || run.isExact) continue;
    const row = run.candidates.find(
      (candidate) =>
        !runOf.has(candidate) && candidate.index > after && candidate.index < following[at]!,
    );
    if (!row) continue;
    claim(run, row);
    after = row.index;
  }
  const isRepeated = new Set(repeated.map(({ run }) => run));
  return {
    runs: runOf,
    repeated,
    unknown: runs.filter((run) => !rowOf.has(run) && !isRepeated.has(run)),
  };
}

/** For each run, the index of the next row found after it; infinite after the last. */
function indexesAfter(runs: readonly Run[], rowOf: ReadonlyMap<Run, FormRow>): number[] {
  const indexes: number[] = [];
  let next = Number.POSITIVE_INFINITY;
  for (let at = runs.length - 1; at >= 0; at -= 1) {
    indexes[at] = next;
    next = rowOf.get(runs[at]!)?.index ?? next;
  }
  return indexes;
}

/** Of several rows with the same words, the one of this number, group and place. */
function bestCandidate(run: Run, runOf: ReadonlyMap<FormRow, Run>, last: number): FormRow {
  const points = (row: FormRow) =>
    (row.label.ordinal === run.label?.label.ordinal ? 8 : 0) +
    (runOf.has(row) ? 0 : 4) +
    (row.groups.at(-1) === run.group ? 2 : 0) +
    (row.index > last ? 1 : 0);
  return run.candidates.reduce((best, row) => (points(row) > points(best) ? row : best));
}
