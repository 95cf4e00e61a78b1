import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixtureRoot } from '../roots.ts';
import { type BuiltSite, buildPages } from '../site/built-site.ts';
import { openSiteBrowser, type SiteBrowser } from './site-browser.ts';

let site: BuiltSite;
let browser: SiteBrowser;
beforeAll(async () => {
  [site, browser] = await Promise.all([buildPages(fixtureRoot('full')), openSiteBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await site.remove();
});

/** A4 less margins of 15 mm, in CSS pixels. */
const paperWidth = 680;

test.each([
  'lin-shui-jiaoyu/2021/index.html',
  'lin-shui-jiaoyu/index.html',
  'lin-shui-jiaoyu/compare/index.html',
  'years/2023/index.html',
])('on paper no table of %s is cut off', async (file) => {
  await using opened = await browser.open(site.folder, file);
  const { page } = opened;
  await page.setViewport({ width: paperWidth, height: 1000 });
  await page.emulateMediaType('print');
  const tooWide = await page.evaluate(`
    [...document.querySelectorAll('table')]
      .filter((table) => table.checkVisibility())
      .filter((table) => table.getBoundingClientRect().right > innerWidth)
      .map((table) => table.caption.textContent)
  `);
  expect(tooWide).toEqual([]);
});
