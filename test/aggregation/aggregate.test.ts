import { describe, expect, test } from 'vitest';
import type { ArchivedReport } from '../../src/archive/archive.ts';
import { archiveOf, type ReportTexts } from '../check/archive-of.ts';

/** The county's report of some reports. */
async function county(...reports: ReportTexts[]): Promise<ArchivedReport> {
  const archive = await archiveOf(reports);
  return archive.reports.find(({ report }) => report.agency === 'county')!;
}

/** Digits as published, and where they come from. */
const at = ({ facts }: ArchivedReport, address: string) => {
  const fact = facts.get(address)!;
  return [fact.text, fact.origin];
};

/** A table 三 in balance: what one natural person and one firm asked, all answered in full. */
const requests = (persons: number, firms = 0) => `
  本年新收: {自然人: ${persons}, 商业企业: ${firms}, 其余: 0}
  上年结转: 0
  办理结果:
    予以公开: {自然人: ${persons}, 商业企业: ${firms}, 其余: 0}
    其余: 0
  结转下年度: 0`;

const fees = (amount: string) => `{行政事业性收费: ${amount}, 其余: 0}`;

describe('the sum', () => {
  test('is of 本级 and all members, cell by cell, with totals', async () => {
    const archived = await county(
      { agency: 'education', 申请办理: requests(3, 2), 主动公开: fees('26.50') },
      { agency: 'liulin', 申请办理: requests(10), 主动公开: fees('0.125') },
      {
        agency: 'county',
        申请办理: requests(4, 1),
        主动公开: fees('1'),
        more: '汇总: {成员: [education, liulin]}',
      },
    );
    expect(at(archived, '申请办理.本年新收.自然人')).toEqual(['17', 'computed']);
    expect(at(archived, '申请办理.本年新收.商业企业')).toEqual(['3', 'computed']);
    expect(at(archived, '申请办理.本年新收.科研机构')).toEqual(['0', 'computed']);
    expect(at(archived, '申请办理.本年新收.总计')).toEqual(['20', 'computed']);
    expect(at(archived, '申请办理.办理结果.总计.总计')).toEqual(['20', 'computed']);
    // 1 + 26.50 + 0.125, with as many decimals as the finest of them.
    expect(at(archived, '主动公开.行政事业性收费.本年收费金额')).toEqual(['27.625', 'computed']);
    const { own, unformed, absent, leftOut } = archived.aggregation!;
    expect(own!.get('申请办理.本年新收.总计')).toMatchObject({ text: '5', origin: 'computed' });
    expect([unformed, absent, leftOut]).toEqual([[], [], []]);
  });

  test('of a member that adds up itself is what it publishes', async () => {
    const archive = await archiveOf([
      { agency: 'liulin', 申请办理: requests(10) },
      { agency: 'county', 申请办理: requests(4), more: '汇总: {成员: [liulin]}' },
      { agency: 'city-education', 申请办理: requests(1) },
      { agency: 'city', 申请办理: requests(100), more: '汇总: {成员: 全部下级}', year: 2022 },
      // It owes one from 2022 on.
      { agency: 'founded', 申请办理: requests(20) },
    ]);
    const city = archive.reports.find(({ report }) => report.agency === 'city')!;
    // 100 + 14 of the county + 1 + 20: the county did not count the founded office.
    expect(at(city, '申请办理.本年新收.总计')).toEqual(['135', 'computed']);
  });

  test('leaves 统计 to the report itself, and gives placeholders the published figures', async () => {
    const statistics = (count: number) => `统计: {公众号: {单位: 条, 数量: ${count}}}`;
    const archived = await county(
      { agency: 'liulin', 申请办理: requests(10), more: statistics(7) },
      {
        agency: 'county',
        申请办理: requests(4),
        总体情况: '新收 {{ 申请办理.本年新收.总计 }} 件，公众号 {{ 统计.公众号.合计 }} 条。',
        more: `汇总: {成员: [liulin]}\n${statistics(5)}`,
      },
    );
    expect(at(archived, '统计.公众号.合计')).toEqual(['5', 'stated']);
    expect(at(archived, '申请办理.本年新收.总计')).toEqual(['14', 'computed']);
  });
});

describe('who is not there', () => {
  test.each([
    ['missing', []],
    ['draft', [{ agency: 'liulin', isDraft: true, 申请办理: requests(10) }]],
  ] as const)(
    'a member whose report is %s is absent, and the others are added',
    async (reason, reports) => {
      const archived = await county(
        ...reports,
        { agency: 'education', 申请办理: requests(3) },
        { agency: 'county', 申请办理: requests(4), more: '汇总: {成员: [education, liulin]}' },
      );
      expect(at(archived, '申请办理.本年新收.总计')).toEqual(['7', 'computed']);
      expect(archived.aggregation!.absent).toMatchObject([{ agency: { id: 'liulin' }, reason }]);
      expect(archived.aggregation!.members).toHaveLength(1);
    },
  );

  test('is absent from what is added up of it, too', async () => {
    const archive = await archiveOf([
      { agency: 'county', 申请办理: requests(4), more: '汇总: {成员: [liulin]}' },
      { agency: 'city', 申请办理: requests(1), more: '汇总: {成员: [county]}' },
    ]);
    const city = archive.reports.find(({ report }) => report.agency === 'city')!;
    expect(city.aggregation!.absent).toMatchObject([
      { agency: { id: 'liulin' }, reason: 'missing', within: { id: 'county' } },
    ]);
  });
});

