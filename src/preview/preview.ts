import path from 'node:path';
import { home, type LoadedArchive, type LoadOptions } from '../archive/load.ts';
import { Recollection } from '../archive/recollection.ts';
import { inspect } from '../check/inspect.ts';
import type { Finding } from '../finding/finding.ts';
import { type Asset, readAssets } from '../site/assets.ts';
import { overlay } from '../site/plugin.ts';
import { Publication } from '../site/publication.ts';
import type { SitePage } from '../site/site-page.ts';
import { faultPage, isHeldBack } from './fault-page.ts';
import { findingsOverlay } from './findings-overlay.ts';
import { printPreview } from './print-preview.ts';
import { type SiteServer, serveSite } from './serve.ts';
import { sitePages } from './site-pages.ts';

export interface PreviewOptions extends LoadOptions {
  root: string;
  /** Name or address of this machine at which to listen. */
  host: string;
  /** If it is taken, one of the ten after it is; 0 for any that is free. */
  port: number;
  /** Called with what was read, at first and whenever a file is saved. */
  inspected: (loaded: LoadedArchive) => void;
  /** Called with what goes wrong besides. */
  complain: (message: string) => void;
}

/**
 * Shows a root, drafts and print versions included, and renews the pages as files are saved.
 * Returns undefined where the site or the agencies cannot be read.
 * Throws what Eleventy throws, or a system error where the host is none of this machine.
 */
export async function openPreview(options: PreviewOptions): Promise<SiteServer | undefined> {
  const { root, host, port, inspected, complain } = options;
  const recollection = new Recollection();
  let findings: readonly Finding[] = [];
  let publication: Publication | undefined;
  let assets: ReadonlyMap<string, Asset> = new Map();
  let pages: ReadonlyMap<string, SitePage> = new Map();
  const read = () => {
    const loaded = inspect(home, root, { ...options, recollection });
    recollection.forgetOthers();
    inspected(loaded);
    findings = loaded.findings;
    assets = readAssets(root, { areHashed: false });
    const { archive } = loaded;
    // Where the site or the agencies cannot be read, the last good pages stay.
    const isFramed = !findings.some(
      ({ severity, file }) => severity === 'error' && file.startsWith('data/'),
    );
    if (archive && isFramed) publication = new Publication(archive, findings, { isPreview: true });
  };
  const readAt = Date.now();
  read();
  if (!publication) return undefined;
  let isFirst = true;
  const reload = async () => {
    // The first renewal shows what has just been read.
    if (!isFirst) read();
    isFirst = false;
  };

  const source = { root, publication: () => publication!, assets: () => assets };
  const told = findingsOverlay();
  return serveSite(source, {
    host,
    port,
    readAt,
    reload,
    renewed: (found) => {
      pages = found;
      told.renewed(findings);
    },
    complain,
    watched: sources(root),
    middleware: [
      told.middleware,
      printPreview(source, () => findings),
      sitePages({
        pages: () => pages,
        assets: () => assets,
        publication: () => publication!,
        faultPage: (url) =>
          isHeldBack(url, publication!, findings) ? faultPage(url, findings) : undefined,
      }),
    ],
  });
}

/** What pages and print versions are made of, besides the root's content and `templates/pages`. */
function sources(root: string): string[] {
  return [
    ...['layouts', 'partials', 'print'].flatMap((folder) => overlay(root, `templates/${folder}`)),
    ...overlay(root, 'styles'),
    path.join(home, 'src/site/page'),
  ];
}
