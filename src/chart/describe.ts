import {
  type ChartData,
  hasFigures,
  type Point,
  type Series,
  type SeriesBreak,
  textOf,
} from './chart-data.ts';

/** What of a chart its sentences are made of. */
export type Drawn = Pick<ChartData, 'rows' | 'series' | 'unit' | 'rowsHeader'>;

/** Most figures that are told one by one; what is more is told by its bounds. */
const mostTold = 12;
/** Least number of zeros that are told as one. */
const leastZeros = 2;

/** Sentences that say what a chart shows: the figures themselves, and no judgement of them. */
export function describeChart(drawn: Drawn): string[] {
  const { rows, series, rowsHeader } = drawn;
  if (!hasFigures(drawn)) return [`${spanOf(drawn)}，${nameAll(series)}都没有数字可画。`];
  const isAllZero = series.flatMap(reportedPoints).every(isZero);
  const isMany = rows.length * series.length > mostTold;
  if (rowsHeader === '年度') {
    if (isAllZero) return [boundsSentence(drawn)];
    const ends = rows.length === 1 ? [0] : [0, rows.length - 1];
    return ends.map((at) => rowSentence(drawn, at));
  }
  const told =
    isAllZero || isMany ? [boundsSentence(drawn)] : rows.map((_, at) => rowSentence(drawn, at));
  return [...told, '各机关的先后与数字大小无关。'];
}

/** Every series by its bounds. */
function boundsSentence(drawn: Drawn): string {
  const { rows, series, unit } = drawn;
  const unreported = rows.filter(({ formName }) => formName === undefined).length;
  const aside = unreported > 0 ? `（其中${unreported}个没有报告）` : '';
  const bounds = zerosLast(
    series,
    (one) => reportedPoints(one).every(isZero),
    unit,
    (one) => boundsOf(one, unit),
  );
  return `${spanOf(drawn)}${aside}，${bounds.join('；')}。`;
}

/** One series in words, row by row: what a reader hears in place of its panel. */
export function describeSeries({ rows, unit, rowsHeader }: Drawn, series: Series): string {
  const { points, breaks } = series;
  if (points.length > mostTold)
    return `${boundsOf(series, unit)}，共${rows.length}个${rowsHeader}，逐一数字见数据表。`;
  const told = points.map((point, at) => {
    const figure = rows[at]!.spoken + inWords(point, unit);
    const change = breaks.find(({ before }) => before === at);
    if (change) return `；${breakText(change)}：${figure}`;
    return at === 0 ? figure : `，${figure}`;
  });
  return `${told.join('')}。`;
}

/** What stands at a break, in the drawing and in its description alike. */
export function breakText({ isComparable, formName }: SeriesBreak): string {
  return `以下为${formName}${isComparable ? '' : '，与以上不可比'}`;
}

function rowSentence({ rows, series, unit }: Drawn, at: number): string {
  const { spoken, formName } = rows[at]!;
  if (formName === undefined) return `${spoken}没有报告。`;
  const told = zerosLast(
    series,
    ({ points }) => isZero(points[at]!),
    unit,
    ({ label, points }) => label + inWords(points[at]!, unit),
  );
  return `${spoken}，${told.join('、')}。`;
}

/** Each series in words; several that are zero are named as the rest, or all of them at once. */
function zerosLast(
  series: readonly Series[],
  isNothing: (series: Series) => boolean,
  unit: string,
  tell: (series: Series) => string,
): string[] {
  const zeros = series.filter(isNothing);
  if (zeros.length < leastZeros) return series.map(tell);
  if (zeros.length === series.length) return [`${nameAll(series)}均为0${unit}`];
  const others = series.filter((one) => !zeros.includes(one));
  return [...others.map(tell), `其余各项均为0${unit}`];
}

/** The least and the greatest figure, and how many are absent though there is a report. */
function boundsOf(series: Series, unit: string): string {
  const { label } = series;
  const points = reportedPoints(series);
  const figures = points.filter((point) => point.value !== null);
  if (figures.length === 0) return `${label}都没有数字`;
  const least = figures.reduce((a, b) => (b.value < a.value ? b : a));
  const most = figures.reduce((a, b) => (b.value > a.value ? b : a));
  const range =
    least.value === most.value
      ? `${label}均为${least.text}${unit}`
      : `${label}在${least.text}${unit}至${most.text}${unit}之间`;
  const absent = points.length - figures.length;
  return absent > 0 ? `${range}（另有${absent}个没有数字）` : range;
}

function reportedPoints({ points }: Series): Point[] {
  return points.filter((point) => point.value !== null || point.absence !== 'no-report');
}

function isZero({ value }: Point): boolean {
  return value === 0;
}

function inWords(point: Point, unit: string): string {
  return point.value === null ? textOf(point) : `${point.text}${unit}`;
}

function spanOf({ rows, rowsHeader }: Drawn): string {
  if (rows.length === 1) return rows[0]!.spoken;
  if (rowsHeader === '年度') return `${rows[0]!.spoken}至${rows.at(-1)!.spoken}`;
  return `${rows.length}个行政机关`;
}

function nameAll(series: readonly Series[]): string {
  return series.map(({ label }) => label).join('、');
}
