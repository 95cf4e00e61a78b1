import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { violations } from '../browser/inspection.ts';
import { type LocalBrowser, openLocalBrowser } from '../browser/local-browser.ts';
import { run } from '../cli/recorder.ts';
import { fixtureRoot, type TemporaryFolder, temporaryRoot } from '../roots.ts';
import { connectionOf, openPrint, previewOf, type ShownRoot } from './open-print.ts';
import { overlayWith, shownOverlay } from './overlay-page.ts';

const reportFile = 'reports/town/2021.yaml';

let local: LocalBrowser;
let root: TemporaryFolder;
let server: ShownRoot;
let page: Page;
let connected: () => Promise<void>;
beforeAll(async () => {
  local = await openLocalBrowser();
});
afterAll(() => local.close());
beforeEach(async () => {
  root = await temporaryRoot(fixtureRoot('bad-input/base'));
  page = await local.browser.newPage();
  connected = connectionOf(page);
});
afterEach(async () => {
  await page.close();
  await server?.close();
  await root.remove();
});

async function edit(from: string, to: string): Promise<void> {
  const file = path.join(root.path, reportFile);
  const text = await readFile(file, 'utf8');
  expect(text).toContain(from);
  await writeFile(file, text.replace(from, to));
}

/** Resolves when what was saved is on the page, and that hears of the next save. */
async function shownAfter(save: Promise<void>): Promise<void> {
  await Promise.all([page.waitForNavigation(), save]);
  await connected();
}

async function open(address: string): Promise<void> {
  await page.goto(server.url + address);
  await connected();
}

const shown = () => page.$eval('main', ({ textContent }) => textContent ?? '');

describe('a report on an open page', () => {
  beforeEach(async () => {
    server = await previewOf(root.path);
    await open('town/2021/');
  });

  test('stays as it was last right beside what the terminal says, until that is mended', async () => {
    expect(await shown()).toContain('解读材料偏少');
    await shownAfter(edit('行政许可: 12', '行政许可: 一二'));
    await overlayWith(page, '1 个错误');
    const { isOpen, items } = (await shownOverlay(page))!;
    expect(isOpen).toBe(true);
    const { out } = await run('check', '--root', root.path);
    const [{ place, severity, message, rule, source } = {}] = items;
    expect(place).toBe('reports/town/2021.yaml:10:9');
    expect(out).toContain(`  10:9  ${severity}  ${message}  ${rule}\n`);
    expect(out).toContain(`    10 | ${source}\n`);
    expect(await shown()).toContain('解读材料偏少');

    // It stays through another fault, which is told in the first one's place.
    await shownAfter(edit('行政许可: 一二', '行政许可: -12'));
    await overlayWith(page, '1 个错误');
    expect((await shownOverlay(page))!.items.map(({ rule }) => rule)).toEqual(['figure/negative']);
    expect(await shown()).toContain('解读材料偏少');

    await shownAfter(edit('行政许可: -12', '行政许可: 13'));
    await overlayWith(page, undefined);
    const fact = '[data-fact="主动公开.行政许可.本年处理决定数量"]';
    expect(await page.$eval(fact, ({ textContent }) => textContent)).toBe('13');
  });

  test('is renewed beside a folded reminder', async () => {
    await shownAfter(edit('解读材料偏少', '本年新收申请 1 件，解读材料偏少'));
    await overlayWith(page, '1 条提醒');
    expect((await shownOverlay(page))!.isOpen).toBe(false);
    expect(await shown()).toContain('本年新收申请 1 件');
  });

  test('is told of a fault in the site’s own data, and the pages stay', async () => {
    const site = path.join(root.path, 'data/site.yaml');
    const text = await readFile(site, 'utf8');
    await shownAfter(writeFile(site, `${text}\n没有这一项: 1\n`));
    await overlayWith(page, '1 个错误');
    expect((await shownOverlay(page))!.items[0]!.place).toMatch(/^data\/site\.yaml:\d+:1$/);
    expect(await shown()).toContain('解读材料偏少');
    await shownAfter(writeFile(site, text));
    await overlayWith(page, undefined);
  });
});

test('a report that never was right is a page that says what is wrong, until it is mended', async () => {
  await edit('行政许可: 12', '行政许可: 一二');
  server = await previewOf(root.path);
  await open('town/2021/');
  expect(await page.title()).toBe('暂时不能显示');
  for (const text of [reportFile, ':10:9', '“一二”是汉字数字', '行政许可: 一二', '自动刷新'])
    expect(await shown()).toContain(text);
  expect(await violations(page, 'all')).toEqual([]);
  await shownAfter(edit('行政许可: 一二', '行政许可: 12'));
  expect(await shown()).toContain('解读材料偏少');
});

test('a page that there is not is none, whatever is wrong', async () => {
  await edit('行政许可: 12', '行政许可: 一二');
  server = await previewOf(root.path);
  for (const address of ['town/2019/', 'town/2019/print/', 'town/2021/none/', 'none/'])
    expect((await fetch(server.url + address)).status, address).toBe(404);
});

test('a page that there is not yet comes by itself', async () => {
  const file = path.join(root.path, reportFile);
  const text = await readFile(file, 'utf8');
  await rm(file);
  server = await previewOf(root.path);
  const trouble: string[] = [];
  page.on('console', (message) => {
    // The status itself, and what the server's script says of its connection.
    if (message.type() === 'error' && !message.text().includes('404')) trouble.push(message.text());
  });
  await open('town/2021/');
  expect(await page.title()).toContain('没有找到这个页面');
  expect(trouble).toEqual([]);
  await shownAfter(writeFile(file, text));
  expect(await shown()).toContain('解读材料偏少');
});

test('the feed, and old addresses, are answered as on the site', async () => {
  await writeFile(
    path.join(root.path, 'data/redirects.yaml'),
    '/旧栏目/2021.html: /town/2021/\n/nianbao/: /town/\n',
  );
  server = await previewOf(root.path);
  const feed = await fetch(`${server.url}feed.xml`);
  expect(feed.headers.get('content-type')).toContain('application/atom+xml');
  expect(await feed.text()).toContain('/town/2021/');
  const leadsTo = async (address: string) => {
    const { status, headers } = await fetch(encodeURI(server.url + address), {
      redirect: 'manual',
    });
    return [status, headers.get('location')];
  };
  expect(await leadsTo('旧栏目/2021.html')).toEqual([302, '/town/2021/']);
  for (const spelling of ['nianbao', 'nianbao/', 'nianbao/index.html'])
    expect(await leadsTo(spelling), spelling).toEqual([302, '/town/']);
});

test('a print version stays as it was last right, with the same overlay', async () => {
  server = await previewOf(root.path);
  await using print = await openPrint(local.browser, `${server.url}town/2021/print/`);
  await print.ready();
  const reloaded = print.page.waitForNavigation();
  await edit('行政许可: 12', '行政许可: 一二');
  await reloaded;
  await print.ready();
  await overlayWith(print.page, '1 个错误');
  expect((await print.sheets()).join('')).toContain('解读材料偏少');
  expect(await print.message()).toMatch(/^打印版预览，共 \d+ 页$/);
});
