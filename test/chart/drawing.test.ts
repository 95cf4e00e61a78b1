import { expect, test } from 'vitest';
import { chartView } from '../../src/chart/chart-view.ts';
import { type Drawing, drawingsOf, lengthsOf, overlaps, textsOf } from './drawing.ts';
import { type MadeFigure, madeChart } from './made-chart.ts';

const draw = (...args: Parameters<typeof madeChart>): Drawing[] =>
  drawingsOf(chartView(madeChart(...args)));
const drawOne = (figures: readonly MadeFigure[], more: Parameters<typeof madeChart>[1] = {}) =>
  draw({ 本年新收: figures }, more)[0]!;

/** Pixels of a reader with text of the usual size. */
const tolerance = 0.5;

test('bars are as long as their figures, on one scale for all series', () => {
  const [received, carried] = draw({ 本年新收: [10, 20, 40], 结转下年度: [1, 0, 5] });
  const unit = lengthsOf(received!)[2]! / 40;
  expect(unit * 40).toBeGreaterThan(100);
  for (const [drawing, figures] of [
    [received!, [10, 20, 40]],
    [carried!, [1, 0, 5]],
  ] as const)
    for (const [row, length] of lengthsOf(drawing).entries())
      expect(Math.abs(length! - figures[row]! * unit)).toBeLessThanOrEqual(tolerance);
});

test('the scale is that of the ticks, and begins at 0', () => {
  const drawing = drawOne([40]);
  const ticks = drawing.labels.filter(({ role }) => role === 'tick');
  expect(ticks.map(({ text }) => text)).toEqual(['0', '10', '20', '30', '40']);
  expect(drawing.bars[0]!.left).toBe(ticks[0]!.x);
  expect(drawing.bars[0]!.right).toBeCloseTo(ticks.at(-1)!.x, 1);
});

test.each([
  [[0], ['0', '1', '2', '3', '4', '5']],
  [[1], ['0', '1', '2', '3', '4', '5']],
  [
    [3, 0, 1],
    ['0', '1', '2', '3', '4', '5'],
  ],
  [[6], ['0', '2', '4', '6']],
  [[1_000_000], ['0', '500000', '1000000']],
])('ticks of %j are whole and do not swell small numbers', (figures, ticks) => {
  expect(textsOf(drawOne(figures), 'tick')).toEqual(ticks);
});

test('zero is a line of zero with its figure and no bar', () => {
  const drawing = drawOne([0, 0, 0]);
  expect(drawing.bars).toEqual([]);
  expect(textsOf(drawing, 'value')).toEqual(['0', '0', '0']);
  expect(baselineOf(drawing)).toHaveLength(3);
});

test('what is not stated is said in words: no bar, and a gap in the line of zero', () => {
  const drawing = drawOne([4, null, 0]);
  expect(lengthsOf(drawing)).toEqual([expect.any(Number), null, 0]);
  expect(textsOf(drawing, 'value', 'absent')).toEqual(['4', '未载', '0']);
  expect(baselineOf(drawing)).toHaveLength(2);
  const gap = drawing.labels.find(({ role }) => role === 'absent')!;
  for (const [top, bottom] of baselineOf(drawing))
    expect(top < gap.y && gap.y < bottom).toBe(false);
});

test('where nothing is stated nothing is drawn', () => {
  expect(chartView(madeChart({ 本年新收: [null, null] })).panels).toEqual([]);
});

test('a small figure beside a big one can still be seen', () => {
  const [one, million] = lengthsOf(drawOne([1, 1_000_000]));
  expect(one).toBeGreaterThan(0);
  expect(one).toBeLessThanOrEqual(tolerance);
  expect(million).toBeGreaterThan(100);
});

test('another edition begins with a dashed line where figures compare', () => {
  const drawing = drawOne([4, 5, 6], {
    breaks: [{ before: 1, isComparable: true, formName: '2021年格式' }],
  });
  expect(textsOf(drawing, 'break')).toEqual(['以下为2021年格式']);
  expect(pathsOf(drawing, 'chart-change')).toHaveLength(1);
  expect(pathsOf(drawing, 'chart-break')).toEqual([]);
  expectBetweenRows(drawing, ['2015', '2016']);
});

