import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import path from 'node:path';
import { type Finding, summarize } from '../finding/finding.ts';
import type { ToldFinding } from '../finding/format.ts';
import type { Middleware } from '../site/plugin.ts';
import { pageFindings, reportPage } from './page-findings.ts';
import { programAddress, programPrefix, programs, withInHead } from './programs.ts';

const folder = path.join(import.meta.dirname, 'page');
const script = path.join(folder, 'findings-overlay.js');
const style = path.join(folder, 'findings-overlay.css');
const served = programs([script, style]);

/** A stream of states: the present one, and each that follows; `?page=` says beside which page. */
const eventsAddress = `${programPrefix}events`;

/** What the overlay of a page shows. */
export interface OverlayState {
  /** Another after each save. */
  version: string;
  /** How many there are: `1 个错误，3 条提醒`; empty where there is nothing to say. */
  title: string;
  hasErrors: boolean;
  own: OverlayItem[];
  others: OverlayItem[];
  omitted: number;
}

export interface OverlayItem extends ToldFinding {
  /** Address of the page that the finding's file makes; absent for other files. */
  page?: string;
}

export interface FindingsOverlay {
  /** Answers the overlay's script and style, and keeps open pages told. */
  middleware: Middleware;
  /** Tells all open pages what is found now, after each save; nothing is, before the first. */
  renewed(findings: readonly Finding[]): void;
}

/** Shows on each page of a preview what is wrong with the files that it is made of. */
export function findingsOverlay(): FindingsOverlay {
  let version = randomUUID();
  let findings: readonly Finding[] = [];
  const open = new Map<ServerResponse, string>();
  const send = (response: ServerResponse, pathname: string) => {
    const state = overlayState(pathname, findings, version);
    // Eleventy's server holds text back until the response ends, but no bytes.
    response.write(Buffer.from(`data: ${JSON.stringify(state)}\n\n`));
  };
  return {
    middleware(request, response, next) {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://preview.invalid');
      if (pathname === eventsAddress) {
        response.writeHead(200, {
          'content-type': 'text/event-stream',
          'cache-control': 'no-store',
        });
        const page = searchParams.get('page') ?? '/';
        open.set(response, page);
        response.on('close', () => open.delete(response));
        send(response, page);
        return;
      }
      const program = served.get(pathname);
      if (!program) return next();
      response.setHeader('content-type', program.type);
      program.read().then(
        (body) => response.end(body),
        () => response.destroy(),
      );
    },
    renewed(found) {
      version = randomUUID();
      findings = found;
      for (const [response, page] of open) send(response, page);
    },
  };
}

/** A page of a preview with the script that shows the overlay on it, and loads its style. */
export function withOverlay(html: string): string {
  return withInHead(html, `<script type="module" src="${programAddress(script)}"></script>`);
}

function overlayState(
  pathname: string,
  findings: readonly Finding[],
  version: string,
): OverlayState {
  const { own, others, omitted } = pageFindings(pathname, findings);
  const { errors, warnings, infos } = summarize(findings, 0);
  const counts = [
    ...(errors > 0 ? [`${errors} 个错误`] : []),
    ...(warnings + infos > 0 ? [`${warnings + infos} 条提醒`] : []),
  ];
  return {
    version,
    title: counts.join('，'),
    hasErrors: errors > 0,
    own: own.map(withPage),
    others: others.map(withPage),
    omitted,
  };
}

function withPage(told: ToldFinding): OverlayItem {
  const page = reportPage(told.file);
  return { ...told, ...(page === undefined ? {} : { page }) };
}
