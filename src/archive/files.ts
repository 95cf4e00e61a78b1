import { type Dirent, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { compareText, type Finding } from '../finding/finding.ts';
import { decodeSource, maxFileBytes, tooLarge } from '../yaml/decode.ts';
import { type Problem, toFinding } from '../yaml/problem.ts';
import { createSource, type Source } from '../yaml/source.ts';

/** One report file by its path `reports/<agency>/<year>.yaml`. */
export interface ReportFile {
  file: string;
  agency: string;
  year: number;
}

export interface ReadSource {
  source: Source;
  problems: Problem[];
  readable: boolean;
}

const reportsFolder = 'reports';
const pathAdvice = '年报的路径应为 reports/<机关id>/<四位年份>.yaml';

/** A finding about a file as a whole. */
export function fileFinding(file: string, rule: string, message: string): Finding {
  return toFinding(createSource(file, ''), { rule, offset: 0, message });
}

/**
 * Reads a file below a root as strict UTF-8.
 * Waits for the disk: understanding a file takes far longer than reading it.
 * A link that leads out of the root, a file over the limit and a missing file are problems.
 */
export function readSource(root: string, file: string, most = maxFileBytes): ReadSource {
  const unreadable = (rule: string, message: string): ReadSource => ({
    source: createSource(file, ''),
    problems: [{ rule, offset: 0, message }],
    readable: false,
  });
  const full = path.join(root, file);
  try {
    if (!isInside(root, full)) return unreadable('file/link', '符号链接指向了目录之外，不予读取');
    const stats = statSync(full);
    // A pipe would keep the reader waiting for ever.
    if (!stats.isFile()) return unreadable('file/type', '这不是普通的文件，不予读取');
    if (stats.size > most) return unreadable('file/size', tooLarge(stats.size, most));
    return decodeSource(file, readFileSync(full), most);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return unreadable(
      'file/missing',
      error.code === 'ENOENT' ? '没有这个文件' : `读不了这个文件（${error.code}）`,
    );
  }
}

/** Report files below a root, by agency and year, and what is found there that is none. */
export function listReportFiles(root: string): { files: ReportFile[]; findings: Finding[] } {
  const files: ReportFile[] = [];
  const findings: Finding[] = [];
  const refuse = (file: string, rule: string, message: string) =>
    findings.push(fileFinding(file, rule, message));

  for (const agency of listFolder(root, reportsFolder, refuse)) {
    const folder = `${reportsFolder}/${agency.name}`;
    if (!agency.isFolder) {
      if (agency.name !== 'README.md')
        refuse(folder, 'file/path', `${pathAdvice}：这个文件没有放在机关的目录里`);
      continue;
    }
    for (const { name, isFolder } of listFolder(root, folder, refuse)) {
      const file = `${folder}/${name}`;
      const year = /^((?:19|20)\d\d)\.yaml$/.exec(name)?.[1];
      if (isFolder || !year) refuse(file, 'file/path', adviseName(name, isFolder));
      else files.push({ file, agency: agency.name, year: Number(year) });
    }
  }
  return { files, findings };
}

function adviseName(name: string, isFolder: boolean): string {
  if (isFolder) return `${pathAdvice}：这里是目录，不是文件`;
  if (name.endsWith('.yml')) return `${pathAdvice}：请把扩展名改为 .yaml`;
  if (name.endsWith('.yaml')) return `${pathAdvice}：文件名须是年份，如 2021.yaml`;
  return `${pathAdvice}：这个文件不是年报，请移到别处`;
}

/** Names in a folder, sorted, hidden ones left out; links are followed only inside the root. */
function listFolder(
  root: string,
  folder: string,
  refuse: (file: string, rule: string, message: string) => void,
): { name: string; isFolder: boolean }[] {
  const found: { name: string; isFolder: boolean }[] = [];
  let entries: Dirent[];
  try {
    entries = readdirSync(path.join(root, folder), { withFileTypes: true });
  } catch (error) {
    if (!isSystemError(error)) throw error;
    const reason = error.code === 'ENOENT' ? '没有这个目录' : `读不了这个目录（${error.code}）`;
    refuse(folder, 'file/missing', reason);
    return [];
  }
  for (const entry of entries.sort((a, b) => compareText(a.name, b.name))) {
    if (entry.name.startsWith('.')) continue;
    const full = path.join(root, folder, entry.name);
    if (!entry.isSymbolicLink()) {
      found.push({ name: entry.name, isFolder: entry.isDirectory() });
    } else if (leadsInside(root, full)) {
      found.push({ name: entry.name, isFolder: statSync(full).isDirectory() });
    } else {
      refuse(
        `${folder}/${entry.name}`,
        'file/link',
        '符号链接指向了目录之外或不存在的地方，不予读取',
      );
    }
  }
  return found;
}

/** Whether a path, links followed, lies below the root. Throws where there is nothing. */
function isInside(root: string, full: string): boolean {
  return realpathSync.native(full).startsWith(realpathSync.native(root) + path.sep);
}

/** Whether a link leads to something below the root. */
function leadsInside(root: string, link: string): boolean {
  try {
    return isInside(root, link);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return false;
  }
}

export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    'syscall' in error
  );
}
