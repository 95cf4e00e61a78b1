import { readdirSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { openCache } from '../../src/publish/cache.ts';
import { run } from '../cli/recorder.ts';
import { descendants, isRunning } from '../processes.ts';
import { type TemporaryFolder, temporaryFolder } from '../roots.ts';
import { type BuildProcess, startBuild } from './build-process.ts';
import { cacheFiles, entryFile } from './cache-folder.ts';
import { severalReports } from './several-reports.ts';
import { digestsOf } from './site-digests.ts';

let root: TemporaryFolder;
/** What an undisturbed build makes of the root, and keeps in its cache. */
let complete: Record<string, string>;
let filled: string;
beforeAll(async () => {
  root = await severalReports([2021, 2022, 2023, 2024]);
  filled = path.join(root.path, 'cache');
  const output = path.join(root.path, 'undisturbed');
  const args = ['--root', root.path, '--out', output, '--cache', filled];
  expect(await run('build', ...args)).toMatchObject({ code: 0, err: '' });
  complete = await digestsOf(output);
});
afterAll(() => root.remove());

let parent: TemporaryFolder;
let site: string;
let cache: string;
let builds: BuildProcess[];
beforeEach(async () => {
  parent = await temporaryFolder();
  site = path.join(parent.path, '_site');
  cache = path.join(parent.path, 'cache');
  builds = [];
});
afterEach(async () => {
  for (const build of builds) build.kill();
  await Promise.all(builds.map(({ ended }) => ended));
  await parent.remove();
});

function start(output = site): BuildProcess {
  const build = startBuild(['--root', root.path, '--out', output, '--cache', cache], {
    env: { TMPDIR: parent.path },
  });
  builds.push(build);
  return build;
}

const browsersOf = ({ pid }: BuildProcess) =>
  descendants(pid).filter(({ command }) => command.includes('--remote-debugging-pipe'));

/** Waits until the first PDF is written: others are under way then. */
async function untilPdf(): Promise<void> {
  const pdfs = () => {
    try {
      const names = readdirSync(parent.path, { recursive: true, encoding: 'utf8' });
      return names.filter((name) => /^_site\.new-.+\.pdf$/.test(name));
    } catch {
      return []; // it is being changed
    }
  };
  await vi.waitUntil(() => pdfs().length > 0, { interval: 2, timeout: 60_000 });
}

/** Names beside the output that a build must not leave. */
const leftovers = async () =>
  (await readdir(parent.path)).filter((name) => name.startsWith('_site.'));

/** Expects that every entry of the cache is whole, and nothing else is in it. */
async function expectWholeCache(entries: number): Promise<void> {
  const keys = await cacheFiles(cache);
  expect(keys).toHaveLength(entries);
  for (const key of keys) expect(await openCache(cache).get(key), key).toBeDefined();
}

describe.runIf(process.platform === 'linux')('in mid-build', () => {
  test('the browser is killed: the build ends as if nothing had been', async () => {
    const build = start();
    await untilPdf();
    const browsers = browsersOf(build);
    expect(browsers.length).toBeGreaterThan(0);
    for (const { pid } of browsers) if (isRunning(pid)) process.kill(pid, 'SIGKILL');
    expect(await build.ended).toEqual({ code: 0, err: '' });
    expect(await digestsOf(site)).toEqual(complete);
    await expectWholeCache(4);
    expect((await readdir(parent.path)).sort()).toEqual(['_site', 'cache']);
  });

  test('the build itself is killed: the old site stands, and the next build is right', async () => {
    await mkdir(site);
    await writeFile(path.join(site, '.gongkai'), '');
    await writeFile(path.join(site, 'index.html'), '旧');
    const build = start();
    await untilPdf();
    const browsers = browsersOf(build);
    build.kill();
    await build.ended;
    expect(await readFile(path.join(site, 'index.html'), 'utf8')).toBe('旧');
    expect(await readdir(site)).toHaveLength(2);
    // No browser outlives it.
    await vi.waitUntil(() => !browsers.some(({ pid }) => isRunning(pid)), { timeout: 10_000 });
    const kept = (await cacheFiles(cache)).filter((name) => /^[0-9a-f]{64}$/.test(name));
    expect(kept.length).toBeGreaterThan(0);
    for (const key of kept) expect(await openCache(cache).get(key)).toBeDefined();

    expect(await start().ended).toEqual({ code: 0, err: '' });
    expect(await digestsOf(site)).toEqual(complete);
    expect(await leftovers()).toEqual([]);
    await expectWholeCache(4);
  });
});

test('builds at once, two of them of one site, with one cache: each site is complete', async () => {
  const other = path.join(parent.path, 'other');
  const ends = [start(), start(), start(other)].map(({ ended }) => ended);
  expect(await Promise.all(ends)).toEqual(Array(3).fill({ code: 0, err: '' }));
  for (const output of [site, other]) {
    expect(await digestsOf(output)).toEqual(complete);
    expect(await run('verify', output)).toMatchObject({ code: 0, err: '' });
  }
  expect((await readdir(parent.path)).sort()).toEqual(['_site', 'cache', 'other']);
  await expectWholeCache(4);
});

describe('a damaged cache changes nothing:', () => {
  const build = () => run('build', '--root', root.path, '--out', site, '--cache', cache);

  test('entries that are cut off, altered, exchanged, or no files', async () => {
    await cp(filled, cache, { recursive: true });
    const [cut, altered, exchanged, folder] = (await cacheFiles(cache)).map((key) =>
      entryFile(cache, key),
    ) as [string, string, string, string];
    const bytes = await readFile(altered);
    await rename(exchanged, `${exchanged}.aside`);
    await cp(altered, exchanged);
    await writeFile(cut, (await readFile(cut)).subarray(0, 5000));
    bytes[bytes.length - 2000]! ^= 1;
    await writeFile(altered, bytes);
    await rm(folder);
    await mkdir(folder);
    expect(await build()).toMatchObject({ code: 0 });
    expect(await digestsOf(site)).toEqual(complete);
    for (const file of [cut, altered, exchanged])
      expect(await openCache(cache).get(path.basename(file))).toBeDefined();
  });

  test.each([
    ['a file in its place', () => writeFile(cache, '')],
    // A link to itself can be read by nobody, whatever their rights.
    ['a folder that cannot be read', () => symlink(cache, cache)],
  ])('%s', async (_, damage) => {
    await damage();
    const { code, err } = await build();
    expect(code).toBe(0);
    expect(err).toMatch(/^PDF 缓存.+：这次照常生成，只是用不上或存不下缓存\n$/);
    expect(await digestsOf(site)).toEqual(complete);
  });
});
