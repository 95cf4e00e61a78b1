import { describe, expect, test } from 'vitest';
import { agencyCharts } from '../../src/chart/agency-charts.ts';
import { type ChartData, textOf } from '../../src/chart/chart-data.ts';
import { fixtureRoot, projectRoot } from '../roots.ts';
import { requestColumns } from '../seeds/figures.ts';
import { full, seeds } from '../seeds/reports.ts';
import { publishedOf, reportOf } from './archived.ts';

const chartOf = (charts: readonly ChartData[], topic: string): ChartData =>
  charts.find(({ id }) => id === `chart-${topic}`)!;

/** Figures by series, as a reader of the drawing sees them. */
const figuresOf = ({ series }: ChartData): Record<string, string[]> =>
  Object.fromEntries(series.map(({ label, points }) => [label, points.map(textOf)]));

const total = requestColumns.length - 1;
const received = '一、本年新收政府信息公开申请数量';
const carriedOn = '四、结转下年度继续办理';

describe('the reports of five years, in three forms', () => {
  const known = full.filter(({ agency }) => agency === 'lin-shui-jiaoyu');
  const charts = agencyCharts(publishedOf(fixtureRoot('full'), 'lin-shui-jiaoyu'));
  const totals = (label: string) => known.map(({ requests }) => requests[label]![total]);
  const derived = (address: string) => known.map((report) => report.derived[address]);

  test('are five', () => {
    expect(known.map(({ year }) => year)).toEqual([2019, 2020, 2021, 2022, 2023]);
  });

  test('give the requests of each year', () => {
    expect(figuresOf(chartOf(charts, 'requests'))).toEqual({
      本年新收: totals(received),
      本年办结: totals('（七）总计'),
      结转下年度: totals(carriedOn),
    });
  });

  test('give the outcomes by kind, 其他处理 as one', () => {
    const others = known.map(
      ({ requests, derived }) =>
        requests['（六）其他处理']?.[total] ?? derived['申请办理.办理结果.其他处理.小计.总计'],
    );
    const group = (name: string) => derived(`申请办理.办理结果.${name}.小计.总计`);
    expect(others).not.toContain(undefined);
    expect(figuresOf(chartOf(charts, 'outcomes'))).toEqual({
      予以公开: totals('（一）予以公开'),
      部分公开: totals('（二）部分公开（区分处理的，只计这一情形，不计其他情形）'),
      不予公开: group('不予公开'),
      无法提供: group('无法提供'),
      不予处理: group('不予处理'),
      其他处理: others,
    });
  });

  test('give the applicants by kind', () => {
    const column = (at: number) => known.map(({ requests }) => requests[received]![at]);
    expect(figuresOf(chartOf(charts, 'applicants'))).toEqual({
      自然人: column(0),
      商业企业: column(1),
      科研机构: column(2),
      社会公益组织: column(3),
      法律服务机构: column(4),
      '其他（法人或其他组织）': column(5),
    });
  });

  test('give what was carried over', () => {
    expect(figuresOf(chartOf(charts, 'carried-over'))).toEqual({
      上年结转: totals('二、上年结转政府信息公开申请数量'),
      结转下年度: totals(carriedOn),
    });
  });

  test('mark the change of edition once, and say that requests compare', () => {
    for (const topic of ['requests', 'outcomes', 'applicants', 'carried-over']) {
      const chart = chartOf(charts, topic);
      for (const { breaks } of chart.series)
        expect(breaks).toEqual([{ before: 2, isComparable: true, formName: '2021年格式' }]);
      expect(chart.notes).toEqual([
        '自2021年度起用2021年格式，图中以虚线标出；图中各项与此前可比。',
      ]);
    }
  });

  test('break where the editions count other documents', () => {
    const chart = chartOf(charts, 'documents');
    expect(figuresOf(chart)).toEqual({
      规范性文件: known.map(
        ({ proactive }) => (proactive.规范性文件 ?? proactive.行政规范性文件)?.[2],
      ),
    });
    expect(chart.series[0]!.breaks).toEqual([
      { before: 2, isComparable: false, formName: '2021年格式' },
    ]);
    expect(chart.notes).toEqual([
      '自2021年度起用2021年格式，“规范性文件”与此前不可比，图中断开。',
      '“规范性文件”：2019年格式为规范性文件的对外公开总数量，2021年格式、2021年格式（其他处理一行）为行政规范性文件的现行有效件数。',
    ]);
  });

  test('are told in words by the first and the last year', () => {
    expect(chartOf(charts, 'requests').description).toEqual([
      '2019年度，本年新收5207件、本年办结5206件、结转下年度78件。',
      '2023年度，本年新收82801件、本年办结82410件、结转下年度698件。',
    ]);
  });

  test('stand in the table digit by digit', () => {
    const { table } = chartOf(charts, 'requests');
    expect(table.caption).toBe('申请的收到、办结与结转（单位：件）');
    expect(table.headers).toEqual(['年度', '本年新收', '本年办结', '结转下年度', '格式']);
    expect(
      table.rows.map(({ header, cells }) => [header, ...cells.map(({ text }) => text)]),
    ).toEqual(
      known.map(({ year, requests }) => [
        String(year),
        ...[received, '（七）总计', carriedOn].map((label) => requests[label]![total]),
        year < 2021 ? '2019年格式' : year < 2023 ? '2021年格式' : '2021年格式（其他处理一行）',
      ]),
    );
  });
});

