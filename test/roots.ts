import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { home } from '../src/archive/load.ts';

/** The project's own root, with the five seed reports. */
export const projectRoot = home;

/** A root among the fixtures. */
export function fixtureRoot(name: string): string {
  return path.join(import.meta.dirname, 'fixtures', name);
}

/** A folder that is gone when the test is over (`await using`), or when `remove` is called. */
export interface TemporaryFolder extends AsyncDisposable {
  path: string;
  remove(): Promise<void>;
}

export async function temporaryFolder(): Promise<TemporaryFolder> {
  const folder = await mkdtemp(path.join(tmpdir(), 'gongkai-test-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  return { path: folder, remove, [Symbol.asyncDispose]: remove };
}

/** A root of one's own: the files of `base` with those of `files` over them. */
export async function temporaryRoot(
  base: string,
  files: Readonly<Record<string, string>> = {},
): Promise<TemporaryFolder> {
  const folder = await temporaryFolder();
  for (const part of ['data', 'reports'])
    await cp(path.join(base, part), path.join(folder.path, part), { recursive: true });
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder.path, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
  return folder;
}
