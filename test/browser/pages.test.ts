import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import axe, { type AxeResults, type RunOptions } from 'axe-core';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixtureRoot, projectRoot, temporaryFolder } from '../roots.ts';
import { full, seeds } from '../seeds/reports.ts';
import { type BuiltSite, buildPages } from '../site/built-site.ts';
import { openSiteBrowser, type SiteBrowser } from './site-browser.ts';

const widths = [320, 768, 1280];
const schemes = ['light', 'dark'];

const options: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  resultTypes: ['violations'],
  // Only rules on media and on orientation would need it, and it loads every style once more.
  preload: false,
};

const reportPages = (reports: readonly { key: string }[]) =>
  reports.map(({ key }) => `${key}/index.html`);

const sites: [string, string, string[]][] = [
  [
    'the five seed reports',
    projectRoot,
    [
      'index.html',
      'rules/index.html',
      'hedong-zhengwang/index.html',
      'compare/2021/index.html',
      'years/2021/index.html',
      ...reportPages(seeds),
    ],
  ],
  [
    'the full fixture',
    fixtureRoot('full'),
    [
      'index.html',
      '404.html',
      ...['about', 'accessibility', 'compare', 'data', 'sitemap', 'years'].map(
        (column) => `${column}/index.html`,
      ),
      'compare/2023/index.html',
      'years/2023/index.html',
      'lin-shui-jiaoyu/index.html',
      'lin-shui-jiaoyu/compare/index.html',
      ...reportPages(full),
    ],
  ],
  ['the invented edition', fixtureRoot('invented-edition'), ['bei-qiao/2031/index.html']],
];

let browser: SiteBrowser;
beforeAll(async () => {
  browser = await openSiteBrowser();
});
afterAll(() => browser.close());

describe.each(sites)('%s', (_, root, files) => {
  let site: BuiltSite;
  beforeAll(async () => {
    site = await buildPages(root);
  });
  afterAll(() => site.remove());

  test.concurrent.each(files)(
    '%s is without fault at every width, light and dark',
    async (file) => {
      await using opened = await browser.open(site.folder, file);
      const { page, trouble } = opened;
      await page.evaluate(axe.source);
      for (const width of widths) {
        await page.setViewport({ width, height: 800 });
        expect(await overflowing(page), `${width} px`).toEqual([]);
        for (const scheme of schemes) {
          await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
          expect(await violations(page), `${width} px, ${scheme}`).toEqual([]);
        }
      }
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
  await opened.page.setViewport({ width: 320, height: 800 });
  // The policy of the pages forbids a style in markup.
  await opened.page.evaluate(
    `Object.assign(document.querySelector('p').style, { color: '#aaa', background: '#fff', width: '400px' })`,
  );
  await opened.page.evaluate(axe.source);
  const rules = (await violations(opened.page)).map((violation) => violation.split(':')[0]);
  expect(rules).toEqual(expect.arrayContaining(['color-contrast', 'image-alt', 'region']));
  const wide = (await overflowing(opened.page)).map((html) => html.split(' ')[0]);
  expect(wide).toEqual(['<html', '<p']);
  expect(opened.trouble).not.toEqual([]);
});

/** What axe finds on a page, as `rule: element`. */
async function violations(page: Page): Promise<string[]> {
  const run = `axe.run(document, ${JSON.stringify(options)})`;
  const { violations } = (await page.evaluate(run)) as AxeResults;
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

/** What sticks out of the page at its right, but for what scrolls in a region of its own. */
async function overflowing(page: Page): Promise<string[]> {
  return (await page.evaluate(`
    [document.documentElement, ...document.body.querySelectorAll('*')]
      .filter((element) => !element.parentElement?.closest('.table-scroll'))
      .filter((element) => element.getBoundingClientRect().right > innerWidth
        || element === document.documentElement && element.scrollWidth > innerWidth)
      .map((element) => element.outerHTML.slice(0, 80))
  `)) as string[];
}
