import { describe, expect, test } from 'vitest';
import { findingsBy, type Told, toldBy } from '../archive-of.ts';

const told = (总体情况: string) => toldBy('prose/sums', { 总体情况 });
const accuses = ({ message }: Told) => !message.startsWith('请核实：');

test('a finding has the place of the total, both values and the clause', async () => {
  const text = '今年工作平稳。全年共收到申请 12 件，其中自然人 10 件、法人或其他组织 3 件。';
  const [finding] = await findingsBy('prose/sums', { 总体情况: text });
  expect(finding).toMatchObject({
    severity: 'warning',
    line: 4,
    column: 18,
    message: '“全年共收到申请 12 件”与其下各项不一致：各项相加为 13，总数为 12',
    expected: 13,
    actual: 12,
    entry:
      '- {规则: prose/sums, 原文: "全年共收到申请 12 件", 数值: [13, 12], 理由: "", 署名: "", 日期: ""}',
  });
});

describe('speaks where the items are more than their total:', () => {
  test.each<[text: string, sum: number, total: number, isSure: boolean]>([
    ['共 12 件，其中自然人 10 件、法人或其他组织 3 件。', 13, 12, true],
    ['收到公开申请 12 件，其中公民 10 件，企业 3 件。', 13, 12, true],
    ['共发布解读 12 篇，其中图解 7 篇、问答 4 篇、视频 2 篇。', 13, 12, true],
    ['累计培训 120 人次，其中镇干部 80 人次、村干部 60 人次。', 140, 120, true],
    ['共收到申请 12 件。其中，自然人 10 件，法人 3 件。', 13, 12, true],
    ['共收到申请 12 件（其中自然人 10 件、法人 3 件），均已办结。', 13, 12, true],
    ['共安排经费 1.5 万元，其中培训 1.2 万元、印刷 0.4 万元。', 1.6, 1.5, true],
    ['共 1,200 条，其中网站 1,100 条、公报 200 条。', 1300, 1200, false],
    // One thing may be published by several channels, and what is done is not only of this year.
    ['共公开信息 20 条。其中，网站 10 条，微信 12 条。', 22, 20, false],
    ['收到申请 40 件，其中办结 39 件、结转 6 件。', 45, 40, false],
  ])('%s', async (text, sum, total, isSure) => {
    const findings = await told(text);
    expect(findings.map(({ values }) => values)).toEqual([[sum, total]]);
    expect(findings.map(accuses)).toEqual([isSure]);
  });

  test('one item is more than the total', async () => {
    const findings = await told('共收到申请 12 件，其中自然人 15 件。');
    expect(findings.map(({ message }) => message)).toEqual([
      '“共收到申请 12 件”的其中一项就有 15，多于总数',
    ]);
  });
});

describe('asks where a list that seems whole is less than its total:', () => {
  test.each<[text: string, sum: number, total: number]>([
    ['共公开信息 20 条：网站 10 条，微信 8 条。', 18, 20],
    ['全年公开信息 20 条，分别为网站 10 条、微信 8 条。', 18, 20],
    ['共公开信息 20 条，其中网站 10 条、其他渠道 8 条。', 18, 20],
    ['共公开信息 20 条，其中网站 10 条、微信 5 条、公开栏 4 条。', 19, 20],
    ['共收到申请 20 件，其中自然人 10 件、法人或其他组织 5 件。', 15, 20],
  ])('%s', async (text, sum, total) => {
    const findings = await told(text);
    expect(findings.map(({ values }) => values)).toEqual([[sum, total]]);
    expect(findings.map(accuses)).toEqual([false]);
  });
});

describe('asks where a share is not what the numbers give:', () => {
  test.each<[text: string, at: string, expected: number, actual: number]>([
    ['共收到申请 40 件，其中自然人 30 件，占 70%。', '4:27', 75, 70],
    ['共收到申请 40 件。其中，自然人 30 件，占 70%。', '4:28', 75, 70],
    ['全年新收申请 12 件，自然人 8 件，占新收的 76.7%。', '4:28', 66.7, 76.7],
    ['共公开信息 228 条，其中网站 61 条，占比 36.8％。', '4:28', 26.8, 36.8],
  ])('%s', async (text, at, expected, actual) => {
    const findings = await told(text);
    expect(findings).toMatchObject([{ at, values: [expected, actual] }]);
    expect(findings[0]!.message).toMatch(/^请核实：\d+ 占 \d+ 的 [\d.]+%，文字写的是 [\d.]+%$/);
  });
});

