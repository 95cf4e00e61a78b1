import { renameSync } from 'node:fs';
import { rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isSystemError } from '../archive/files.ts';
import { OutputError } from './staging.ts';
import { unwritable } from './whole-file.ts';

/** A file to be written by itself: complete or not at all. */
export interface SingleFile {
  path: string;
  /** Puts the bytes in the file's place. Throws OutputError, or the signal's reason. */
  write(bytes: Uint8Array, signal: AbortSignal): Promise<void>;
}

/** What may stand in a file's place already, and be replaced. */
export interface Replaceable {
  /** Everything else, as it follows “那里有”. */
  foreign: string;
  /** May throw what the file system does. */
  isOwn(file: string, size: number): Promise<boolean>;
}

/** Throws OutputError where the file cannot be made, or holds something that is not replaceable. */
export async function openSingleFile(file: string, replaceable: Replaceable): Promise<SingleFile> {
  await refuseForeign(file, replaceable);
  const aside = `${file}.new-${process.pid}`;
  return {
    path: file,
    async write(bytes, signal) {
      try {
        await writeFile(aside, bytes, { flag: 'wx' });
        signal.throwIfAborted();
        renameSync(aside, file);
      } catch (error) {
        await rm(aside, { force: true });
        throw isSystemError(error) ? unwritable(file, error) : error;
      }
    },
  };
}

async function refuseForeign(file: string, { foreign, isOwn }: Replaceable): Promise<void> {
  const folder = await stat(path.dirname(file)).catch(() => undefined);
  if (!folder?.isDirectory()) throw new OutputError(`没有 ${path.dirname(file)} 这个目录`);
  const there = await stat(file).catch(() => undefined);
  if (!there) return;
  if (there.isDirectory()) throw new OutputError(`不能写入 ${file}：那里是一个目录`);
  try {
    if (there.isFile() && (await isOwn(file, there.size))) return;
  } catch (error) {
    throw isSystemError(error) ? unwritable(file, error) : error;
  }
  throw new OutputError(`不能写入 ${file}：那里有${foreign}，请换一个文件名`);
}
