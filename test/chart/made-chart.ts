import type { ChartData, Point, SeriesBreak } from '../../src/chart/chart-data.ts';

/** A figure, or null for one that the source does not state. */
export type MadeFigure = number | null;

/** A chart of figures by series, over years from 2015 on unless rows are named. */
export function madeChart(
  figures: Readonly<Record<string, readonly MadeFigure[]>>,
  more: { rows?: readonly string[]; breaks?: readonly SeriesBreak[]; unit?: string } = {},
): ChartData {
  const series = Object.entries(figures);
  const count = series[0]![1].length;
  const labels = more.rows ?? Array.from({ length: count }, (_, at) => String(2015 + at));
  const unit = more.unit ?? '件';
  return {
    id: 'made',
    title: '申请',
    description: ['说明。'],
    unit,
    rowsHeader: more.rows ? '行政机关' : '年度',
    rows: labels.map((label) => ({ label, spoken: label, formName: '2021年格式' })),
    series: series.map(([label, values], at) => ({
      label,
      tone: at + 1,
      points: values.map(pointOf),
      breaks: [...(more.breaks ?? [])],
    })),
    notes: [],
    source: '各报告',
    table: { caption: '申请', headers: [], rows: [] },
  };
}

function pointOf(value: MadeFigure): Point {
  return value === null
    ? { value, absence: 'not-stated' }
    : { value, text: String(value), address: 'a.b' };
}
