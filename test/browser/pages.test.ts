import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixtureRoot, projectRoot, temporaryFolder } from '../roots.ts';
import { full, seeds } from '../seeds/reports.ts';
import { type BuiltSite, buildPages } from '../site/built-site.ts';
import { everyPageRoot, pageOfKind } from '../site/every-page.ts';
import { type DisplayModeName, displayModes, setDisplay } from './display-modes.ts';
import { overflowing, violations } from './inspection.ts';
import { openSiteBrowser, type SiteBrowser } from './site-browser.ts';
import { textFaults } from './text-faults.ts';

/** In CSS pixels; 320 are what 1280 are to a reader at 400 %. */
const widths = [320, 768, 1280];

const allModes = Object.keys(displayModes) as DisplayModeName[];

/** A style that the policy refuses has no rules. */
const hasStyles = `document.styleSheets.length > 0
  && [...document.styleSheets].every((sheet) => sheet.cssRules.length > 0)`;

/** An old address has the browser's own looks, of which axe takes the ground to be white. */
const plain: DisplayModeName[] = ['light'];

let browser: SiteBrowser;
beforeAll(async () => {
  browser = await openSiteBrowser();
});
afterAll(() => browser.close());

/**
 * Each page at each width in each mode. Nearly all the time is axe's, so it is asked what can
 * differ: all its rules once, its rules on looks once in each mode at the narrowest width, where
 * colours are the same and targets are closest, and once at the widest.
 */
async function expectNoFault(page: Page, modes: readonly DisplayModeName[]): Promise<void> {
  for (const mode of modes) {
    await setDisplay(page, displayModes[mode]);
    for (const width of widths) {
      await page.setViewport({ width, height: 800 });
      expect(await overflowing(page), `${mode}, ${width} px`).toEqual([]);
      expect(await textFaults(page), `${mode}, ${width} px`).toEqual([]);
      const isFirst = mode === 'light' && width === 320;
      if (width === 320 || (mode === 'light' && width === 1280))
        expect(await violations(page, isFirst ? 'all' : 'looks'), `${mode}, ${width} px`).toEqual(
          [],
        );
    }
  }
}

describe('every kind of page', () => {
  let site: BuiltSite;
  beforeAll(async () => {
    await using root = await everyPageRoot();
    site = await buildPages(root.path);
    // One that stays where it is, to be looked at.
    const redirect = site.pages.get(pageOfKind.redirect)!.html;
    await writeFile(
      path.join(site.folder, pageOfKind.redirect),
      redirect.replace(/<meta http-equiv="refresh"[^>]*>/, ''),
    );
  });
  afterAll(() => site.remove());

  test('is among those that are looked at', () => {
    const kindOf = (file: string) =>
      file
        .replace(/^([^/]+)\//, (all, id) => (site.archive.agencies.has(id) ? '<agency>/' : all))
        .replace(/^compare\/(\d{4})\/[\w-]+\//, 'compare/$1/<region>/')
        .replace(/\d{4}/, '<year>');
    const seen = new Set(Object.values(pageOfKind).map(kindOf));
    expect([...site.pages.keys()].filter((file) => !seen.has(kindOf(file)))).toEqual([]);
  });

  test.concurrent.each(Object.entries(pageOfKind))(
    '%s is without fault at every width, in every mode',
    async (kind, file) => {
      await using opened = await browser.open(site.folder, file);
      if (kind !== 'redirect') expect(await opened.page.evaluate(hasStyles)).toBe(true);
      await expectNoFault(opened.page, kind === 'redirect' ? plain : allModes);
      expect(opened.trouble).toEqual([]);
    },
  );
});

test('what the reader’s own buttons make of a report is without fault, too', async () => {
  const site = await buildPages(fixtureRoot('full'));
  await using opened = await browser.open(site.folder, pageOfKind.report);
  const { page, trouble } = opened;
  await page.setViewport({ width: 320, height: 800 });
  for (const name of ['阅读设置', '长者模式', '特大', '高对比度'])
    await page.locator(`::-p-aria([name="${name}"][role="button"])`).click();
  const chosen = { text: 'larger', contrast: 'more', mode: 'elder' };
  expect(await page.evaluate(`({...document.documentElement.dataset})`)).toMatchObject(chosen);
  expect(await overflowing(page)).toEqual([]);
  expect(await textFaults(page)).toEqual([]);
  expect(await violations(page, 'all')).toEqual([]);
  expect(trouble).toEqual([]);
  await site.remove();
});

describe.each([
  ['the five seed reports', projectRoot, seeds],
  ['the full fixture', fixtureRoot('full'), full],
  ['the invented edition', fixtureRoot('invented-edition'), [{ key: 'bei-qiao/2031' }]],
])('%s', (_, root, reports) => {
  let site: BuiltSite;
  beforeAll(async () => {
    site = await buildPages(root);
  });
  afterAll(() => site.remove());

  test.concurrent.each(reports.map(({ key }) => `${key}/index.html`))(
    '%s is without fault',
    async (file) => {
      await using opened = await browser.open(site.folder, file);
      const { page, trouble } = opened;
      for (const width of widths) {
        await page.setViewport({ width, height: 800 });
        expect(await overflowing(page), `${width} px`).toEqual([]);
      }
      await page.setViewport({ width: 320, height: 800 });
      expect(await violations(page, 'all')).toEqual([]);
      expect(trouble).toEqual([]);
    },
  );
});

test('axe is heard where there is something to say', async () => {
  await using folder = await temporaryFolder();
  await writeFile(
    path.join(folder.path, 'index.html'),
    `<!DOCTYPE html><html lang="zh-CN"><meta charset="utf-8"><title>题</title><h1>题</h1>
<p>浅色的字</p><img src="https://elsewhere.example/a.png"><img src="b.png" alt="图">`,
  );
  await using opened = await browser.open(folder.path, 'index.html');
  const { page, trouble } = opened;
  await page.setViewport({ width: 320, height: 800 });
  // The policy of the pages forbids a style in markup.
  await page.evaluate(
    `Object.assign(document.querySelector('p').style, { color: '#aaa', background: '#fff', width: '400px' })`,
  );
  const rulesOf = (found: string[]) => found.map((violation) => violation.split(':')[0]);
  expect(rulesOf(await violations(page, 'all'))).toEqual(
    expect.arrayContaining(['color-contrast', 'image-alt', 'region']),
  );
  expect(rulesOf(await violations(page, 'looks'))).toEqual(['color-contrast']);
  const wide = (await overflowing(page)).map((html) => html.split(' ')[0]);
  expect(wide).toEqual(['<html', '<p']);
  expect(trouble).toEqual(
    expect.arrayContaining([
      'console: policy: img-src',
      expect.stringMatching(/^request: .*b\.png$/),
    ]),
  );
});

test('a display that is chosen is told from the others', async () => {
  await using folder = await temporaryFolder();
  await writeFile(path.join(folder.path, 'index.html'), '<!DOCTYPE html><title>题</title>');
  await using opened = await browser.open(folder.path, 'index.html');
  const { page } = opened;
  for (const { media, display } of Object.values(displayModes)) {
    await setDisplay(page, { media, display });
    for (const { name, value } of media)
      expect(await page.evaluate(`matchMedia('(${name}: ${value})').matches`)).toBe(true);
    expect(await page.evaluate(`({...document.documentElement.dataset})`)).toEqual(
      Object.fromEntries(
        Object.entries(display).map(([name, value]) => [name.replace('data-', ''), value]),
      ),
    );
  }
});
