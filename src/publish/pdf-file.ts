import { renameSync } from 'node:fs';
import { open, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isSystemError } from '../archive/files.ts';
import { OutputError } from './staging.ts';

/** A PDF to be written: complete or not at all. */
export interface PdfFile {
  path: string;
  /** Puts the bytes in the file's place. Throws OutputError, or the signal's reason. */
  write(bytes: Uint8Array, signal: AbortSignal): Promise<void>;
}

/** Throws OutputError where the file cannot be made, or holds something that is no PDF. */
export async function openPdfFile(file: string): Promise<PdfFile> {
  await refuseForeign(file);
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

async function refuseForeign(file: string): Promise<void> {
  const folder = await stat(path.dirname(file)).catch(() => undefined);
  if (!folder?.isDirectory()) throw new OutputError(`没有 ${path.dirname(file)} 这个目录`);
  const there = await stat(file).catch(() => undefined);
  if (!there) return;
  if (there.isDirectory()) throw new OutputError(`不能写入 ${file}：那里是一个目录`);
  if (!there.isFile() || !(await isPdf(file)))
    throw new OutputError(`不能写入 ${file}：那里有不是 PDF 的文件，请换一个文件名`);
}

/** ISO 32000-1, 7.5.2: the header is the first line. */
async function isPdf(file: string): Promise<boolean> {
  const mark = '%PDF-';
  try {
    await using opened = await open(file);
    const { buffer } = await opened.read(Buffer.alloc(mark.length), 0, mark.length, 0);
    return buffer.toString('latin1') === mark;
  } catch (error) {
    throw isSystemError(error) ? unwritable(file, error) : error;
  }
}

function unwritable(file: string, { code }: NodeJS.ErrnoException): OutputError {
  return new OutputError(`不能写入 ${file}（${code}）`);
}
