import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Thrown when git cannot give the revision; the message is for the person who asked. */
export class RevisionError extends Error {
  override name = 'RevisionError';
}

/** A root as it was at a git revision, in a folder of its own. */
export interface Revision extends AsyncDisposable {
  root: string;
}

/** Takes `data/` and `reports/` of a root out of git as they were at a revision. Touches no index and no work tree. */
export async function openRevision(root: string, revision: string): Promise<Revision> {
  const git = gitIn(root);
  const prefix = (await git(['rev-parse', '--show-prefix'], `${root} 不在 git 仓库里`)).trim();
  const named = ['rev-parse', '--quiet', '--verify', '--end-of-options', `${revision}^{commit}`];
  const commit = (await git(named, `git 里没有“${revision}”这个版本`)).trim();
  const failed = `取不到版本“${revision}”的文件`;
  const listed = await git(['ls-tree', '--name-only', commit, 'data', 'reports'], failed);
  const kept = listed.split('\n').filter((name) => name !== '');

  const folder = await mkdtemp(path.join(tmpdir(), 'gongkai-revision-'));
  const dispose = () => rm(folder, { recursive: true, force: true });
  try {
    if (kept.length > 0) {
      const paths = kept.map((name) => `:(top,literal)${prefix}${name}`);
      const checkout = [
        `--work-tree=${folder}/tree`,
        'checkout',
        '--quiet',
        commit,
        '--',
        ...paths,
      ];
      await mkdir(path.join(folder, 'tree'));
      await git(checkout, failed, { GIT_INDEX_FILE: path.join(folder, 'index') });
    }
  } catch (error) {
    await dispose();
    throw error;
  }
  return { root: path.join(folder, 'tree', prefix), [Symbol.asyncDispose]: dispose };
}

/** What a hook tells its own git, which would look elsewhere than here. */
const ofHooks = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_PREFIX'];

/** Runs git in a folder and gives what it writes; `failed` says in Chinese what it could not do. */
function gitIn(root: string) {
  const own = Object.entries(process.env).filter(([name]) => !ofHooks.includes(name));
  return async (args: string[], failed: string, env: Record<string, string> = {}) => {
    try {
      const options = { env: { ...Object.fromEntries(own), LC_ALL: 'C', ...env } };
      return (await run('git', ['-C', root, ...args], options)).stdout;
    } catch (error) {
      throw new RevisionError(reasonOf(error, failed), { cause: error });
    }
  };
}

/** What failed, with git's own words where these say more. */
function reasonOf(error: unknown, failed: string): string {
  if (!(error instanceof Error)) return failed;
  if ('code' in error && error.code === 'ENOENT') return '没有安装 git，无法比较版本';
  const said = 'stderr' in error ? String(error.stderr).trim() : error.message;
  return said === '' || /not a git repository|cannot change to/.test(said)
    ? failed
    : `${failed}（${said}）`;
}
