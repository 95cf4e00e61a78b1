import { statSync } from 'node:fs';
import path from 'node:path';
import type nunjucks from 'nunjucks';
import { bundledBrowserName } from '../pdf/bundled-chromium.ts';
import { openPaginator, type Paginator } from '../pdf/paginate.ts';
import type { PrintDocument } from '../pdf/print-document.ts';
import { checkPdf } from '../pdf/read-back/check.ts';
import type { ExpectedContent } from '../pdf/read-back/content.ts';
import { createEnvironment } from '../site/environment.ts';
import { overlay } from '../site/plugin.ts';
import type { Publication } from '../site/publication.ts';
import { type Cache, openCache } from './cache.ts';
import { expectedContent } from './expected-content.ts';
import { printAssets, printDocument } from './print.ts';
import { type PrintSetting, printKey, printSetting } from './print-key.ts';

export interface PrintRunOptions {
  root: string;
  browserPath?: string;
  /** Folder in which PDFs are kept from run to run; absent where none are to be kept. */
  cache?: string;
  /** Told, in Chinese, where the cache cannot be used. */
  warn: (message: string) => void;
  /** Given the HTML of each document. */
  onDocument?: (html: string) => void;
}

/** A document and what its PDF must say. */
interface Job {
  readonly document: PrintDocument;
  readonly expected: ExpectedContent;
}

/**
 * PDFs of a publication's reports, each read back and compared with its facts. The browser is started
 * when a PDF is not in the cache; disposing ends it.
 */
export class PrintRun implements AsyncDisposable {
  readonly #publication: Publication;
  readonly #options: PrintRunOptions;
  readonly #environment: nunjucks.Environment;
  readonly #cache: Cache | undefined;
  #setting: Promise<PrintSetting> | undefined;
  #paginator: Promise<Paginator> | undefined;

  constructor(publication: Publication, options: PrintRunOptions) {
    const { root, cache, warn } = options;
    this.#publication = publication;
    this.#options = options;
    this.#environment = createEnvironment(overlay(root, 'templates'));
    this.#cache = cache === undefined ? undefined : openCache(cache, { warn });
  }

  /** The PDF of a report that was made before of the very same things; undefined where none was. */
  async kept(key: string): Promise<Uint8Array | undefined> {
    if (!this.#cache) return undefined;
    return this.#cache.get(await this.cacheKey(key));
  }

  /** Under which the PDF of a report is kept. */
  async cacheKey(key: string): Promise<string> {
    return this.#keyOf(this.#job(key));
  }

  /** Starts the browser, to which `print` gives as many documents at a time. */
  async concurrency(): Promise<number> {
    return (await this.#open()).concurrency;
  }

  /**
   * Lays out a report and keeps its PDF. Throws PrintError, or ReadBackError where the PDF does not
   * say what the report does.
   */
  async print(key: string): Promise<Uint8Array> {
    const paginator = await this.#open();
    const { document, expected } = this.#job(key);
    const bytes = await paginator.paginate(document);
    await checkPdf(bytes, expected);
    if (this.#cache) await this.#cache.put(await this.#keyOf({ document, expected }), bytes);
    return bytes;
  }

  /** Versions of what is no npm package of the project's own choosing, for the manifest. */
  get tools(): Record<string, string> {
    const { browserPath } = this.#options;
    return { browser: browserPath === undefined ? bundledBrowserName() : 'other' };
  }

  /** Removes from the cache what is too much. */
  async trim(): Promise<void> {
    await this.#cache?.trim();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const paginator = await this.#paginator?.catch(() => undefined);
    await paginator?.close();
  }

  #job(key: string): Job {
    const document = printDocument(this.#environment, this.#publication, key);
    this.#options.onDocument?.(document.html);
    return { document, expected: expectedContent(this.#publication, key) };
  }

  async #keyOf({ document, expected }: Job): Promise<string> {
    this.#setting ??= this.#gatherSetting();
    return printKey(await this.#setting, document, JSON.stringify(expected));
  }

  async #gatherSetting(): Promise<PrintSetting> {
    const { root, browserPath } = this.#options;
    const { styles, fonts } = printAssets(root, this.#publication);
    const browser =
      browserPath === undefined ? bundledBrowserName() : installedBrowserName(browserPath);
    return printSetting({ styles, fonts: fonts.fingerprint, browser });
  }

  #open(): Promise<Paginator> {
    const { root, browserPath } = this.#options;
    this.#paginator ??= openPaginator({
      ...printAssets(root, this.#publication),
      ...(browserPath === undefined ? {} : { browserPath }),
    });
    return this.#paginator;
  }
}

/** Another browser of this machine, as far as it can be told without starting it. */
function installedBrowserName(browserPath: string): string {
  const stats = statSync(browserPath, { throwIfNoEntry: false });
  return `${path.resolve(browserPath)} ${stats?.size} ${stats?.mtimeMs}`;
}
