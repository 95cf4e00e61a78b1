import path from 'node:path';
import { FileSystemConfigLoader, HtmlValidate } from 'html-validate';
import { expect, test } from 'vitest';
import { agencyCharts } from '../../src/chart/agency-charts.ts';
import type { ChartData } from '../../src/chart/chart-data.ts';
import { chartView } from '../../src/chart/chart-view.ts';
import { comparisonCharts } from '../../src/chart/comparison-charts.ts';
import { fixtureRoot, projectRoot } from '../roots.ts';
import { Page } from '../site/page.ts';
import { agencyNamed, publishedOf, reportOf } from './archived.ts';
import { chartPage } from './chart-page.ts';
import { drawingsOf, textsOf } from './drawing.ts';

const department = agencyCharts(publishedOf(fixtureRoot('full'), 'lin-shui-jiaoyu'));
const hostile = '<img src=x onerror=alert(1)>"\'&{{ 1 + 1 }}</svg><script>alert(1)</script>';
const attacked = comparisonCharts(2021, [
  { agency: agencyNamed(hostile), report: reportOf(2021, '2021') },
  { agency: agencyNamed('甲局') },
]);

const pageOf = (charts: readonly ChartData[]) => new Page('chart.html', chartPage(charts));

test.each([
  ['five years', department],
  ['a lost table', agencyCharts(publishedOf(projectRoot, 'jinxiang-huji'))],
  ['a hostile name', attacked],
])('html-validate has nothing to say about the charts of %s', async (_, charts) => {
  const validator = new HtmlValidate(new FileSystemConfigLoader());
  const file = path.join(projectRoot, '_site', 'chart.html');
  const { results } = await validator.validateString(chartPage(charts), file);
  expect(results.flatMap(({ messages }) => messages.map(({ message }) => message))).toEqual([]);
});

test('each chart has a title, a description, drawings, notes and a table', () => {
  const page = pageOf(department);
  const topics = ['requests', 'outcomes', 'applicants', 'carried-over', 'documents'];
  const panels = [3, 6, 6, 2, 1];
  expect(page.all('figure').map(({ id }) => id)).toEqual(topics.map((topic) => `chart-${topic}`));
  for (const [at, topic] of topics.entries()) {
    const within = `#chart-${topic}`;
    expect(page.all(`${within} figcaption h3`)).toHaveLength(1);
    expect(page.texts(`${within} .chart-description`)[0]).toMatch(/^2019年度，.+。2023年度，.+。$/);
    expect(page.all(`${within} svg`)).toHaveLength(panels[at]!);
    expect(page.texts(`${within} .chart-notes li`)[0]).toContain('2021年格式');
    expect(page.all(`${within} th[scope="row"]`)).toHaveLength(5);
    expect(page.all(`${within} td.figure`)).toHaveLength(5 * panels[at]!);
    expect(page.texts(`${within} .chart-source`)).toHaveLength(1);
  }
});

test('where there is nothing to draw, words and table stand alone', () => {
  const page = pageOf(agencyCharts(publishedOf(projectRoot, 'jinxiang-huji')));
  expect(page.all('#chart-applicants svg')).toEqual([]);
  expect(page.texts('#chart-applicants .chart-description')[0]).toMatch(/都没有数字可画。$/);
  expect(page.texts('#chart-applicants tbody td').slice(0, 6)).toEqual(
    Array.from({ length: 6 }, () => '未载'),
  );
});

test('a hostile name is shown as it is written, and does nothing', () => {
  const page = pageOf(attacked);
  expect(page.all('script, img, [onerror], [style]')).toEqual([]);
  expect(page.texts('#comparison-requests th[scope="row"]')).toEqual([hostile, '甲局']);
  const [drawing] = drawingsOf(chartView(attacked[0]!));
  const shown = textsOf(drawing!, 'row').join('');
  expect(shown).toBe(`${hostile}甲局`);
});
