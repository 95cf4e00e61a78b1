import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { descendants, isRunning } from '../processes.ts';
import {
  fixtureRoot,
  projectRoot,
  type TemporaryFolder,
  temporaryFolder,
  temporaryRoot,
} from '../roots.ts';

let parent: TemporaryFolder;
let output: string;
let child: ChildProcess | undefined;
beforeEach(async () => {
  parent = await temporaryFolder();
  output = path.join(parent.path, '_site');
  await mkdir(output);
  await writeFile(path.join(output, '.gongkai'), '');
  await writeFile(path.join(output, 'index.html'), '旧');
});
afterEach(async () => {
  if (child?.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
  await parent.remove();
});

/** A build of its own, the leader of a process group as it is when started from a terminal. */
function startBuild(root: string): { ended: Promise<number | null>; err: () => string } {
  const program = path.join(projectRoot, 'bin/gongkai.js');
  const args = [program, 'build', '--root', root, '--out', output, '--no-cache'];
  const build = spawn(process.execPath, args, {
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  child = build;
  let err = '';
  build.stderr.on('data', (chunk) => {
    err += chunk;
  });
  const ended = new Promise<number | null>((resolve) => build.once('close', resolve));
  return { ended, err: () => err };
}

/** Files in the staging folder, as long as there is one. */
function stagedFiles(): string[] {
  const name = readdirSync(parent.path).find((entry) => entry.startsWith('_site.new-'));
  if (!name) return [];
  try {
    return readdirSync(path.join(parent.path, name), { recursive: true, encoding: 'utf8' });
  } catch {
    return []; // it is being changed
  }
}

async function until(condition: () => boolean): Promise<void> {
  let isMet = false;
  const isMetOrTooLate = () => {
    isMet = condition();
    return isMet || child?.exitCode !== null;
  };
  await vi.waitUntil(isMetOrTooLate, { interval: 2, timeout: 60_000 });
  expect(isMet).toBe(true);
}

async function expectUntouched(): Promise<void> {
  expect(await readdir(parent.path)).toEqual(['_site']);
  expect((await readdir(output)).sort()).toEqual(['.gongkai', 'index.html']);
  expect(await readFile(path.join(output, 'index.html'), 'utf8')).toBe('旧');
}

describe.runIf(process.platform === 'linux')('a build that is broken off', () => {
  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'by %s while PDFs are made leaves the old site, no staging folder and no browser',
    async (signal) => {
      const { ended, err } = startBuild(fixtureRoot('full'));
      await until(() => stagedFiles().some((file) => file.endsWith('.pdf')));
      const browsers = descendants(child!.pid!).filter(({ command }) => /chrom/i.test(command));
      expect(browsers.length).toBeGreaterThan(0);
      process.kill(-child!.pid!, signal);
      expect(await ended).toBe(130);
      expect(err()).toBe('已中断，旧的输出原样未动\n');
      await expectUntouched();
      await vi.waitUntil(() => !browsers.some(({ pid }) => isRunning(pid)), { timeout: 5000 });
    },
  );

  test('while pages are written leaves the old site and no staging folder', async () => {
    const base = fixtureRoot('bad-input/base');
    const report = await readFile(path.join(base, 'reports/town/2021.yaml'), 'utf8');
    const years = Array.from({ length: 100 }, (_, at) => 1990 + at);
    await using root = await temporaryRoot(
      base,
      Object.fromEntries(
        years.map((year) => [
          `reports/town/${year}.yaml`,
          report.replace('2022-01-20', `${year + 1}-01-20`),
        ]),
      ),
    );
    const { ended, err } = startBuild(root.path);
    await until(() => stagedFiles().some((file) => file.endsWith('.html')));
    process.kill(-child!.pid!, 'SIGINT');
    expect(await ended).toBe(130);
    expect(err()).toBe('已中断，旧的输出原样未动\n');
    await expectUntouched();
  });

  test('before there was a site leaves nothing', async () => {
    output = path.join(parent.path, 'new/_site');
    const { ended } = startBuild(fixtureRoot('full'));
    const folder = path.dirname(output);
    await until(() => existsSync(folder) && readdirSync(folder).length > 0);
    process.kill(-child!.pid!, 'SIGINT');
    expect(await ended).toBe(130);
    expect(await readdir(folder)).toEqual([]);
  });
});