describe('what is not stated', () => {
  const archivedMember = (tables: Partial<ReportTexts>): ReportTexts => ({
    agency: 'liulin',
    more: '原载: {出处: 未载}',
    ...tables,
  });
  const aggregate = { agency: 'county', more: '汇总: {成员: [education, liulin]}' };

  test('makes a cell unknown, not its total where the total is known', async () => {
    const archived = await county(
      { agency: 'education', 申请办理: requests(3) },
      archivedMember({
        申请办理: `
  本年新收: 未载
  上年结转: 0
  办理结果: {予以公开: {自然人: 5, 其余: 0}, 其余: 0}
  结转下年度: 0`,
        more: '原载: {出处: 未载}\n刊载总计: {申请办理.本年新收.总计: 5}',
      }),
      { ...aggregate, 申请办理: requests(4) },
    );
    expect(at(archived, '申请办理.本年新收.自然人')).toEqual([null, 'missing']);
    // 4 + 3 + the 5 that the original printed.
    expect(at(archived, '申请办理.本年新收.总计')).toEqual(['12', 'computed']);
    expect(at(archived, '申请办理.办理结果.予以公开.自然人')).toEqual(['12', 'computed']);
    const { unformed, leftOut } = archived.aggregation!;
    expect(unformed.map(({ address }) => address.split('.').slice(1).join('.'))).toEqual([
      '本年新收.自然人',
      '本年新收.商业企业',
      '本年新收.科研机构',
      '本年新收.社会公益组织',
      '本年新收.法律服务机构',
      '本年新收.其他',
    ]);
    expect(unformed[0]!.because).toMatchObject([
      { obstacle: 'not-stated', agencies: [{ id: 'liulin' }] },
    ]);
    expect(leftOut).toEqual([]);
  });

  test('of a whole table leaves the member out of that table only', async () => {
    const archived = await county(
      { agency: 'education', 申请办理: requests(3) },
      archivedMember({ 申请办理: '未载', 主动公开: fees('2') }),
      { ...aggregate, 申请办理: requests(4), 主动公开: fees('1') },
    );
    expect(at(archived, '申请办理.本年新收.总计')).toEqual(['7', 'computed']);
    expect(at(archived, '主动公开.行政事业性收费.本年收费金额')).toEqual(['3', 'computed']);
    expect(archived.aggregation!.leftOut).toMatchObject([
      { agency: { id: 'liulin' }, table: '申请办理' },
    ]);
  });
});

