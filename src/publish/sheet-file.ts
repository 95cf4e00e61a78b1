import { readFile } from 'node:fs/promises';
import { openSingleFile, type SingleFile } from './single-file.ts';

/** Above this no page is one of ours. */
const largest = 8 * 1024 * 1024;

/** Throws OutputError where the file cannot be made, or holds anything but a sheet of `gongkai review`. */
export function openSheetFile(file: string): Promise<SingleFile> {
  return openSingleFile(file, {
    foreign: '不是校验单的文件',
    isOwn: async (there, size) => size <= largest && sheetMark.test(await readFile(there, 'utf8')),
  });
}

const sheetMark = /^<!doctype html>[\s\S]{0,2000}<meta name="generator" content="gongkai review">/;
