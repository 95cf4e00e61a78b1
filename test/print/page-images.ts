import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PNG } from 'pngjs';
import type { HTTPRequest, Page } from 'puppeteer-core';
import { startBrowser } from '../../src/pdf/browser.ts';

const DOTS_PER_INCH = 56;
const ORIGIN = 'http://images.invalid';
const PDFJS = dirname(
  createRequire(import.meta.url).resolve('pdfjs-dist/legacy/build/pdf.min.mjs'),
);

/** Draws pages with pdf.js in the shipped browser: the same on every machine. */
export interface PageDrawer extends AsyncDisposable {
  /** A grey image of each page; `shift` moves all that is drawn to the right, in pixels. */
  draw(pdf: Uint8Array, shift?: number): Promise<PNG[]>;
}

export async function openPageDrawer(): Promise<PageDrawer> {
  const { browser, close } = await startBrowser();
  const page = await browser.newPage();
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    answer(request).catch(() => request.abort());
  });
  await page.goto(`${ORIGIN}/`);
  return {
    draw: async (pdf, shift = 0) => {
      const urls = await drawIn(page, Buffer.from(pdf).toString('base64'), shift);
      return urls.map((url) => grey(PNG.sync.read(Buffer.from(url.split(',')[1]!, 'base64'))));
    },
    [Symbol.asyncDispose]: close,
  };
}

async function answer(request: HTTPRequest): Promise<void> {
  const { pathname } = new URL(request.url());
  if (pathname === '/')
    return request.respond({ contentType: 'text/html', body: '<!doctype html>' });
  const body = await readFile(join(PDFJS, pathname));
  await request.respond({ contentType: 'text/javascript', body });
}

/** The pages of a PDF as data URLs of PNG images. */
function drawIn(page: Page, base64: string, shift: number): Promise<string[]> {
  const script = `(async () => {
    const pdfjs = await import('${ORIGIN}/pdf.min.mjs');
    pdfjs.GlobalWorkerOptions.workerSrc = '${ORIGIN}/pdf.worker.min.mjs';
    const data = Uint8Array.from(atob('${base64}'), (each) => each.charCodeAt(0));
    const task = pdfjs.getDocument({ data, verbosity: 0 });
    const pdf = await task.promise;
    const urls = [];
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const sheet = await pdf.getPage(number);
      const viewport = sheet.getViewport({ scale: ${DOTS_PER_INCH / 72}, offsetX: ${shift} });
      const canvas = document.createElement('canvas');
      canvas.width = Math.ceil(viewport.width);
      canvas.height = Math.ceil(viewport.height);
      await sheet.render({ canvas, viewport, background: 'white' }).promise;
      urls.push(canvas.toDataURL());
    }
    await task.destroy();
    return urls;
  })()`;
  return page.evaluate(script) as Promise<string[]>;
}

function grey(image: PNG): PNG {
  const { data } = image;
  for (let at = 0; at < data.length; at += 4) {
    const value = Math.round(0.299 * data[at]! + 0.587 * data[at + 1]! + 0.114 * data[at + 2]!);
    data.fill(value, at, at + 3);
  }
  return image;
}
