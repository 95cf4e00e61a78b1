import { expect, test } from 'vitest';
import { textOf } from '../../src/chart/chart-data.ts';
import { comparisonCharts } from '../../src/chart/comparison-charts.ts';
import { agencyNamed, reportOf } from './archived.ts';

const received = (digits: string) => ({
  '申请办理.本年新收.自然人': digits,
  '申请办理.办理结果.予以公开.自然人': digits,
});
const compared = [
  { agency: agencyNamed('丙局'), report: reportOf(2021, '2021', received('5')) },
  { agency: agencyNamed('甲局'), report: reportOf(2021, '2019', received('12')) },
  { agency: agencyNamed('乙局') },
  { agency: agencyNamed('丁局'), report: reportOf(2021, '2021') },
];
const charts = comparisonCharts(2021, compared);
const chartOf = (topic: string) => charts.find(({ id }) => id === `comparison-${topic}`)!;

test('agencies stand in the order given, whatever their figures', () => {
  const { title, rows, series, table } = chartOf('requests');
  expect(title).toBe('2021年度各机关：申请的收到、办结与结转');
  expect(rows.map(({ label }) => label)).toEqual(['丙局', '甲局', '乙局', '丁局']);
  expect(series[0]!.points.map(textOf)).toEqual(['5', '12', '无报告', '0']);
  expect(table.headers[0]).toBe('行政机关');
  expect(table.rows.map(({ header, cells }) => [header, cells[0]!.text])).toEqual([
    ['丙局', '5'],
    ['甲局', '12'],
    ['乙局', '无报告'],
    ['丁局', '0'],
  ]);
});

test('few figures are told one by one, many by their bounds, and none is called the best', () => {
  expect(chartOf('requests').description).toEqual([
    '丙局，本年新收5件、本年办结5件、结转下年度0件。',
    '甲局，本年新收12件、本年办结12件、结转下年度0件。',
    '乙局没有报告。',
    '丁局，本年新收、本年办结、结转下年度均为0件。',
    '各机关的先后与数字大小无关。',
  ]);
  expect(chartOf('outcomes').description).toEqual([
    '4个行政机关（其中1个没有报告），予以公开在0件至12件之间；其余各项均为0件。',
    '各机关的先后与数字大小无关。',
  ]);
});

test('unlike editions are told, and parted only where they do not compare', () => {
  const requests = chartOf('requests');
  expect(requests.series.flatMap(({ breaks }) => breaks)).toEqual([]);
  expect(requests.notes).toEqual([
    '本站没有报告，图中留空，不作零计：乙局。',
    '各机关所用格式不同（2021年格式、2019年格式），图中各项可比。',
  ]);
  const documents = chartOf('documents');
  expect(documents.series[0]!.breaks).toEqual([
    { before: 1, isComparable: false, formName: '2019年格式' },
    { before: 3, isComparable: false, formName: '2021年格式' },
  ]);
  expect(documents.notes).toContain(
    '各机关所用格式不同（2021年格式、2019年格式），“规范性文件”不可比，图中断开。',
  );
});

test('an agency goes by its name of that year', () => {
  const renamed = { ...agencyNamed('新局'), formerNames: [{ name: '旧局', until: 2021 }] };
  const [chart] = comparisonCharts(2021, [{ agency: renamed, report: reportOf(2021, '2021') }]);
  expect(chart!.rows.map(({ label }) => label)).toEqual(['旧局']);
});

test('without any report there are no charts', () => {
  expect(comparisonCharts(2021, [{ agency: agencyNamed('甲局') }])).toEqual([]);
});
