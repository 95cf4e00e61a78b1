import { readFile } from 'node:fs/promises';
import { isOwnWordFile } from '../export/docx/package.ts';
import { openSingleFile, type SingleFile } from './single-file.ts';

/** Above this no Word file is one of ours. */
const largest = 64 * 1024 * 1024;

/**
 * Throws OutputError where the file cannot be made, or holds anything but a Word file as this
 * program has written it: Word files are worked on, and nobody's work is replaced.
 */
export function openWordFile(file: string): Promise<SingleFile> {
  return openSingleFile(file, {
    foreign: '不是本程序生成的、或者后来改过的文件',
    isOwn: async (there, size) => size <= largest && isOwnWordFile(await readFile(there)),
  });
}
