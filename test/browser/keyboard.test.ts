import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { temporaryFolder } from '../roots.ts';
import { type BuiltSite, buildPages } from '../site/built-site.ts';
import { everyPageRoot, pageOfKind } from '../site/every-page.ts';
import { emulateMedia } from './display-modes.ts';
import { countFocusable, readBefore, walk } from './keyboard-walk.ts';
import { openSiteBrowser, type SiteBrowser } from './site-browser.ts';

let site: BuiltSite;
let browser: SiteBrowser;
beforeAll(async () => {
  await using root = await everyPageRoot();
  [site, browser] = await Promise.all([buildPages(root.path), openSiteBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await site.remove();
});

const open = (file: string, width: number) =>
  browser.open(site.folder, file, async (page) => {
    await page.setViewport({ width, height: 800 });
    await emulateMedia(page, [{ name: 'prefers-reduced-motion', value: 'reduce' }]);
  });

const { redirect: _, ...kinds } = pageOfKind;

describe.each(Object.entries(kinds))('the keyboard on a page: %s', (_, file) => {
  test.concurrent.each(['forward', 'back'] as const)(
    'at 320 px comes %s to every stop in reading order, sees it, and gets out',
    async (key) => {
      await using opened = await open(file, 320);
      const { page } = opened;
      const count = await countFocusable(page);
      const stops = await walk(page, key, count + 2);
      if (key === 'back') stops.reverse();
      expect(stops.map(({ place }) => place)).toEqual(Array.from({ length: count }, (_, at) => at));
      const faults = stops.flatMap(({ name, faults }) => faults.map((fault) => `${name} ${fault}`));
      expect(faults).toEqual([]);
      expect(readBefore(stops)).toEqual([]);
    },
  );

  test('comes first to the way past the head of the page', async () => {
    await using opened = await open(file, 1280);
    const { page } = opened;
    const top = () =>
      page.evaluate(`document.querySelector('.skip-link').getBoundingClientRect().top`);
    expect(await top()).toBeLessThan(0);
    await page.keyboard.press('Tab');
    expect(await focused(page, 'element.textContent')).toBe('跳到正文');
    expect(await top()).toBeGreaterThanOrEqual(0);
    await page.keyboard.press('Enter');
    // The page itself is asked: the browser tells of its address later.
    await page.waitForFunction(`location.hash === '#content'`);
    await page.keyboard.press('Tab');
    const first = `document.querySelector('main').querySelector('a, button, input, summary, [tabindex="0"]')`;
    // Without anything to stop at, the way leads on to the foot.
    expect(
      await focused(page, `element === (${first} ?? document.querySelector('footer a'))`),
    ).toBe(true);
  });
});

test('a page that leads the keyboard astray would be noticed', async () => {
  await using folder = await temporaryFolder();
  await writeFile(
    path.join(folder.path, 'index.html'),
    `<!DOCTYPE html><meta charset="utf-8"><title>题</title><main>
<p><a id="bare" href="#a">无框</a></p><p><a id="high" href="#b">在上</a></p>
<p><a id="covered" href="#c">被盖</a><b id="cover">盖</b></p><p><a tabindex="1" href="#d">先到</a></p></main>`,
  );
  await using opened = await browser.open(folder.path, 'index.html');
  const { page } = opened;
  await page.evaluate(`
    document.getElementById('bare').style.outline = 'none';
    Object.assign(document.getElementById('high').style, { position: 'absolute', top: '0' });
    Object.assign(document.getElementById('cover').style, { position: 'absolute', left: '0' });
  `);
  const stops = await walk(page, 'forward', 10);
  expect(stops.map(({ place }) => place)).toEqual([3, 0, 1, 2]);
  const faultsOf = (name: string) => stops.find((stop) => stop.name === name)!.faults.join();
  expect(faultsOf('无框')).toContain('shows no focus');
  expect(faultsOf('被盖')).toContain('is covered by <b');
  expect(readBefore(stops)).toEqual(['先到 → 无框', '无框 → 在上']);
});

test('at 320 px a wide table is scrolled by the keyboard, in a region that says so', async () => {
  await using opened = await open(pageOfKind.report, 320);
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

/** Something of the element that has the focus. */
function focused(page: Page, expression: string): Promise<unknown> {
  return page.evaluate(`((element) => ${expression})(document.activeElement)`);
}
