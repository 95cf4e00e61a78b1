import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BuiltSite, buildPages } from '../site/built-site.ts';
import { everyPageRoot, pageOfKind } from '../site/every-page.ts';
import { type OpenPage, openSiteBrowser, type SiteBrowser } from './site-browser.ts';
import { textFaults } from './text-faults.ts';

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

/** A4 less margins of 15 mm, in CSS pixels. */
const paperWidth = 680;

async function openPrinted(file: string): Promise<OpenPage> {
  const opened = await browser.open(site.folder, file);
  await opened.page.setViewport({ width: paperWidth, height: 1000 });
  await opened.page.emulateMediaType('print');
  return opened;
}

const { redirect: _, ...kinds } = pageOfKind;

test.each(Object.entries(kinds))(
  'on paper there is what is read, and nothing of it is cut off: %s',
  async (_, file) => {
    await using opened = await openPrinted(file);
    const { page } = opened;
    const shown = (selector: string) =>
      page.evaluate(`[...document.querySelectorAll('${selector}')]
        .filter((element) => element.checkVisibility())
        .map((element) => element.outerHTML.slice(0, 60))`);
    expect(await shown('.skip-link, nav, button, input, select')).toEqual([]);
    expect(await shown('h1')).toHaveLength(1);
    const tooWide = await page.evaluate(`
      [...document.querySelectorAll('table')]
        .filter((table) => table.checkVisibility())
        .filter((table) => table.getBoundingClientRect().right > innerWidth)
        .map((table) => table.caption.textContent)
    `);
    expect(tooWide).toEqual([]);
    expect(await textFaults(page)).toEqual([]);
  },
);

test('on paper a report is there, whole', async () => {
  await using opened = await openPrinted(pageOfKind.report);
  const hidden = await opened.page.evaluate(`
    [...document.querySelectorAll('article :is(h1, h2, h3, p, dt, dd, th, td, li)')]
      .filter((element) => !element.closest('nav, .downloads'))
      .filter((element) => !element.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
      .map((element) => element.outerHTML)
  `);
  expect(hidden).toEqual([]);
});
