import type { Page } from 'puppeteer-core';
import { type Query, queries } from '../search/queries.ts';
import type { OpenPage } from './site-browser.ts';

export const searchPage = 'search/index.html';
export const origin = 'https://site.invalid/';

/** What counts as found: among so many results. */
const firstResults = 5;

/** What the search page shows. */
export interface Shown {
  /** Addresses from the site's top, in order. */
  results: string[];
  status: string;
  marks: string[];
}

/** Waits until the search has said what it found. */
export async function shown(page: Page): Promise<Shown> {
  await page.waitForFunction(
    `/找到|相符|没有装载/.test(document.querySelector('#search-status').textContent)`,
    { timeout: 20_000 },
  );
  return (await page.evaluate(`({
    results: [...document.querySelectorAll('#search-results h2 a')]
      .map(({ href }) => href.replace('${origin}', '')),
    status: document.querySelector('#search-status').textContent,
    marks: [...document.querySelectorAll('#search-results mark')].map((mark) => mark.textContent),
  })`)) as Shown;
}

/** Asks by the address, with further parts of it. */
export async function search({ page }: OpenPage, query: string, more = ''): Promise<Shown> {
  await page.goto(`${origin}search/?q=${encodeURIComponent(query)}${more}`);
  return shown(page);
}

/** Asks by the form of the page that is open. */
export async function ask({ page }: OpenPage, query: string): Promise<Shown> {
  await page.evaluate(`(() => {
    const form = document.querySelector('form.search-page');
    form.elements.q.value = ${JSON.stringify(query)};
    form.requestSubmit();
  })()`);
  return shown(page);
}

/** What a filter offers, once there are counts. */
export async function offered({ page }: OpenPage, filter: string): Promise<string[]> {
  await page.waitForSelector(`select[name="${filter}"] option:nth-child(2)`);
  return page.$$eval(`select[name="${filter}"] option`, (each) => each.map(({ text }) => text));
}

/** Asks all queries that were typed by hand. */
export async function askForty(opened: OpenPage) {
  const all: (Shown & Query)[] = [];
  for (const query of queries) all.push({ ...query, ...(await ask(opened, query.typed)) });
  const missed = all.filter(
    ({ results, expected }) => !results.slice(0, firstResults).includes(expected),
  );
  return {
    all,
    recall: 1 - missed.length / all.length,
    missed: missed.map(({ typed, results }) => `${typed}: ${results}`).join('\n'),
  };
}
