import { join } from 'node:path';
import Printer from 'pagedjs-cli';
import { PDFDocument } from 'pdf-lib';
import type { BrowserContext } from 'puppeteer-core';
import { defaultFonts, type FontSet } from '../fonts/font-set.ts';
import type { PrintAssets } from './assets.ts';
import { BROWSER_GONE, type RunningBrowser, startBrowser } from './browser.ts';
import { nameCharacters } from './characters.ts';
import { setMetadata, straightenBookmarks } from './metadata.ts';
import { PrintError } from './print-error.ts';
import { headerCells, openPrintPage } from './print-page.ts';
import type { TableHeaders } from './structure/header-cells.ts';
import { mendDocument } from './structure/structure.ts';

/** Makes PDFs out of print documents; holds one browser, which `close` ends. */
export interface Paginator extends AsyncDisposable {
  /**
   * The PDF of a document: A4, tagged, with bookmarks for h1 to h3. Several may be in flight.
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
  /** The faces; by default those that come with the program */
  readonly fonts?: FontSet;
}

const OUTLINE_TAGS = ['h1', 'h2', 'h3'];
const TIMEOUT_MS = 120_000;

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
  const running = await startBrowser(assets.fonts, options.browserPath);
  return {
    paginate: (document) => paginate(running, assets, document),
    close: running.close,
    [Symbol.asyncDispose]: running.close,
  };
}

async function paginate(
  { browser, gone }: RunningBrowser,
  assets: PrintAssets,
  document: PrintDocument,
): Promise<Uint8Array> {
  const { promise: expired, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new PrintError('排版超时')), TIMEOUT_MS);
  const context = browser.createBrowserContext();
  try {
    return await Promise.race([print(context, assets, document), gone, expired]);
  } catch (error) {
    if (error instanceof PrintError) throw error;
    if (!browser.connected) throw new PrintError(BROWSER_GONE, { cause: error });
    const reason = error instanceof Error ? error.message : String(error);
    throw new PrintError(`无法排版《${document.title}》：${reason}`, { cause: error });
  } finally {
    clearTimeout(timer);
    const closed = context.then((opened) => opened.close());
    await Promise.race([closed, gone]).catch(() => {});
  }
}

async function print(
  context: Promise<BrowserContext>,
  assets: PrintAssets,
  document: PrintDocument,
): Promise<Uint8Array> {
  const { page, url, failure } = await openPrintPage(await context, document.html, assets);
  // By default the Printer closes its browser when a document fails: here it is not its own.
  const printer = new Printer({ closeAfter: false });
  printer.browser = { newPage: async () => page };
  const printed = printer.pdf({ url }, { outlineTags: OUTLINE_TAGS });
  const bytes = await Promise.race([printed, failure]);
  return finish(bytes, document, await headerCells(page));
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
