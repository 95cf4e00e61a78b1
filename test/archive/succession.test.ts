import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { home } from '../../src/archive/load.ts';
import { placeholderText } from '../../src/archive/placeholder-text.ts';
import { Recollection } from '../../src/archive/recollection.ts';
import { inspect } from '../../src/check/inspect.ts';
import { Publication } from '../../src/site/publication.ts';
import { reportYaml } from '../check/archive-of.ts';
import { arrived, reorganisedCounty, requests, toldOfCounty } from './reorganised-county.ts';

test('a county in which all that was handed over has arrived is without fault', async () => {
  expect(await toldOfCounty()).toEqual([]);
});

describe('what a merged agency has from the year before is the sum of its predecessors’', () => {
  test('told column by column, the total at its first addend', async () => {
    const told = await toldOfCounty({
      'culture-tourism/2024': {
        申请办理: requests(
          '0',
          '{自然人: 3, 商业企业: 1, 科研机构: 1, 其余: 0}',
          '{自然人: 3, 商业企业: 1, 科研机构: 1, 其余: 0}',
          '0',
        ),
      },
    });
    const between = '被承接的清河县文化局、清河县旅游局上一年度的结转下年度合计为';
    expect(told).toEqual([
      `culture-tourism/2024 error: “自然人”一列：本年的上年结转为 3，${between} 5，相差 -2`,
      `culture-tourism/2024 error: “总计”一列：本年的上年结转为 5，${between} 6，相差 -1`,
      `culture-tourism/2024 error: “科研机构”一列：本年的上年结转为 1，${between} 0，相差 +1`,
    ]);
  });

  test('across editions', async () => {
    const told = await toldOfCounty({ 'middle/2023': { 申请办理: '0' } });
    expect(told).toEqual([
      'middle/2023 error: “其他”一列：本年的上年结转为 0，被承接的清河县东镇人民政府、清河县西镇人民政府上一年度的结转下年度合计为 3，相差 -3',
      'middle/2023 error: “总计”一列：本年的上年结转为 0，被承接的清河县东镇人民政府、清河县西镇人民政府上一年度的结转下年度合计为 3，相差 -3',
    ]);
  });

  test('at the line and column of the figure', async () => {
    await using root = await reorganisedCounty({ 'middle/2023': { 申请办理: '0' } });
    const { findings } = inspect(home, root.path);
    expect(findings.filter(({ rule }) => rule === 'carry-over/succession')).toMatchObject([
      {
        file: 'reports/middle/2023.yaml',
        line: 10,
        column: 7,
        fact: '申请办理.上年结转.其他',
        expected: 3,
        actual: 0,
      },
      { fact: '申请办理.上年结转.总计', expected: 3, actual: 0 },
    ]);
  });

  test('but not where one of their reports is missing', async () => {
    const told = await toldOfCounty({
      'tourism/2023': undefined,
      'culture-tourism/2024': { 申请办理: '0' },
    });
    expect(told).toEqual([
      'culture-tourism/2024 info: 没有清河县旅游局2023年的报告，没有核对承接的上年结转',
    ]);
  });

  test('nor where one is a draft, unless its own report is a draft too', async () => {
    const handed = {
      'tourism/2023': { ...arrived['tourism/2023'], isDraft: true },
      'culture-tourism/2024': { 申请办理: '0' },
    };
    expect(await toldOfCounty(handed)).toEqual([
      'culture-tourism/2024 info: 清河县旅游局2023年的报告还是草稿，没有核对承接的上年结转',
    ]);
    const drafts = { ...handed, 'culture-tourism/2024': { 申请办理: '0', isDraft: true } };
    expect((await toldOfCounty(drafts)).filter((line) => line.includes('warning'))).toHaveLength(3);
  });

  test('nor in a column that one of them does not state', async () => {
    const told = await toldOfCounty({
      'tourism/2023': {
        申请办理: requests('未载', '0', '0', '{自然人: 未载, 其余: 0}'),
        more: '原载: {出处: 未载}',
      },
      'culture-tourism/2024': {
        申请办理: requests(
          '0',
          '{自然人: 3, 商业企业: 2, 其余: 0}',
          '{自然人: 3, 商业企业: 2, 其余: 0}',
          '0',
        ),
      },
    });
    expect(told).toEqual([
      'culture-tourism/2024 info: “自然人”“总计”有未载的数字，没有与清河县文化局、清河县旅游局的结转下年度核对',
      'culture-tourism/2024 error: “商业企业”一列：本年的上年结转为 2，被承接的清河县文化局、清河县旅游局上一年度的结转下年度合计为 1，相差 +1',
    ]);
  });
});

