import { describe, expect, it } from 'vitest';
import type { Budget, Measure, Run } from '../../bench/measure.ts';
import { formatComparison, formatSpending, median } from '../../bench/print.ts';

const run = (milliseconds: number, mebibytes: number, figures = {}): Run => ({
  milliseconds,
  peakBytes: mebibytes * 2 ** 20,
  reports: 1000,
  figures,
});

const measure: Measure = {
  name: 'load',
  job: 'read {reports} reports',
  archive: 'large',
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

describe('formatSpending', () => {
  const budget: Budget = {
    name: 'pdf-cache',
    job: 'take {reports} PDFs',
    archive: 'large',
    side: { label: 'ours', module: new URL('file:///ours.ts') },
    aims: [
      { figure: 'printed', label: 'printed', most: 1, digits: 0 },
      { figure: 'each', label: 'ms each', most: 2, digits: 2 },
    ],
  };

  it('tells the median and range of each figure, and which aims are met', () => {
    const runs = [
      run(900, 200, { printed: 1, each: 2.5 }),
      run(1200, 250, { printed: 1, each: 1.5 }),
      run(1000, 240, { printed: 3, each: 2.01 }),
    ];
    expect(formatSpending({ budget, runs })).toBe(
      [
        'pdf-cache: take 1,000 PDFs',
        '  ours  1.00 s (0.90–1.20)  peak 250 MiB',
        '  1 (1–3) printed; aim at most 1: met',
        '  2.01 (1.50–2.50) ms each; aim at most 2: MISSED',
      ].join('\n'),
    );
  });
});

describe('median', () => {
  it('is the middle value, or the mean of the two in the middle', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 3, 2])).toBe(2.5);
  });
});