test('another edition begins with a torn edge where they do not', () => {
  const drawing = drawOne([4, 5, 6], {
    breaks: [{ before: 2, isComparable: false, formName: '2021年格式' }],
  });
  expect(textsOf(drawing, 'break')).toEqual(['以下为2021年格式，与以上不可比']);
  expect(pathsOf(drawing, 'chart-break')).toHaveLength(1);
  expect(pathsOf(drawing, 'chart-change')).toEqual([]);
  expectBetweenRows(drawing, ['2016', '2017']);
});

test('rows stand at the same height in all panels of a chart', () => {
  const drawings = draw({
    本年新收: [1, 2],
    '名字很长、要分成两行来写的一种办理结果，比面板还要宽': [3, null],
  });
  const rows = drawings.map(({ labels }) =>
    labels.filter(({ role }) => role === 'row').map(({ text, y }) => `${text} ${y}`),
  );
  expect(rows[0]).toHaveLength(2);
  expect(rows[1]).toEqual(rows[0]);
});

test('a long name stands above its bar, whole', () => {
  const name = '某某市某某区人民政府某某街道办事处政务公开和信息化建设领导小组办公室';
  const drawing = drawOne([7, 0], { rows: [name, '乙局'] });
  expect(textsOf(drawing, 'row').join('')).toBe(`${name}乙局`);
  expect(drawing.width).toBe(280);
  expect(overlaps(drawing)).toEqual([]);
});

test('each series is told apart by a texture, not by colour alone', () => {
  const six = Object.fromEntries(['甲', '乙', '丙', '丁', '戊', '己'].map((name) => [name, [1]]));
  const textures = draw(six).map(({ elements }) => {
    const fill = elements.find(({ name }) => name === 'pattern')!;
    const bar = elements.find(({ name }) => name === 'rect')!;
    expect(bar.attributes.fill).toBe(`url(#${fill.attributes.id})`);
    return JSON.stringify(fill.children.map(({ attributes }) => attributes));
  });
  expect(new Set(textures).size).toBe(6);
});

test('the drawing is named and told in words', () => {
  const drawing = drawOne([12, null]);
  const { role, 'aria-labelledby': ids } = drawing.root.attributes;
  expect(role).toBe('img');
  const named = ids!
    .split(' ')
    .map((id) => drawing.elements.find(({ attributes }) => attributes.id === id)!.name);
  expect(named).toEqual(['title', 'desc']);
  expect(drawing.title).toBe('申请：本年新收');
  expect(drawing.description).toBe('201512件，2016未载。');
});

test('the words of a drawing break where the drawing does', () => {
  const drawing = drawOne([12, 9, 4], {
    breaks: [{ before: 1, isComparable: false, formName: '2021年格式' }],
  });
  expect(drawing.description).toBe('201512件；以下为2021年格式，与以上不可比：20169件，20174件。');
});

test('twelve years and numbers of seven digits have room for every figure', () => {
  const figures = Array.from({ length: 12 }, (_, at) => 1_000_000 - at);
  const drawing = drawOne(figures);
  expect(textsOf(drawing, 'value')).toEqual(figures.map(String));
  expect(overlaps(drawing)).toEqual([]);
});

function pathsOf({ elements }: Drawing, name: string) {
  return elements.filter(({ attributes }) => attributes.class === name);
}

/** Stretches of the line of zero. */
function baselineOf(drawing: Drawing): [number, number][] {
  const d = pathsOf(drawing, 'chart-baseline')[0]!.attributes.d!;
  return [...d.matchAll(/M\S+ (\S+?)V([\d.]+)/g)].map(([, top, bottom]) => [
    Number(top),
    Number(bottom),
  ]);
}

function expectBetweenRows({ labels }: Drawing, [above, below]: readonly [string, string]): void {
  const heightOf = (text: string) => labels.find((label) => label.text === text)!.y;
  const words = labels.find(({ role }) => role === 'break')!;
  expect(words.y).toBeGreaterThan(heightOf(above));
  expect(words.y).toBeLessThan(heightOf(below));
}
