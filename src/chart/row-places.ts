import type { ChartData, SeriesBreak } from './chart-data.ts';
import { breakText } from './describe.ts';
import { type Label, panelWidth, type Stretch, smallSize, textSize } from './panel.ts';
import { widthOf, wrapText } from './text-measure.ts';

/** How high the rows of a chart stand: the same in all its panels. */
export interface RowPlaces {
  labels: Label[];
  /** Of the line of zero. */
  left: number;
  places: RowPlace[];
  /** By the row that the break stands before. */
  breaks: ReadonlyMap<number, Stretch>;
  bottom: number;
  /** Whether labels stand beside their bars; else above them. */
  isBeside: boolean;
}

export interface RowPlace {
  bar: Stretch;
  /** How far the line of zero reaches; where labels stand beside, to the next row. */
  line: Stretch;
}

/** Labels up to this width stand beside their bars, longer ones above them. */
const mostBeside = 60;
const besideGap = 7;
/** Left of the line of zero where labels stand above: half of its 0. */
const aboveMargin = 5;
const rowHeight = 26;
const barHeight = 16;
const labelLine = 18;
export const breakLine = 16;

/** The places of all rows, downward from `top`. */
export function rowPlaces(chart: ChartData, top: number): RowPlaces {
  const widest = Math.max(...chart.rows.map(({ label }) => widthOf(label))) * textSize;
  const isBeside = widest <= mostBeside;
  const left = isBeside ? Math.ceil(widest) + besideGap : aboveMargin;
  const labels: Label[] = [];
  const places: RowPlace[] = [];
  const breaks = new Map<number, Stretch>();
  let at = top;
  for (const [index, { label }] of chart.rows.entries()) {
    const height = breakHeight(chart, index);
    if (height > 0) breaks.set(index, { top: at, bottom: at + height });
    at += height;
    const lines = isBeside ? [label] : wrapText(label, (panelWidth - left) / textSize);
    const rowTop = isBeside ? at : at + lines.length * labelLine;
    const place = placeAt(rowTop, isBeside);
    for (const [line, text] of lines.entries()) {
      labels.push({
        text,
        role: 'row',
        x: isBeside ? left - besideGap : left,
        y: isBeside ? middleLine(place.bar) : at + 14 + line * labelLine,
        size: textSize,
        anchor: isBeside ? 'end' : 'start',
      });
    }
    places.push(place);
    at = rowTop + rowHeight;
  }
  return { labels, left, places, breaks, bottom: at, isBeside };
}

/** A bar keeps closer to a label above it than to the next one. */
function placeAt(top: number, isBeside: boolean): RowPlace {
  const barTop = top + (isBeside ? (rowHeight - barHeight) / 2 : 3);
  return {
    bar: { top: barTop, bottom: barTop + barHeight },
    line: { top, bottom: isBeside ? top + rowHeight : barTop + barHeight + 3 },
  };
}

/** Where the characters of a line stand that is in the middle of a bar. */
export function middleLine({ top, bottom }: Stretch): number {
  return (top + bottom) / 2 + 4.5;
}

/** Room for the words of whichever series says most. */
function breakHeight({ series }: ChartData, before: number): number {
  const here = series.flatMap(({ breaks }) => breaks.filter((one) => one.before === before));
  if (here.length === 0) return 0;
  return Math.max(...here.map((one) => breakWords(one).length)) * breakLine + 14;
}

/** The words at a break, in lines. */
export function breakWords(seriesBreak: SeriesBreak): string[] {
  return wrapText(breakText(seriesBreak), panelWidth / smallSize);
}
