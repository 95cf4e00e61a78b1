import { hash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { filesIn } from '../site/built-site.ts';

/** Every file below a folder, with the hash of its bytes. */
export async function digestsOf(folder: string): Promise<Record<string, string>> {
  const digests: Record<string, string> = {};
  for (const file of await filesIn(folder))
    digests[file] = hash('sha256', await readFile(path.join(folder, file)));
  return digests;
}
