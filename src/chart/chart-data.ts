/**
 * What a chart says, before it is drawn: rows (years, or agencies) down, series across, as in a
 * table. Every series becomes a panel of bars of its own, so that no reader has to tell series
 * apart by colour.
 */
export interface ChartData {
  /** ASCII, unique on the page; HTML ids begin with it. */
  id: string;
  title: string;
  /** Sentences that say what the drawing shows. */
  description: string[];
  /** 件, of every series. */
  unit: string;
  rowsHeader: '年度' | '行政机关';
  rows: ChartRow[];
  series: Series[];
  /** Sentences on gaps, changes of edition and totals that were not added up. */
  notes: string[];
  /** Where the figures stand in the reports. */
  source: string;
  table: ChartTable;
}

export interface ChartRow {
  label: string;
  /** As sentences call it: 2021年度. */
  spoken: string;
  /** Name of the statutory form; absent where there is no report. */
  formName?: string;
}

export interface Series {
  label: string;
  /** Which of the fills it has, from 1; the same in every chart that shows the series. */
  tone: number;
  /** One per row. */
  points: Point[];
  breaks: SeriesBreak[];
}

/**
 * Why a row has no figure: the source does not state it, its form has no such figure, or there is
 * no report. None of these is zero.
 */
export type Absence = 'not-stated' | 'not-in-form' | 'no-report';

export type Point =
  | { value: number /** Digits as the report prints them. */; text: string; address: string }
  | { value: null; absence: Absence };

/** Another edition begins above a row. */
export interface SeriesBreak {
  /** Index of the row, at least 1. */
  before: number;
  /** Whether the figures below compare with those above. */
  isComparable: boolean;
  /** The edition that begins. */
  formName: string;
}

/** The chart as a table, with the very texts of the figures. */
export interface ChartTable {
  caption: string;
  headers: string[];
  rows: { header: string; cells: { text: string; isFigure: boolean }[] }[];
}

const absenceWords: Readonly<Record<Absence, string>> = {
  'not-stated': '未载',
  'not-in-form': '格式无此项',
  'no-report': '无报告',
};

/** What stands in a figure's place: its digits, or the words for its absence. */
export function textOf(point: Point): string {
  return point.value === null ? absenceWords[point.absence] : point.text;
}

/** Whether there is anything to draw. */
export function hasFigures({ series }: Pick<ChartData, 'series'>): boolean {
  return series.some(({ points }) => points.some(({ value }) => value !== null));
}
