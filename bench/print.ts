import type { Comparison } from './compare.ts';
import type { Run } from './measure.ts';

/** One comparison as a few lines of text: times, memory, and the ratio against its aim. */
export function formatComparison({ measure, ours, bare }: Comparison): string {
  const ratio = median(times(ours)) / median(times(bare));
  const perRound = ours.map((run, round) => run.milliseconds / bare[round]!.milliseconds);
  const width = Math.max(measure.ours.label.length, measure.bare.label.length);
  const reports = ours[0]!.reports.toLocaleString('en');
  const verdict = ratio <= measure.aim ? 'met' : 'MISSED';
  return [
    `${measure.name}: ${measure.job.replace('{reports}', reports)}`,
    `  ${measure.ours.label.padEnd(width)}  ${formatRuns(ours)}`,
    `  ${measure.bare.label.padEnd(width)}  ${formatRuns(bare)}`,
    `  ratio ${ratio.toFixed(2)} (${range(perRound, (value) => value.toFixed(2))}); aim at most ${measure.aim}: ${verdict}`,
  ].join('\n');
}

function formatRuns(runs: readonly Run[]): string {
  const seconds = (milliseconds: number) => (milliseconds / 1000).toFixed(2);
  const peak = Math.max(...runs.map((run) => run.peakBytes)) / 2 ** 20;
  return `${seconds(median(times(runs)))} s (${range(times(runs), seconds)})  peak ${peak.toFixed(0)} MiB`;
}

function times(runs: readonly Run[]): number[] {
  return runs.map((run) => run.milliseconds);
}

function range(values: readonly number[], format: (value: number) => string): string {
  return `${format(Math.min(...values))}–${format(Math.max(...values))}`;
}

/** The middle value, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
