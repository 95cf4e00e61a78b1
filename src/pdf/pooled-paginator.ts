import { availableParallelism } from 'node:os';
import Printer from 'pagedjs-cli';
import { ProtocolError } from 'puppeteer-core';
import type { PrintAssets } from './assets.ts';
import { BROWSER_GONE } from './browser.ts';
import type { BrowserLease, BrowserPool } from './browser-pool.ts';
import { finishPdf } from './finish-pdf.ts';
import type { PrintDocument } from './print-document.ts';
import { BrowserError, PrintError } from './print-error.ts';
import { PrintPage } from './print-page.ts';
import type { TableHeaders } from './structure/header-cells.ts';

const OUTLINE_TAGS = ['h1', 'h2', 'h3'];

const DEFAULT_PATIENCE_MS = 120_000;

/** Browsers in which a document is tried before it is given up. */
const ATTEMPTS = 3;

/** A document as it comes from the browser. */
interface LaidOut {
  readonly bytes: Uint8Array;
  readonly tables: TableHeaders;
}

/** A page that is open in a browser. */
interface Desk {
  readonly lease: BrowserLease;
  readonly page: PrintPage;
}

export interface PoolOptions {
  /** Documents laid out at a time; by default one for each processor core */
  readonly concurrency?: number;
  /** Milliseconds after which a document counts as hung; by default two minutes */
  readonly patience?: number;
}

/** Lays documents out on pages that stay open, as many at a time as there are cores. */
export class PooledPaginator {
  readonly concurrency: number;
  readonly #browsers: BrowserPool;
  readonly #assets: PrintAssets;
  readonly #patience: number;
  /** Pages that are open and free. */
  readonly #desks: Desk[] = [];
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(browsers: BrowserPool, assets: PrintAssets, options: PoolOptions) {
    this.#browsers = browsers;
    this.#assets = assets;
    this.concurrency = options.concurrency ?? availableParallelism();
    this.#patience = options.patience ?? DEFAULT_PATIENCE_MS;
  }

  /** Starts the browser: where there is none, it is known at once. */
  async begin(): Promise<void> {
    (await this.#browsers.lease()).release();
  }

  async paginate(document: PrintDocument): Promise<Uint8Array> {
    const { bytes, tables } = await this.#inTurn(() => this.#tryInBrowsers(document));
    // The page is free for the next document meanwhile.
    return finishPdf(bytes, document, tables);
  }

  async #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#running === this.concurrency) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    } else this.#running += 1;
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running -= 1;
    }
  }

  async close(): Promise<void> {
    await this.#browsers.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #tryInBrowsers(document: PrintDocument): Promise<LaidOut> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#tryOnce(document);
      } catch (error) {
        if (!(error instanceof BrowserError) || this.#browsers.isClosed) throw error;
        if (attempt === ATTEMPTS) {
          const tried = `《${document.title}》换了 ${ATTEMPTS} 次浏览器仍未排出`;
          throw new PrintError(`${tried}：${error.message}`, { cause: error });
        }
      }
    }
  }

  async #tryOnce(document: PrintDocument): Promise<LaidOut> {
    const desk = await this.#desk();
    try {
      const laidOut = await this.#inTime(desk.lease, layOut(desk.page, document));
      desk.lease.noteDocument();
      this.#desks.push(desk);
      return laidOut;
    } catch (error) {
      const failure = await this.#failureOf(error, desk, document);
      if (failure instanceof BrowserError) desk.lease.retire();
      abandon(desk);
      throw failure;
    } finally {
      this.#clearDesks();
    }
  }

  async #failureOf(error: unknown, { lease, page }: Desk, { title }: PrintDocument) {
    if (error instanceof PrintError) return error;
    // The lines that follow say where in the page's scripts.
    const [reason] = (error instanceof Error ? error.message : String(error)).split('\n');
    const message = `无法排版《${title}》：${reason}`;
    // What the protocol refuses is no fault of the document, nor is what befalls a page that has crashed:
    // this may be heard of only after the step that failed for it.
    const isSound =
      !(error instanceof ProtocolError) &&
      (await this.#inTime(lease, page.answer()).then(
        () => true,
        () => false,
      ));
    if (isSound) return new PrintError(message, { cause: error });
    const isThere = lease.running.browser.connected;
    return new BrowserError(isThere ? message : BROWSER_GONE, { cause: error });
  }

  /** @throws BrowserError when no page can be opened */
  async #desk(): Promise<Desk> {
    this.#clearDesks();
    const free = this.#desks.pop();
    if (free) return free;
    const lease = await this.#browsers.lease();
    try {
      const page = await this.#inTime(lease, PrintPage.open(lease.running.browser, this.#assets));
      return { lease, page };
    } catch (cause) {
      lease.retire();
      lease.release();
      if (cause instanceof BrowserError) throw cause;
      throw new BrowserError('浏览器打不开页面', { cause });
    }
  }

  /** Gives up the free pages of browsers that are to end, or have ended. */
  #clearDesks(): void {
    for (const desk of this.#desks.splice(0)) {
      const { lease } = desk;
      if (lease.isRetired || !lease.running.browser.connected) abandon(desk);
      else this.#desks.push(desk);
    }
  }

  /** Waits for what a browser does, unless it ends or seems to hang. */
  async #inTime<Result>({ running }: BrowserLease, work: Promise<Result>): Promise<Result> {
    const { promise: expired, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => reject(new BrowserError('排版超时')), this.#patience);
    try {
      return await Promise.race([work, running.gone, expired]);
    } finally {
      clearTimeout(timer);
    }
  }
}

/** Gives up a page. Nobody waits for its end: its browser may not answer any more. */
function abandon({ lease, page }: Desk): void {
  page.close().catch(() => {});
  lease.release();
}

async function layOut(page: PrintPage, document: PrintDocument): Promise<LaidOut> {
  const loaded = page.load(document.html);
  // By default the Printer closes its browser when a document fails: here it is not its own.
  const printer = new Printer({ closeAfter: false });
  printer.browser = { newPage: async () => loaded.page };
  const printed = printer.pdf({ url: loaded.url }, { outlineTags: OUTLINE_TAGS });
  const bytes = await Promise.race([printed, loaded.failure]);
  return { bytes, tables: await page.headerCells() };
}
