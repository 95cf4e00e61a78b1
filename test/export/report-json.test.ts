import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Finding } from '../../src/finding/finding.ts';
import { Publication } from '../../src/site/publication.ts';
import { fixtureRoot, projectRoot, temporaryRoot } from '../roots.ts';
import { printedFigures, unprintedAddresses } from '../seeds/addresses.ts';
import { full, type KnownReport, seeds } from '../seeds/reports.ts';
import { type BuiltSite, buildPages } from '../site/built-site.ts';

/** Every figure that the report prints, by address. */
function printedFacts(report: KnownReport): Record<string, number | null> {
  return Object.fromEntries(
    Object.entries(printedFigures(report)).map(([address, figure]) => [
      address,
      figure === null ? null : Number(figure),
    ]),
  );
}

describe.each<[string, string, readonly KnownReport[]]>([
  ['the five seed reports', projectRoot, seeds],
  ['the full fixture', fixtureRoot('full'), full],
])('%s', (_, root, reports) => {
  let site: BuiltSite;
  beforeAll(async () => {
    site = await buildPages(root);
  });
  afterAll(() => site.remove());

  describe.each(reports)('$key', (report) => {
    test('has the keys of the contract, and says whose and of what year it is', () => {
      const json = site.reportJson(report.key);
      expect(Object.keys(json)).toEqual([
        'agency',
        'year',
        'form',
        'title',
        'published',
        'facts',
        'units',
        'findings',
      ]);
      const { agency, year } = json;
      expect({ agency, year }).toEqual({ agency: report.agency, year: report.year });
    });

    test('holds every printed figure as it was stated, null where it was not', () => {
      expect(site.reportJson(report.key).facts).toMatchObject(printedFacts(report));
    });

    test('holds these and the unprinted facts, and none besides but those of 统计', () => {
      const found = Object.keys(site.reportJson(report.key).facts);
      const expected = [...Object.keys(printedFacts(report)), ...unprintedAddresses(report)];
      expect(found.filter((address) => !address.startsWith('统计.')).sort()).toEqual(
        expected.sort(),
      );
    });

    test('gives every fact a unit, where the source states one', () => {
      const { facts, units } = site.reportJson(report.key);
      const without = Object.keys(facts).filter((address) => !units[address]);
      const isOpen = report.form === '2019' && report.procurementUnit === undefined;
      expect(without).toEqual(isOpen ? ['主动公开.政府集中采购.采购总金额'] : []);
      expect(Object.keys(units).filter((address) => !(address in facts))).toEqual([]);
    });
  });
});

describe('the five seed reports', () => {
  let site: BuiltSite;
  beforeAll(async () => {
    site = await buildPages(projectRoot);
  });
  afterAll(() => site.remove());

  test.each(seeds)('$key: the figures of its prose, its form, no date', (report) => {
    const { facts, form, published } = site.reportJson(report.key);
    expect(facts).toMatchObject(report.statistics);
    expect(form).toBe(report.form);
    expect(published).toBeNull();
  });
});

describe('the full fixture', () => {
  let site: BuiltSite;
  beforeAll(async () => {
    site = await buildPages(fixtureRoot('full'));
  });
  afterAll(() => site.remove());

  test.each(full)('$key: unprinted sums, the agency’s own figures, title, date', (report) => {
    const { facts, title, form, published } = site.reportJson(report.key);
    const known = { ...report.derived, ...report.statistics };
    for (const [address, digits] of Object.entries(known))
      expect(facts[address], address).toBe(Number(digits));
    const statistics = Object.keys(facts).filter((address) => address.startsWith('统计.'));
    expect(statistics.sort()).toEqual(Object.keys(report.statistics).sort());
    const { date, time } = report.published;
    expect({ title, form, published }).toEqual({
      title: report.title,
      form: report.edition,
      published: time === undefined ? date : `${date} ${time}`,
    });
  });

  test('units are those of the form, of the report, and of 统计', () => {
    const units = (year: number) => site.reportJson(`lin-shui-jiaoyu/${year}`).units;
    expect(units(2019)).toMatchObject({
      '主动公开.规章.本年新制作数量': '件',
      '主动公开.行政许可.上一年项目数量': '项',
      '主动公开.行政许可.本年增减': '项',
      '主动公开.行政许可.处理决定数量': '件',
      '主动公开.政府集中采购.采购总金额': '万元',
      '申请办理.收办.总计': '件',
      '统计.公开培训.合计': '场',
    });
    expect(units(2020)).toMatchObject({ '主动公开.政府集中采购.采购总金额': '元' });
    expect(units(2021)).toMatchObject({
      '主动公开.行政事业性收费.本年收费金额': '万元',
      '复议诉讼.行政诉讼.总计': '件',
    });
    expect(units(2022)).toMatchObject({ '统计.公开经费.平台运维': '万元' });
  });
});

