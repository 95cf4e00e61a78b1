import { type Dirent, realpathSync } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { isSystemError } from '../archive/files.ts';
import { compareText } from '../finding/finding.ts';
import { formatOfName } from './read/detect.ts';
import { ImportError } from './read/import-error.ts';
import { mostMebibytes, refuseLarge } from './read/read-bytes.ts';
import { receiptFolder } from './receipt-files.ts';

/** A file to be imported. */
export interface SourceFile {
  /** As it is told to people: as they wrote it, below a folder with the folder. */
  name: string;
  /** Absent for standard input. */
  path?: string;
}

/** What stands in a folder and is not imported. */
export interface SkippedFile {
  name: string;
  /** In Chinese, without a full stop. */
  reason: string;
}

/** Standard input on a command line. */
export const standardInput = '-';

/** So many files belong to no archive: a folder far too high up was named. */
const mostFiles = 10_000;

export interface SourceList {
  files: readonly SourceFile[];
  skipped: readonly SkippedFile[];
}

/**
 * The files that a command line names: files as they are, folders with all below them that can be
 * read by their names, in the order of these. A file named twice is there once.
 *
 * @throws ImportError where a folder holds more than anybody imports at once
 */
export async function listSources(names: readonly string[]): Promise<SourceList> {
  const files: SourceFile[] = [];
  const skipped: SkippedFile[] = [];
  const known = new Set<string>();
  const add = (name: string, full: string) => {
    const identity = identityOf(full);
    if (known.has(identity)) {
      skipped.push({ name, reason: '前面已经列出' });
      return;
    }
    known.add(identity);
    files.push({ name, path: full });
    if (files.length + skipped.length > mostFiles)
      throw new ImportError(`${names.join('、')} 下的文件超过 ${mostFiles} 个，请分批导入`);
  };
  const walk = async (name: string, full: string): Promise<void> => {
    let entries: Dirent[];
    try {
      entries = await readdir(full, { withFileTypes: true });
    } catch (error) {
      if (!isSystemError(error)) throw error;
      skipped.push({ name, reason: `读不了这个目录（${error.code}）` });
      return;
    }
    const pages = new Set(entries.map((entry) => entry.name.toLowerCase()));
    for (const entry of entries.sort((one, other) => compareText(one.name, other.name))) {
      const own = path.join(name, entry.name);
      const reason = reasonToSkip(entry, pages);
      if (reason !== undefined) skipped.push({ name: own, reason });
      else if (entry.isDirectory()) await walk(own, path.join(full, entry.name));
      else add(own, path.join(full, entry.name));
    }
  };
  for (const name of names) {
    if (name === standardInput) {
      if (!known.has(name)) files.push({ name: '标准输入' });
      known.add(name);
      continue;
    }
    const full = path.resolve(name);
    const stats = await stat(full).catch(() => undefined);
    if (stats?.isDirectory()) await walk(name, full);
    else add(name, full);
  }
  return { files, skipped };
}

/** Links are the same as what they lead to. */
function identityOf(full: string): string {
  try {
    return realpathSync.native(full);
  } catch {
    return full;
  }
}

function reasonToSkip(entry: Dirent, siblings: ReadonlySet<string>): string | undefined {
  const { name } = entry;
  if (name.startsWith('~$')) return 'Word 打开文件时的临时文件';
  if (name.startsWith('.')) return entry.isDirectory() ? '隐藏的目录' : '隐藏的文件';
  if (entry.isSymbolicLink()) return '符号链接，不跟随';
  if (entry.isDirectory()) return reasonToSkipFolder(name, siblings);
  if (!entry.isFile()) return '不是普通的文件';
  return formatOfName(name) === undefined ? '不是可以导入的种类' : undefined;
}

function reasonToSkipFolder(name: string, siblings: ReadonlySet<string>): string | undefined {
  if (name === receiptFolder) return '导入回执的目录';
  if (name === 'node_modules') return '程序的目录';
  // Word and browsers keep the pictures and frames of a page that was saved in a folder beside it.
  const page = /^(.+)[._]files$/i.exec(name)?.[1]?.toLowerCase();
  const isOfPage = page !== undefined && ['.htm', '.html'].some((end) => siblings.has(page + end));
  return isOfPage ? '网页的附件目录' : undefined;
}

/**
 * The bytes of a file; not even begun where it is larger than any that is read.
 *
 * @param input opens standard input
 * @throws ImportError, in Chinese, where it cannot be read
 */
export async function bytesOf(
  { path: full }: SourceFile,
  input: () => AsyncIterable<Uint8Array>,
): Promise<Uint8Array> {
  if (full === undefined) return bytesOfInput(input());
  try {
    const stats = await stat(full);
    // A pipe would keep the reader waiting for ever.
    if (!stats.isFile())
      throw new ImportError('这不是普通的文件，不予读取；管道里的内容请用 - 从标准输入读取');
    refuseLarge(stats.size, mostMebibytes);
    await using opened = await open(full);
    return await opened.readFile();
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new ImportError(
      error.code === 'ENOENT' ? '没有这个文件' : `读不了这个文件（${error.code}）`,
      { cause: error },
    );
  }
}

async function bytesOfInput(input: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of input) {
    chunks.push(chunk);
    size += chunk.length;
    refuseLarge(size, mostMebibytes);
  }
  return Buffer.concat(chunks);
}
