import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import path from 'node:path';
import { packageFolder } from '../packages/installed.ts';
import { type Asset, assetAt, PRINT_ORIGIN } from '../pdf/assets.ts';
import { PAGE_SCRIPTS } from '../pdf/printer-page.ts';
import { escapeHtml } from '../prose/markdown.ts';
import { printAssets, printDocument } from '../publish/print.ts';
import { createEnvironment } from '../site/environment.ts';
import { type Middleware, overlay, type SiteSource } from '../site/plugin.ts';

/** No agency's id has a dot in it. */
const programPrefix = '/.gongkai/';

const pageFolder = path.join(import.meta.dirname, 'page');
const style = path.join(pageFolder, 'print-preview.css');

/** The scripts of a page in the order in which they run: those of the PDF after the preview's own. */
const scripts = [
  path.join(pageFolder, 'print-preview.js'),
  path.join(packageFolder('pagedjs-cli'), 'dist/browser.js'),
  ...PAGE_SCRIPTS,
];

const programs: ReadonlyMap<string, string> = new Map(
  [style, ...scripts].map((file) => [programPrefix + path.basename(file), file]),
);

const head = [
  // Some browsers ask for one.
  '<link rel="icon" href="data:,">',
  '<meta name="viewport" content="width=device-width, initial-scale=1">',
  // Paged.js takes no style for the document's that is marked so.
  `<link rel="stylesheet" href="${programPrefix}${path.basename(style)}" data-pagedjs-ignore>`,
  ...scripts.map((file) => `<script defer src="${programPrefix}${path.basename(file)}"></script>`),
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
 * and handlers, laid out in the reader's own browser.
 */
export function printPreview({ root, publication }: SiteSource): Middleware {
  const answerPage = (key: string, response: ServerResponse) => {
    if (!publication().reportKeys.includes(key)) return tell(response, 404, notShown(key));
    // Made anew each time, so that a template that was saved is read again.
    const environment = createEnvironment(overlay(root, 'templates'));
    const { html } = printDocument(environment, publication(), key);
    response.setHeader('content-security-policy', contentSecurityPolicy);
    sendHtml(
      response,
      html.replace(/<\/head>|<body\b|$/i, (mark) => `${head}\n${mark}`),
    );
  };
  const answer = async (url: string, response: ServerResponse, next: () => void) => {
    const { pathname } = new URL(url, PRINT_ORIGIN);
    const [, key, slash] = /^\/([a-z0-9-]+\/\d{4})\/print(\/?)$/.exec(pathname) ?? [];
    if (key !== undefined && slash === '/') return answerPage(key, response);
    if (key !== undefined) return redirect(response, `${pathname}/`);
    const asset = program(pathname) ?? assetAt(pathname, printAssets(root, publication()));
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
      tell(response, 500, `不能预览：${reason}`);
    });
  };
}

function program(pathname: string): Pick<Asset, 'type' | 'read'> | undefined {
  const file = programs.get(pathname);
  const type = `text/${pathname.endsWith('.css') ? 'css' : 'javascript'}; charset=utf-8`;
  return file === undefined ? undefined : { type, read: () => readFile(file) };
}

function notShown(key: string): string {
  return `没有可以预览的 ${key} 年报：还没有这个文件，或者它有错误（错误写在终端里）。改好保存后，本页自动刷新。`;
}

function redirect(response: ServerResponse, location: string): void {
  response.statusCode = 301;
  response.setHeader('location', location);
  response.end();
}

/** A page that says why there is none; the server adds what renews it. */
function tell(response: ServerResponse, status: number, message: string): void {
  if (response.headersSent) return;
  response.statusCode = status;
  sendHtml(
    response,
    `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>打印版预览</title>
</head>
<body>
<p>${escapeHtml(message)}</p>
</body>
</html>
`,
  );
}

function sendHtml(response: ServerResponse, html: string): void {
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.end(html);
}
