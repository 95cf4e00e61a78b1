import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { mkdir, readdir, realpath, rm, writeFile } from 'node:fs/promises';
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
  const target = existsSync(output) ? await realpath(output) : path.resolve(output);
  refuseForeign(target, await realpath(root));
  await mkdir(path.dirname(target), { recursive: true });
  const prefix = `${path.basename(target)}.`;
  await removeAbandoned(path.dirname(target), prefix);
  const folder = path.join(path.dirname(target), `${prefix}new-${process.pid}`);
  const former = path.join(path.dirname(target), `${prefix}old-${process.pid}`);
  await rm(folder, { recursive: true, force: true });
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
    discard: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function refuseForeign(target: string, root: string): void {
  const holds = (outer: string, inner: string) =>
    inner === outer || inner.startsWith(outer + path.sep);
  const content = ['reports', 'data', 'templates', 'styles'].map((name) => path.join(root, name));
  if (holds(target, root) || content.some((folder) => holds(folder, target))) {
    throw new OutputError(`不能输出到 ${target}：那里是内容所在的目录`);
  }
  if (!existsSync(target)) return;
  const isOurs = existsSync(path.join(target, markFile));
  if (!isOurs && readdirSync(target).length > 0) {
    throw new OutputError(`不能输出到 ${target}：那里有不是本程序生成的文件，请换一个目录或先清空`);
  }
}

/** Removes what builds that were killed have left behind. */
async function removeAbandoned(parent: string, prefix: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const pid =
      name.startsWith(prefix) && /^(?:new|old)-(\d+)$/.exec(name.slice(prefix.length))?.[1];
    if (pid && !isRunning(Number(pid)))
      await rm(path.join(parent, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
