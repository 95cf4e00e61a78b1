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
  /**
   * Console messages, script errors, violations of the policy, requests that failed or went
   * elsewhere.
   */
  trouble: string[];
  /** Files of the site that were asked for, the page itself first. */
  files: string[];
}

/** The browser that the product ships, showing sites from folders. */
export interface SiteBrowser {
  /** Opens a page of a site for a reader who was never there; `prepare` comes before it is loaded. */
  open(folder: string, file: string, prepare?: (page: Page) => Promise<unknown>): Promise<OpenPage>;
  close(): Promise<void>;
}

const tellViolations = `document.addEventListener('securitypolicyviolation', (event) =>
  console.error('policy: ' + event.effectiveDirective))`;

/**
 * Starts the browser. It resolves no host, not even this machine's address, so files are not
 * served to it but handed over: a request for anything else is trouble.
 */
export async function openSiteBrowser(): Promise<SiteBrowser> {
  const { browser, close } = await startBrowser();
  return {
    close,
    async open(folder, file, prepare) {
      // What a page keeps in the browser must not reach the next one.
      const reader = await browser.createBrowserContext();
      const page = await reader.newPage();
      const trouble: string[] = [];
      const files: string[] = [];
      page.on('console', (message) => trouble.push(`console: ${message.text()}`));
      page.on('pageerror', (error) => trouble.push(`script: ${error}`));
      page.on('requestfailed', (request) => trouble.push(`request: ${request.url()}`));
      await page.setRequestInterception(true);
      page.on('request', (request) => {
        answer(request, folder, files).catch((error) => trouble.push(`request: ${error}`));
      });
      await page.evaluateOnNewDocument(tellViolations);
      await prepare?.(page);
      await page.goto(`${origin}/${file.replace(/index\.html$/, '')}`);
      return { page, trouble, files, [Symbol.asyncDispose]: () => reader.close() };
    },
  };
}

async function answer(request: HTTPRequest, folder: string, files: string[]): Promise<void> {
  const url = new URL(request.url());
  if (url.origin !== origin) return request.abort();
  const file = path.join(folder, url.pathname.replace(/\/$/, '/index.html'));
  const body = await readFile(file).catch(() => undefined);
  if (body === undefined) return request.abort('failed');
  const name = path.relative(folder, file);
  files.push(name);
  await request.respond({ status: 200, headers: headersOf(`/${name}`), body });
}
