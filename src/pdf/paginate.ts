import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import Printer from 'pagedjs-cli';
import { PDFDocument } from 'pdf-lib';
import { ProtocolError } from 'puppeteer-core';
import { defaultFonts, type FontSet } from '../fonts/font-set.ts';
import type { PrintAssets } from './assets.ts';
import { BROWSER_GONE, startBrowser } from './browser.ts';
import { type BrowserLease, BrowserPool } from './browser-pool.ts';
import { nameCharacters } from './characters.ts';
import { setMetadata, straightenBookmarks } from './metadata.ts';
import { BrowserError, PrintError } from './print-error.ts';
import { PrintPage } from './print-page.ts';
import type { TableHeaders } from './structure/header-cells.ts';
import { mendDocument } from './structure/structure.ts';

/** Makes PDFs out of print documents; holds a browser, which `close` ends. */
export interface Paginator extends AsyncDisposable {
  /** Documents laid out at a time; more wait for their turn. */
  readonly concurrency: number;
  /**
   * The PDF of a document: A4, tagged, with bookmarks for h1 to h3. A document whose browser breaks
   * or hangs is tried again in a fresh one, a few times.
   *
   * @throws PrintError when the document asks for a file it may not have, cannot be laid out, or
   * the browser fails; other documents are not affected
   */
  paginate(document: PrintDocument): Promise<Uint8Array>;
  /** Ends the browser and what is still in flight. May be called at any time and more than once. */
  close(): Promise<void>;
}

export interface PrintDocument {
  /** A whole HTML document; may link only the project's styles and, through them, its fonts */
  readonly html: string;
  readonly title: string;
  readonly language: 'zh-CN';
  /** `YYYY-MM-DD`; becomes the PDF's CreationDate and ModDate (midnight, Asia/Shanghai) */
  readonly date: string;
}

export interface PaginatorOptions {
  /** A Chrome, Edge or Chromium to use in place of the one from npm */
  readonly browserPath?: string;
  /** Folder that `/styles/` stands for; by default the project's own */
  readonly styles?: string;
  /** Documents laid out at a time; by default one for each processor core */
  readonly concurrency?: number;
  /** Milliseconds after which a document counts as hung; by default two minutes */
  readonly patience?: number;
  /** The faces; by default those that come with the program */
  readonly fonts?: FontSet;
}

const OUTLINE_TAGS = ['h1', 'h2', 'h3'];

const DEFAULT_PATIENCE_MS = 120_000;

/** Browsers in which a document is tried before it is given up. */
const ATTEMPTS = 3;

const LIMITS = { memoryBytes: 640 * 2 ** 20, documentsPerLook: 8 };

/**
 * Starts the browser.
 *
 * @throws PrintError when it cannot be started
 */
export async function openPaginator(options: PaginatorOptions = {}): Promise<Paginator> {
  const assets = {
    styles: options.styles ?? join(import.meta.dirname, '../../styles'),
    fonts: options.fonts ?? defaultFonts,
  };
  const start = () => startBrowser(options.browserPath, assets.fonts);
  const paginator = new PooledPaginator(new BrowserPool(start, LIMITS), assets, options);
  await paginator.begin();
  return paginator;
}

/** A page that is open in a browser. */
interface Desk {
  readonly lease: BrowserLease;
  readonly page: PrintPage;
}

class PooledPaginator implements Paginator {
  readonly concurrency: number;
  readonly #browsers: BrowserPool;
  readonly #assets: PrintAssets;
  readonly #patience: number;
  /** Pages that are open and free. */
  readonly #desks: Desk[] = [];
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(browsers: BrowserPool, assets: PrintAssets, options: PaginatorOptions) {
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
    if (this.#running === this.concurrency) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    } else this.#running += 1;
    try {
      return await this.#tryInBrowsers(document);
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

  async #tryInBrowsers(document: PrintDocument): Promise<Uint8Array> {
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

  async #tryOnce(document: PrintDocument): Promise<Uint8Array> {
    const desk = await this.#desk();
    try {
      const bytes = await this.#inTime(desk.lease, print(desk.page, document));
      desk.lease.noteDocument();
      this.#desks.push(desk);
      return bytes;
    } catch (error) {
      const failure = asPrintError(error, desk, document);
      if (failure instanceof BrowserError) desk.lease.retire();
      abandon(desk);
      throw failure;
    } finally {
      this.#clearDesks();
    }
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

function asPrintError(error: unknown, { lease }: Desk, { title }: PrintDocument): PrintError {
  if (error instanceof PrintError) return error;
  if (!lease.running.browser.connected) return new BrowserError(BROWSER_GONE, { cause: error });
  const reason = error instanceof Error ? error.message : String(error);
  const message = `无法排版《${title}》：${reason}`;
  // What the protocol refuses is no fault of the document.
  return error instanceof ProtocolError
    ? new BrowserError(message, { cause: error })
    : new PrintError(message, { cause: error });
}

async function print(page: PrintPage, document: PrintDocument): Promise<Uint8Array> {
  const loaded = page.load(document.html);
  // By default the Printer closes its browser when a document fails: here it is not its own.
  const printer = new Printer({ closeAfter: false });
  printer.browser = { newPage: async () => loaded.page };
  const printed = printer.pdf({ url: loaded.url }, { outlineTags: OUTLINE_TAGS });
  const bytes = await Promise.race([printed, loaded.failure]);
  return finish(bytes, document, await page.headerCells());
}

/** What the browser and the Printer leave undone in the PDF itself. */
async function finish(
  bytes: Uint8Array,
  document: PrintDocument,
  tables: TableHeaders,
): Promise<Uint8Array> {
  const pdf = await PDFDocument.load(bytes, { updateMetadata: false });
  setMetadata(pdf, document);
  straightenBookmarks(pdf);
  mendDocument(pdf, tables);
  nameCharacters(pdf);
  return pdf.save();
}