describe.each(seeds)('the seed report $key', ({ agency, requests }) => {
  const charts = agencyCharts(publishedOf(projectRoot, agency));
  const text = (label: string, column: number) => {
    const figure = requests[label]![column];
    return figure === null ? '未载' : String(figure);
  };

  test('is one year, its figures as typed from the original', () => {
    expect(figuresOf(chartOf(charts, 'requests'))).toEqual({
      本年新收: [text(received, total)],
      本年办结: [text('（七）总计', total)],
      结转下年度: [text(carriedOn, total)],
    });
    const applicants = chartOf(charts, 'applicants').series.map(({ points }) => textOf(points[0]!));
    expect(applicants).toEqual([0, 1, 2, 3, 4, 5].map((column) => text(received, column)));
  });
});

test('a lost table is told in words', () => {
  const charts = agencyCharts(publishedOf(projectRoot, 'jinxiang-huji'));
  const { description, notes } = chartOf(charts, 'applicants');
  expect(description).toEqual([
    '2022年度，自然人、商业企业、科研机构、社会公益组织、法律服务机构、其他（法人或其他组织）都没有数字可画。',
  ]);
  expect(notes).toEqual([
    '原文未载，图中留空，不作零计：2022年度的自然人、商业企业、科研机构、社会公益组织、法律服务机构、其他（法人或其他组织）。',
  ]);
});

test('settled and printed totals are named', () => {
  const charts = agencyCharts(publishedOf(projectRoot, 'jinxiang-huji'));
  expect(chartOf(charts, 'requests').notes).toEqual([
    '2022年度的本年办结，加数未载，所列为原文刊载的数字。',
    '2022年度的本年新收，加数未载，所列由已载的数字按勾稽关系推定，只有这一个可能的值。',
  ]);
});

test('a year without report is a row without figure, and no zero', () => {
  const [chart] = agencyCharts([
    reportOf(2021, '2021', { '申请办理.本年新收.自然人': '3' }),
    reportOf(2023, '2021'),
  ]);
  expect(chart!.rows.map(({ label }) => label)).toEqual(['2021', '2022', '2023']);
  expect(figuresOf(chart!)).toMatchObject({ 本年新收: ['3', '无报告', '0'] });
  expect(chart!.notes).toEqual(['本站没有报告，图中留空，不作零计：2022年度。']);
  expect(chart!.description).toEqual([
    '2021年度，本年新收3件、其余各项均为0件。',
    '2023年度，本年新收、本年办结、结转下年度均为0件。',
  ]);
});

test('years of zeros are told as such', () => {
  const [chart] = agencyCharts([reportOf(2020, '2019'), reportOf(2021, '2021')]);
  expect(chart!.description).toEqual([
    '2020年度至2021年度，本年新收、本年办结、结转下年度均为0件。',
  ]);
});

test('what a form does not have is told from what is not stated', () => {
  const charts = agencyCharts([
    reportOf(2030, '2021', { '申请办理.本年新收.自然人': null }),
    reportOf(2031, '2031', { '申请办理.本年新收.农民专业合作社': '4' }),
  ]);
  const chart = chartOf(charts, 'applicants');
  expect(figuresOf(chart)).toMatchObject({
    自然人: ['未载', '0'],
    农民专业合作社: ['格式无此项', '4'],
  });
  expect(chart.notes).toEqual([
    '原文未载，图中留空，不作零计：2030年度的自然人。',
    '2021年格式没有“农民专业合作社”一项，图中留空，不作零计。',
    expect.stringMatching(/^自2031年度起用/),
  ]);
  expect(Object.keys(figuresOf(chartOf(charts, 'outcomes')))).toContain('移送其他机关');
});

test('without reports there are no charts', () => {
  expect(agencyCharts([])).toEqual([]);
});
