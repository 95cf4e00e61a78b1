import type { Comparison, Growing, Spending } from './compare.ts';
import type { Aim, Run } from './measure.ts';

/** One comparison as a few lines of text: times, memory, and the ratio against its aim. */
export function formatComparison({ measure, ours, bare }: Comparison): string {
  const ratio = median(times(ours)) / median(times(bare));
  const perRound = ours.map((run, round) => run.milliseconds / bare[round]!.milliseconds);
  const width = Math.max(measure.ours.label.length, measure.bare.label.length);
  return [
    formatJob(measure, ours),
    `  ${measure.ours.label.padEnd(width)}  ${formatRuns(ours)}`,
    `  ${measure.bare.label.padEnd(width)}  ${formatRuns(bare)}`,
    `  ratio ${ratio.toFixed(2)} (${range(perRound, 2)}); ${verdictOf(ratio, measure.aim)}`,
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

/** What a job costs with either archive, for each thing it makes, and the memory it takes. */
export function formatGrowth({ growth, large, tenfold }: Growing): string {
  const { figure, label } = growth.per;
  const each = (runs: readonly Run[]) =>
    runs.map(({ milliseconds, figures }) => milliseconds / figures[figure]!);
  const ratio = median(each(tenfold)) / median(each(large));
  const perRound = each(tenfold).map((cost, round) => cost / each(large)[round]!);
  const peak = Math.max(...tenfold.map(({ peakBytes }) => peakBytes)) / 2 ** 20;
  const lines = [large, tenfold].map(
    (runs) =>
      `  ${count(runs[0]!.reports)} reports, ${count(runs[0]!.figures[figure]!)} ${label}s  ${formatRuns(runs)}  ${median(each(runs)).toFixed(2)} ms per ${label}`,
  );
  return [
    `${growth.name}: ${growth.job}`,
    ...lines,
    `  ratio ${ratio.toFixed(2)} (${range(perRound, 2)}) per ${label}; ${verdictOf(ratio, growth.aim)}`,
    `  ${peak.toFixed(0)} MiB; ${verdictOf(peak, growth.mostMebibytes)}`,
  ].join('\n');
}

function verdictOf(value: number, most: number): string {
  return `aim at most ${formatNumber(most)}: ${value <= most ? 'met' : 'MISSED'}`;
}

function count(value: number): string {
  return value.toLocaleString('en');
}

function formatJob({ name, job }: { name: string; job: string }, [run]: readonly Run[]): string {
  return `${name}: ${job.replace('{reports}', count(run!.reports))}`;
}

function formatFigure({ figure, label, most, digits }: Aim, runs: readonly Run[]): string {
  const values = runs.map(({ figures }) => figures[figure]!);
  const middle = median(values);
  const verdict = most === undefined ? '' : `; ${verdictOf(middle, most)}`;
  return `${middle.toFixed(digits)} (${range(values, digits)}) ${label}${verdict}`;
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
