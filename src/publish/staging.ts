import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { mkdir, readdir, realpath, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Marks a folder as made by this program, so that only such a folder is ever replaced. */
const markFile = '.gongkai';

/** Thrown when the output folder may not be replaced; the message is for the person building. */
export class OutputError extends Error {
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
  const former = `${target}.old-${process.pid}`;
  await mkdir(folder);
  await writeFile(path.join(folder, markFile), '');
  return {
    folder,
    // In one go, so that no signal is heard between the two renames.
    swapIn() {
      const isReplacing = existsSync(target);
      if (isReplacing) renameSync(target, former);
      try {
        renameSync(folder, target);
      } catch (error) {
        if (isReplacing) renameSync(former, target);
        throw error;
      }
      rmSync(former, { recursive: true, force: true });
    },
    discard: () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }),
  };
}

/** The output without links in its path, whether it is there already or not. */
async function realTarget(output: string): Promise<string> {
  const full = path.resolve(output);
  if (existsSync(full)) return realpath(full);
  return path.join(await realTarget(path.dirname(full)), path.basename(full));
}

function refuseForeign(target: string, root: string): void {
  const holds = (outer: string, inner: string) =>
    inner === outer || inner.startsWith(path.join(outer, path.sep));
  const content = ['reports', 'data', 'templates', 'styles'].map((name) => path.join(root, name));
  if (holds(target, root) || content.some((folder) => holds(folder, target))) {
    throw new OutputError(`不能输出到 ${target}：那里是内容所在的目录`);
  }
  if (!existsSync(target)) return;
  if (!statSync(target).isDirectory()) {
    throw new OutputError(`不能输出到 ${target}：那里是一个文件，不是目录`);
  }
  const isOurs = existsSync(path.join(target, markFile));
  if (!isOurs && readdirSync(target).length > 0) {
    throw new OutputError(`不能输出到 ${target}：那里有不是本程序生成的文件，请换一个目录或先清空`);
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
    if (kind === 'old' && !existsSync(target)) await rename(folder, target);
    else await rm(folder, { recursive: true, force: true });
  }
}

function isRunningElsewhere(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
