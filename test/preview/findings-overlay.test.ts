import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Finding } from '../../src/finding/finding.ts';
import { violations } from '../browser/inspection.ts';
import { type LocalBrowser, openLocalBrowser } from '../browser/local-browser.ts';
import { type OverlayServer, overlayWith, serveOverlay, shownOverlay } from './overlay-page.ts';

const numeral: Finding = {
  rule: 'figure/chinese-numeral',
  severity: 'error',
  file: 'reports/town/2021.yaml',
  line: 10,
  column: 9,
  message: '“行政许可”的“一二”是汉字数字：请改用阿拉伯数字',
  sourceLine: '  行政许可: 一二',
};
const reminder: Finding = { ...numeral, severity: 'warning', line: 4 };
const elsewhere = (agency: string): Finding => ({
  ...numeral,
  file: `reports/${agency}/2021.yaml`,
});

let local: LocalBrowser;
let server: OverlayServer;
let page: Page;
let trouble: string[];
beforeAll(async () => {
  local = await openLocalBrowser();
});
afterAll(() => local.close());
beforeEach(async () => {
  server = await serveOverlay();
  page = await local.browser.newPage();
  trouble = [];
  page.on('console', (message) => trouble.push(message.text()));
  page.on('pageerror', (error) => trouble.push(String(error)));
  page.on('dialog', (dialog) => {
    trouble.push(dialog.message());
    dialog.dismiss();
  });
});
afterEach(async () => {
  await page.close();
  await server.close();
  expect(trouble).toEqual([]);
});

const open = (path = 'town/2021/') => page.goto(server.url + path);

describe('an error', () => {
  test('appears on the open page with all that the terminal says, and goes when it is mended', async () => {
    await open();
    await overlayWith(page, undefined);
    server.renewed([numeral]);
    await overlayWith(page, '1 个错误');
    expect(await shownOverlay(page)).toEqual({
      title: '1 个错误',
      isOpen: true,
      items: [
        {
          place: 'reports/town/2021.yaml:10:9',
          severity: '错误',
          message: '“行政许可”的“一二”是汉字数字：请改用阿拉伯数字',
          rule: 'figure/chinese-numeral',
          source: '  行政许可: 一二',
        },
      ],
    });
    server.renewed([]);
    await overlayWith(page, undefined);
    expect(await page.$eval('h1', ({ textContent }) => textContent)).toBe('年度报告');
  });

  test('has its caret where the character is, below the line', async () => {
    server.renewed([numeral]);
    await open();
    await overlayWith(page, '1 个错误');
    const [caret, character] = (await page.evaluate(`(() => {
      const caret = document.querySelector('gongkai-findings').shadowRoot.querySelector('.caret');
      const range = document.createRange();
      range.setStart(caret.nextSibling, 0);
      range.setEnd(caret.nextSibling, 1);
      return [caret, range].map((each) => each.getBoundingClientRect().left)
    })()`)) as number[];
    expect(caret).toBeCloseTo(character!, 1);
    const text = await page.evaluate(
      `document.querySelector('gongkai-findings').shadowRoot.querySelector('.caret').nextSibling.data`,
    );
    expect(text).toBe('一二');
  });

  test('is heard: a labelled region, and a status that changes', async () => {
    await open();
    await page.waitForSelector('gongkai-findings');
    server.renewed([numeral, reminder]);
    await overlayWith(page, '1 个错误，1 条提醒');
    expect(await page.$('aria/检查结果[role="region"]')).not.toBeNull();
    const status = () =>
      page.evaluate(
        `document.querySelector('gongkai-findings').shadowRoot.querySelector('[role=status][aria-live=polite]').textContent`,
      );
    expect(await status()).toBe('1 个错误，1 条提醒');
    server.renewed([]);
    await overlayWith(page, undefined);
    expect(await status()).toBe('已改好，没有错误和提醒');
  });

  test('moves nothing on the page', async () => {
    await open();
    const places = () =>
      page.evaluate(`[document.documentElement.scrollHeight, document.documentElement.scrollWidth,
        ...Array.from(document.querySelectorAll('body *'), (each) => each.getBoundingClientRect().top)]`);
    const before = await places();
    server.renewed([numeral]);
    await overlayWith(page, '1 个错误');
    expect(await places()).toEqual(before);
  });

  test('of the page’s own report comes first, errors before reminders', async () => {
    const data = { ...numeral, file: 'data/site.yaml' };
    server.renewed([
      data,
      elsewhere('aa'),
      { ...reminder, file: 'data/site.yaml' },
      reminder,
      numeral,
    ]);
    const places = async (title: string) => {
      await overlayWith(page, title);
      return (await shownOverlay(page))!.items.map(({ place }) => place);
    };
    await open('town/2021/');
    expect(await places('3 个错误，2 条提醒')).toEqual([
      'reports/town/2021.yaml:10:9',
      'reports/town/2021.yaml:4:9',
      'data/site.yaml:10:9',
      'reports/aa/2021.yaml:10:9',
      'data/site.yaml:4:9',
    ]);
    await open('aa/2021/print/');
    expect((await places('3 个错误，2 条提醒'))[0]).toBe('reports/aa/2021.yaml:10:9');
    await open('aa/');
    expect((await places('3 个错误，2 条提醒'))[0]).toBe('reports/aa/2021.yaml:10:9');
    await open('2021/');
    expect((await places('3 个错误，2 条提醒'))[0]).toBe('data/site.yaml:10:9');
  });

  test('of another report leads to that one’s page', async () => {
    server.renewed([elsewhere('village')]);
    await open();
    await overlayWith(page, '1 个错误');
    await Promise.all([page.waitForNavigation(), page.click('gongkai-findings >>> a')]);
    expect(page.url()).toBe(`${server.url}village/2021/`);
  });

  test('is text, whatever an editor wrote', async () => {
    const hostile = '<img src=x onerror=alert(1)><script>alert(2)</script>';
    server.renewed([
      {
        ...numeral,
        file: `reports/${hostile}/2021.yaml`,
        message: `${hostile}\u202e倒写\u0007`,
        sourceLine: `  ${hostile}`,
        entry: hostile,
      },
    ]);
    await open();
    await overlayWith(page, '1 个错误');
    const [item] = (await shownOverlay(page))!.items;
    expect(item).toMatchObject({
      place: `reports/${hostile}/2021.yaml:10:9`,
      message: `${hostile}□倒写□`,
      source: `  ${hostile}`,
    });
    expect(await page.$$('gongkai-findings >>> img, gongkai-findings >>> script')).toEqual([]);
  });

  test('among very many is told with those that a list can hold', async () => {
    server.renewed([...Array.from({ length: 250 }, (_, at) => elsewhere(`a${at}`)), numeral]);
    await open();
    await overlayWith(page, '251 个错误');
    const { items } = (await shownOverlay(page))!;
    expect(items[0]!.place).toBe('reports/town/2021.yaml:10:9');
    const last = await page.$eval(
      'gongkai-findings >>> .list',
      (list) => list.lastElementChild!.textContent,
    );
    expect(last).toBe(`另有 ${251 - items.length} 条，见终端。`);
    expect(items.length).toBeLessThan(251);
  });
});

