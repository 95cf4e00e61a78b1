import { type ChartData, type Point, type Series, textOf } from './chart-data.ts';
import {
  type Bar,
  type Label,
  type PanelLayout,
  panelWidth,
  type Stretch,
  smallSize,
  textSize,
  titleSize,
} from './panel.ts';
import { breakLine, breakWords, middleLine, type RowPlaces, rowPlaces } from './row-places.ts';
import { widthOf, wrapText } from './text-measure.ts';
import { countTicks } from './ticks.ts';

const titleLine = 20;
/** Between a bar and its figure. */
const valueGap = 5;
/** Least space between the labels of two ticks. */
const tickGap = 10;
const mostIntervals = 5;
/** The scale ends here at the earliest, so that a single request does not fill the page. */
const leastEnd = 5;
const leastPlot = 80;
/** So that no figure above 0 is drawn as nothing. */
const leastBar = 0.5;
const axisHeight = 22;

/** What all panels of a chart have in common, so that they can be compared. */
interface Frame {
  width: number;
  rows: RowPlaces;
  /** Of the line of zero. */
  left: number;
  /** From the line of zero to the last tick. */
  plot: number;
  ticks: number[];
}

/** One panel per series, all on one scale from 0, their rows at the same heights. */
export function panelLayouts(chart: ChartData): PanelLayout[] {
  const frame = frameOf(chart);
  return chart.series.map((series) => layoutPanel(chart, series, frame));
}

function frameOf(chart: ChartData): Frame {
  const points = chart.series.flatMap((series) => series.points);
  const most = Math.max(leastEnd, ...points.flatMap(({ value }) => value ?? []));
  const titles = chart.series.map((series) => titleLines(series, chart.unit).length);
  const rows = rowPlaces(chart, Math.max(...titles) * titleLine + 6);
  const valueWidth = Math.max(...points.map((point) => widthOf(textOf(point)))) * textSize;
  const lastTick = tickWidth(countTicks(most, 1).at(-1)!);
  const reserve = Math.max(valueGap + valueWidth, lastTick / 2) + 1;
  const plot = Math.max(
    leastPlot,
    tickWidth(0) / 2 + tickGap + lastTick / 2,
    panelWidth - rows.left - reserve,
  );
  return {
    width: Math.max(panelWidth, rows.left + plot + reserve),
    rows,
    left: rows.left,
    plot,
    ticks: ticksFor(most, plot),
  };
}

/** As many ticks as have room for their labels. */
function ticksFor(most: number, plot: number): number[] {
  for (let intervals = mostIntervals; intervals > 1; intervals -= 1) {
    const ticks = countTicks(most, intervals);
    const step = plot / (ticks.length - 1);
    const isRoomy = ticks.every((tick, at) => {
      const before = ticks[at - 1];
      return before === undefined || (tickWidth(before) + tickWidth(tick)) / 2 + tickGap <= step;
    });
    if (isRoomy) return ticks;
  }
  return countTicks(most, 1);
}

function tickWidth(tick: number): number {
  return widthOf(tickText(tick)) * smallSize;
}

/** All digits, where a number of more than 21 would be written with an exponent. */
function tickText(tick: number): string {
  return BigInt(tick).toString();
}

function layoutPanel(chart: ChartData, series: Series, frame: Frame): PanelLayout {
  const { rows, left, plot, width } = frame;
  const lengths = series.points.map((point) => lengthOf(point, frame));
  const stated = rows.places.filter((_, row) => series.points[row]!.value !== null);
  const bars = rows.places.flatMap(({ bar }, row): Bar[] => {
    if (series.points[row]!.value === null) return [];
    return [{ x: left, y: bar.top, width: lengths[row]!, height: bar.bottom - bar.top }];
  });
  const breaks = series.breaks.map(({ before, isComparable }) => ({
    ...rows.breaks.get(before)!,
    isComparable,
  }));
  const end = frame.ticks.at(-1)!;
  const ticks = frame.ticks.map((value) => ({ value, x: left + (value / end) * plot }));
  return {
    width,
    height: rows.bottom + axisHeight,
    labels: [
      ...titleLabels(series, chart.unit),
      ...rows.labels,
      ...series.points.map((point, row) => valueLabel(point, lengths[row]!, row, frame)),
      ...breakLabels(series, rows),
      ...ticks.map(({ value, x }) => tickLabel(value, x, rows.bottom)),
    ],
    bars,
    ticks,
    grid: gridOf(rows, breaks),
    baseline: stated.map(({ line }) => line),
    breaks,
  };
}

function lengthOf({ value }: Point, { ticks, plot }: Frame): number {
  if (value === null || value === 0) return 0;
  return Math.max(leastBar, (value / ticks.at(-1)!) * plot);
}

function titleLines({ label }: Series, unit: string): string[] {
  return wrapText(unit === '' ? label : `${label}（${unit}）`, panelWidth / titleSize);
}

function titleLabels(series: Series, unit: string): Label[] {
  return titleLines(series, unit).map((text, at) => ({
    text,
    role: 'title',
    x: 0,
    y: 15 + at * titleLine,
    size: titleSize,
    anchor: 'start',
  }));
}

function valueLabel(point: Point, length: number, row: number, { rows, left }: Frame): Label {
  return {
    text: textOf(point),
    role: point.value === null ? 'absent' : 'value',
    x: left + length + valueGap,
    y: middleLine(rows.places[row]!.bar),
    size: textSize,
    anchor: 'start',
  };
}

function breakLabels(series: Series, rows: RowPlaces): Label[] {
  return series.breaks.flatMap((one) =>
    breakWords(one).map((text, at): Label => {
      const y = rows.breaks.get(one.before)!.top + 19 + at * breakLine;
      return { text, role: 'break', x: 0, y, size: smallSize, anchor: 'start' };
    }),
  );
}

function tickLabel(value: number, x: number, bottom: number): Label {
  const y = bottom + 15;
  return { text: tickText(value), role: 'tick', x, y, size: smallSize, anchor: 'middle' };
}

/** Lines run from row to row, but through no break, and through no label above a bar. */
function gridOf({ places, bottom, isBeside }: RowPlaces, breaks: readonly Stretch[]): Stretch[] {
  if (!isBeside) return places.map(({ line }) => line);
  const edges = [places[0]!.line.top, ...breaks.flatMap((one) => [one.top, one.bottom]), bottom];
  return edges.flatMap((edge, at) => (at % 2 === 0 ? [{ top: edge, bottom: edges[at + 1]! }] : []));
}
