import { describe, expect, test } from 'vitest';
import type { ArchivedReport } from '../../src/archive/archive.ts';
import { home, loadArchive } from '../../src/archive/load.ts';
import type { ReportFacts } from '../../src/facts/facts.ts';
import { layoutTable } from '../../src/form/layout.ts';
import { fullReports } from '../fixtures/full/expected.ts';
import { fixtureRoot, projectRoot } from '../roots.ts';
import { seedReports } from '../seeds/figures.ts';
import { type PrintedReport, printedCells } from '../seeds/printed-cells.ts';

const seeds = loadArchive(home, projectRoot).archive!;
const full = loadArchive(home, fixtureRoot('full')).archive!;

const find = (reports: readonly ArchivedReport[], agency: string, year: number) =>
  reports.find(({ report }) => report.agency === agency && report.year === year)!;

describe.each(seedReports)('$agency $year', (seed) => {
  const { facts, report } = find(seeds.reports, seed.agency, seed.year);

  test('is on its form', () => {
    expect(report.form.edition).toBe(seed.form);
  });

  test('shows in every table cell what the seed states, or what its totals must be', () => {
    expect(cellsOf(facts)).toEqual(asPrinted(seed));
  });

  test('holds the figures that only the prose states', () => {
    for (const [address, value] of Object.entries(seed.statistics))
      expect(facts.get(address)?.value?.toNumber(), address).toBe(value);
  });

  test('never settles a primary figure', () => {
    expectPrimariesAsStated(facts);
  });
});

describe('the five seed reports', () => {
  const facts = (agency: string, year: number) => find(seeds.reports, agency, year).facts;

  test('settle the totals of lost rows where nothing was received', () => {
    const zhengwang = facts('hedong-zhengwang', 2021);
    for (const address of [
      '申请办理.结转下年度.总计',
      '申请办理.办理结果.总计.总计',
      '申请办理.办理结果.不予公开.属于行政执法案卷.总计',
      '申请办理.办理结果.无法提供.小计.总计',
    ])
      expect(zhengwang.get(address)).toMatchObject({ text: '0', origin: 'settled' });
    expect(zhengwang.get('申请办理.结转下年度.自然人')).toMatchObject({
      value: null,
      text: null,
      origin: 'missing',
    });
    expect(zhengwang.get('复议诉讼.行政诉讼.总计')?.value).toBeNull();
  });

  test('show the computed 合计 where all parts are stated and the printed one differs', () => {
    const { facts: zhengwang, report } = find(seeds.reports, 'hedong-zhengwang', 2021);
    const address = '统计.主动公开信息.合计';
    expect(zhengwang.get(address)).toMatchObject({ text: '68', origin: 'computed', unit: '条' });
    expect(report.statedTotals.get(address)?.figure.text).toBe('65');
  });

  test('take over the printed （七）总计 where outcomes are lost', () => {
    const huji = facts('jinxiang-huji', 2022);
    expect(huji.get('申请办理.办理结果.总计.自然人')).toMatchObject({
      text: '0',
      origin: 'printed',
    });
    expect(huji.get('申请办理.本年新收.总计')).toMatchObject({ text: '0', origin: 'settled' });
    expect(huji.get('申请办理.收办.总计')).toMatchObject({ text: '0', origin: 'settled' });
  });
});

describe.each(fullReports)('$agency $year', (expected) => {
  const { facts, report } = find(full.reports, expected.agency, expected.year);

  test('is on its form', () => {
    expect([report.form.edition, report.form.family]).toEqual([expected.edition, expected.form]);
  });

  test('shows in every table cell the digits of the expected table', () => {
    expect(cellsOf(facts)).toEqual(asPrinted(expected));
  });

  test('computes the sums that the form does not print', () => {
    for (const [address, text] of Object.entries(expected.derived))
      expect(facts.get(address), address).toMatchObject({ text, origin: 'computed' });
  });

  test('holds its statistics and no others', () => {
    const statistics = [...facts.all()].filter(({ address }) => address.startsWith('统计.'));
    expect(Object.fromEntries(statistics.map(({ address, text }) => [address, text]))).toEqual(
      expected.statistics,
    );
  });

  test('names the unit of 采购总金额', () => {
    expect(facts.get('主动公开.政府集中采购.采购总金额')?.unit).toBe(expected.procurementUnit);
  });

  test('has values equal to its digits, all stated or computed', () => {
    for (const { address, value, text, origin } of facts.all()) {
      expect(value?.eq(text!.replace('+', '')), address).toBe(true);
      expect(origin).toMatch(/^(stated|computed)$/);
    }
    expectPrimariesAsStated(facts);
  });

  test('keeps every identity', () => {
    for (const { left, right } of facts.form.identities) {
      const sum = (side: number[]) =>
        side.reduce((total, index) => total + BigInt(facts.at(index).text!), 0n);
      expect(sum(left)).toBe(sum(right));
    }
  });
});

test('the full fixture carries over from year to year, column by column, across editions', () => {
  const years = full.reports.filter(({ lastYear }) => lastYear);
  expect(years.map(({ report }) => report.year)).toEqual([2020, 2021, 2022, 2023, 2024]);
  for (const { facts, lastYear } of years) {
    for (const { address } of facts.form.facts) {
      const [, column] = /^申请办理\.上年结转\.(.+)$/.exec(address) ?? [];
      if (column)
        expect(facts.get(address)?.text).toBe(
          lastYear!.facts.get(`申请办理.结转下年度.${column}`)?.text,
        );
    }
  }
});

test('an address that nothing bears has no fact', () => {
  const { facts } = full.reports[0]!;
  expect(facts.get('申请办理.本年新收')).toBeUndefined();
  expect(facts.get('统计.没有.合计')).toBeUndefined();
});

interface LabelledCell {
  labels: string[];
  text: string;
}

/** Every printed figure with the labels of its headers, in printed order. */
function cellsOf(facts: ReportFacts): LabelledCell[] {
  return facts.form.tables.flatMap((table) => {
    const cells = layoutTable(table).sections.flatMap(({ rows }) => rows.flat());
    const labels = new Map(
      cells.flatMap((cell) => (cell.kind === 'header' ? [[cell.id, cell.label]] : [])),
    );
    return cells.flatMap((cell) =>
      cell.kind === 'figure'
        ? [
            {
              labels: cell.headers.map((id) => labels.get(id)!),
              text: facts.get(cell.address)!.text ?? '—',
            },
          ]
        : [],
    );
  });
}

/** The expected cells under the form's own labels: only the printed page adds a unit to one. */
function asPrinted({ form, proactive, requests, litigation }: PrintedReport): LabelledCell[] {
  return printedCells({ form, proactive, requests, litigation });
}

function expectPrimariesAsStated(facts: ReportFacts): void {
  for (const [index, { role, address }] of facts.form.facts.entries()) {
    if (role === 'primary') expect(facts.at(index).origin, address).toMatch(/^(stated|missing)$/);
  }
}
