import type { Comparison, Spending } from './compare.ts';
import type { Aim, Run } from './measure.ts';

/** One comparison as a few lines of text: times, memory, and the ratio against its aim. */
export function formatComparison({ measure, ours, bare }: Comparison): string {
  const ratio = median(times(ours)) / median(times(bare));
  const perRound = ours.map((run, round) => run.milliseconds / bare[round]!.milliseconds);
  const width = Math.max(measure.ours.label.length, measure.bare.label.length);
  const verdict = ratio <= measure.aim ? 'met' : 'MISSED';
  return [
    formatJob(measure, ours),
    `  ${measure.ours.label.padEnd(width)}  ${formatRuns(ours)}`,
    `  ${measure.bare.label.padEnd(width)}  ${formatRuns(bare)}`,
    `  ratio ${ratio.toFixed(2)} (${range(perRound, 2)}); aim at most ${formatNumber(measure.aim)}: ${verdict}`,
  ].join('\n');
}

/** What a job took, against what it may take. */
export function formatSpending({ budget, runs }: Spending): string {
  return [
    formatJob(budget, runs),
    `  ${budget.side.label}  ${formatRuns(runs)}`,
    ...budget.aims.map((aim) => `  ${formatFigure(aim, runs)}`),
  ].join('\n');
}

function formatJob({ name, job }: { name: string; job: string }, [run]: readonly Run[]): string {
  return `${name}: ${job.replace('{reports}', run!.reports.toLocaleString('en'))}`;
}

function formatFigure({ figure, label, most, digits }: Aim, runs: readonly Run[]): string {
  const values = runs.map(({ figures }) => figures[figure]!);
  const middle = median(values);
  const verdict = middle <= most ? 'met' : 'MISSED';
  return `${middle.toFixed(digits)} (${range(values, digits)}) ${label}; aim at most ${formatNumber(most)}: ${verdict}`;
}

function formatRuns(runs: readonly Run[]): string {
  const seconds = times(runs).map((milliseconds) => milliseconds / 1000);
  const peak = Math.max(...runs.map((run) => run.peakBytes)) / 2 ** 20;
  return `${median(seconds).toFixed(2)} s (${range(seconds, 2)})  peak ${peak.toFixed(0)} MiB`;
}

function times(runs: readonly Run[]): number[] {
  return runs.map((run) => run.milliseconds);
}

function range(values: readonly number[], digits: number): string {
  return `${Math.min(...values).toFixed(digits)}–${Math.max(...values).toFixed(digits)}`;
}

function formatNumber(value: number): string {
  return String(Number(value.toFixed(2)));
}

/** The middle value, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
