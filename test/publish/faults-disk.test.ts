import { type ChildProcess, fork } from 'node:child_process';
import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { run } from '../cli/recorder.ts';
import { fixtureRoot, type TemporaryFolder, temporaryRoot } from '../roots.ts';
import type { DiskFault } from './full-disk.ts';
import type { Order, Outcome } from './full-disk-builds.ts';
import { digestsOf } from './site-digests.ts';

let root: TemporaryFolder;
/** What stands in the output folder before each build. */
let old: string;
/** What a build of the root makes. */
let complete: Record<string, string>;
/** A cache with the PDFs of the root, and a folder for one without. */
let cache: string;
let fresh: string;
let site: string;
let child: ChildProcess;
/** Where the child has its temporary folders. */
let temporary: string;

beforeAll(async () => {
  root = await temporaryRoot(fixtureRoot('bad-input/base'));
  site = path.join(root.path, '_site');
  old = path.join(root.path, 'old');
  cache = path.join(root.path, 'cache');
  fresh = path.join(root.path, 'fresh');
  temporary = path.join(root.path, 'temporary');
  await mkdir(temporary);
  const ran = await run('build', '--root', root.path, '--out', site, '--cache', cache);
  expect(ran).toMatchObject({ code: 0, err: '' });
  complete = await digestsOf(site);
  await cp(site, old, { recursive: true });
  await writeFile(path.join(old, 'town/2021/index.html'), '旧');
  child = fork(path.join(import.meta.dirname, 'full-disk-builds.ts'), {
    execArgv: ['--import', path.join(import.meta.dirname, 'watched-disk.ts')],
    env: { ...process.env, TMPDIR: temporary },
  });
});
afterAll(async () => {
  child.kill();
  await root.remove();
});
beforeEach(startAnew);

async function startAnew(): Promise<void> {
  for (const folder of [site, fresh]) await rm(folder, { recursive: true, force: true });
  await cp(old, site, { recursive: true });
}

/** A build in the child, on a disk with a fault or a sound one. */
function build(cacheFolder: string, fault?: DiskFault): Promise<Outcome> {
  const args = ['build', '--root', root.path, '--out', site, '--cache', cacheFolder];
  const { promise, resolve, reject } = Promise.withResolvers<Outcome>();
  const fail = (code: number) => reject(new Error(`the process has ended: ${code}`));
  child.once('message', resolve).once('exit', fail);
  child.send({ args, ...(fault ? { fault } : {}) } satisfies Order);
  return promise.finally(() => child.off('message', resolve).off('exit', fail));
}

/** Expects the old site or the new one, as the exit code says, and nothing left behind. */
async function expectWhole(outcome: Outcome): Promise<void> {
  const { code, writes } = outcome;
  const [write] = writes.refused;
  expect(write).toBeDefined();
  expect(await digestsOf(site), write).toEqual(code === 0 ? complete : await digestsOf(old));
  const names = await readdir(root.path);
  expect(names.filter((name) => name.startsWith('_site.'), write)).toEqual([]);
  expect(await readdir(temporary), write).toEqual([]);
}

/** The whole of what is told when a cache cannot be written to. */
const notKept = 'PDF 缓存写不进（.+，ENOSPC）：这次照常生成，只是用不上或存不下缓存\n';
/** And when nothing could be built. */
const failed = (reason: string) =>
  `无法生成：${reason}。旧的输出原样未动，处理好后再生成一次即可\n`;

/** Numbers of writes, from 1: every operation on every type of file. */
function firstAndLastOfEachKind(writes: readonly string[]): number[] {
  const kinds = Map.groupBy(writes.keys(), (at) => {
    const [operation, file = ''] = writes[at]!.split(' ');
    return operation === 'rename' ? writes[at]! : `${operation} ${path.extname(file)}`;
  });
  const numbers = [...kinds.values()].flatMap((all) => [all[0]! + 1, all.at(-1)! + 1]);
  return [...new Set(numbers)].sort((a, b) => a - b);
}

describe('a disk that is full at any write leaves the old site, and says so,', () => {
  test('when the PDFs are there already', async () => {
    const { done } = (await build(cache)).writes;
    const places = firstAndLastOfEachKind(done);
    const refused = places.map((at) => path.basename(done[at - 1]!));
    for (const name of ['.gongkai', 'index.html', 'town-2021.pdf', 'manifest.json', 'SHA256SUMS'])
      expect(refused).toContain(name);
    for (const at of places) {
      await startAnew();
      const outcome = await build(cache, { at, code: 'ENOSPC' });
      const [write] = outcome.writes.refused;
      expect(write).toBe(done[at - 1]);
      expect(outcome.code, write).toBe(2);
      expect(outcome.err).toMatch(new RegExp(`^${failed('磁盘已满（ENOSPC.*）')}$`));
      await expectWhole(outcome);
    }
  });

  test('when the browser is started to make them', async () => {
    const { writes } = await build(fresh);
    const places = writes.done.flatMap((write, at) => (write.includes(temporary) ? [at + 1] : []));
    // The browser's folder, its fonts and their configuration.
    expect(places.length).toBeGreaterThan(3);
    for (const at of places) {
      await startAnew();
      const outcome = await build(fresh, { at, code: 'ENOSPC' });
      expect(outcome.code, outcome.writes.refused[0]).toBe(2);
      expect(outcome.err).toMatch(new RegExp(`^${failed('磁盘已满（ENOSPC.*）')}$`));
      await expectWhole(outcome);
    }
  });

  test('when they are made and kept', async () => {
    const { writes } = await build(fresh);
    const at = 1 + writes.done.findIndex((write) => write.includes(fresh));
    await startAnew();
    const outcome = await build(fresh, { at, code: 'ENOSPC' });
    expect(outcome.code).toBe(2);
    expect(outcome.err).toMatch(new RegExp(`^${notKept}${failed('磁盘已满（ENOSPC.+pdf）')}$`));
    await expectWhole(outcome);
  });
});

test('a disk for the cache that is full keeps nobody from building', async () => {
  const { writes } = await build(fresh);
  const places = writes.done.flatMap((write, at) => (write.includes(fresh) ? [at + 1] : []));
  // The folder, the file in it, and its place.
  expect(places.length).toBeGreaterThan(2);
  for (const at of places) {
    await startAnew();
    const outcome = await build(fresh, { at, code: 'ENOSPC', below: fresh });
    expect(outcome.code, outcome.writes.refused[0]).toBe(0);
    expect(outcome.err).toMatch(new RegExp(`^${notKept}$`));
    await expectWhole(outcome);
  }
});

test.each([
  ['EDQUOT', '磁盘配额已用完'],
  ['EROFS', '磁盘是只读的'],
  ['EACCES', '没有读写的权限'],
  ['EIO', '磁盘读写出错'],
])('%s is told in words too', async (code, words) => {
  const outcome = await build(cache, { at: 2, code });
  expect(outcome.code).toBe(2);
  expect(outcome.err).toMatch(new RegExp(`^${failed(`${words}（${code}，.+_site.+）`)}$`));
  await expectWhole(outcome);
});