describe('editions side by side', () => {
  const of2019 = (other: number): ReportTexts => ({
    agency: 'liulin',
    form: '2019',
    主动公开: '{行政许可: {处理决定数量: 6, 其余: 0}, 政府集中采购: {其余: 0, 单位: 元}, 其余: 0}',
    申请办理: `
  本年新收: {自然人: ${5 + other}, 其余: 0}
  上年结转: 0
  办理结果:
    予以公开: {自然人: 5, 其余: 0}
    其他处理: {自然人: ${other}, 其余: 0}
    其余: 0
  结转下年度: 0`,
  });
  const aggregate: ReportTexts = {
    agency: 'county',
    主动公开: '{行政许可: 1, 行政规范性文件: {现行有效件数: 2, 其余: 0}, 其余: 0}',
    申请办理: requests(4),
    more: '汇总: {成员: [liulin]}',
  };

  test('add what compares, and have no figure for the rest', async () => {
    const archived = await county(of2019(3), aggregate);
    expect(at(archived, '主动公开.行政许可.本年处理决定数量')).toEqual(['7', 'computed']);
    expect(at(archived, '主动公开.行政规范性文件.现行有效件数')).toEqual([null, 'missing']);
    expect(at(archived, '申请办理.办理结果.予以公开.总计')).toEqual(['9', 'computed']);
    // One row of 2019 is three of 2021: which of them is unknown, their sum is not.
    expect(at(archived, '申请办理.办理结果.其他处理.其他.自然人')).toEqual([null, 'missing']);
    expect(at(archived, '申请办理.办理结果.其他处理.小计.自然人')).toEqual(['3', 'computed']);
    expect(at(archived, '申请办理.办理结果.总计.总计')).toEqual(['12', 'computed']);
    expect(
      archived.aggregation!.unformed.find(({ address }) =>
        address.endsWith('其他处理.其他.自然人'),
      )!.because,
    ).toMatchObject([{ obstacle: 'edition', agencies: [{ id: 'liulin' }] }]);
  });

  test('stand in the way of what adds up the sum, too, by the names of those concerned', async () => {
    const archive = await archiveOf([
      of2019(3),
      aggregate,
      { agency: 'city', more: '汇总: {成员: [county]}' },
    ]);
    const city = archive.reports.find(({ report }) => report.agency === 'city')!;
    const address = '主动公开.行政规范性文件.现行有效件数';
    expect(at(city, address)).toEqual([null, 'missing']);
    expect(
      city.aggregation!.unformed.find((unformed) => unformed.address === address)!.because,
    ).toMatchObject([{ obstacle: 'edition', agencies: [{ id: 'liulin' }] }]);
  });

  test('have rows of 0 where the one row of the other edition is 0', async () => {
    const archived = await county(of2019(0), aggregate);
    expect(at(archived, '申请办理.办理结果.其他处理.其他.自然人')).toEqual(['0', 'computed']);
  });

  test('add three rows of 2021 to the one of 2019', async () => {
    const member: ReportTexts = {
      agency: 'liulin',
      申请办理: `
  本年新收: {自然人: 6, 其余: 0}
  上年结转: 0
  办理结果:
    其他处理: {逾期不补正: {自然人: 1, 其余: 0}, 逾期未缴费: {自然人: 2, 其余: 0}, 其他: {自然人: 3, 其余: 0}}
    其余: 0
  结转下年度: 0`,
    };
    const archived = await county(member, {
      ...of2019(10),
      agency: 'county',
      more: '汇总: {成员: [liulin]}',
    });
    expect(at(archived, '申请办理.办理结果.其他处理.自然人')).toEqual(['16', 'computed']);
    expect(at(archived, '申请办理.办理结果.总计.总计')).toEqual(['21', 'computed']);
  });
});

describe('units', () => {
  const purchase = (agency: string, text: string, more?: string): ReportTexts => ({
    agency,
    form: '2019',
    主动公开: `{政府集中采购: ${text}, 其余: 0}`,
    ...(more === undefined ? {} : { more }),
  });
  const amount = '主动公开.政府集中采购.采购总金额';
  const members = '汇总: {成员: [education, liulin]}';

  test('are added where they are the same, those of 0 not looked at', async () => {
    const archived = await county(
      purchase('education', '{采购项目数量: 1, 采购总金额: 25.1, 单位: 万元}'),
      purchase('liulin', '{采购项目数量: 0, 采购总金额: 0, 单位: 元}'),
      purchase('county', '{采购项目数量: 1, 采购总金额: 3, 单位: 万元}', members),
    );
    expect(archived.facts.get(amount)).toMatchObject({ text: '28.1', unit: '万元' });
  });

  test('are not mixed', async () => {
    const archived = await county(
      purchase('education', '{采购项目数量: 1, 采购总金额: 25.1, 单位: 万元}'),
      purchase('liulin', '{采购项目数量: 1, 采购总金额: 5000, 单位: 元}'),
      purchase('county', '{采购项目数量: 0, 采购总金额: 0, 单位: 元}', members),
    );
    expect(archived.facts.get(amount)!.text).toBeNull();
    expect(archived.facts.get('主动公开.政府集中采购.采购项目数量')!.text).toBe('2');
    expect(archived.aggregation!.unformed).toMatchObject([
      { address: amount, because: [{ obstacle: 'unit' }] },
    ]);
  });

  test('a signed figure keeps its plus sign', async () => {
    const change = (agency: string, digits: string, more?: string): ReportTexts => ({
      agency,
      form: '2019',
      主动公开: `{行政许可: {本年增减: ${digits}, 其余: 0}, 政府集中采购: {其余: 0, 单位: 元}, 其余: 0}`,
      ...(more === undefined ? {} : { more }),
    });
    const archived = await county(
      change('education', '+47'),
      change('liulin', '-3'),
      change('county', '0', members),
    );
    expect(at(archived, '主动公开.行政许可.本年增减')).toEqual(['+44', 'computed']);
  });
});

test('an archived report keeps the figures of its original beside the members’ sum', async () => {
  const archived = await county(
    { agency: 'education', 申请办理: requests(3) },
    { agency: 'liulin', 申请办理: requests(10) },
    {
      agency: 'county',
      申请办理: requests(14),
      more: '原载: {出处: 未载}\n汇总: {成员: [education, liulin]}',
    },
  );
  expect(at(archived, '申请办理.本年新收.总计')).toEqual(['14', 'computed']);
  expect(archived.aggregation!.sum.get('申请办理.本年新收.总计')!.text).toBe('13');
  expect(archived.aggregation!.own).toBeUndefined();
});
