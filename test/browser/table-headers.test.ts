import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixtureRoot } from '../roots.ts';
import { full } from '../seeds/reports.ts';
import { type BuiltSite, buildPages } from '../site/built-site.ts';
import { openSiteBrowser, type SiteBrowser } from './site-browser.ts';
import { toldCells } from './table-headers.ts';

let site: BuiltSite;
let browser: SiteBrowser;
beforeAll(async () => {
  [site, browser] = await Promise.all([buildPages(fixtureRoot('full')), openSiteBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await site.remove();
});

/** 表三, both editions: the headers above each column. */
const columns = [
  ['申请人情况', '自然人'],
  ['申请人情况', '法人或其他组织', '商业企业'],
  ['申请人情况', '法人或其他组织', '科研机构'],
  ['申请人情况', '法人或其他组织', '社会公益组织'],
  ['申请人情况', '法人或其他组织', '法律服务机构'],
  ['申请人情况', '法人或其他组织', '其他'],
  ['申请人情况', '总计'],
];

/** 表三: the headers beside each row, as the forms print them. */
const common = [
  ['一、本年新收政府信息公开申请数量'],
  ['二、上年结转政府信息公开申请数量'],
  ...[
    ['（一）予以公开'],
    ['（二）部分公开（区分处理的，只计这一情形，不计其他情形）'],
    ['（三）不予公开', '1.属于国家秘密'],
    ['（三）不予公开', '2.其他法律行政法规禁止公开'],
    ['（三）不予公开', '3.危及“三安全一稳定”'],
    ['（三）不予公开', '4.保护第三方合法权益'],
    ['（三）不予公开', '5.属于三类内部事务信息'],
    ['（三）不予公开', '6.属于四类过程性信息'],
    ['（三）不予公开', '7.属于行政执法案卷'],
    ['（三）不予公开', '8.属于行政查询事项'],
    ['（四）无法提供', '1.本机关不掌握相关政府信息'],
    ['（四）无法提供', '2.没有现成信息需要另行制作'],
    ['（四）无法提供', '3.补正后申请内容仍不明确'],
    ['（五）不予处理', '1.信访举报投诉类申请'],
    ['（五）不予处理', '2.重复申请'],
    ['（五）不予处理', '3.要求提供公开出版物'],
    ['（五）不予处理', '4.无正当理由大量反复申请'],
    ['（五）不予处理', '5.要求行政机关确认或重新出具已获取信息'],
  ].map((row) => ['三、本年度办理结果', ...row]),
];
const last = [['三、本年度办理结果', '（七）总计'], ['四、结转下年度继续办理']];
const rows = {
  '2019': [...common, ['三、本年度办理结果', '（六）其他处理'], ...last],
  '2021': [
    ...common,
    ...[
      '1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请',
      '2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请',
      '3.其他',
    ].map((row) => ['三、本年度办理结果', '（六）其他处理', row]),
    ...last,
  ],
};

describe.each([
  ['lin-shui-jiaoyu/2019', '2019'],
  ['lin-shui-jiaoyu/2021', '2021'],
] as const)('%s', (key, edition) => {
  const report = full.find((each) => each.key === key)!;

  test('each number of 表三 is told with its row and its column', async () => {
    await using opened = await browser.open(site.folder, `${key}/index.html`);
    const [corner, ...cells] = await toldCells(opened.page, 'table.matrix');
    expect(corner!.name).toBe(
      '（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）',
    );
    const figures = Object.values(report.requests).flat();
    expect(figures).toHaveLength(edition === '2019' ? 23 * 7 : 25 * 7);
    const expected = rows[edition].flatMap((rowHeaders) =>
      columns.map((columnHeaders, column) => {
        const name = report.requests[rowHeaders.at(-1)!]![column]!;
        return { name, rowHeaders, columnHeaders };
      }),
    );
    expect(cells).toEqual(expected);
  });

  test('the markup names the same headers, for readers that go by it', async () => {
    await using opened = await browser.open(site.folder, `${key}/index.html`);
    const marked = await opened.page.evaluate(`
      [...document.querySelectorAll('table.matrix td[data-fact]')].map((cell) =>
        cell.headers.split(' ').map((id) => document.getElementById(id).textContent))
    `);
    expect(marked).toEqual(
      rows[edition].flatMap((row) => columns.map((column) => [...row, ...column])),
    );
  });

  test('in 表四 each number is told with its block and its column', async () => {
    await using opened = await browser.open(site.folder, `${key}/index.html`);
    const cells = await toldCells(opened.page, 'table.single-row');
    const results = ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计'];
    const blocks = [['行政复议'], ['行政诉讼', '未经复议直接起诉'], ['行政诉讼', '复议后起诉']];
    expect(cells.map(({ name }) => name)).toEqual(report.litigation);
    expect(cells.map(({ columnHeaders }) => columnHeaders)).toEqual(
      blocks.flatMap((block) => results.map((result) => [...block, result])),
    );
  });
});

test.each([
  [
    '主动公开.行政规范性文件.现行有效件数',
    ['第二十条第（一）项', '行政规范性文件', '现行有效件数'],
  ],
  [
    '主动公开.行政事业性收费.本年收费金额',
    ['第二十条第（八）项', '行政事业性收费', '本年收费金额（单位：万元）'],
  ],
])('in 表二 %s names the headers of its block', async (fact, headers) => {
  await using opened = await browser.open(site.folder, 'lin-shui-jiaoyu/2021/index.html');
  expect(await markedHeaders(opened.page, fact)).toEqual(headers);
});

test('each statutory table is told as a table with a name', async () => {
  await using opened = await browser.open(site.folder, 'lin-shui-jiaoyu/2021/index.html');
  const told: unknown[] = [];
  for (const root of await opened.page.$$('table.statutory')) {
    const node = await opened.page.accessibility.snapshot({ root, interestingOnly: false });
    told.push([node!.role, node!.name]);
  }
  expect(told).toEqual([
    ['table', '主动公开政府信息情况'],
    ['table', '收到和处理政府信息公开申请情况'],
    ['table', '政府信息公开行政复议、行政诉讼情况'],
  ]);
});

/** Texts of the headers that a cell names. */
function markedHeaders(page: Page, fact: string): Promise<unknown> {
  return page.evaluate(`document.querySelector('td[data-fact="${fact}"]').headers.split(' ')
    .map((id) => document.getElementById(id).textContent)`);
}
