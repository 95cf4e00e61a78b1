import type { Browser, HTTPRequest, Page } from 'puppeteer-core';
import { findAsset, PRINT_ORIGIN, type PrintAssets } from './assets.ts';
import { BrowserError, PrintError } from './print-error.ts';
import { fitForPrinter } from './printer-page.ts';
import type { TableHeaders } from './structure/header-cells.ts';

const DOCUMENT_URL = `${PRINT_ORIGIN}/document.html`;

const FAVICON_URL = `${PRINT_ORIGIN}/favicon.ico`;

const DOCUMENT_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  // Paged.js comes in through the debugging protocol, which this does not concern. Addresses are
  // left to the interception, so that a forbidden one is named and not just skipped; what has none
  // (data:, srcdoc) could hold scripts of its own.
  'content-security-policy': "script-src 'none'; frame-src http: https:; object-src http: https:",
};

const LOCAL_FILE = /^Not allowed to load local resource: (\S+)/;

/** A document on a page, for the Printer to open at `url`, and the promise that only ever fails. */
export interface LoadedDocument {
  readonly page: Page;
  readonly url: string;
  readonly failure: Promise<never>;
}

/**
 * A page for one document after the other: opening one takes as long as laying out a page or two.
 * Documents have no scripts, and each begins with a navigation, so that nothing of one is left to
 * the next. After a failure the page is not to be used any more.
 */
export class PrintPage {
  readonly #page: Page;
  readonly #assets: PrintAssets;
  #html = '';
  #fail: (error: PrintError) => void = () => {};
  readonly #crash = Promise.withResolvers<never>();

  private constructor(page: Page, assets: PrintAssets) {
    this.#page = page;
    this.#assets = assets;
    this.#crash.promise.catch(() => {}); // nobody may be waiting
  }

  /** Opens a page in a context of its own. */
  static async open(browser: Browser, assets: PrintAssets): Promise<PrintPage> {
    const context = await browser.createBrowserContext();
    const page = await fitForPrinter(await context.newPage());
    const opened = new PrintPage(page, assets);
    await page.setRequestInterception(true);
    opened.#listen();
    return opened;
  }

  /**
   * Has `html` found at `url`. Whatever the document asks for is answered from the assets; anything
   * else is refused and fails the document by name.
   */
  load(html: string): LoadedDocument {
    const { promise: failure, reject } = Promise.withResolvers<never>();
    failure.catch(() => {}); // it may fail after the last one to listen has gone
    this.#html = html;
    this.#fail = reject;
    this.#crash.promise.catch(reject); // it may have crashed while nobody was waiting
    return { page: this.#page, url: DOCUMENT_URL, failure };
  }

  /** What paged-tags.js has found in the document's tables. */
  async headerCells(): Promise<TableHeaders> {
    return (await this.#page.evaluate('window.PagedConfig.headerCells')) as TableHeaders;
  }

  /** Is kept as long as the page does what it is told. */
  async answer(): Promise<void> {
    await Promise.race([this.#page.evaluate('0'), this.#crash.promise]);
  }

  async close(): Promise<void> {
    await this.#page.browserContext().close();
  }

  #listen(): void {
    const page = this.#page;
    page.on('error', (cause) => {
      const crash = new BrowserError('浏览器页面崩溃', { cause });
      this.#fail(crash);
      this.#crash.reject(crash);
    });
    page.on('pageerror', (cause) =>
      this.#fail(new PrintError(`排版脚本出错：${describe(cause)}`, { cause })),
    );
    page.on('console', (message) => {
      // The browser refuses file: by itself, before there is a request to intercept.
      const [, url] = LOCAL_FILE.exec(message.text()) ?? [];
      if (url !== undefined) this.#fail(new PrintError(outsideMessage(url)));
    });
    page.on('request', (request) => {
      const fail = this.#fail;
      answer(request, this.#html, this.#assets).catch((error) => {
        fail(
          error instanceof PrintError ? error : new PrintError(describe(error), { cause: error }),
        );
        request.abort().catch(() => {});
      });
    });
  }
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

function outsideMessage(url: string): string {
  return `打印文件只能引用 styles/ 与字体，不能引用 ${url}`;
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