describe('numbers', () => {
  /** Digits as they stand in the file, not as JavaScript would read them. */
  async function digitsOf(report: string): Promise<Map<string, string>> {
    const base = fixtureRoot('bad-input/base');
    await using root = await temporaryRoot(base, { 'reports/town/2021.yaml': report });
    const site = await buildPages(root.path);
    const text = await readFile(path.join(site.folder, 'town/2021/report.json'), 'utf8');
    await site.remove();
    return new Map(
      [...text.matchAll(/^ {4}"(.+)": (null|-?\d+(?:\.\d+)?),?$/gm)].map(([, address, digits]) => [
        address!,
        digits!,
      ]),
    );
  }

  test('are exact: no trailing zeros, sums beyond 2^53, long decimals', async () => {
    const digits = await digitsOf(`格式: "2021"
发布日期: 2022-01-20
总体情况: 略。
主动公开: {规章: 0, 行政规范性文件: 0, 行政许可: 0, 行政处罚: 0, 行政强制: 0, 行政事业性收费: 26.50}
申请办理:
  本年新收: {自然人: 9007199254740991, 商业企业: 9007199254740990, 其余: 0}
  上年结转: 0
  办理结果: 0
  结转下年度: {自然人: 9007199254740991, 商业企业: 9007199254740990, 其余: 0}
复议诉讼: 0
主要问题及改进: 略。
其他事项: 略。
统计:
  经费: {单位: 万元, 分项: {甲: 0.1, 乙: 0.2, 丙: 123456789.123456, 丁: 100}}
`);
    expect(digits.get('主动公开.行政事业性收费.本年收费金额')).toBe('26.5');
    expect(digits.get('申请办理.本年新收.总计')).toBe('18014398509481981');
    expect(digits.get('申请办理.收办.总计')).toBe('18014398509481981');
    expect(digits.get('统计.经费.合计')).toBe('123456889.423456');
    expect(digits.get('统计.经费.丁')).toBe('100');
    expect(digits.get('申请办理.上年结转.自然人')).toBe('0');
  });

  test('with a sign are numbers', async () => {
    const digits = await digitsOf(`格式: "2019"
发布日期: 2022-01-20
总体情况: 略。
主动公开:
  规章: 0
  规范性文件: 0
  行政许可: {上一年项目数量: 1, 本年增减: +47, 处理决定数量: 0}
  其他对外管理服务事项: {上一年项目数量: 9, 本年增减: -3, 处理决定数量: 0}
  行政处罚: 0
  行政强制: 0
  行政事业性收费: 0
  政府集中采购: {采购项目数量: 1, 采购总金额: 250000.50, 单位: 元}
申请办理: 0
复议诉讼: 0
主要问题及改进: 略。
其他事项: 略。
`);
    expect(digits.get('主动公开.行政许可.本年增减')).toBe('47');
    expect(digits.get('主动公开.其他对外管理服务事项.本年增减')).toBe('-3');
    expect(digits.get('主动公开.政府集中采购.采购总金额')).toBe('250000.5');
  });
});

describe('findings', () => {
  const finding: Finding = {
    rule: 'stated-total/mismatch',
    severity: 'error',
    file: 'reports/town/2021.yaml',
    line: 9,
    column: 3,
    fact: '统计.主动公开信息.合计',
    message: '原文刊载的总数与各项之和不符',
    expected: 68,
    actual: 65,
    acknowledged: true,
    reason: '原文如此',
    sourceLine: '  统计.主动公开信息.合计: 65   # 编辑的备注',
    entry: '- 规则: stated-total/mismatch',
    isFault: true,
  };
  const { acknowledged: _, reason: __, ...open } = finding;

  test('are the acknowledged ones of the report, in the fields of the contract', async () => {
    const site = await buildPages(fixtureRoot('bad-input/base'));
    await site.remove();
    const elsewhere = { ...finding, file: 'reports/other/2021.yaml' };
    const findings = [open, finding, elsewhere];
    const publication = new Publication(site.archive, findings, { isPreview: false });
    const { sourceLine, entry, isFault, ...told } = finding;
    expect(JSON.parse(publication.reportJson('town/2021')).findings).toEqual([told]);
  });

  test('of the seed reports tell what each source contradicts itself in, and no signature', async () => {
    const site = await buildPages(projectRoot);
    const told = (key: string) => {
      const { findings } = site.reportJson(key);
      for (const { acknowledged, reason } of findings)
        expect({ acknowledged, reason }).toEqual({
          acknowledged: true,
          reason: expect.any(String),
        });
      return findings
        .filter(({ rule }) => rule === 'prose/figures' || rule === 'stated-total/mismatch')
        .map(({ expected, actual }) => [Number(expected), Number(actual)]);
    };
    expect(told('hedong-zhengwang/2021')).toEqual([[68, 65]]);
    expect(told('anqiu-jingzhi/2019')).toEqual([
      [1, 0],
      [1, 0],
    ]);
    expect(told('tanghe-shangtun/2020')).toEqual([[0, 8]]);
    expect(told('weishi-daying/2021')).toEqual([]);
    for (const file of site.files) {
      const content = await readFile(path.join(site.folder, file), 'utf8');
      expect(content, file).not.toContain('演示编辑');
    }
    await site.remove();
  });
});