describe('is silent on', () => {
  const silent: Readonly<Record<string, readonly string[]>> = {
    'a list that adds up': [
      '主动公开政府信息 228 条，其中网站 61 条、微信 167 条。',
      '共 40 件（其中自然人 30 件、法人或其他组织 10 件）。',
      '全年公开信息 171 条：领域信息 124 条，动态 34 条，预算 4 条，预案 3 条，文件 2 条，其他 4 条。',
      '公开信息共 19 条，其中镇街文件 1 条；公告公示 5 条；镇街会议 5 条；其他 8 条。',
      '共收到申请 40 件，其中网络 31 件、信函 7 件、当面 2 件；按结果分，予以公开 14 件、部分公开 7 件。',
      '经费 16.00 万元，其中平台运维 12.50 万元、培训 3.2 万元、印刷 0.1 万元、无障碍改造 0.2 万元。',
    ],
    'a list that names but some': [
      '主动公开政府信息 228 条，其中网站 61 条。',
      '主动公开政府信息 228 条，其中网站 61 条、微信 60 条。',
      '共公开信息 228 条，其中政策文件 20 条、工作动态 90 条、通知公告 30 条。',
      '共公开信息 228 条，其中政策文件 20 条、工作动态 90 条、通知公告 117 条等。',
      '主要公开信息 20 条，重点为规划 10 条、预算 5 条、采购 4 条。',
      '在公开的 76 条信息中，政策 4 条，业务 10 条，统计 6 条。',
      '共收到申请 40 件，其中公民 30 件。',
    ],
    'numbers that are no items': [
      '共收到申请 12 件，其中自然人 8 件，较上年增加 10 件。',
      '共发布 12 期，其中图解 8 篇、视频 6 个。',
      '共设专栏 12 个，其中新增 3 个、整合 4 个、保留 5 个，涉及部门 20 个。',
      '共公开信息 100 条，其中网站 60 条（含图片 20 条、附件 30 条）、微信 40 条。',
      '共公开信息 100 条，其中网站 60 条，其中要闻 50 条，微信 40 条。',
      '全年公开信息 100 条，网站发布 90 条，微信公众号发布 80 条。',
      '共收到申请 12 件，其中网络 8 件、信函 4 件，同时答复咨询 30 件。',
      '共培训 3 期，其中集中培训 1 期 120 人次、跟班 2 期 30 人次。',
      '共召开会议 5 次，其中专题会 2 次；开展检查 8 次。',
      '收到申请 40 件，包括上年结转 5 件在内共办理 45 件。',
    ],
    'numbers that are only near': [
      '共 300 余条，其中网站 200 条、微信 150 条。',
      '共 300 条，其中网站 200 余条、微信 150 余条。',
      '共公开近 300 条，其中网站 200 条、微信 150 条。',
    ],
    shares: [
      '共收到申请 12 件，其中自然人 8 件，占 66.7%。',
      '共收到申请 12 件，其中自然人 8 件，占 66.67%；法人 4 件，占 33%。',
      '共收到申请 12 件，其中自然人 8 件，约占 67%。',
      '共收到申请 3 件，其中自然人 2 件，占比近 70%。',
      '自然人 30 件、法人或其他组织 10 件，分别占 75%、25%，共 40 件。',
      '自然人申请 30 件，占新收的 75%；共办结 39 件，其中予以公开 14 件，占办结总数的 35.9%。',
      '共收到申请 40 件，办结 39 件，占收办总数的 86.7%。',
      '共收到申请 40 件，其中 30 件由自然人提出，满意率 98%。',
      '共公开信息 228 条，比上年增长 12.3%。',
      '共收到申请 0 件，其中自然人 0 件，占 0%。',
      '全年发出通知 5 件，占用版面 20%。',
    ],
    'what is no number': [
      '共 12 件，见《关于印发 30 件实事和 40 件任务的通知》。',
      '全年共办理 12 件，其中依据第 30 条办理 5 件、第 31 条办理 4 件。',
      '2022年共收到 12 件，其中 1月 3 件、2月 9 件。',
    ],
  };
  const cases = Object.entries(silent).flatMap(([kind, texts]) =>
    texts.map((text) => [kind, text] as const),
  );

  test.each(cases)('%s: %s', async (_, text) => {
    expect(await told(text)).toEqual([]);
  });
});

test('a share that a placeholder works out is right', async () => {
  const findings = await toldBy('prose/sums', {
    总体情况:
      '共 {{ 统计.信息.合计 }} 条，其中网站 {{ 统计.信息.网站 }} 条，占 {{ 占比 统计.信息.网站 / 统计.信息.合计 }}。',
    more: '统计: {信息: {单位: 条, 分项: {网站: 1, 微信: 2}}}',
  });
  expect(findings).toEqual([]);
});

test('numbers that placeholders fill in are added up like others', async () => {
  const findings = await toldBy('prose/sums', {
    总体情况: '共 {{ 统计.信息.合计 }} 条，其中栏目甲 {{ 统计.信息.网站 }} 条、栏目乙 9 条。',
    more: '统计: {信息: {单位: 条, 分项: {网站: 1, 微信: 2}}}',
  });
  expect(findings).toMatchObject([{ at: '4:5', values: [10, 3] }]);
});
