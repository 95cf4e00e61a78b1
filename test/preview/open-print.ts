import type { Browser, Page } from 'puppeteer-core';
import { openPreview } from '../../src/preview/preview.ts';

/** A running preview; `url` ends with a slash. */
export interface ShownRoot {
  url: string;
  close(): Promise<void>;
}

/** A preview of a root on a port of its own; its address is a number, as the browser resolves no name. */
export async function previewOf(root: string): Promise<ShownRoot> {
  const server = await openPreview({
    root,
    host: '127.0.0.1',
    port: 0,
    inspected: () => {},
    complain: () => {},
  });
  if (!server) throw new Error(`${root} cannot be shown`);
  return { url: server.urls[0]!, close: server.close };
}

/** The preview of a print version in a browser. */
export interface OpenPrint extends AsyncDisposable {
  page: Page;
  /** What was asked for; what the page's own policy forbade was not. */
  requests: ReadonlySet<string>;
  /** Resolves when the page will hear of files that are saved. */
  connected(): Promise<void>;
  /** Resolves when the sheets are laid out besides. */
  ready(): Promise<void>;
  /** What the bar above the sheets says. */
  message(): Promise<string>;
  /** The Chinese characters of each sheet's text block, in order. */
  sheets(): Promise<string[]>;
}

export async function openPrint(browser: Browser, url: string): Promise<OpenPrint> {
  const page = await browser.newPage();
  const requests = new Set<string>();
  page.on('request', (request) => requests.add(request.url()));
  page.on('requestfailed', (request) => {
    if (request.failure()?.errorText === 'csp') requests.delete(request.url());
  });
  const connected = connectionOf(page);
  await page.goto(url);
  return {
    page,
    requests,
    connected,
    ready: async () => {
      await page.waitForSelector('.print-preview-bar[data-state]');
      await connected();
    },
    message: () => page.$eval('.print-preview-bar p', ({ textContent }) => textContent ?? ''),
    sheets: async () => {
      const texts = (await page.evaluate(
        `Array.from(document.querySelectorAll('.pagedjs_page_content'), (block) => block.innerText)`,
      )) as string[];
      return texts.map(chinese);
    },
    [Symbol.asyncDispose]: () => page.close(),
  };
}

/** What resolves when the page that is shown then will hear of files that are saved. */
export function connectionOf(page: Page): () => Promise<void> {
  let connection = Promise.withResolvers<void>();
  page.on('framenavigated', () => {
    connection = Promise.withResolvers();
  });
  page.on('console', (message) => {
    if (message.text().endsWith('Connected')) connection.resolve();
  });
  return () => connection.promise;
}

/** The Chinese characters of a text: list marks, page numbers and spaces are none. */
export function chinese(text: string): string {
  return text.replaceAll(/\P{Script=Han}/gu, '');
}
