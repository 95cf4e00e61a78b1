import { createHash } from 'node:crypto';
import { readdir, utimes } from 'node:fs/promises';
import path from 'node:path';

/** A key as the cache takes it. */
export const keyOf = (text: string) => createHash('sha256').update(text).digest('hex');

export const [first, second, third] = ['甲', '乙', '丙'].map(keyOf) as [string, string, string];

export const pdf = (text: string) => Buffer.from(`%PDF-1.7\n${text}\n%%EOF\n`);

/** Where a cache keeps an entry. */
export function entryFile(folder: string, key: string): string {
  return path.join(folder, key.slice(0, 2), key);
}

/** Names of all files of a cache, sorted. */
export async function cacheFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

/** Sets when a file was last used. */
export async function setLastUse(file: string, daysAgo: number): Promise<void> {
  const time = new Date(Date.now() - daysAgo * 24 * 60 * 60 * 1000);
  await utimes(file, time, time);
}
