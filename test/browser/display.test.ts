import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixtureRoot } from '../roots.ts';
import { type BuiltSite, buildPages } from '../site/built-site.ts';
import { type OpenPage, openSiteBrowser, type SiteBrowser } from './site-browser.ts';

const report = 'lin-shui-jiaoyu/2021/index.html';

let site: BuiltSite;
let browser: SiteBrowser;
beforeAll(async () => {
  [site, browser] = await Promise.all([buildPages(fixtureRoot('full')), openSiteBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await site.remove();
});

/** A page of a reader who has chosen nothing, or in whose browser `kept` is found. */
async function openPage(file = report, kept?: string): Promise<OpenPage> {
  const opened = await browser.open(site.folder, file);
  if (kept !== undefined) {
    await opened.page.evaluate(`localStorage.setItem('gongkai.display', ${JSON.stringify(kept)})`);
    await opened.page.reload();
  }
  return opened;
}

/** The ways of showing that are in force, and the pressed buttons of the settings. */
async function shown(page: Page): Promise<unknown> {
  return page.evaluate(`(() => {
    const { text, contrast, mode } = document.documentElement.dataset;
    const pressed = [...document.querySelectorAll('.display [aria-pressed="true"]')];
    return { text, contrast, mode, pressed: pressed.map((button) => button.textContent) };
  })()`);
}

async function press(page: Page, name: string): Promise<void> {
  await page.locator(`.display ::-p-aria([name="${name}"][role="button"])`).click();
}

const normal = { pressed: ['标准'] };

describe('a choice', () => {
  test.each([
    [['大'], { text: 'large', pressed: ['大'] }],
    [['大', '特大'], { text: 'larger', pressed: ['特大'] }],
    [['高对比度'], { contrast: 'more', pressed: ['标准', '高对比度'] }],
    [['长者模式'], { mode: 'elder', pressed: ['长者模式', '标准'] }],
    [
      ['长者模式', '大', '高对比度'],
      {
        mode: 'elder',
        text: 'large',
        contrast: 'more',
        pressed: ['长者模式', '大', '高对比度'],
      },
    ],
    [['长者模式', '长者模式'], normal],
    [['特大', '标准'], normal],
  ])(
    'of %j is in force at once, when the page is loaded again, and on another',
    async (names, expected) => {
      await using opened = await openPage();
      const { page, trouble } = opened;
      expect(await shown(page)).toEqual(normal);
      await press(page, '阅读设置');
      for (const name of names) await press(page, name);
      expect(await shown(page)).toEqual(expected);
      await page.reload();
      expect(await shown(page)).toEqual(expected);
      await Promise.all([page.waitForNavigation(), page.click('.site-name a')]);
      expect(await page.title()).toMatch(/^政府信息公开年报/);
      expect(await shown(page)).toEqual(expected);
      expect(trouble).toEqual([]);
    },
  );

  test('made in another tab is followed, and so is its end', async () => {
    await using opened = await openPage();
    const { page } = opened;
    const tab = await page.browserContext().newPage();
    await tab.setRequestInterception(true);
    tab.on('request', (request) => request.respond({ contentType: 'text/html', body: '' }));
    await tab.goto(page.url());
    for (const [change, expected] of [
      [`setItem('gongkai.display', '{"mode":"elder"}')`, 'elder'],
      [`setItem('another', '{}')`, 'elder'],
      [`removeItem('gongkai.display')`, null],
      [`setItem('gongkai.display', '{"mode":"elder"}')`, 'elder'],
      ['clear()', null],
    ]) {
      await tab.evaluate(`localStorage.${change}`);
      await page.waitForFunction(
        `document.documentElement.getAttribute('data-mode') === ${JSON.stringify(expected)}`,
        { timeout: 5000 },
      );
    }
    expect(await shown(page)).toEqual(normal);
  });

  test('holds for the page where nothing can be kept', async () => {
    await using opened = await openPage();
    const { page, trouble } = opened;
    await page.evaluateOnNewDocument(`Object.defineProperty(window, 'localStorage', {
      get() { throw new DOMException('refused', 'SecurityError'); },
    })`);
    await page.reload();
    await press(page, '长者模式');
    expect(await shown(page)).toEqual({ mode: 'elder', pressed: ['长者模式', '标准'] });
    expect(trouble).toEqual([]);
  });

  test.each(['{', 'null', '7', '[]', '{"mode":"<b>","text":["large"]}', '{"contrast":"less"}'])(
    'that was kept as %s is none',
    async (kept) => {
      await using opened = await openPage(report, kept);
      expect(await shown(opened.page)).toEqual(normal);
      expect(opened.trouble).toEqual([]);
    },
  );
});

test('the settings come right after the skip link, and work by keyboard', async () => {
  await using opened = await openPage();
  const { page } = opened;
  const focused = () => page.evaluate('document.activeElement.textContent');
  const reached: unknown[] = [];
  for (let stop = 0; stop < 4; stop += 1) {
    await page.keyboard.press('Tab');
    reached.push(await focused());
  }
  expect(reached).toEqual(['跳到正文', '长者模式', '打印', '阅读设置']);
  await page.keyboard.press('Enter');
  for (const name of ['标准', '大', '特大']) {
    await page.keyboard.press('Tab');
    expect(await focused()).toBe(name);
  }
  await page.keyboard.press('Space');
  expect(await shown(page)).toEqual({ text: 'larger', pressed: ['特大'] });
});

test('a reader who hears the page is told what the settings are', async () => {
  await using opened = await openPage(report, '{"text":"large"}');
  const { page } = opened;
  await press(page, '阅读设置');
  const root = (await page.$('.display'))!;
  const tree = (await page.accessibility.snapshot({ root }))!;
  expect(tree).toMatchObject({ role: 'region', name: '阅读设置' });
  expect(tree.children).toMatchObject([
    { role: 'button', name: '长者模式', pressed: false },
    { role: 'button', name: '打印' },
    { role: 'button', name: '阅读设置', expanded: true },
    { role: 'StaticText', name: '文字大小' },
    { role: 'button', name: '标准', pressed: false },
    { role: 'button', name: '大', pressed: true },
    { role: 'button', name: '特大', pressed: false },
    { role: 'StaticText', name: '对比度' },
    { role: 'button', name: '高对比度', pressed: false },
  ]);
});

test('the page is printed by its button', async () => {
  await using opened = await openPage();
  const { page } = opened;
  await page.evaluate('window.print = () => { window.isPrinted = true; }');
  await press(page, '打印');
  expect(await page.evaluate('window.isPrinted')).toBe(true);
});

test('no frame shows another way first, and nothing moves', async () => {
  const kept = '{"mode":"elder","contrast":"more","text":"large"}';
  await using opened = await openPage(report, kept);
  const { page } = opened;
  await page.evaluateOnNewDocument(`
    window.frames_ = new Set();
    window.shifts = [];
    new PerformanceObserver((list) => shifts.push(...list.getEntries().map(({ value }) => value)))
      .observe({ type: 'layout-shift', buffered: true });
    const look = () => {
      if (document.body) {
        const { text, contrast, mode } = document.documentElement.dataset;
        const button = document.querySelector('.display [name="mode"]');
        frames_.add([text, contrast, mode, button?.getAttribute('aria-pressed')].join());
      }
      requestAnimationFrame(look);
    };
    look();
  `);
  for (const width of [320, 1280]) {
    await page.setViewport({ width, height: 800 });
    await page.reload();
    await page.evaluate(
      'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))',
    );
    const seen = (await page.evaluate('[...frames_]')) as string[];
    expect(seen.filter((frame) => frame !== 'large,more,elder,')).toEqual([
      'large,more,elder,true',
    ]);
    expect(await page.evaluate('shifts')).toEqual([]);
  }
  // Something that moves is noticed.
  await page.evaluate(`document.querySelector('main').style.marginTop = '200px'`);
  await page.waitForFunction('shifts.length > 0', { timeout: 5000 });
});

test('the script stands before all that it would have to wait for', () => {
  for (const [file, page] of site.pages) {
    const [first] = page.all('head script[src], head link[rel="stylesheet"]');
    expect(first?.getAttributeValue('src'), file).toMatch(/assets\/display\.[0-9a-f]{16}\.js$/);
    expect(
      first?.attributes.map(({ key }) => key),
      file,
    ).toEqual(['src']);
  }
  expect(site.pages.size).toBeGreaterThan(10);
});

test('without scripts there are no settings', async () => {
  await using opened = await openPage();
  const { page } = opened;
  const boxes = () => page.evaluate(`document.querySelector('.display').getClientRects().length`);
  expect(await boxes()).toBe(1);
  await page.setJavaScriptEnabled(false);
  await page.reload();
  expect(await boxes()).toBe(0);
});
