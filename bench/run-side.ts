import type { Prepare, Run, Workspace } from './measure.ts';

/** Runs one side of a measure in this process, alone, and tells the parent what it took. */
const [module, root, output] = process.argv.slice(2) as [string, string, string];
const { prepare } = (await import(module)) as { prepare: Prepare };
const workspace: Workspace = { root, output };
const work = await prepare(workspace);
const start = performance.now();
const done = await work();
const milliseconds = performance.now() - start;
const outcome = typeof done === 'number' ? { reports: done, figures: {} } : done;
// maxRSS is in KiB.
const run: Run = { milliseconds, peakBytes: process.resourceUsage().maxRSS * 1024, ...outcome };
process.send?.(run, () => process.disconnect());
