import type { ServerResponse } from 'node:http';
import path from 'node:path';
import type { Finding } from '../finding/finding.ts';
import { packageFolder } from '../packages/installed.ts';
import { assetAt, PRINT_ORIGIN } from '../pdf/assets.ts';
import { PAGE_SCRIPTS } from '../pdf/printer-page.ts';
import { escapeHtml } from '../prose/markdown.ts';
import { printAssets, printDocument } from '../publish/print.ts';
import { createEnvironment } from '../site/environment.ts';
import { type Middleware, overlay, type SiteSource } from '../site/plugin.ts';
import { faultPage, isHeldBack, messagePage } from './fault-page.ts';
import { withOverlay } from './findings-overlay.ts';
import { programAddress, programs, withInHead } from './programs.ts';

const pageFolder = path.join(import.meta.dirname, 'page');
const style = path.join(pageFolder, 'print-preview.css');

/** The scripts of a page in the order in which they run: those of the PDF after the preview's own. */
const scripts = [
  path.join(pageFolder, 'print-preview.js'),
  path.join(packageFolder('pagedjs-cli'), 'dist/browser.js'),
  ...PAGE_SCRIPTS,
];

const served = programs([style, ...scripts]);

const head = [
  // Some browsers ask for one.
  '<link rel="icon" href="data:,">',
  '<meta name="viewport" content="width=device-width, initial-scale=1">',
  // Paged.js takes no style for the document's that is marked so.
  `<link rel="stylesheet" href="${programAddress(style)}" data-pagedjs-ignore>`,
  ...scripts.map((file) => `<script defer src="${programAddress(file)}"></script>`),
].join('\n');

/** What the page may load: as in print, nothing but what this server answers. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
].join('; ');

/**
 * Shows `/<agency>/<year>/print/` as the PDF will be: the same document, styles, fonts, Paged.js
 * and handlers, laid out in the reader's own browser. One that has errors now is shown as it was
 * before; where there is no such, `findings` are told.
 */
export function printPreview(
  { root, publication }: Pick<SiteSource, 'root' | 'publication'>,
  findings: () => readonly Finding[],
): Middleware {
  const lastGood = new Map<string, string>();
  const answerPage = (key: string, response: ServerResponse, next: () => void) => {
    const html = publication().reportKeys.includes(key) ? newPage(key) : lastGood.get(key);
    if (html === undefined) {
      const page = `/${key}/`;
      if (!isHeldBack(page, publication(), findings())) return next();
      return tell(response, 404, faultPage(page, findings()));
    }
    lastGood.set(key, html);
    response.setHeader('content-security-policy', contentSecurityPolicy);
    sendHtml(response, withOverlay(withInHead(html, head)));
  };
  const newPage = (key: string): string => {
    // Made anew each time, so that a template that was saved is read again.
    const environment = createEnvironment(overlay(root, 'templates'));
    return printDocument(environment, publication(), key).html;
  };
  const answer = async (url: string, response: ServerResponse, next: () => void) => {
    const { pathname } = new URL(url, PRINT_ORIGIN);
    const [, key, slash] = /^\/([a-z0-9-]+\/\d{4})\/print(\/?)$/.exec(pathname) ?? [];
    if (key !== undefined && slash === '/') return answerPage(key, response, next);
    if (key !== undefined) return redirect(response, `${pathname}/`);
    const asset = served.get(pathname) ?? assetAt(pathname, printAssets(root, publication()));
    const body = await asset?.read().catch(() => undefined);
    if (!asset || body === undefined) return next();
    response.setHeader('content-type', asset.type);
    // A font's address is made of its content. Asked for anew, it costs each reload a second.
    if (asset.type.startsWith('font/')) response.setHeader('cache-control', 'max-age=86400');
    response.end(body);
  };
  return (request, response, next) => {
    // What fails here unheard would end the whole preview.
    answer(request.url ?? '/', response, next).catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      tell(response, 500, messagePage('不能预览', `<p>${escapeHtml(reason)}</p>`));
    });
  };
}

function redirect(response: ServerResponse, location: string): void {
  response.statusCode = 301;
  response.setHeader('location', location);
  response.end();
}

/** Refuses with a page; the server adds what renews it. */
function tell(response: ServerResponse, status: number, html: string): void {
  if (response.headersSent) return;
  response.statusCode = status;
  sendHtml(response, html);
}

function sendHtml(response: ServerResponse, html: string): void {
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.end(html);
}
