import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixtureRoot, projectRoot } from '../roots.ts';
import { printedCells } from '../seeds/printed-cells.ts';
import { full, type KnownReport, seeds } from '../seeds/reports.ts';
import { type BuiltSite, buildPages } from './built-site.ts';
import { type FigureCell, figureCells } from './figure-cells.ts';
import { attribute, textOf } from './page.ts';

const archives: [string, string, readonly KnownReport[]][] = [
  ['the five seed reports', projectRoot, seeds],
  ['the full fixture', fixtureRoot('full'), full],
];

describe.each(archives)('%s', (_, root, reports) => {
  let site: BuiltSite;
  const cells = new Map<string, FigureCell[]>();
  beforeAll(async () => {
    site = await buildPages(root);
    for (const { key } of reports) cells.set(key, figureCells(site.report(key)));
  });
  afterAll(() => site.remove());

  describe.each(reports)('$key', (report) => {
    test('every figure stands under the labels of the form', () => {
      const found = cells.get(report.key)!.map(({ headers, text }) => ({ labels: headers, text }));
      expect(found).toEqual(printedCells(report));
    });

    test('the headers that are read out are those that are seen', () => {
      for (const { headers, seen, fact } of cells.get(report.key)!)
        expect([...headers].sort(), fact).toEqual([...seen].sort());
    });

    test('every figure is the one of report.json, and none stands there twice', () => {
      const { facts } = site.reportJson(report.key);
      const found = cells.get(report.key)!;
      for (const { fact, text } of found) expect(numberIn(text), fact).toBe(facts[fact]);
      const names = found.map(({ fact }) => fact);
      expect(new Set(names).size).toBe(names.length);
      const corners = site.report(report.key).all('table.statutory td.corner').length;
      expect(site.report(report.key).all('table.statutory td')).toHaveLength(
        names.length + corners,
      );
    });

    test('a placeholder shows the fact that it names', () => {
      const { facts } = site.reportJson(report.key);
      const shown = site.report(report.key).all('.prose [data-fact]');
      expect(shown.length).toBeGreaterThan(0);
      for (const element of shown) {
        const fact = attribute(element, 'data-fact')!;
        // Last year's figures, changes and shares are no facts of this report.
        if (/^(上年:|同比 |占比 )/.test(fact)) continue;
        expect(facts[fact], fact).toBe(numberIn(textOf(element).replaceAll(',', '')));
      }
    });
  });
});

test('a figure of each kind of placeholder says what it is', async () => {
  const site = await buildPages(fixtureRoot('full'));
  const named = (key: string) =>
    new Map(
      site
        .report(key)
        .all('.prose [data-fact]')
        .map((element) => [attribute(element, 'data-fact'), textOf(element)]),
    );
  const of2020 = named('lin-shui-jiaoyu/2020');
  expect(of2020.get('申请办理.本年新收.总计')).toBe('5448');
  expect(of2020.get('上年:申请办理.本年新收.总计')).toBe('5207');
  expect(of2020.get('同比 申请办理.本年新收.总计')).toBe('增长4.6%');
  expect(of2020.get('主动公开.政府集中采购.采购总金额')).toBe('3862051.40');
  const share = '占比 申请办理.办理结果.部分公开.总计 / 申请办理.办理结果.总计.总计';
  expect(named('lin-shui-jiaoyu/2022').get(share)).toBe('4.6%');
  await site.remove();
});

/** The number that a cell shows; null for “—”. Throws on anything else. */
function numberIn(text: string): number | null {
  if (text === '—') return null;
  if (!/^[+-]?\d+(\.\d+)?$/.test(text)) throw new Error(`Not a figure: ${text}`);
  return Number(text);
}
