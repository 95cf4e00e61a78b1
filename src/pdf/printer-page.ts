import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { packageFolder } from '../packages/installed.ts';

/** Scripts for the page that follow Paged.js, in this order. */
export const PAGE_SCRIPTS = ['paged-document.js', 'paged-handlers.js', 'paged-tags.js'].map(
  (name) => join(import.meta.dirname, name),
);

const SCRIPTS = [join(packageFolder('pagedjs-cli'), 'dist/browser.js'), ...PAGE_SCRIPTS];

/** The function by which a document gets them. */
const RUN_SCRIPTS = 'runPageScripts';

const FONTS_READY = 'document.fonts.ready.then(() => undefined)';

/** Nobody looks at the page on its screen: what is not in view is not painted. */
const VIEWPORT = { width: 800, height: 1 };

/**
 * Readies a page for the Printer, some of whose steps do not suit one without network and scripts
 * that is used again, and which offers no option for any. It adds Paged.js (and here our own
 * scripts) as inline scripts, a megabyte for each document; waits for half a second of network
 * silence when all that can still be missing is a font, and for an element that is there; gives the
 * page functions by names that are taken from the second document on; sets what is set already; and
 * reads the document back, which nobody asks for.
 */
export async function fitForPrinter(page: Page): Promise<Page> {
  await page.setViewport(VIEWPORT);
  await page.evaluateOnNewDocument(await scriptsAsFunction());
  const exposed = new Map<string, (...values: unknown[]) => unknown>();
  const expose = page.exposeFunction.bind(page);
  const emulate = page.emulateMediaType.bind(page);
  let medium: string | undefined;
  return Object.assign(page, {
    addScriptTag: () => page.evaluate(`${RUN_SCRIPTS}()`),
    content: async () => '',
    waitForNetworkIdle: () => page.evaluate(FONTS_READY),
    waitForSelector: async () => null,
    setExtraHTTPHeaders: async () => {}, // there are none
    emulateMediaType: async (wanted?: string) => {
      if (wanted !== medium) await emulate(wanted);
      medium = wanted;
    },
    exposeFunction: async (name: string, called: (...values: unknown[]) => unknown) => {
      const isNew = !exposed.has(name);
      exposed.set(name, called);
      if (isNew) await expose(name, (...values: unknown[]) => exposed.get(name)!(...values));
    },
  });
}

/**
 * A script for every new document, which finds the scripts in it when the Printer wants them: so
 * they come to the browser once for a page, and are compiled once.
 *
 * Paged.js goes on with the next sheet in the next frame of the screen. No frame need be waited
 * for, nor be painted.
 */
async function scriptsAsFunction(): Promise<string> {
  const sources = await Promise.all(SCRIPTS.map((file) => readFile(file, 'utf8')));
  const functions = sources.map((source) => `() => {${source}\n}`);
  return `window.${RUN_SCRIPTS} = async () => {
    window.requestAnimationFrame = (callback) => {
      queueMicrotask(() => callback(performance.now()));
      return 0;
    };
    for (const run of [${functions.join(',\n')}]) {
      run();
      await undefined; // Paged.js looks whether it is to begin by itself
    }
  };`;
}
