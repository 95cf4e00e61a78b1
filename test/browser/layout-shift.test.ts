import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { temporaryFolder } from '../roots.ts';
import { type BuiltSite, buildPages } from '../site/built-site.ts';
import { everyPageRoot, pageOfKind } from '../site/every-page.ts';
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

const { redirect: _, ...kinds } = pageOfKind;

/** What a reader has chosen on an earlier visit, as it is kept in the browser. */
const chosen = '{"text":"larger","contrast":"more","mode":"elder"}';

/** How far things moved that had been seen, by the browser's own measure, down to the foot. */
async function shift(page: Page): Promise<unknown> {
  return page.evaluate(`(async () => {
    const moved = [];
    const note = (list) => moved.push(...list.map(({ value }) => value));
    const observer = new PerformanceObserver((list) => note(list.getEntries()));
    observer.observe({ type: 'layout-shift', buffered: true });
    const twoFrames = () => new Promise((resolve) =>
      requestAnimationFrame(() => requestAnimationFrame(resolve)));
    await twoFrames();
    scrollTo(0, document.documentElement.scrollHeight);
    await twoFrames();
    note(observer.takeRecords());
    return moved.reduce((sum, value) => sum + value, 0);
  })()`);
}

test.each(Object.entries(kinds))('nothing moves as a page comes up: %s', async (_, file) => {
  for (const [width, choice] of [[320], [1280], [320, chosen]] as const) {
    await using opened = await browser.open(site.folder, file, async (page) => {
      await page.setViewport({ width, height: 800 });
      if (choice)
        await page.evaluateOnNewDocument(
          `localStorage.setItem('gongkai.display', ${JSON.stringify(choice)})`,
        );
    });
    expect(await shift(opened.page), `${width} px, ${choice}`).toBe(0);
  }
});

test('what moves would be noticed', async () => {
  await using folder = await temporaryFolder();
  await writeFile(
    path.join(folder.path, 'index.html'),
    '<!DOCTYPE html><meta charset="utf-8"><title>题</title><script src="late.js"></script><h1>题</h1><p>文</p>',
  );
  await writeFile(
    path.join(folder.path, 'late.js'),
    `addEventListener('load', () => requestAnimationFrame(() => requestAnimationFrame(() => {
      document.body.style.paddingTop = '200px';
    })));`,
  );
  await using opened = await browser.open(folder.path, 'index.html');
  await opened.page.waitForFunction(`document.body.style.paddingTop !== ''`);
  expect(await shift(opened.page)).toBeGreaterThan(0);
});