describe('of a split, both sides are summed', () => {
  test('each of those who took over is told where the sums differ', async () => {
    const told = await toldOfCounty({ 'planning/2024': { 申请办理: '0' } });
    const sums =
      '清河县住房保障局、清河县规划局的上年结转合计为 4，被承接的清河县建设局上一年度的结转下年度合计为 7，相差 -3';
    expect(told).toEqual([
      `housing/2024 error: “自然人”一列：${sums}`,
      `housing/2024 error: “总计”一列：${sums}`,
      `planning/2024 error: “自然人”一列：${sums}`,
      `planning/2024 error: “总计”一列：${sums}`,
    ]);
  });

  test('nobody is accused while one report is missing', async () => {
    expect(await toldOfCounty({ 'planning/2024': undefined })).toEqual([
      'housing/2024 info: 没有清河县规划局2024年的报告，没有核对承接的上年结转',
    ]);
  });
});

describe('上年 in the first report of a successor', () => {
  const 上年 = (text: string) => ({ ...arrived['culture-tourism/2024'], 其他事项: text });

  async function shown(text: string): Promise<string> {
    await using root = await reorganisedCounty({ 'culture-tourism/2024': 上年(text) });
    const { archive, findings } = inspect(home, root.path);
    const publication = new Publication(archive!, findings, { isPreview: false });
    const html = publication.report('culture-tourism/2024').parts.at(-1)!.html!;
    return html.replace(/<[^>]*>/g, '').trim();
  }

  test('is the sum of the predecessors’, digits as written', async () => {
    expect(await shown('上年新收 {{ 上年:申请办理.本年新收.总计 }} 件。')).toBe('上年新收 17 件。');
    expect(await shown('本年新收{{ 同比 申请办理.本年新收.总计 }}。')).toBe('本年新收增长17.6%。');
    const fees = '{{ 上年:主动公开.行政事业性收费.本年收费金额 }}';
    expect(await shown(`上年收费 ${fees} 万元。`)).toBe('上年收费 29.755 万元。');
  });

  const quoting = (key: string, address: string) => ({
    [key]: { ...arrived[key], 其他事项: `上年 {{ 上年:${address} }}。` },
  });
  const received = '申请办理.本年新收.总计';

  test('has none where a report is missing or a draft, the edition another, the figure an agency’s own', async () => {
    expect(
      await toldOfCounty({ ...quoting('middle/2023', '主动公开.行政规范性文件.现行有效件数') }),
    ).toEqual([
      'middle/2023 error: 清河县东镇人民政府：上年报告（2019年格式）没有与“主动公开.行政规范性文件.现行有效件数”可比的数字',
    ]);
    const missing = { ...quoting('culture-tourism/2024', received), 'tourism/2023': undefined };
    expect((await toldOfCounty(missing)).filter((line) => line.includes('error'))).toEqual([
      'culture-tourism/2024 error: 没有清河县旅游局 2023 年的报告，不能引用上年数字',
    ]);
    const draft = { ...arrived['tourism/2023'], isDraft: true };
    const drafted = { ...quoting('culture-tourism/2024', received), 'tourism/2023': draft };
    expect((await toldOfCounty(drafted)).filter((line) => line.includes('error'))).toEqual([
      'culture-tourism/2024 error: 清河县旅游局 2023 年的报告还是草稿，不能引用上年数字',
    ]);
    const own = '统计: {主动公开信息: {单位: 条, 数量: 8}}';
    const told = await toldOfCounty({
      'culture/2023': { ...arrived['culture/2023'], more: own },
      'tourism/2023': { ...arrived['tourism/2023'], more: own },
      'culture-tourism/2024': {
        ...arrived['culture-tourism/2024'],
        其他事项: '上年 {{ 上年:统计.主动公开信息.合计 }} 条。',
        more: own,
      },
    });
    expect(told).toEqual([
      'culture-tourism/2024 error: 清河县文化局、清河县旅游局各自统计的数字口径不一定相同，不能合计为“上年:统计.主动公开信息.合计”',
    ]);
  });

  test('has none after a split, whose figures cannot be told apart', async () => {
    expect(await toldOfCounty(quoting('housing/2024', received))).toEqual([
      'housing/2024 error: 清河县建设局由清河县住房保障局、清河县规划局分别承接，上年的数字无法分开，不能引用',
    ]);
  });

  test('in later years is its own', async () => {
    await using root = await reorganisedCounty(quoting('culture-tourism/2025', received));
    const { archive, findings } = inspect(home, root.path);
    const publication = new Publication(archive!, findings, { isPreview: false });
    expect(publication.report('culture-tourism/2025').parts.at(-1)!.html).toContain('>20<');
  });
});

