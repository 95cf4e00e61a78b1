import { describe, expect, test } from 'vitest';
import { findingsBy, type ReportTexts } from '../archive-of.ts';
import { countedReport } from '../counted-report.ts';

const told = (text: string, more: Partial<ReportTexts> = {}) =>
  findingsBy('prose/literal', countedReport(text, more));
const facts = async (text: string, more?: Partial<ReportTexts>) =>
  (await told(text, more)).map(({ fact }) => fact);

const statistics = `统计:
  主动公开信息: {单位: 条, 分项: {网站: 61, 微信: 167}}
  政策解读: {单位: 篇次, 数量: 26}
  经费: {单位: 万元, 数量: 26.50}`;

test('a finding is a hint at the number, which names the placeholder', async () => {
  expect(await told('2022年，**新收公开申请 40 件**。')).toMatchObject([
    {
      severity: 'info',
      line: 4,
      column: 18,
      message: '这里的 40 可以写成 {{ 申请办理.本年新收.总计 }}，以后随表格自动更新',
      fact: '申请办理.本年新收.总计',
    },
  ]);
});

describe('speaks of a number that is surely one fact:', () => {
  test.each([
    ['全年收到公开申请 40 件。', '申请办理.本年新收.总计'],
    ['收到和受理公开申请 45 件。', '申请办理.收办.总计'],
    ['上年结转公开申请 5 件。', '申请办理.上年结转.总计'],
    ['公开申请办结 39 件。', '申请办理.办理结果.总计.总计'],
    ['公开申请中不予公开 3 件。', '申请办理.办理结果.不予公开.小计.总计'],
    ['14 件公开申请予以公开。', '申请办理.办理结果.予以公开.总计'],
    ['结转下年度的公开申请 6 件。', '申请办理.结转下年度.总计'],
    ['新收公开申请中，自然人 30 件。', '申请办理.本年新收.自然人'],
    ['信息公开行政复议 8 件。', '复议诉讼.行政复议.总计'],
    ['信息公开行政复议维持 4 件。', '复议诉讼.行政复议.结果维持'],
    ['制发行政规范性文件 16 件。', '主动公开.行政规范性文件.本年制发件数'],
    ['全年主动公开信息 228 条。', '统计.主动公开信息.合计'],
    ['其中网站 61 条、微信发布 167 条。', '统计.主动公开信息.网站', '统计.主动公开信息.微信'],
    ['政策解读共计 26 篇次。', '统计.政策解读.合计'],
    ['落实经费 26.50 万元。', '统计.经费.合计'],
  ])('%s', async (text, ...addresses) => {
    expect(await facts(text, { more: statistics })).toEqual(addresses);
  });
});

describe('is silent on', () => {
  test.each<[string, string, Partial<ReportTexts>?]>([
    ['a number that is not the fact', '全年新收公开申请 41 件。'],
    ['a sum of facts', '法人或其他组织提出公开申请 10 件。'],
    [
      'a number that could be two facts',
      '公开申请结转 5 件。',
      {
        申请办理:
          '{本年新收: {自然人: 5, 其余: 0}, 上年结转: 0, 办理结果: {予以公开: {自然人: 5, 其余: 0}, 其余: 0}, 结转下年度: 0}',
      },
    ],
    [
      'received and handled, where both are the same',
      '收到公开申请 3 件。',
      {
        申请办理:
          '{本年新收: {自然人: 3, 其余: 0}, 上年结转: 0, 办理结果: {予以公开: {自然人: 3, 其余: 0}, 其余: 0}, 结转下年度: 0}',
      },
    ],
    [
      'grouped thousands',
      '主动公开信息 1,228 条。',
      { more: '统计: {主动公开信息: {单位: 条, 数量: 1228}}' },
    ],
    ['other digits for the same number', '落实经费 26.5 万元。'],
    ['Chinese numerals', '新收公开申请四十件。'],
    ['full-width digits', '新收公开申请４０件。'],
    ['another year', '2021年新收公开申请 40 件。'],
    ['last year’s number of a statistic', '上年主动公开信息 228 条。'],
    ['a growth', '主动公开信息增加 228 条。'],
    ['a number of another unit', '主动公开信息 228 件，政策解读 26 场。'],
    ['a name that says more than the statistic', '网站更新栏目 61 条，政策解读培训 26 篇次。'],
    ['a part by channel', '网络提交公开申请 40 件。'],
    ['another scope', '办公室受理公开申请 45 件。'],
    ['a number that is near', '新收公开申请约 40 件。'],
    ['a number in a title', '印发《新收公开申请 40 件的办理要求》。'],
    ['a number in an address', '见 [办法](https://qing-he.example/新收申请40件)。'],
    ['documents without a verb that says which', '规范性文件 16 件已经公开。'],
    ['a placeholder', '新收公开申请 {{ 申请办理.本年新收.总计 }} 件。'],
    ['a share', '新收公开申请中自然人占 40%。'],
  ])('%s', async (_, text, more = {}) => {
    expect(await facts(text, { more: statistics, ...more })).toEqual([]);
  });
});

test('is not offered for acknowledgement', async () => {
  const [finding] = await told('新收公开申请 40 件。');
  expect(finding).not.toHaveProperty('entry');
});
