import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { temporaryFolder } from '../roots.ts';
import { type BuiltSite, buildPages } from '../site/built-site.ts';
import { everyPageRoot, pageOfKind } from '../site/every-page.ts';
import { emulateMedia } from './display-modes.ts';
import { overflowing } from './inspection.ts';
import { openSiteBrowser, type SiteBrowser } from './site-browser.ts';
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

const open = (file: string, width: number) =>
  browser.open(site.folder, file, (page) => page.setViewport({ width, height: 800 }));

const { redirect: _, ...kinds } = pageOfKind;

/** The spacing that WCAG 1.4.12 lets readers ask for. */
const spacing = `
  * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
  p { margin-block-end: 2em !important; }
`;

/** The policy forbids a style in markup, not one that is made. */
async function adopt(page: Page, css: string): Promise<void> {
  await page.evaluate(`{
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(${JSON.stringify(css)});
    document.adoptedStyleSheets = [sheet];
  }`);
}

test.each([320, 1280])('at %i px a report stands wider spacing of its text', async (width) => {
  await using opened = await open(pageOfKind.report, width);
  await adopt(opened.page, spacing);
  expect(await overflowing(opened.page)).toEqual([]);
  expect(await textFaults(opened.page)).toEqual([]);
});

test('text that is cut off or covered would be noticed', async () => {
  await using folder = await temporaryFolder();
  await writeFile(
    path.join(folder.path, 'index.html'),
    '<!DOCTYPE html><meta charset="utf-8"><title>题</title><p id="cut">剪去的字剪去的字</p><p>被盖的字</p><p id="over">盖着的字</p>',
  );
  await using opened = await browser.open(folder.path, 'index.html');
  await adopt(
    opened.page,
    '#cut { width: 3em; height: 1em; overflow: hidden; margin-bottom: 9em } #over { margin-top: -2.2em }',
  );
  expect(await textFaults(opened.page)).toEqual([
    'cut off: 剪去的字剪去的字',
    'covered: 被盖的字 / 盖着的字',
  ]);
});

describe.each(['light', 'dark'])('forced colours, %s', (scheme) => {
  test.each([pageOfKind.report, pageOfKind.home])('leave all of %s to be seen', async (file) => {
    await using opened = await open(file, 1280);
    const { page } = opened;
    await emulateMedia(page, [
      { name: 'forced-colors', value: 'active' },
      { name: 'prefers-color-scheme', value: scheme },
    ]);
    expect(await page.evaluate(`matchMedia('(forced-colors: active)').matches`)).toBe(true);
    expect(await page.evaluate(faintTexts)).toEqual([]);
    expect(await page.evaluate(unseenBorders)).toEqual([]);
    await page.keyboard.press('Tab');
    const outline = `getComputedStyle(document.activeElement).outlineStyle`;
    expect(await page.evaluate(outline)).toBe('solid');
  });

  test('would be seen to fail where an author’s own stay', async () => {
    await using opened = await open(pageOfKind.home, 1280);
    const { page } = opened;
    await emulateMedia(page, [
      { name: 'forced-colors', value: 'active' },
      { name: 'prefers-color-scheme', value: scheme },
    ]);
    await adopt(page, 'h1 { forced-color-adjust: none; color: gray; background: gray }');
    expect(await page.evaluate(faintTexts)).toEqual([expect.stringMatching(/^<h1>/)]);
  });

  test('tell in the navigation where one is', async () => {
    await using opened = await open(pageOfKind.home, 1280);
    const { page } = opened;
    await emulateMedia(page, [
      { name: 'forced-colors', value: 'active' },
      { name: 'prefers-color-scheme', value: scheme },
    ]);
    const marks = (await page.evaluate(`
      [...document.querySelectorAll('.site-nav a')].map((link) => {
        const { borderBlockEndColor, textDecorationLine, backgroundColor } = getComputedStyle(link);
        return [borderBlockEndColor, textDecorationLine, backgroundColor].join();
      })
    `)) as string[];
    expect(marks.slice(1)).not.toContain(marks[0]);
  });
});

/**
 * Elements whose text has too little contrast to the ground behind it. axe knows nothing of forced
 * colours: it takes the author's for the text.
 */
const faintTexts = `(() => {
  const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const luminance = ([red, green, blue]) => [red, green, blue]
    .map((value) => value / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
    .reduce((sum, value, at) => sum + value * [0.2126, 0.7152, 0.0722][at], 0);
  const groundOf = (element) => {
    const ground = channels(getComputedStyle(element).backgroundColor);
    const isClear = ground.length === 4 && ground[3] === 0;
    return isClear && element.parentElement ? groundOf(element.parentElement) : ground;
  };
  return [...document.body.querySelectorAll('*')]
    .filter((element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
    .filter((element) => element.checkVisibility() && !element.closest('svg, script'))
    .filter((element) => {
      const both = [channels(getComputedStyle(element).color), groundOf(element)].map(luminance);
      return (Math.max(...both) + 0.05) / (Math.min(...both) + 0.05) < 4.5;
    })
    .map((element) => element.outerHTML.slice(0, 80));
})()`;

/** Tables whose cells have no line between them where grounds are all alike. */
const unseenBorders = `[...document.querySelectorAll('table td')]
  .filter((cell) => getComputedStyle(cell).borderBlockEndStyle === 'none')
  .map((cell) => cell.outerHTML)`;

test('nothing moves where motion is not wanted', async () => {
  for (const file of Object.values(kinds)) {
    await using opened = await open(file, 1280);
    const { page } = opened;
    await emulateMedia(page, [{ name: 'prefers-reduced-motion', value: 'reduce' }]);
    const moving = `[document.documentElement, ...document.querySelectorAll('*')].filter((element) => {
      const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(element);
      return transitionDuration !== '0s' || animationName !== 'none' || scrollBehavior !== 'auto';
    }).map((element) => element.outerHTML.slice(0, 80))`;
    expect(await page.evaluate(moving), file).toEqual([]);
  }
});
