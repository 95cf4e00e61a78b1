import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { home } from '../archive/load.ts';
import { inspect } from '../check/inspect.ts';
import { type Finding, hasErrors } from '../finding/finding.ts';
import { openPaginator } from '../pdf/paginate.ts';
import { buildSite } from '../site/build.ts';
import { createEnvironment } from '../site/environment.ts';
import { overlay } from '../site/plugin.ts';
import { Publication } from '../site/publication.ts';
import { printDocument } from './print.ts';
import { openStaging } from './staging.ts';

export interface PublishOptions {
  root: string;
  output: string;
  browserPath?: string;
  /** Called as work goes on. */
  progress: (step: Progress) => void;
  /** Ends the build early; the output stays as it was. */
  signal: AbortSignal;
}

export interface Progress {
  step: '页面' | 'PDF';
  done: number;
  total: number;
}

export interface Published {
  findings: Finding[];
  reportCount: number;
  /** Whether the output was replaced: not where the content has errors. */
  isPublished: boolean;
}

/** PDFs made at a time: one per core of a small machine. */
const concurrency = 2;

/**
 * Builds the whole site with its PDFs and puts it in the old one's place, complete or not at all.
 * Throws OutputError, PrintError, what Eleventy throws, or the signal's reason.
 */
export async function publish(options: PublishOptions): Promise<Published> {
  const { root, output, progress, signal } = options;
  const { archive, findings, reportCount } = inspect(home, root);
  if (!archive || hasErrors(findings)) return { findings, reportCount, isPublished: false };

  const publication = new Publication(archive, findings, { isPreview: false });
  const staging = await openStaging(output, root);
  try {
    signal.throwIfAborted();
    await buildSite({ root, publication: () => publication, signal }, staging.folder);
    progress({
      step: '页面',
      done: publication.reportKeys.length,
      total: publication.reportKeys.length,
    });
    await printAll(publication, staging.folder, options);
    signal.throwIfAborted();
    staging.swapIn();
  } finally {
    staging.discard();
  }
  return { findings, reportCount, isPublished: true };
}

/**
 * Prints every report. After an error or a signal none is begun any more, and those in flight are
 * finished first: a browser that is closed on them may keep the program waiting for half a minute.
 */
async function printAll(
  publication: Publication,
  folder: string,
  { root, browserPath, progress, signal }: PublishOptions,
): Promise<void> {
  const keys = publication.reportKeys;
  if (keys.length === 0) return;
  const environment = createEnvironment(overlay(root, 'templates'));
  const styles = overlay(root, 'styles').find((candidate) =>
    existsSync(path.join(candidate, 'print.css')),
  )!;
  await using paginator = await openPaginator({
    styles,
    ...(browserPath === undefined ? {} : { browserPath }),
  });
  const waiting = [...keys];
  let done = 0;
  const print = async (key: string) => {
    signal.throwIfAborted();
    const bytes = await paginator.paginate(printDocument(environment, publication, key));
    await writeFile(path.join(folder, key, publication.report(key).pdf), bytes);
    progress({ step: 'PDF', done: ++done, total: keys.length });
  };
  const work = async () => {
    try {
      for (let key = waiting.shift(); key !== undefined; key = waiting.shift()) await print(key);
    } finally {
      waiting.length = 0;
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: concurrency }, work));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}
