import type { ServerResponse } from 'node:http';
import { escapeHtml } from '../prose/markdown.ts';
import { atomFeed, feedFile } from '../serving/feed.ts';
import { contentTypeOf } from '../serving/headers.ts';
import { encodeAddress, spellings } from '../serving/redirect-files.ts';
import type { Asset } from '../site/assets.ts';
import type { Middleware } from '../site/plugin.ts';
import type { Publication } from '../site/publication.ts';
import { PageError, type SitePage } from '../site/site-page.ts';
import { messagePage } from './fault-page.ts';
import { withOverlay } from './findings-overlay.ts';

/** What the preview shows, as it is now. */
export interface ShownSite {
  /** By address. */
  pages: () => ReadonlyMap<string, SitePage>;
  assets: () => ReadonlyMap<string, Asset>;
  publication: () => Publication;
  /** What stands in for a page that its report's errors keep back; undefined for any other address. */
  faultPage: (url: string) => string | undefined;
}

/**
 * Answers with pages, rendered as they are asked for, and with what they load. A page that is kept
 * back now is shown as it last was, if it was; the overlay says what is wrong.
 */
export function sitePages(shown: ShownSite): Middleware {
  const lastGood = new Map<string, string>();
  const rendered = (page: SitePage): string => {
    const html = page.render();
    lastGood.set(page.url, html);
    return html;
  };
  return (request, response, next) => {
    const { pathname } = new URL(request.url ?? '/', 'http://preview.invalid');
    const pages = shown.pages();
    const file = fileAt(pathname, shown);
    if (file !== undefined) return send(response, 200, pathname, file);
    if (pages.has(`${pathname}/`)) return redirect(response, `${pathname}/`);
    const moved = shown
      .publication()
      .archive.redirects.find(({ from }) => spellings(from).map(encodeAddress).includes(pathname));
    if (moved) return redirect(response, encodeAddress(moved.to));
    try {
      const page = pages.get(pathname);
      if (page) return sendPage(response, 200, rendered(page));
      const fault = shown.faultPage(pathname);
      const kept = fault === undefined ? undefined : lastGood.get(pathname);
      if (kept !== undefined) return sendPage(response, 200, kept);
      if (fault !== undefined) return sendPage(response, 500, fault);
      const notFound = pages.get('/404.html');
      if (pathname.endsWith('/') && notFound) return sendNotFound(response, rendered(notFound));
    } catch (error) {
      if (!(error instanceof PageError)) throw error;
      const message = `<pre>${escapeHtml(error.message)}</pre>`;
      return sendPage(response, 500, messagePage('不能显示', message));
    }
    next();
  };
}

/** What pages load, the feed, or a report's `report.json`. */
function fileAt(pathname: string, shown: ShownSite): string | Uint8Array | undefined {
  const [, key] = /^\/([a-z0-9-]+\/\d{4})\/report\.json$/.exec(pathname) ?? [];
  const publication = shown.publication();
  if (pathname === `/${feedFile}`) return atomFeed(publication.site, publication.archivedReports);
  if (key !== undefined && publication.reportKeys.includes(key)) return publication.reportJson(key);
  return [...shown.assets().values()].find(({ path }) => `/${path}` === pathname)?.content;
}

function sendPage(response: ServerResponse, status: number, html: string): void {
  // A string: the server adds what loads the page anew.
  // Where it refuses, it allows no script but that one.
  send(response, status, '.html', status === 200 ? withOverlay(html) : html);
}

/**
 * The server writes what loads the page anew into such a page itself, and would forbid the page's
 * own scripts; the page's policy would forbid the server's. Without either, both run.
 */
function sendNotFound(response: ServerResponse, html: string): void {
  Object.assign(response, { isCustomErrorPage: true });
  sendPage(response, 404, html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>\n?/, ''));
}

function send(
  response: ServerResponse,
  status: number,
  name: string,
  content: string | Uint8Array,
): void {
  response.statusCode = status;
  response.setHeader('content-type', contentTypeOf(name));
  response.setHeader('cache-control', 'no-store');
  response.end(content);
}

function redirect(response: ServerResponse, location: string): void {
  response.statusCode = 302;
  response.setHeader('location', location);
  response.end();
}
