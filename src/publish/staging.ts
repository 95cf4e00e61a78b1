import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { mkdir, readdir, realpath, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isSystemError } from '../archive/files.ts';
import { ToldError } from '../told-error.ts';

/** Marks a folder as made by this program, so that only such a folder is ever replaced. */
export const markFile = '.gongkai';

/** Thrown when the output folder may not be replaced; the message is for the person building. */
export class OutputError extends ToldError {
  override name = 'OutputError';
}

export interface Staging {
  /** Where the new site is being built. */
  folder: string;
  /** Puts the new site in the old one's place. */
  swapIn(): void;
  /** Removes what has not been swapped in. May be called at any time and more than once. */
  discard(): void;
}

/**
 * Opens a folder beside the output in which the site is built aside.
 * Throws OutputError where the output is a folder that this program did not make, or holds the content.
 */
export async function openStaging(output: string, root: string): Promise<Staging> {
  const target = await realTarget(output);
  refuseForeign(target, await realpath(root));
  await mkdir(path.dirname(target), { recursive: true });
  await clearAbandoned(target);
  const folder = `${target}.new-${process.pid}`;
  const discard = () => tryToRemove(folder);
  try {
    await mkdir(folder);
    await writeFile(path.join(folder, markFile), '');
  } catch (error) {
    discard();
    throw error;
  }
  return {
    folder,
    swapIn: () => swap(folder, target, `${target}.old-${process.pid}`),
    discard,
  };
}

/** The output without links in its path, whether it is there already or not. */
async function realTarget(output: string): Promise<string> {
  const full = path.resolve(output);
  try {
    return await realpath(full);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return path.join(await realTarget(path.dirname(full)), path.basename(full));
  }
}

/** In one go, so that no signal is heard between the two renames. */
function swap(folder: string, target: string, former: string): void {
  for (;;) {
    const isReplacing = moveAside(target, former);
    try {
      renameSync(folder, target);
      break;
    } catch (error) {
      // Between the two, another build has put its site there: that is replaced in its turn.
      if (isTaken(error)) continue;
      if (isReplacing) putBack(former, target);
      throw error;
    }
  }
  tryToRemove(former);
}

/** Whether there was anything. */
function moveAside(target: string, former: string): boolean {
  rmSync(former, { recursive: true, force: true });
  try {
    renameSync(target, former);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}

function putBack(former: string, target: string): void {
  try {
    renameSync(former, target);
  } catch (cause) {
    // Another build's site stands there.
    if (isTaken(cause)) {
      tryToRemove(former);
      return;
    }
    const advice = `旧的输出在 ${former}，下次生成时会先放回原处`;
    throw new OutputError(`不能输出到 ${target}（${codeOf(cause)}）：${advice}`, { cause });
  }
}

/** What cannot be removed now is removed by the next build. */
function tryToRemove(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  } catch (error) {
    if (!isSystemError(error)) throw error;
  }
}

function isTaken(error: unknown): boolean {
  return ['ENOTEMPTY', 'EEXIST'].includes(codeOf(error));
}

function codeOf(error: unknown): string {
  return isSystemError(error) ? (error.code ?? '') : '';
}

function refuseForeign(target: string, root: string): void {
  const holds = (outer: string, inner: string) =>
    inner === outer || inner.startsWith(path.join(outer, path.sep));
  const content = ['reports', 'data', 'templates', 'styles'].map((name) => path.join(root, name));
  if (holds(target, root) || content.some((folder) => holds(folder, target))) {
    throw new OutputError(`不能输出到 ${target}：那里是内容所在的目录`);
  }
  const names = namesIn(target);
  if (!names.includes(markFile) && names.length > 0) {
    throw new OutputError(`不能输出到 ${target}：那里有不是本程序生成的文件，请换一个目录或先清空`);
  }
}

/** None where there is no such folder. */
function namesIn(folder: string): string[] {
  for (;;) {
    const found = statSync(folder, { throwIfNoEntry: false });
    if (!found) return [];
    if (!found.isDirectory()) {
      throw new OutputError(`不能输出到 ${folder}：那里是一个文件，不是目录`);
    }
    const names = namesUnlessGone(folder);
    // Another build may have moved the folder away and be removing it while it was read.
    const present = statSync(folder, { throwIfNoEntry: false });
    if (present?.ino === found.ino && present.birthtimeMs === found.birthtimeMs) return names;
  }
}

function namesUnlessGone(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}

/** Removes what builds that were killed have left behind; a site they had put aside is put back. */
async function clearAbandoned(target: string): Promise<void> {
  const parent = path.dirname(target);
  const prefix = `${path.basename(target)}.`;
  for (const name of await readdir(parent)) {
    if (!name.startsWith(prefix)) continue;
    const [, kind, pid] = /^(new|old)-(\d+)$/.exec(name.slice(prefix.length)) ?? [];
    if (!pid || isRunningElsewhere(Number(pid))) continue;
    const folder = path.join(parent, name);
    if (kind === 'old' && !existsSync(target)) await restore(folder, target);
    else await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function restore(folder: string, target: string): Promise<void> {
  try {
    await rename(folder, target);
  } catch (error) {
    // Another build that has begun at the same time was faster.
    if (codeOf(error) !== 'ENOENT' && !isTaken(error)) throw error;
  }
}

/** Whether a number is that of a living process other than this one. */
export function isRunningElsewhere(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
