import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { isSystemError, listReportFiles } from '../archive/files.ts';

/** What is asked of chokidar's watcher. */
export interface ContentWatcher {
  readonly options: { cwd?: string };
  getWatched(): Record<string, string[]>;
  on(event: 'unlink', listener: (file: string) => void): unknown;
}

/** The folders of a root whose files are its content. */
export const contentFolders = ['reports', 'data'] as const;

const betweenLooks = 20; // milliseconds

/** A file that came or went while all were found may never be watched: it is not waited for longer. */
const patience = 10_000; // milliseconds

/**
 * Resolves when every report of a root is watched. The watcher's own “ready” comes too early where
 * it was given paths at which there is nothing, and what is saved until then would go unseen.
 */
export async function untilWatched(watcher: ContentWatcher, root: string): Promise<void> {
  const end = performance.now() + patience;
  while (!isWatched(watcher, root) && performance.now() < end) await setTimeout(betweenLooks);
}

function isWatched(watcher: ContentWatcher, root: string): boolean {
  const from = path.resolve(watcher.options.cwd ?? '');
  const watched = new Map(
    Object.entries(watcher.getWatched()).map(([folder, names]) => [
      path.resolve(from, folder),
      new Set(names),
    ]),
  );
  return listReportFiles(root).files.every(({ file }) => {
    const { dir, base } = path.parse(path.resolve(root, file));
    return watched.get(dir)?.has(base);
  });
}

/** Clocks of file systems go in steps, and may lag behind by one. */
const step = 20; // milliseconds

/** Whether something was saved, added or removed in a root's content since a time, in milliseconds. */
export function hasChangedSince(root: string, time: number): boolean {
  return contentFolders.some((folder) => {
    const top = path.join(root, folder);
    if (!existsSync(top)) return false;
    const names = readdirSync(top, { recursive: true, encoding: 'utf8' });
    return ['', ...names].some((name) => changedAt(path.join(top, name)) >= time - step);
  });
}

/** What is just being removed has changed. */
function changedAt(file: string): number {
  try {
    return statSync(file).ctimeMs;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return Number.POSITIVE_INFINITY;
  }
}