test('what is acknowledged is not told again', async () => {
  server.renewed([{ ...reminder, acknowledged: true }, numeral]);
  await open();
  await overlayWith(page, '1 个错误');
  expect((await shownOverlay(page))!.items).toHaveLength(1);
});

describe('with the keyboard', () => {
  /** Tag of the element that has the focus, in the overlay's own tree as well. */
  const focused = () =>
    page.evaluate(
      '(document.activeElement.shadowRoot?.activeElement ?? document.activeElement).localName',
    );
  const isOpen = async () => (await shownOverlay(page))!.isOpen;

  test('Escape folds errors until the next save, and the focus stays where it was', async () => {
    await open();
    await page.focus('input');
    server.renewed([numeral]);
    await overlayWith(page, '1 个错误');
    expect(await focused()).toBe('input');
    await page.keyboard.press('Escape');
    expect(await isOpen()).toBe(false);
    expect(await focused()).toBe('input');

    await page.reload();
    await overlayWith(page, '1 个错误');
    expect(await isOpen()).toBe(false);

    server.renewed([numeral, { ...numeral, line: 12 }]);
    await overlayWith(page, '2 个错误');
    expect(await isOpen()).toBe(true);
  });

  test('reminders are folded, can be opened, and then stay so', async () => {
    const info: Finding = { ...reminder, severity: 'info' };
    server.renewed([reminder, { ...reminder, line: 5 }, info]);
    await open();
    await overlayWith(page, '3 条提醒');
    expect(await isOpen()).toBe(false);
    await page.focus('input');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('button');
    await page.keyboard.press('Enter');
    expect(await isOpen()).toBe(true);

    server.renewed([reminder, info]);
    await overlayWith(page, '2 条提醒');
    expect(await isOpen()).toBe(true);
    expect(await focused()).toBe('button');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('div');
    await page.keyboard.press('Escape');
    expect(await isOpen()).toBe(false);
    expect(await focused()).toBe('button');

    server.renewed([reminder]);
    await overlayWith(page, '1 条提醒');
    expect(await isOpen()).toBe(false);
  });
});

test('is without fault at every width, light and dark, open and folded', async () => {
  const longest = `https://${'a'.repeat(200)}.example`;
  server.renewed([
    numeral,
    { ...reminder, message: longest, sourceLine: `  其他事项: ${longest}`, column: 60 },
    { ...elsewhere('village'), severity: 'info', entry: '{规则: figure/chinese-numeral}' },
  ]);
  await open();
  await overlayWith(page, '1 个错误，2 条提醒');
  for (const width of [320, 1280]) {
    await page.setViewport({ width, height: 640 });
    for (const scheme of ['light', 'dark']) {
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
      expect(await violations(page, 'all'), `${width} px, ${scheme}`).toEqual([]);
    }
    const wide = await page.evaluate(`
      Array.from(document.querySelector('gongkai-findings').shadowRoot.querySelectorAll('section, section *'))
        .filter((each) => each.getBoundingClientRect().left < 0
          || each.getBoundingClientRect().right > innerWidth || each.scrollWidth > each.clientWidth + 1 && each.clientWidth > 0)
        .map((each) => each.outerHTML.slice(0, 80))`);
    expect(wide, `${width} px`).toEqual([]);
  }
  await page.keyboard.press('Escape');
  expect(await violations(page, 'all')).toEqual([]);
  await page.emulateMediaType('print');
  expect(await shownOverlay(page)).toBeUndefined();
});

test('a page that nobody sees holds no connection, and is told when it is seen again', async () => {
  server.renewed([numeral]);
  await open();
  await overlayWith(page, '1 个错误');
  const becomes = (state: string) =>
    page.evaluate(`
      Object.defineProperty(document, 'visibilityState', { value: '${state}', configurable: true });
      document.dispatchEvent(new Event('visibilitychange'))`);
  await becomes('hidden');
  server.renewed([reminder]);
  // An answer to a later request: what was sent before it has arrived.
  await page.evaluate(`fetch('/').then((response) => response.text())`);
  expect((await shownOverlay(page))!.title).toBe('1 个错误');
  await becomes('visible');
  await overlayWith(page, '1 条提醒');
});
