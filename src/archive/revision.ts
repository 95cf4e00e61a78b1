import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
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
  const folder = await mkdtemp(path.join(tmpdir(), 'gongkai-revision-'));
  const dispose = () => rm(folder, { recursive: true, force: true });
  try {
    const { stdout: prefix } = await run('git', ['-C', root, 'rev-parse', '--show-prefix']);
    const { stdout: commit } = await run('git', [
      '-C',
      root,
      'rev-parse',
      '--verify',
      '--end-of-options',
      `${revision}^{commit}`,
    ]);
    const { stdout: listed } = await run('git', [
      '-C',
      root,
      'ls-tree',
      '--name-only',
      commit.trim(),
      'data',
      'reports',
    ]);
    const kept = listed.split('\n').filter((name) => name !== '');
    if (kept.length > 0) {
      const env = { ...process.env, GIT_INDEX_FILE: path.join(folder, 'index') };
      await run(
        'git',
        [
          '-C',
          root,
          `--work-tree=${folder}`,
          'checkout',
          '--quiet',
          commit.trim(),
          '--',
          ...kept.map((name) => `:(top)${prefix.trim()}${name}`),
        ],
        { env },
      );
    }
    return { root: path.join(folder, prefix.trim()), [Symbol.asyncDispose]: dispose };
  } catch (error) {
    await dispose();
    const reason =
      error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : String(error);
    throw new RevisionError(`取不到版本“${revision}”：${reason}`, { cause: error });
  }
}
