import type { Budget, Growth, Measure, Run } from './measure.ts';
import { runSide } from './run.ts';

export interface Comparison {
  measure: Measure;
  /** By round. */
  ours: Run[];
  bare: Run[];
}

/**
 * Runs both sides of a measure in turns, each run in a process of its own. Who goes first changes
 * from round to round, so that a machine that grows slower or faster favours nobody.
 */
export async function compare(
  measure: Measure,
  root: string,
  rounds: number,
  onRun: () => void,
): Promise<Comparison> {
  const ours: Run[] = [];
  const bare: Run[] = [];
  for (let round = 0; round < rounds; round++) {
    const turns = [
      { side: measure.ours, runs: ours },
      { side: measure.bare, runs: bare },
    ];
    if (round % 2 === 1) turns.reverse();
    for (const { side, runs } of turns) {
      runs.push(await runSide(side, root));
      onRun();
    }
  }
  const counts = new Set([...ours, ...bare].map(({ reports }) => reports));
  if (counts.size !== 1) throw new Error(`${measure.name}: both sides must do the same work.`);
  return { measure, ours, bare };
}

export interface Spending {
  budget: Budget;
  /** By round. */
  runs: Run[];
}

/** Runs a job as often as asked, each time in a process of its own. */
export async function spend(
  budget: Budget,
  root: string,
  rounds: number,
  onRun: () => void,
): Promise<Spending> {
  const runs: Run[] = [];
  const isMemoryWanted = budget.aims.some(({ figure }) => figure === 'startedMebibytes');
  for (let round = 0; round < rounds; round++) {
    runs.push(await runSide(budget.side, root, { isMemoryWanted }));
    onRun();
  }
  return { budget, runs };
}

export interface Growing {
  growth: Growth;
  /** By round. */
  large: Run[];
  tenfold: Run[];
}

/** Runs a job with the large archive and with the tenfold one in turns, as `compare` does. */
export async function grow(
  growth: Growth,
  roots: Readonly<Record<'large' | 'tenfold', string>>,
  rounds: number,
  onRun: () => void,
): Promise<Growing> {
  const large: Run[] = [];
  const tenfold: Run[] = [];
  for (let round = 0; round < rounds; round++) {
    const turns = [
      { root: roots.large, runs: large },
      { root: roots.tenfold, runs: tenfold },
    ];
    if (round % 2 === 1) turns.reverse();
    for (const { root, runs } of turns) {
      runs.push(await runSide(growth.side, root));
      onRun();
    }
  }
  return { growth, large, tenfold };
}
