import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countTicks } from '../../src/chart/ticks.ts';

test.each([
  [1, 4, [0, 1]],
  [2, 4, [0, 1, 2]],
  [3, 5, [0, 1, 2, 3]],
  [5, 5, [0, 1, 2, 3, 4, 5]],
  [5, 4, [0, 2, 4, 6]],
  [7, 4, [0, 2, 4, 6, 8]],
  [11, 5, [0, 5, 10, 15]],
  [26, 5, [0, 10, 20, 30]],
  [100, 5, [0, 20, 40, 60, 80, 100]],
  [101, 5, [0, 50, 100, 150]],
  [82801, 5, [0, 20000, 40000, 60000, 80000, 100000]],
  [1_000_000, 4, [0, 500_000, 1_000_000]],
  [999, 1, [0, 1000]],
])('an axis for counts up to %i in at most %i steps', (most, intervals, ticks) => {
  expect(countTicks(most, intervals)).toEqual(ticks);
});

test('ticks are whole, even, from 0, and reach the greatest figure without a step to spare', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 40 }), fc.integer({ min: 1, max: 8 }), (most, n) => {
      const ticks = countTicks(most, n);
      const step = ticks[1]!;
      expect(ticks[0]).toBe(0);
      expect(ticks.length - 1).toBeLessThanOrEqual(n);
      for (const [at, tick] of ticks.entries()) expect(tick).toBe(at * step);
      expect(String(step)).toMatch(/^[125]0*$/);
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(most);
      expect(ticks.at(-2)).toBeLessThan(most);
    }),
  );
});
