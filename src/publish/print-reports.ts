import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { compareText } from '../finding/finding.ts';
import type { Publication } from '../site/publication.ts';
import { pdfName } from '../site/report-view.ts';
import type { PrintRun } from './print-run.ts';

export interface PrintedCount {
  done: number;
  total: number;
  /** How many of those done were kept from an earlier build. */
  reused: number;
}

export interface PrintReportsOptions {
  /** Called for each PDF that is written. */
  progress: (count: PrintedCount) => void;
  signal: AbortSignal;
}

/** PDFs taken from the cache at a time. */
const readsAtOnce = 8;

/**
 * Writes every report's PDF into its folder below `folder`, which is there: first those that are
 * kept from earlier builds, then the others. After an error or a signal none is begun any more, and
 * those in flight are finished first: a browser that is closed on them may keep the program waiting
 * for half a minute.
 */
export async function printReports(
  publication: Publication,
  folder: string,
  run: PrintRun,
  { progress, signal }: PrintReportsOptions,
): Promise<void> {
  const total = publication.reportKeys.length;
  const count = { done: 0, reused: 0 };
  const write = async (key: string, bytes: Uint8Array) => {
    await writeFile(
      path.join(folder, key, pdfName(publication.source(key).archived.report)),
      bytes,
    );
    count.done += 1;
    progress({ total, ...count });
  };
  const missing: string[] = [];
  await inParallel(publication.reportKeys, readsAtOnce, async (key) => {
    signal.throwIfAborted();
    const bytes = await run.kept(key);
    if (!bytes) return void missing.push(key);
    count.reused += 1;
    await write(key, bytes);
  });
  if (missing.length === 0) return;
  signal.throwIfAborted();
  // While one is finished here, the browser goes on with another.
  const lanes = 2 * (await run.concurrency());
  await inParallel(missing.sort(compareText), lanes, async (key) => {
    signal.throwIfAborted();
    await write(key, await run.print(key));
  });
}

/** Does some work for each item, several at a time; after the first failure none is begun any more. */
async function inParallel<Item>(
  items: readonly Item[],
  limit: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const waiting = [...items].reverse();
  const lane = async () => {
    try {
      for (let item = waiting.pop(); item !== undefined; item = waiting.pop()) await work(item);
    } finally {
      waiting.length = 0;
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: limit }, lane));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}
