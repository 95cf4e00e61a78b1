import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { HTTPRequest, Page } from 'puppeteer-core';
import { startBrowser } from '../../src/pdf/browser.ts';
import { headersOf } from '../../src/serving/headers.ts';

/** Stands for wherever a site is served from; no such host exists, so nothing leaves the machine. */
const origin = 'https://site.invalid';

/** A page as a reader has it, and all that went wrong on it. */
export interface OpenPage extends AsyncDisposable {
  page: Page;
  /** Console messages, script errors, requests that failed or went elsewhere. */
  trouble: string[];
}

/** The browser that the product ships, showing sites from folders. */
export interface SiteBrowser {
  open(folder: string, file: string): Promise<OpenPage>;
  close(): Promise<void>;
}

/**
 * Starts the browser. It resolves no host, not even this machine's address, so files are not
 * served to it but handed over: a request for anything else is trouble.
 */
export async function openSiteBrowser(): Promise<SiteBrowser> {
  const { browser, close } = await startBrowser();
  return {
    close,
    async open(folder, file) {
      const page = await browser.newPage();
      const trouble: string[] = [];
      page.on('console', (message) => trouble.push(`console: ${message.text()}`));
      page.on('pageerror', (error) => trouble.push(`script: ${error}`));
      page.on('requestfailed', (request) => trouble.push(`request: ${request.url()}`));
      await page.setRequestInterception(true);
      page.on('request', (request) => {
        answer(request, folder).catch((error) => trouble.push(`request: ${error}`));
      });
      await page.goto(`${origin}/${file.replace(/index\.html$/, '')}`);
      return { page, trouble, [Symbol.asyncDispose]: () => page.close() };
    },
  };
}

async function answer(request: HTTPRequest, folder: string): Promise<void> {
  const url = new URL(request.url());
  if (url.origin !== origin) return request.abort();
  const file = path.join(folder, url.pathname.replace(/\/$/, '/index.html'));
  const body = await readFile(file).catch(() => undefined);
  if (body === undefined) return request.abort('failed');
  const headers = headersOf(`/${path.relative(folder, file)}`);
  await request.respond({ status: 200, headers, body });
}
