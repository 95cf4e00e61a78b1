import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { projectRoot } from '../roots.ts';

export interface BuildEnd {
  /** Null when it was killed. */
  code: number | null;
  err: string;
}

/** A `gongkai build` in a process of its own. */
export interface BuildProcess {
  pid: number;
  ended: Promise<BuildEnd>;
  kill(): void;
}

export interface BuildSurroundings {
  /** Environment variables besides those of this process. */
  env?: Record<string, string>;
  /** Working directory. */
  folder?: string;
  /** What comes before it in the shell: commands, or a program to run it with. */
  before?: string;
}

export function startBuild(
  args: readonly string[],
  { env, folder, before = 'exec' }: BuildSurroundings = {},
): BuildProcess {
  const program = path.join(projectRoot, 'bin/gongkai.js');
  const child: ChildProcess = spawn(
    'sh',
    ['-c', `${before} "$@"`, 'sh', process.execPath, program, 'build', ...args],
    { env: { ...process.env, ...env }, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let err = '';
  child.stderr!.on('data', (chunk) => {
    err += chunk;
  });
  const ended = new Promise<BuildEnd>((resolve) => {
    child.once('close', (code) => resolve({ code, err }));
  });
  return { pid: child.pid!, ended, kill: () => child.kill('SIGKILL') };
}
