/** Steps that people count in; counts have no half. */
const steps = [1, 2, 5, 10];

/**
 * Ticks of an axis for figures up to `most`: whole numbers from 0, evenly spaced, the last not
 * below `most`, in at most `intervals` steps. `most` is above 0.
 */
export function countTicks(most: number, intervals: number): number[] {
  const step = niceStep(most / intervals);
  const count = Math.ceil(most / step);
  return Array.from({ length: count + 1 }, (_, at) => at * step);
}

/** The least of 1, 2, 5, 10, 20 … that is not below `least`. */
function niceStep(least: number): number {
  const power = 10 ** Math.max(0, Math.floor(Math.log10(least)));
  return power * (steps.find((step) => step * power >= least) ?? 10);
}
