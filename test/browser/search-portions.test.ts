import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { generateArchive } from '../../bench/generate.ts';
import { publicationOf } from '../../bench/measures/publication.ts';
import { pagefindProgram } from '../../src/search/pagefind-program.ts';
import { searchFiles } from '../../src/search/search-files.ts';
import type { Publication } from '../../src/site/publication.ts';
import { projectRoot, type TemporaryFolder, temporaryFolder } from '../roots.ts';
import { type BuiltSite, buildPages } from '../site/built-site.ts';
import { ask, askForty, offered, search, searchPage, shown } from './search-page.ts';
import { type OpenPage, openSiteBrowser, type SiteBrowser } from './site-browser.ts';

/** Share of the forty queries whose report is among the first results. */
const leastRecall = 0.975;

let site: BuiltSite;
let portioned: TemporaryFolder;
let browser: SiteBrowser;
beforeAll(async () => {
  [site, browser] = await Promise.all([buildPages(projectRoot), openSiteBrowser()]);
  // One report in each: no portion knows all words.
  portioned = await inPortions(site.publication, 1);
});
afterAll(async () => {
  await browser.close();
  await Promise.all([site.remove(), portioned.remove()]);
});

/** The site, with an index of a publication in portions of so many reports. */
async function inPortions(
  publication: Publication,
  reportsAtMost: number,
): Promise<TemporaryFolder> {
  const copy = await temporaryFolder();
  await cp(site.folder, copy.path, { recursive: true });
  await rm(path.join(copy.path, 'search/pagefind'), { recursive: true });
  const options = { program: pagefindProgram()!, reportsAtMost };
  for await (const file of searchFiles(publication, options)) {
    const target = path.join(copy.path, file.path);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, file.content);
  }
  return copy;
}

const openWhole = () => browser.open(site.folder, searchPage);
const openPortioned = () => browser.open(portioned.path, searchPage);

test('the forty queries find the same in portions as in one index', async () => {
  await using whole = await openWhole();
  await using parts = await openPortioned();
  const expected = await askForty(whole);
  const found = await askForty(parts);
  console.log(`检索召回率：前 5 条 ${found.recall}，索引分为六份`);
  expect(found.recall, found.missed).toBeGreaterThanOrEqual(leastRecall);
  const statuses = ({ all }: typeof found) => all.map(({ status }) => status);
  expect(statuses(found)).toEqual(statuses(expected));
  expect(parts.trouble).toEqual([]);
});

test('an agency’s name leads to its own page first', async () => {
  await using archive = await temporaryFolder();
  await generateArchive(archive.path, { agencies: 40, years: 2, seed: 1 });
  const publication = publicationOf(archive.path);
  await using folder = await inPortions(publication, 40);
  await using opened = await browser.open(folder.path, searchPage);
  expect(publication.agencyIds.length).toBeGreaterThan(30);
  for (const id of publication.agencyIds.filter((_, at) => at % 3 === 0)) {
    const { name } = publication.archive.agencies.get(id)!;
    expect((await ask(opened, name)).results[0], name).toBe(`${id}/`);
  }
});

test('filters offer the same numbers, and narrow the results alike', async () => {
  const narrowed = async (opened: OpenPage, more: string) => {
    const { status } = await search(opened, '公开', more);
    const filters = ['region', 'agency', 'year', 'part', 'edition'];
    const values: string[][] = [];
    for (const filter of filters) values.push(await offered(opened, filter));
    return { status, values };
  };
  await using whole = await openWhole();
  await using parts = await openPortioned();
  for (const more of ['&year=2021', `&part=${encodeURIComponent('五、存在的主要问题及改进情况')}`])
    expect(await narrowed(parts, more)).toEqual(await narrowed(whole, more));
  expect(parts.trouble).toEqual([]);
});

test('results by year come newest first, those of no year last', async () => {
  await using opened = await openPortioned();
  const { page } = opened;
  const { status: unsorted } = await search(opened, '镇人民政府');
  const { status } = await search(opened, '镇人民政府', '&sort=year');
  expect(status).toBe(unsorted);
  const count = Number(/找到 (\d+) 处/.exec(status)![1]);
  const items = '#search-results li';
  for (let there = 10; there < count; there += 10) {
    await page.waitForFunction(`document.querySelectorAll('${items}').length === ${there}`);
    await page.click('#search-more');
  }
  await page.waitForFunction(`document.querySelectorAll('${items}').length === ${count}`);
  const { results } = await shown(page);
  const years = results.map((address) => Number(/\/(\d{4})\//.exec(address)?.[1] ?? 0));
  expect(new Set(years)).toEqual(new Set([2022, 2021, 2020, 2019, 0]));
  expect(years).toEqual(years.toSorted((a, b) => b - a));
});

test('a year’s results are there before other years are asked for', async () => {
  await using opened = await openPortioned();
  const { results } = await search(opened, '雨露计划', '&year=2020');
  expect(results).toEqual(['tanghe-shangtun/2020/#overview']);
  await offered(opened, 'year');
  const { files, trouble } = opened;
  const shownAt = files.findIndex((file) => file.endsWith('.pf_fragment'));
  const others = files.findIndex((file) => /pagefind\/20(19|21|22)/.test(file));
  expect(shownAt).toBeGreaterThan(0);
  expect(others).toBeGreaterThan(shownAt);
  expect(trouble).toEqual([]);
});

test('a search without filters asks each portion once for what it is', async () => {
  await using opened = await openPortioned();
  await search(opened, '雨露计划');
  await ask(opened, '微信');
  const entries = opened.files.filter((file) => file.endsWith('pagefind-entry.json'));
  expect(new Set(entries).size).toBe(entries.length);
  expect(entries).toHaveLength(6);
  expect(opened.files.filter((file) => file.endsWith('.pf_filter'))).toEqual([]);
});
