import { join } from 'node:path';
import { defaultFonts, type FontSet } from '../fonts/font-set.ts';
import { startBrowser } from './browser.ts';
import { BrowserPool } from './browser-pool.ts';
import { PooledPaginator, type PoolOptions } from './pooled-paginator.ts';
import type { PrintDocument } from './print-document.ts';

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

export interface PaginatorOptions extends PoolOptions {
  /** A Chrome, Edge or Chromium to use in place of the one from npm */
  readonly browserPath?: string;
  /** Folder that `/styles/` stands for; by default the project's own */
  readonly styles?: string;
  /** The faces; by default those that come with the program */
  readonly fonts?: FontSet;
}

/** A browser is exchanged for a fresh one when it and its pages have come to need so much. */
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
