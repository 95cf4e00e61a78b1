import { existsSync, lstatSync, readdirSync, realpathSync, renameSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isSystemError } from '../archive/files.ts';
import { isRunningElsewhere, OutputError } from './staging.ts';

/**
 * Writes a file below a folder, complete or not at all. It is left alone where it holds the very
 * text already. What is written aside has a hidden name, which no list of reports shows.
 *
 * @param file relative to the folder, with `/` between its parts
 * @throws OutputError where it cannot be written, or would come to lie outside of the folder
 */
export async function writeWhole(
  folder: string,
  file: string,
  text: string,
  { signal, isNew = false }: { signal?: AbortSignal; isNew?: boolean } = {},
): Promise<void> {
  const bytes = Buffer.from(text);
  const full = path.join(folder, file);
  const parent = path.dirname(full);
  const aside = path.join(parent, `.${path.basename(full)}.new-${process.pid}`);
  try {
    await mkdir(folder, { recursive: true });
    refuseOutside(folder, file);
    if ((await existingBytes(folder, file))?.equals(bytes)) return;
    await mkdir(parent, { recursive: true });
    await clearAbandoned(full);
    await writeFile(aside, bytes);
    signal?.throwIfAborted();
    if (isNew && existsSync(full)) throw new OutputError(`${file} 刚刚出现，没有改动`);
    renameSync(aside, full);
  } catch (error) {
    await rm(aside, { force: true }).catch(() => {});
    throw isSystemError(error) ? unwritable(file, error) : error;
  }
}

/** The bytes of a file below a folder; undefined where there is none. Throws OutputError. */
export async function existingBytes(folder: string, file: string): Promise<Buffer | undefined> {
  const full = path.join(folder, file);
  try {
    const stats = lstatSync(full, { throwIfNoEntry: false });
    if (!stats) return undefined;
    if (!stats.isFile()) throw new OutputError(`不能写入 ${file}：那里不是普通的文件`);
    refuseOutside(folder, file);
    return await readFile(full);
  } catch (error) {
    throw isSystemError(error) ? unwritable(file, error) : error;
  }
}

/** Removes a file below a folder, if it is there. */
export async function removeFile(folder: string, file: string): Promise<void> {
  await rm(path.join(folder, file), { force: true });
}

/** Links on the way may lead elsewhere. */
function refuseOutside(folder: string, file: string): void {
  const root = realpathSync.native(folder);
  let parent = path.dirname(path.join(folder, file));
  while (!lstatSync(parent, { throwIfNoEntry: false })) parent = path.dirname(parent);
  const real = realpathSync.native(parent);
  if (real !== root && !real.startsWith(root + path.sep))
    throw new OutputError(`不能写入 ${file}：那里的符号链接指向了目录之外`);
}

/** Removes what imports that were killed have left behind. */
async function clearAbandoned(full: string): Promise<void> {
  const parent = path.dirname(full);
  const prefix = `.${path.basename(full)}.new-`;
  for (const name of readdirSync(parent)) {
    if (!name.startsWith(prefix)) continue;
    const pid = Number(name.slice(prefix.length));
    if (!isRunningElsewhere(pid)) await rm(path.join(parent, name), { force: true });
  }
}

/** Makes a folder, and those above it. Throws OutputError where that is impossible. */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw isSystemError(error) ? unwritable(folder, error) : error;
  }
}

/** What is told where the file system refuses a file. */
export function unwritable(file: string, { code }: NodeJS.ErrnoException): OutputError {
  return new OutputError(`不能写入 ${file}（${code}）`);
}
