import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext, HTTPRequest, Page } from 'puppeteer-core';
import { findAsset, PRINT_ORIGIN, type PrintAssets } from './assets.ts';
import { PrintError } from './print-error.ts';
import type { TableHeaders } from './structure/header-cells.ts';

/** A page made ready for the Printer, and the promise that only ever fails. */
export interface PrintPage {
  readonly page: Page;
  readonly url: string;
  readonly failure: Promise<never>;
}

const DOCUMENT_URL = `${PRINT_ORIGIN}/document.html`;

const FAVICON_URL = `${PRINT_ORIGIN}/favicon.ico`;

const DOCUMENT_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  // Paged.js comes in through the debugging protocol, which this does not concern. Addresses are
  // left to the interception, so that a forbidden one is named and not just skipped; what has none
  // (data:, srcdoc) could hold scripts of its own.
  'content-security-policy': "script-src 'none'; frame-src http: https:; object-src http: https:",
};

/** Scripts for the page that follow Paged.js, in this order. */
export const PAGE_SCRIPTS = ['paged-document.js', 'paged-handlers.js', 'paged-tags.js'].map(
  (name) => join(import.meta.dirname, name),
);

const LOCAL_FILE = /^Not allowed to load local resource: (\S+)/;

const FONTS_READY = 'document.fonts.ready.then(() => undefined)';

/**
 * Opens a page on which `html` will be found at `url`. Whatever the document asks for is answered
 * from the assets; anything else is refused and fails the document by name.
 */
export async function openPrintPage(
  context: BrowserContext,
  html: string,
  assets: PrintAssets,
): Promise<PrintPage> {
  const page = await context.newPage();
  const { promise: failure, reject } = Promise.withResolvers<never>();
  failure.catch(() => {}); // it may fail after the last one to listen has gone
  const fail = (message: string, cause?: unknown) => reject(new PrintError(message, { cause }));

  page.on('error', (error) => fail('浏览器页面崩溃', error));
  page.on('pageerror', (error) => fail(`排版脚本出错：${describe(error)}`, error));
  page.on('console', (message) => {
    // The browser refuses file: by itself, before there is a request to intercept.
    const [, url] = LOCAL_FILE.exec(message.text()) ?? [];
    if (url !== undefined) fail(outsideMessage(url));
  });

  await page.setRequestInterception(true);
  page.on('request', (request) => {
    answer(request, html, assets).catch((error) => {
      fail(describe(error), error);
      request.abort().catch(() => {});
    });
  });
  return { page: fitForPrinter(page), url: DOCUMENT_URL, failure };
}

/** What paged-tags.js has found in the document's tables. */
export async function headerCells(page: Page): Promise<TableHeaders> {
  return (await page.evaluate('window.PagedConfig.headerCells')) as TableHeaders;
}

async function answer(request: HTTPRequest, html: string, assets: PrintAssets): Promise<void> {
  const url = request.url();
  if (url.startsWith('data:')) return request.continue();
  if (url === DOCUMENT_URL) {
    return request.respond({ status: 200, headers: DOCUMENT_HEADERS, body: html });
  }
  // Browsers other than the shipped one ask for it by themselves.
  if (url === FAVICON_URL) return request.respond({ status: 204 });
  const asset = findAsset(url, assets);
  if (asset === undefined) throw new PrintError(outsideMessage(url));
  const body = await asset.read().catch((cause: unknown) => {
    throw new PrintError(`打印文件引用的资源不存在：${asset.name}`, { cause });
  });
  await request.respond({ status: 200, contentType: asset.type, body });
}

/**
 * Two of the Printer's steps do not suit a page without network and scripts, and it offers no
 * option for either: it adds Paged.js (and here our handlers) as an inline script, and waits for half
 * a second of network silence when all that can still be missing is a font.
 */
function fitForPrinter(page: Page): Page {
  return Object.assign(page, {
    addScriptTag: async ({ path }: { path: string }) => {
      for (const script of [path, ...PAGE_SCRIPTS])
        await page.evaluate(await readFile(script, 'utf8'));
    },
    waitForNetworkIdle: () => page.evaluate(FONTS_READY),
  });
}

function outsideMessage(url: string): string {
  return `打印文件只能引用 styles/ 与字体，不能引用 ${url}`;
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
