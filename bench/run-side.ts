import type { Prepare, Run, Workspace } from './measure.ts';

/** Runs one side of a measure in this process, alone, and tells the parent what it took. */
const [module, root, output] = process.argv.slice(2) as [string, string, string];
const { prepare } = (await import(module)) as { prepare: Prepare };
const workspace: Workspace = { root, output };
const work = await prepare(workspace);
const start = performance.now();
const done = await work();
const milliseconds = performance.now() - start;
// maxRSS is in KiB.
const peakBytes = process.resourceUsage().maxRSS * 1024;
const { reports, figures } = typeof done === 'number' ? { reports: done, figures: {} } : done;
const told = typeof figures === 'function' ? figures() : figures;
const run: Run = { milliseconds, peakBytes, reports, figures: told };
process.send?.(run, () => process.disconnect());