describe('cases that were pending', () => {
  const pending = (count: number) => `{行政复议: {尚未审结: ${count}, 其余: 0}, 其余: 0}`;
  async function asked(changes: Parameters<typeof reorganisedCounty>[0]) {
    await using root = await reorganisedCounty(changes);
    return inspect(home, root.path)
      .findings.filter(({ rule }) => rule === 'litigation/pending')
      .map(({ file, message }) => [file, message]);
  }
  const before = {
    'culture/2023': { ...arrived['culture/2023'], 复议诉讼: pending(2) },
    'tourism/2023': { ...arrived['tourism/2023'], 复议诉讼: pending(1) },
  };

  test('with agencies that were merged are counted by the one that took over', async () => {
    const counted = (count: number) => ({
      ...before,
      'culture-tourism/2024': { ...arrived['culture-tourism/2024'], 复议诉讼: pending(count) },
      // It has the same to count on.
      'culture-tourism/2025': { 复议诉讼: pending(count) },
    });
    expect(await asked(counted(2))).toEqual([
      [
        'reports/culture-tourism/2024.yaml',
        '请核实：行政复议本年总计 2 件，少于上一年度尚未审结的 3 件',
      ],
    ]);
    expect(await asked(counted(3))).toEqual([]);
    expect(await asked({ ...counted(0), 'tourism/2023': undefined })).toEqual([]);
  });

  test('with one that was split may be with any of those who took over', async () => {
    const split = { ...arrived['construction/2023'], 复议诉讼: pending(3) };
    expect(await asked({ 'construction/2023': split })).toEqual([]);
  });
});

test('who ended owes no more reports, and who took over owes none before', async () => {
  await using root = await reorganisedCounty({
    'culture/2023': undefined,
    'culture-tourism/2024': undefined,
  });
  const { archive, findings } = inspect(home, root.path);
  const publication = new Publication(archive!, findings, { isPreview: false });
  const missing = [2022, 2023, 2024, 2025].map((year) =>
    publication.year(year).missing.map(({ agency }) => agency),
  );
  expect(missing).toEqual([
    [],
    ['culture'],
    ['culture-tourism', 'middle'],
    ['housing', 'planning', 'middle'],
  ]);
});

test('an edited report of a predecessor is told at its successor at once, as if read for the first time', async () => {
  const quoting = {
    ...arrived['culture-tourism/2024'],
    其他事项: '上年 {{ 上年:申请办理.本年新收.总计 }} 件。',
  };
  await using root = await reorganisedCounty({ 'culture-tourism/2024': quoting });
  const recollection = new Recollection();
  const shown = () => {
    const { archive, findings } = inspect(home, root.path, { recollection });
    recollection.forgetOthers();
    const told = findings.filter(({ severity }) => severity === 'error').map(({ fact }) => fact);
    const merged = archive!.reports.find(
      ({ report }) => report.source.file === 'reports/culture-tourism/2024.yaml',
    )!;
    const [placeholder] = merged.report.prose.get('其他事项')!.placeholders;
    return [placeholderText(merged)(placeholder!), ...told];
  };
  expect(shown()).toEqual(['17']);
  const left = requests('{自然人: 6, 其余: 0}', '0', '0', '{自然人: 6, 其余: 0}');
  const edited = reportYaml({ ...arrived['tourism/2023'], year: 2023, 申请办理: left });
  await writeFile(path.join(root.path, 'reports/tourism/2023.yaml'), edited);
  expect(shown()).toEqual(['17', '申请办理.上年结转.自然人', '申请办理.上年结转.总计']);
  const fewer = requests(
    '{自然人: 4, 其余: 0}',
    '0',
    '{自然人: 2, 其余: 0}',
    '{自然人: 2, 其余: 0}',
  );
  const again = reportYaml({ ...arrived['tourism/2023'], year: 2023, 申请办理: fewer });
  await writeFile(path.join(root.path, 'reports/tourism/2023.yaml'), again);
  expect(shown()).toEqual(['15']);
});
