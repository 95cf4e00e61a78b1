import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixtureRoot } from '../roots.ts';
import { full } from '../seeds/reports.ts';
import { type BuiltSite, buildPages } from '../site/built-site.ts';
import { type OpenPage, openSiteBrowser, type SiteBrowser } from './site-browser.ts';

/** A report with a figure of its own in nearly every cell. */
const report = full.find(({ key }) => key === 'lin-shui-jiaoyu/2021')!;

let site: BuiltSite;
let browser: SiteBrowser;
beforeAll(async () => {
  [site, browser] = await Promise.all([buildPages(fixtureRoot('full')), openSiteBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await site.remove();
});

async function openReport(width: number): Promise<OpenPage> {
  const opened = await browser.open(site.folder, `${report.key}/index.html`);
  await opened.page.setViewport({ width, height: 800 });
  await opened.page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
  return opened;
}

/** Something of the element that has the focus. */
function focused(page: Page, expression: string): Promise<unknown> {
  return page.evaluate(`((element) => ${expression})(document.activeElement)`);
}

test('the first stop of the keyboard is the way past the head of the page', async () => {
  await using opened = await openReport(1280);
  const { page } = opened;
  const top = () =>
    page.evaluate(`document.querySelector('.skip-link').getBoundingClientRect().top`);
  expect(await top()).toBeLessThan(0);
  await page.keyboard.press('Tab');
  expect(await focused(page, 'element.textContent')).toBe('跳到正文');
  expect(await top()).toBeGreaterThanOrEqual(0);
  await page.keyboard.press('Enter');
  expect(new URL(page.url()).hash).toBe('#content');
  await page.keyboard.press('Tab');
  expect(await focused(page, 'element.textContent')).toBe('下载 PDF 正式文本');
});

test('the keyboard reaches all that can be followed or scrolled, in reading order', async () => {
  await using opened = await openReport(320);
  const { page } = opened;
  const stops = Number(
    await page.evaluate(`document.querySelectorAll('a[href], [tabindex="0"]').length`),
  );
  const reached: unknown[] = [];
  for (let stop = 0; stop < stops; stop += 1) {
    await page.keyboard.press('Tab');
    reached.push(await focused(page, 'element.textContent.trim().slice(0, 12)'));
    expect(await focused(page, 'getComputedStyle(element).outlineStyle')).not.toBe('none');
  }
  const all = await page.evaluate(
    `[...document.querySelectorAll('a[href], [tabindex="0"]')].map((element) => element.textContent.trim().slice(0, 12))`,
  );
  expect(reached).toEqual(all);
});

test('at 320 px a wide table is scrolled by the keyboard, in a region that says so', async () => {
  await using opened = await openReport(320);
  const { page } = opened;
  const region = (await page.$('#requests ~ .table-scroll'))!;
  const { role, name } = (await page.accessibility.snapshot({ root: region }))!;
  expect({ role, name }).toEqual({
    role: 'region',
    name: '收到和处理政府信息公开申请情况（表格可左右滚动）',
  });
  await region.focus();
  await page.keyboard.press('ArrowRight');
  const scrolled = `document.querySelector('#requests ~ .table-scroll').scrollLeft > 0`;
  await page.waitForFunction(scrolled, { timeout: 5000 });
});

test.each([
  [
    '申请办理.办理结果.不予公开.属于三类内部事务信息.科研机构',
    '85',
    [
      'rowheader 三、本年度办理结果',
      'rowheader （三）不予公开',
      'rowheader 5.属于三类内部事务信息',
      'columnheader 申请人情况',
      'columnheader 法人或其他组织',
      'columnheader 科研机构',
    ],
  ],
  [
    '申请办理.办理结果.总计.自然人',
    '27940',
    [
      'rowheader 三、本年度办理结果',
      'rowheader （七）总计',
      'columnheader 申请人情况',
      'columnheader 自然人',
    ],
  ],
  [
    '申请办理.结转下年度.总计',
    '119',
    ['rowheader 四、结转下年度继续办理', 'columnheader 申请人情况', 'columnheader 总计'],
  ],
  [
    '主动公开.行政事业性收费.本年收费金额',
    '26.50',
    [
      'columnheader 第二十条第（八）项',
      'rowheader 行政事业性收费',
      'columnheader 本年收费金额（单位：万元）',
    ],
  ],
  [
    '复议诉讼.复议后起诉.尚未审结',
    '11',
    ['columnheader 行政诉讼', 'columnheader 复议后起诉', 'columnheader 尚未审结'],
  ],
])('to assistive technology, %s is a cell with its headers', async (fact, figure, headers) => {
  await using opened = await openReport(1280);
  const { page } = opened;
  const described = async (selector: string): Promise<string> => {
    const root = (await page.$(selector))!;
    const node = await page.accessibility.snapshot({ root, interestingOnly: false });
    return `${node!.role} ${node!.name}`;
  };
  const cell = `td[data-fact="${fact}"]`;
  expect(await described(cell)).toBe(`cell ${figure}`);
  const ids = String(await page.evaluate(`document.querySelector('${cell}').headers`)).split(' ');
  const found: string[] = [];
  for (const id of ids) found.push(await described(`#${id}`));
  expect(found).toEqual(headers);
});

test('to assistive technology, each statutory table is a table with a name', async () => {
  await using opened = await openReport(1280);
  const { page } = opened;
  for (const table of await page.$$('table.statutory')) {
    const node = (await page.accessibility.snapshot({ root: table, interestingOnly: false }))!;
    expect(node.role).toBe('table');
    expect(node.name).toMatch(/情况$/);
  }
});
