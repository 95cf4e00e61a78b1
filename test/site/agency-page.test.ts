import { expect, test } from 'vitest';
import { fixtureRoot } from '../roots.ts';
import { buildPages } from './built-site.ts';
import { handMade } from './hand-made.ts';
import { attribute, textOf } from './page.ts';

const agency = (more: string) => `
county: {名称: 清河县, 类型: 地区, 层级: 县}
bureau: {名称: 清河县水利局, 类型: 部门, 层级: 县, 上级: county, ${more}}
`;

test.each<[string, [text: string, href?: string][]]>([
  ['0531-12345678', [['0531-12345678', 'tel:053112345678']]],
  ['12345', [['12345', 'tel:12345']]],
  ['（0531）12345678', [['（0531）12345678', 'tel:053112345678']]],
  ['+86 531 12345678', [['+86 531 12345678', 'tel:+8653112345678']]],
  [
    '0531-12345678、12345679',
    [['0531-12345678', 'tel:053112345678'], ['、'], ['12345679', 'tel:12345679']],
  ],
  // Dialling these without the rest would reach someone else.
  ['0531-12345678转3', [['0531-12345678转3']]],
  ['办公室（工作日）', [['办公室（工作日）']]],
])('telephone %s', async (entered, expected) => {
  const publication = await handMade(agency(`电话: "${entered}"`), []);
  expect(publication.agency('bureau').telephones.map(({ text, href }) => [text, href])).toEqual(
    expected.map(([text, href]) => [text, href]),
  );
});

test.each([
  ['起: 2019', '2019年度起'],
  ['起: 2019, 止: 2022', '2019年度至2022年度'],
  ['起: 2020, 止: 2020', '2020年度'],
  ['简称: 水利局', undefined],
])('with %s it owes reports for %s', async (entered, expected) => {
  const publication = await handMade(agency(entered), []);
  expect(publication.agency('bureau').owedYears).toBe(expected);
});

test('the page draws requests over the years, with the figures as a table', async () => {
  const site = await buildPages(fixtureRoot('full'));
  const page = site.pages.get('lin-shui-jiaoyu/index.html')!;
  expect(page.texts('figure.chart .chart-heading')).toEqual(['申请的收到、办结与结转']);
  const [first] = page.all('figure.chart tbody tr');
  expect(first!.childElements.map(textOf)).toEqual(['2019', '5207', '5206', '78', '2019年格式']);
  expect(page.all('figure.chart svg')).toHaveLength(3);
  const styles = page.all('link[rel="stylesheet"]').map((link) => attribute(link, 'href'));
  expect(styles.some((href) => href?.includes('chart'))).toBe(true);

  // One report is no course of years.
  const young = site.pages.get('lin-shui-yunping/index.html')!;
  expect(young.all('figure.chart')).toEqual([]);
  expect(young.html).not.toContain('assets/chart');
  await site.remove();
});
