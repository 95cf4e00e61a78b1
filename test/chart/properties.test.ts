import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chartView } from '../../src/chart/chart-view.ts';
import { drawingsOf, lengthsOf, overlaps, textsOf } from './drawing.ts';
import { type MadeFigure, madeChart } from './made-chart.ts';

const small = fc.integer({ min: 0, max: 12 });
const big = fc.integer({ min: 0, max: 10 ** 9 });
const figure: fc.Arbitrary<MadeFigure> = fc.oneof(
  { weight: 4, arbitrary: small },
  { weight: 2, arbitrary: big },
  { weight: 1, arbitrary: fc.constant(null) },
);
/** Names as people write them, and names that try to break out of the drawing. */
const name = fc.oneof(
  fc.string({
    unit: fc.constantFrom(...'某市县镇街道办事处（）、，“”局0123ABCmw'),
    minLength: 1,
    maxLength: 60,
  }),
  fc.constantFrom(
    '<script>alert(1)</script>',
    '"><image href="https://elsewhere.example/a.png">',
    "' onload='alert(1)",
    '&lt;b&gt; & ]]> <!--',
    '</text></svg><style>*{display:none}</style>',
    '{{ report.title }}',
  ),
);

const chart = fc
  .record({ rows: fc.integer({ min: 1, max: 14 }), series: fc.integer({ min: 1, max: 4 }) })
  .chain(({ rows, series }) =>
    fc.record({
      figures: fc.array(fc.array(figure, { minLength: rows, maxLength: rows }), {
        minLength: series,
        maxLength: series,
      }),
      names: fc.option(fc.array(name, { minLength: rows, maxLength: rows }), { nil: undefined }),
      labels: fc.uniqueArray(name, { minLength: series, maxLength: series }),
      unit: fc.constantFrom('件', '万元', ''),
      breaks: fc.uniqueArray(
        fc.record({
          before: fc.integer({ min: 1, max: 13 }),
          isComparable: fc.boolean(),
          formName: name,
        }),
        { maxLength: 3, selector: ({ before }) => before },
      ),
    }),
  )
  .map(({ figures, names, labels, unit, breaks }) => {
    // A digit first would be an index, which objects put before all other keys.
    const series = Object.fromEntries(figures.map((row, at) => [`列${labels[at]}`, row]));
    const within = breaks
      .filter(({ before }) => before < figures[0]!.length)
      .sort((a, b) => a.before - b.before);
    const data = madeChart(series, { unit, breaks: within, ...(names ? { rows: names } : {}) });
    return { data, figures, names };
  });

test('whatever the figures, they are drawn as they are', () => {
  fc.assert(
    fc.property(chart, ({ data, figures, names }) => {
      const drawings = drawingsOf(chartView(data));
      const hasFigures = figures.flat().some((value) => value !== null);
      expect(drawings).toHaveLength(hasFigures ? figures.length : 0);
      const drawn: [number, number][] = [];
      for (const [at, drawing] of drawings.entries()) {
        const { bars, width, height, zero } = drawing;
        expect(textsOf(drawing, 'value', 'absent')).toEqual(
          figures[at]!.map((value) => (value === null ? '未载' : String(value))),
        );
        const rows = textsOf(drawing, 'row').join('');
        expect(rows).toBe((names ?? data.rows.map(({ label }) => label)).join(''));
        const ticks = drawing.labels.filter(({ role }) => role === 'tick');
        for (const bar of bars) {
          expect(bar.left).toBe(zero);
          expect(bar.right).toBeLessThanOrEqual(ticks.at(-1)!.x + 0.01);
        }
        for (const box of [...bars, ...drawing.labels]) {
          expect(box.left).toBeGreaterThanOrEqual(0);
          expect(box.right).toBeLessThanOrEqual(width);
          expect(box.top).toBeGreaterThanOrEqual(0);
          expect(box.bottom).toBeLessThanOrEqual(height);
        }
        expect(overlaps(drawing)).toEqual([]);
        const end = ticks.at(-1)!;
        for (const [row, length] of lengthsOf(drawing).entries()) {
          if (length === null) continue;
          const value = figures[at]![row]!;
          drawn.push([value, length]);
          const due = (value / Number(end.text)) * (end.x - zero);
          expect(Math.abs(length - due)).toBeLessThanOrEqual(0.51);
        }
      }
      drawn.sort(([a], [b]) => a - b);
      for (const [at, [value, length]] of drawn.entries()) {
        expect(length === 0).toBe(value === 0);
        const [lesser, shorter] = drawn[Math.max(0, at - 1)]!;
        if (lesser === value) expect(shorter).toBe(length);
        expect(shorter).toBeLessThanOrEqual(length);
      }
    }),
    { numRuns: 200 },
  );
});

test('whatever the names, a drawing is of shapes and text alone', () => {
  fc.assert(
    fc.property(chart, ({ data }) => {
      for (const { elements } of drawingsOf(chartView(data))) {
        for (const { name, attributes } of elements) {
          expect([
            'svg',
            'title',
            'desc',
            'defs',
            'pattern',
            'path',
            'circle',
            'rect',
            'text',
          ]).toContain(name);
          for (const [key, value] of Object.entries(attributes)) {
            expect(key).not.toMatch(/^(on|style$|href$|xlink)/);
            if (value.includes('url(')) expect(value).toMatch(/^url\(#[\w-]+\)$/);
          }
        }
      }
    }),
  );
});

test('the same chart is drawn with the same bytes', () => {
  fc.assert(
    fc.property(chart, ({ data }) => {
      expect(chartView(structuredClone(data))).toEqual(chartView(data));
    }),
    { numRuns: 20 },
  );
});
