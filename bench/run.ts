import { fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Run, Side } from './measure.ts';
import { memoryOfChildren } from './memory.ts';

const betweenLooks = 100; // milliseconds

/**
 * Runs a side in a process of its own. Where its memory is wanted, `startedMebibytes` among the
 * figures is the most that the processes it had started took up at any time, looked at from here.
 */
export async function runSide(
  { label, module }: Side,
  root: string,
  { isMemoryWanted = false } = {},
): Promise<Run> {
  const output = await mkdtemp(path.join(path.dirname(root), 'out-'));
  let looks: NodeJS.Timeout | undefined;
  let startedBytes = 0;
  try {
    const run = await new Promise<Run>((resolve, reject) => {
      const runner = fileURLToPath(new URL('run-side.ts', import.meta.url));
      const child = fork(runner, [module.href, root, output], {
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      });
      child.once('message', (message) => resolve(message as Run));
      child.once('error', reject);
      child.once('exit', (code) => reject(new Error(`${label}: exit code ${code}`)));
      if (!isMemoryWanted) return;
      looks = setInterval(() => {
        startedBytes = Math.max(startedBytes, memoryOfChildren(child.pid!));
      }, betweenLooks);
    });
    if (!isMemoryWanted) return run;
    return { ...run, figures: { ...run.figures, startedMebibytes: startedBytes / 2 ** 20 } };
  } finally {
    clearInterval(looks);
    await rm(output, { recursive: true, force: true });
  }
}
