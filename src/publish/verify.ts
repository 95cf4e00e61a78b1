import { readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { isSystemError } from '../archive/files.ts';
import { type Checksums, checksumsFile, parseChecksums } from './checksums.ts';
import {
  compareCodePoints,
  type FileHash,
  hashFile,
  hashFiles,
  listFiles,
  NotRegularFileError,
} from './file-hash.ts';
import { type ListedReport, manifestFile, readManifest } from './read-manifest.ts';
import { markFile } from './staging.ts';

/** Thrown when there is nothing to verify by; the message is for the person at the terminal. */
export class VerifyError extends Error {
  override name = 'VerifyError';
}

export type DifferenceKind =
  | 'malformed'
  | 'contradictory'
  | 'changed'
  | 'missing'
  | 'additional'
  | 'not-regular'
  | 'unreadable';

/** One way in which a folder is not what its lists say. */
export interface Difference {
  kind: DifferenceKind;
  /** Path in the folder. */
  file: string;
  /** For malformed lines and contradictions: what is wrong, in Chinese. */
  message?: string;
}

export interface Verdict {
  /** Files whose content was compared. */
  compared: number;
  /** None where the folder is whole; what is wrong with the lists first, then by path. */
  differences: Difference[];
  /** SHA-256 of SHA256SUMS itself, which stands for the whole folder. */
  checksumsSha256: string;
}

/** More than a site of a hundred thousand reports needs; a list is read whole. */
const maxListBytes = 256 * 1024 * 1024;

/**
 * Compares a built or downloaded site with its SHA256SUMS, and that with its manifest.json. No link
 * is followed, and nothing outside of the folder read.
 * Throws VerifyError where the folder has no SHA256SUMS or cannot be listed.
 */
export async function verifyFolder(folder: string): Promise<Verdict> {
  const { files, others } = await list(folder);
  if (!files.includes(checksumsFile))
    throw new VerifyError(`${folder} 里没有 ${checksumsFile}，无从核对`);
  const checksums = parseChecksums(await readList(path.join(folder, checksumsFile)));

  const present = files.filter((file) => file !== checksumsFile && file !== markFile);
  const listed = present.filter((file) => checksums.hashes.has(file));
  const differences: Difference[] = [];
  const tell = (kind: DifferenceKind, file: string) => differences.push({ kind, file });
  const hashes = await hashFiles(folder, listed, (file, error) => {
    tell(error instanceof NotRegularFileError ? 'not-regular' : 'unreadable', file);
    if (!(error instanceof NotRegularFileError || isSystemError(error))) throw error;
  });
  for (const [file, { sha256 }] of hashes)
    if (sha256 !== checksums.hashes.get(file)) tell('changed', file);
  for (const file of present) if (!checksums.hashes.has(file)) tell('additional', file);
  for (const file of others) tell('not-regular', file);
  const known = new Set([...present, ...others]);
  for (const file of checksums.hashes.keys()) if (!known.has(file)) tell('missing', file);
  differences.sort((a, b) => compareCodePoints(a.file, b.file));

  const malformed = checksums.malformed.map(({ line, message }) =>
    inList('malformed', checksumsFile, `第 ${line} 行：${message}`),
  );
  return {
    compared: hashes.size,
    differences: [
      ...malformed,
      ...(await contradictions(folder, checksums, hashes)),
      ...differences,
    ],
    checksumsSha256: (await hashFile(path.join(folder, checksumsFile))).sha256,
  };
}

function inList(kind: DifferenceKind, file: string, message: string): Difference {
  return { kind, file, message };
}

/** What manifest.json says otherwise than SHA256SUMS. One that has been changed is not looked into. */
async function contradictions(
  folder: string,
  { hashes: checksums }: Checksums,
  hashes: ReadonlyMap<string, FileHash>,
): Promise<Difference[]> {
  const tell = (message: string) => inList('contradictory', manifestFile, message);
  const sha256 = hashes.get(manifestFile)?.sha256;
  if (!checksums.has(manifestFile)) return [tell(`${checksumsFile} 没有列出它`)];
  if (sha256 === undefined || sha256 !== checksums.get(manifestFile)) return [];
  const manifest = readManifest(await readList(path.join(folder, manifestFile)));
  if (!manifest) return [tell('不是本程序写出的清单')];

  const outputs = new Map(manifest.outputs.map((output) => [output.path, output]));
  const listed = [...checksums.keys()].filter((file) => file !== manifestFile);
  const found: Difference[] = [];
  for (const file of new Set([...listed, ...outputs.keys()])) {
    const output = outputs.get(file);
    const actual = hashes.get(file);
    if (output?.sha256 !== checksums.get(file))
      found.push(tell(`与 ${checksumsFile} 所列不同：${file}`));
    else if (actual && actual.sha256 === output?.sha256 && actual.size !== output.size)
      found.push(tell(`所记的大小不对：${file}`));
  }
  for (const { pdf } of manifest.reports)
    if (outputs.get(pdf.path)?.sha256 !== pdf.sha256)
      found.push(tell(`年报的 PDF 与它自己所列的文件不同：${pdf.path}`));
  return found;
}

/** What one file is, by a list of a site. */
export interface Identified {
  /** Its path in the site. */
  file: string;
  /** Where the list is a manifest, and the file a report's PDF. */
  report?: ListedReport;
}

/**
 * Finds a file by its content in a manifest.json or SHA256SUMS, whatever its name has become;
 * undefined where it is none of the site's.
 * Throws VerifyError where either cannot be read.
 */
export async function identifyFile(
  file: string,
  listFile: string,
): Promise<Identified | undefined> {
  const text = await readList(listFile);
  const { sha256 } = await readable(file, async () => hashFile(await realpath(file)));
  if (!text.trimStart().startsWith('{')) {
    const { hashes, malformed } = parseChecksums(text);
    const [first] = malformed;
    if (first) throw new VerifyError(`${listFile} 第 ${first.line} 行：${first.message}`);
    const found = [...hashes].find(([, hash]) => hash === sha256);
    return found && { file: found[0] };
  }
  const manifest = readManifest(text);
  if (!manifest) throw new VerifyError(`${listFile} 不是网站的 ${manifestFile}`);
  const report = manifest.reports.find(({ pdf }) => pdf.sha256 === sha256);
  if (report) return { file: report.pdf.path, report };
  const output = manifest.outputs.find((each) => each.sha256 === sha256);
  return output && { file: output.path };
}

async function list(folder: string) {
  return readable(folder, () => listFiles(folder));
}

async function readList(file: string): Promise<string> {
  return readable(file, async () => {
    const stats = await stat(file);
    if (!stats.isFile()) throw new NotRegularFileError(file);
    if (stats.size > maxListBytes) throw new VerifyError(`${file} 太大，不会是网站的清单`);
    return readFile(file, 'utf8');
  });
}

async function readable<T>(file: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof NotRegularFileError) throw new VerifyError(`${file} 不是普通的文件`);
    if (!isSystemError(error)) throw error;
    const reason =
      error.code === 'ENOENT' ? `没有 ${file}` : `读不了 ${file}（${error.code ?? '原因不明'}）`;
    throw new VerifyError(reason);
  }
}
