import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { home } from '../../src/archive/load.ts';
import { inspect } from '../../src/check/inspect.ts';
import { reportText } from '../import/report-text.ts';
import {
  fixtureRoot,
  projectRoot,
  type TemporaryFolder,
  temporaryFolder,
  temporaryRoot,
} from '../roots.ts';
import { filesIn } from '../site/built-site.ts';

let root: TemporaryFolder;
let sources: TemporaryFolder;
let child: ChildProcess | undefined;
beforeEach(async () => {
  root = await temporaryRoot(fixtureRoot('bad-input/base'));
  sources = await temporaryFolder();
});
afterEach(async () => {
  if (child?.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
  await Promise.all([root.remove(), sources.remove()]);
});

function start(...args: string[]): { ended: Promise<number | null>; err: () => string } {
  const program = path.join(projectRoot, 'bin/gongkai.js');
  const importing = spawn(process.execPath, [program, 'import', ...args, '--root', root.path], {
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  child = importing;
  let err = '';
  importing.stderr.on('data', (chunk) => {
    err += chunk;
  });
  const ended = new Promise<number | null>((resolve) => importing.once('close', resolve));
  return { ended, err: () => err };
}

const interrupted = '已中断：写入的年报都是完整的，其余没有动\n';

describe.runIf(process.platform === 'linux')('an import that is broken off', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)(
    'by %s leaves whole reports and nothing half-written',
    async (signal) => {
      const years = Array.from({ length: 150 }, (_, at) => 1950 + at);
      for (const year of years)
        await writeFile(path.join(sources.path, `${year}.txt`), reportText({ year }));
      const { ended, err } = start(sources.path);
      const reports = path.join(root.path, 'reports/town');
      // The one that was there before, and the first that are imported.
      await vi.waitUntil(() => readdirSync(reports).length > 3 || child?.exitCode !== null, {
        interval: 2,
        timeout: 60_000,
      });
      child!.kill(signal);
      expect(await ended).toBe(130);
      expect(err()).toBe(interrupted);
      const written = await filesIn(reports);
      expect(written.length).toBeLessThan(years.length);
      expect(written.filter((file) => !/^\d{4}\.yaml$/.test(file))).toEqual([]);
      for (const file of written)
        expect(existsSync(path.join(root.path, '导入回执/town', file.replace('yaml', 'txt')))).toBe(
          file !== '2021.yaml',
        );
      const { findings } = inspect(home, root.path);
      expect(findings.filter(({ isFault }) => isFault)).toEqual([]);
      expect(await readFile(path.join(reports, '1950.yaml'), 'utf8')).toContain('行政许可: 12\n');
    },
  );

  test('while it waits for standard input ends at once', async () => {
    const { ended, err } = start('-');
    await vi.waitUntil(() => hearsOfItsEnd(child!.pid!), { interval: 10, timeout: 60_000 });
    child!.kill('SIGINT');
    expect(await ended).toBe(130);
    expect(err()).toBe(interrupted);
    expect(await filesIn(path.join(root.path, 'reports'))).toEqual(['town/2021.yaml']);
  });
});

/** Whether a process catches SIGHUP, as it does once it has something to break off. */
function hearsOfItsEnd(pid: number): boolean {
  const caught = /^SigCgt:\s*([0-9a-f]+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]!;
  return (Number.parseInt(caught.slice(-1), 16) & 1) === 1;
}
