import { fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Measure, Run, Side } from './measure.ts';

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

async function runSide({ label, module }: Side, root: string): Promise<Run> {
  const output = await mkdtemp(path.join(path.dirname(root), 'out-'));
  try {
    return await new Promise<Run>((resolve, reject) => {
      const runner = fileURLToPath(new URL('run-side.ts', import.meta.url));
      const child = fork(runner, [module.href, root, output], {
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      });
      child.once('message', (run) => resolve(run as Run));
      child.once('error', reject);
      child.once('exit', (code) => reject(new Error(`${label}: exit code ${code}`)));
    });
  } finally {
    await rm(output, { recursive: true, force: true });
  }
}
