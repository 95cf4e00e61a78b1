import { compareCodePoints } from './file-hash.ts';

/** Name of the list that a site carries of its own files. */
export const checksumsFile = 'SHA256SUMS';

/** A line that is none of `sha256sum`'s, or names what may not be named. */
export interface MalformedLine {
  /** From 1. */
  line: number;
  /** In Chinese, without a full stop. */
  message: string;
}

export interface Checksums {
  /** SHA-256 in lower-case hexadecimal by path, in the order of the lines. */
  hashes: Map<string, string>;
  malformed: MalformedLine[];
}

/** `SHA256SUMS` as `sha256sum -c` reads it: a line per file, in the order of code points. */
export function formatChecksums(hashes: ReadonlyMap<string, { sha256: string }>): string {
  return [...hashes]
    .sort(([a], [b]) => compareCodePoints(a, b))
    .map(([file, { sha256 }]) => `${isPlain(file) ? '' : '\\'}${sha256}  ${escapeName(file)}\n`)
    .join('');
}

/**
 * Reads `SHA256SUMS`. Only relative paths below the folder are let through: no absolute one, no
 * `.` or `..`, none twice.
 */
export function parseChecksums(text: string): Checksums {
  const hashes = new Map<string, string>();
  const malformed: MalformedLine[] = [];
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  else if (lines.length > 0)
    malformed.push({ line: lines.length, message: '最后一行没有写完：文件可能被截断了' });
  for (const [index, content] of lines.entries()) {
    const read = readLine(content);
    const message = read ? explainPath(read.file) : explainLine(content);
    if (message !== undefined) malformed.push({ line: index + 1, message });
    else if (hashes.has(read!.file))
      malformed.push({ line: index + 1, message: '同一个文件列了两次' });
    else hashes.set(read!.file, read!.sha256);
  }
  return { hashes, malformed: malformed.sort((a, b) => a.line - b.line) };
}

/** Why a path may not be looked up below a folder; undefined where it may. */
export function explainPath(file: string): string | undefined {
  if (/^[/\\]|^[A-Za-z]:/.test(file)) return '路径不能是绝对路径';
  const steps = file.split('/');
  if (steps.includes('..')) return '路径里不能有“..”';
  if (steps.some((step) => step === '' || step === '.')) return '路径里不能有空的或“.”的一节';
  if (file.includes('\0')) return '路径里不能有空字符';
  return undefined;
}

function explainLine(line: string): string {
  return line.endsWith('\r')
    ? '行尾多了回车符：文件的换行被改过'
    : '不是“摘要、两个空格、路径”的写法';
}

/** GNU's format: names with a backslash, line feed or carriage return are escaped, and the line marked. */
function readLine(line: string): { sha256: string; file: string } | undefined {
  const [, mark, sha256, name] = /^(\\?)([0-9a-f]{64}) [ *]([^\r]+)$/.exec(line) ?? [];
  if (sha256 === undefined || name === undefined) return undefined;
  if (mark === '') return { sha256, file: name };
  if (/\\(?![\\nr])/.test(name.replaceAll('\\\\', ''))) return undefined;
  const file = name.replaceAll(/\\(.)/g, (_, letter: string) => unescaped[letter]!);
  return { sha256, file };
}

const unescaped: Readonly<Record<string, string>> = { '\\': '\\', n: '\n', r: '\r' };

function isPlain(file: string): boolean {
  return !/[\\\n\r]/.test(file);
}

function escapeName(file: string): string {
  return file.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
}
