import type { Stats } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { isSystemError } from '../archive/files.ts';
import { compareText } from '../finding/finding.ts';

/**
 * Regular files at any depth below a folder, with `/` between the parts of their paths, sorted;
 * none where there is no folder. Links are followed, as whoever reads the files will do.
 */
export async function sourceFiles(folder: string): Promise<string[]> {
  const stats = await statsOf(folder);
  return stats?.isDirectory() ? (await filesBelow(folder, '', [])).sort(compareText) : [];
}

/** `above` keeps links from leading in circles. */
async function filesBelow(root: string, below: string, above: string[]): Promise<string[]> {
  const folder = path.join(root, below);
  const real = await realpath(folder);
  if (above.includes(real)) return [];
  const found: string[] = [];
  for (const name of await readdir(folder)) {
    const file = path.posix.join(below, name);
    const stats = await statsOf(path.join(root, file));
    if (stats?.isDirectory()) found.push(...(await filesBelow(root, file, [...above, real])));
    else if (stats?.isFile()) found.push(file);
  }
  return found;
}

/** Undefined where there is nothing, and for a link that leads nowhere: some editors mark an open file by one. */
async function statsOf(file: string): Promise<Stats | undefined> {
  try {
    return await stat(file);
  } catch (error) {
    if (isSystemError(error) && ['ENOENT', 'ELOOP'].includes(error.code ?? '')) return undefined;
    throw error;
  }
}
