import { open } from 'node:fs/promises';
import { openSingleFile, type SingleFile } from './single-file.ts';

/** Throws OutputError where the file cannot be made, or holds something that is no PDF. */
export function openPdfFile(file: string): Promise<SingleFile> {
  return openSingleFile(file, { foreign: '不是 PDF 的文件', isOwn: isPdf });
}

/** ISO 32000-1, 7.5.2: the header is the first line. */
async function isPdf(file: string): Promise<boolean> {
  const mark = '%PDF-';
  await using opened = await open(file);
  const { buffer } = await opened.read(Buffer.alloc(mark.length), 0, mark.length, 0);
  return buffer.toString('latin1') === mark;
}
