import { describe, expect, it } from 'vitest';
import type { Run } from '../../bench/measure.ts';
import { formatComparison, median } from '../../bench/print.ts';

const run = (milliseconds: number, mebibytes: number): Run => ({
  milliseconds,
  peakBytes: mebibytes * 2 ** 20,
  reports: 1000,
});

const measure = {
  name: 'load',
  job: 'read {reports} reports',
  ours: { label: 'ours', module: new URL('file:///ours.ts') },
  bare: { label: 'bare minimum', module: new URL('file:///bare.ts') },
  aim: 3,
};

describe('formatComparison', () => {
  it('tells medians, ranges, the highest peak and the ratio of the medians', () => {
    const ours = [run(900, 200), run(1200, 250), run(1000, 240)];
    const bare = [run(500, 100), run(400, 110), run(450, 90)];
    expect(formatComparison({ measure, ours, bare })).toBe(
      [
        'load: read 1,000 reports',
        '  ours          1.00 s (0.90–1.20)  peak 250 MiB',
        '  bare minimum  0.45 s (0.40–0.50)  peak 110 MiB',
        '  ratio 2.22 (1.80–3.00); aim at most 3: met',
      ].join('\n'),
    );
  });

  it('says where an aim is missed', () => {
    expect(formatComparison({ measure, ours: [run(1301, 1)], bare: [run(400, 1)] })).toContain(
      'ratio 3.25 (3.25–3.25); aim at most 3: MISSED',
    );
  });
});

describe('median', () => {
  it('is the middle value, or the mean of the two in the middle', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 3, 2])).toBe(2.5);
  });
});
