import { describe, expect, it } from 'vitest';
import type { Budget, Growth, Measure, Run } from '../../bench/measure.ts';
import { formatComparison, formatGrowth, formatSpending, median } from '../../bench/print.ts';

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

  it('tells of a figure without an aim nothing but what it is', () => {
    const aims = [{ figure: 'files', label: 'files', digits: 0 }];
    const runs = [run(900, 200, { files: 7 }), run(900, 200, { files: 9 })];
    expect(
      formatSpending({ budget: { ...budget, aims }, runs })
        .split('\n')
        .at(-1),
    ).toBe('  8 (7–9) files');
  });
});

describe('formatGrowth', () => {
  const growth: Growth = {
    name: 'site-growth',
    job: 'write the site of either archive',
    side: { label: 'ours', module: new URL('file:///ours.ts') },
    per: { figure: 'pages', label: 'page' },
    aim: 1.2,
    mostMebibytes: 2048,
  };
  const tenfold = (milliseconds: number, mebibytes: number): Run => ({
    ...run(milliseconds, mebibytes, { pages: 15_000 }),
    reports: 10_000,
  });

  it('compares what a page costs, whatever the number of pages', () => {
    const large = [run(3000, 300, { pages: 1500 }), run(6000, 310, { pages: 1500 })];
    expect(
      formatGrowth({ growth, large, tenfold: [tenfold(36_000, 900), tenfold(45_000, 800)] }),
    ).toBe(
      [
        'site-growth: write the site of either archive',
        '  1,000 reports, 1,500 pages  4.50 s (3.00–6.00)  peak 310 MiB  3.00 ms per page',
        '  10,000 reports, 15,000 pages  40.50 s (36.00–45.00)  peak 900 MiB  2.70 ms per page',
        '  ratio 0.90 (0.75–1.20) per page; aim at most 1.2: met',
        '  900 MiB; aim at most 2048: met',
      ].join('\n'),
    );
  });

  it('says which aims are missed', () => {
    const large = [run(3000, 300, { pages: 1500 })];
    const told = formatGrowth({ growth, large, tenfold: [tenfold(37_500, 2049)] });
    expect(told).toContain('ratio 1.25 (1.25–1.25) per page; aim at most 1.2: MISSED');
    expect(told).toContain('2049 MiB; aim at most 2048: MISSED');
  });
});

describe('median', () => {
  it('is the middle value, or the mean of the two in the middle', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 3, 2])).toBe(2.5);
  });
});
