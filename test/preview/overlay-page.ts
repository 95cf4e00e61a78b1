import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'puppeteer-core';
import type { Finding } from '../../src/finding/finding.ts';
import { findingsOverlay, withOverlay } from '../../src/preview/findings-overlay.ts';

/** The policy of the site's pages, but for the socket. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'";

/** A server that answers every address with one page, and the overlay on it. */
export interface OverlayServer {
  /** With a slash at the end. */
  url: string;
  renewed(findings: readonly Finding[]): void;
  close(): Promise<void>;
}

export async function serveOverlay(): Promise<OverlayServer> {
  const { middleware, renewed } = findingsOverlay();
  const server = createServer((request, response) =>
    middleware(request, response, () => {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.setHeader('content-security-policy', policy);
      response.end(withOverlay(html));
    }),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    renewed,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const html = `<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>年报</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
</head><body><main><h1>年度报告</h1><p><label>检索 <input type="text"></label></p>
${'<p>正文</p>\n'.repeat(60)}</main></body></html>`;

/** What the overlay shows at the moment; undefined where nothing can be seen of it. */
export interface ShownOverlay {
  title: string;
  isOpen: boolean;
  items: { place: string; severity: string; message: string; rule: string; source?: string }[];
}

const shownOverlayScript = `(() => {
  const root = document.querySelector('gongkai-findings')?.shadowRoot;
  const panel = root?.querySelector('section');
  if (!panel?.checkVisibility()) return undefined;
  const text = (element, selector) => element.querySelector(selector)?.textContent;
  return {
    title: text(panel, 'button'),
    isOpen: root.querySelector('.list').checkVisibility(),
    items: Array.from(root.querySelectorAll('li'), (item) => ({
      place: text(item, '.place'),
      severity: text(item, '.severity'),
      message: text(item, '.message'),
      rule: text(item, '.rule'),
      source: text(item, 'pre')?.slice(text(item, '.line-number').length),
    })),
  };
})()`;

export async function shownOverlay(page: Page): Promise<ShownOverlay | undefined> {
  return (await page.evaluate(shownOverlayScript)) as ShownOverlay | undefined;
}

/** Resolves when the overlay has been told what to show, and has this title or cannot be seen. */
export async function overlayWith(page: Page, title: string | undefined): Promise<void> {
  await page.waitForFunction(
    `document.querySelector('gongkai-findings')?.dataset.version !== undefined
      && ${shownOverlayScript}?.title === ${JSON.stringify(title)}`,
  );
}
