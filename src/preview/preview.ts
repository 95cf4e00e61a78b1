import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { home, type LoadedArchive, type LoadOptions } from '../archive/load.ts';
import { inspect } from '../check/inspect.ts';
import { type SiteServer, serveSite } from '../site/build.ts';
import { overlay } from '../site/plugin.ts';
import { Publication } from '../site/publication.ts';
import { printPreview } from './print-preview.ts';

export interface PreviewOptions extends LoadOptions {
  root: string;
  /** Name or address of this machine at which to listen. */
  host: string;
  /** If it is taken, one of the ten after it is; 0 for any that is free. */
  port: number;
  /** Called with what was read, at first and whenever a file is saved. */
  inspected: (loaded: LoadedArchive) => void;
}

/**
 * Shows a root, drafts and print versions included, and renews the pages as files are saved.
 * Returns undefined where the site or the agencies cannot be read.
 * Throws what Eleventy throws, or a system error where the host is none of this machine.
 */
export async function openPreview(options: PreviewOptions): Promise<SiteServer | undefined> {
  const { root, host, port, inspected } = options;
  let publication: Publication | undefined;
  const read = () => {
    const loaded = inspect(home, root, options);
    inspected(loaded);
    const { archive, findings } = loaded;
    // Where the site or the agencies cannot be read, the last good pages stay.
    const isFramed = !findings.some(
      ({ severity, file }) => severity === 'error' && file.startsWith('data/'),
    );
    if (archive && isFramed) publication = new Publication(archive, findings, { isPreview: true });
  };
  read();
  if (!publication) return undefined;
  let isFirst = true;
  const reload = async () => {
    // The first renewal shows what has just been read.
    if (!isFirst) read();
    isFirst = false;
  };

  const output = await mkdtemp(path.join(tmpdir(), 'gongkai-preview-'));
  const discard = () => rm(output, { recursive: true, force: true, maxRetries: 3 });
  const source = { root, publication: () => publication! };
  const middleware = printPreview(source);
  const watched = printSources(root);
  try {
    const server = await serveSite(source, { output, host, port, reload, watched, middleware });
    return { urls: server.urls, close: () => server.close().then(discard) };
  } catch (error) {
    await discard();
    throw error;
  }
}

/** What the print versions are made of, besides the reports. */
function printSources(root: string): string[] {
  return [
    ...['print', 'partials'].flatMap((folder) => overlay(root, `templates/${folder}`)),
    ...overlay(root, 'styles').map((folder) => path.join(folder, 'print.css')),
  ];
}
