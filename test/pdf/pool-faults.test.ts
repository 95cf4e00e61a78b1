import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { defaultFonts } from '../../src/fonts/font-set.ts';
import { startBrowser } from '../../src/pdf/browser.ts';
import { BrowserPool } from '../../src/pdf/browser-pool.ts';
import { openPaginator, type Paginator } from '../../src/pdf/paginate.ts';
import { PooledPaginator } from '../../src/pdf/pooled-paginator.ts';
import type { PrintDocument } from '../../src/pdf/print-document.ts';
import { PrintError } from '../../src/pdf/print-error.ts';
import { PrintPage } from '../../src/pdf/print-page.ts';
import { descendants, isRunning } from '../processes.ts';
import { projectRoot, type TemporaryFolder, temporaryFolder } from '../roots.ts';

const page = (body: string) => `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8">
<title>试</title><link rel="stylesheet" href="/styles/print.css"></head><body>${body}</body></html>`;

const printDocument = (title: string, body: string): PrintDocument => ({
  html: page(`<h1>${title}</h1>${body}`),
  title,
  language: 'zh-CN',
  date: '2022-01-20',
});

const short = ['甲', '乙', '丙', '丁'].map((title) => printDocument(title, '<p>公开</p>'));
const table = printDocument(
  '长表',
  `<table class="statutory">${'<tr><td>行</td></tr>'.repeat(60)}</table>`,
);

const isBrowser = ({ command }: { command: string }) =>
  command.includes('--remote-debugging-pipe') && !command.includes('--type=');

/** The browsers that this process has started. */
const browsers = () => descendants(process.pid).filter(isBrowser);
/** Everything that they consist of. */
const browserProcesses = () => browsers().flatMap((each) => [each, ...descendants(each.pid)]);
const renderers = () => browserProcesses().filter(({ command }) => /--type=renderer/.test(command));

function signal(processes: readonly { pid: number }[], name: NodeJS.Signals): void {
  expect(processes.length).toBeGreaterThan(0);
  for (const { pid } of processes) process.kill(pid, name);
}

/** Ticks of the clock that a process has worked for. */
function processorTime(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const [user, system] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13);
  return Number(user) + Number(system);
}

/** What the documents become when nothing happens, and how long one takes. */
let undisturbed: Uint8Array[];
let milliseconds: number;
beforeAll(async () => {
  await using paginator = await openPaginator();
  undisturbed = await Promise.all(short.map((document) => paginator.paginate(document)));
  const start = performance.now();
  await paginator.paginate(short[0]!);
  milliseconds = performance.now() - start;
});

const { load } = PrintPage.prototype;
/** How often a document was put on a page: once, and again whenever it is tried anew. */
let loads: number;
/** What happens when one has just been put there, and is yet to be laid out. */
let onLoad: (count: number) => void;
/** Where the browsers have their profiles. */
let temporary: TemporaryFolder;
beforeEach(async () => {
  temporary = await temporaryFolder();
  vi.stubEnv('TMPDIR', temporary.path);
  loads = 0;
  onLoad = () => {};
  vi.spyOn(PrintPage.prototype, 'load').mockImplementation(function (this: PrintPage, html) {
    const loaded = load.call(this, html);
    loads += 1;
    onLoad(loads);
    return loaded;
  });
});
afterEach(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  await vi.waitUntil(() => browserProcesses().length === 0, { timeout: 10_000 });
  expect(await readdir(temporary.path)).toEqual([]);
  await temporary.remove();
});

const paginateAll = (paginator: Paginator) =>
  Promise.all(short.map((document) => paginator.paginate(document)));

describe.runIf(process.platform === 'linux')('when a browser', () => {
  test('is killed, the documents in it are made in another, byte for byte the same', async () => {
    await using paginator = await openPaginator({ concurrency: 2 });
    const killed = browsers();
    onLoad = (count) => {
      // One has just been begun, and another is under way.
      if (count === 2) signal(killed, 'SIGKILL');
    };
    expect(await paginateAll(paginator)).toEqual(undisturbed);
    expect(loads).toBe(short.length + 2);
    expect(browsers()).toHaveLength(1);
  });

  test('is killed while nothing is under way, the next document is made in another', async () => {
    await using paginator = await openPaginator();
    expect(await paginator.paginate(short[0]!)).toEqual(undisturbed[0]);
    const [killed] = browsers();
    signal([killed!], 'SIGKILL');
    await vi.waitUntil(() => !isRunning(killed!.pid));
    expect(await paginator.paginate(short[1]!)).toEqual(undisturbed[1]);
  });

  test('is killed again and again, the document is given up by name after three', async () => {
    await using paginator = await openPaginator({ concurrency: 1 });
    onLoad = () => signal(browsers(), 'SIGKILL');
    const [first, second] = [paginator.paginate(short[0]!), paginator.paginate(short[1]!)];
    await expect(first).rejects.toThrow(PrintError);
    await expect(first).rejects.toThrow(/^《甲》换了 3 次浏览器仍未排出：浏览器已关闭/);
    onLoad = () => {};
    // The one that comes after it is none the worse for it.
    expect(await second).toEqual(undisturbed[1]);
  });

  test('hangs, the document is made in another, and the one that hung is ended', async () => {
    const patience = 1000 + 10 * milliseconds;
    await using paginator = await openPaginator({ concurrency: 2, patience });
    const hung = browsers();
    onLoad = (count) => {
      if (count === 1) signal(hung, 'SIGSTOP');
    };
    expect(await paginator.paginate(short[0]!)).toEqual(undisturbed[0]);
    expect(loads).toBe(2);
    await paginator.close();
    expect(hung.filter(({ pid }) => isRunning(pid))).toEqual([]);
  });

  test('hangs before a page is open, that is noticed too', async () => {
    const patience = 1000 + 10 * milliseconds;
    await using paginator = await openPaginator({ patience });
    signal(browsers(), 'SIGSTOP');
    expect(await paginator.paginate(short[0]!)).toEqual(undisturbed[0]);
  });

  test('loses a page, only the document on it is tried again', async () => {
    // Of a crash at an awkward moment the browser says nothing: then it counts as hung.
    const patience = 1000 + 10 * milliseconds;
    await using paginator = await openPaginator({ concurrency: 2, patience });
    // So that both pages are open, each in a process of its own.
    await Promise.all([paginator.paginate(short[0]!), paginator.paginate(short[1]!)]);
    const [crashed] = renderers().sort((a, b) => processorTime(b.pid) - processorTime(a.pid));
    onLoad = (count) => {
      if (count === 4) signal([crashed!], 'SIGKILL');
    };
    expect(await paginateAll(paginator)).toEqual(undisturbed);
    expect(loads).toBe(2 + short.length + 1);
  });

  test('has grown, it is left for a fresh one, and ends', async () => {
    const assets = { styles: path.join(projectRoot, 'styles'), fonts: defaultFonts };
    const pool = new BrowserPool(() => startBrowser(), { memoryBytes: 1, documentsPerLook: 1 });
    await using paginator = new PooledPaginator(pool, assets, { concurrency: 2 });
    const seen = new Set<number>();
    onLoad = () => {
      for (const { pid } of browsers()) seen.add(pid);
    };
    expect(await paginateAll(paginator)).toEqual(undisturbed);
    expect(loads).toBe(short.length);
    expect(seen.size).toBeGreaterThan(1);
    // Each was left after its documents, the last one too.
    await vi.waitUntil(() => browsers().length === 0, { timeout: 10_000 });
  });
});

test('a document that cannot be laid out is not tried again, and harms no other', async () => {
  await using paginator = await openPaginator({ concurrency: 2 });
  const [before] = browsers();
  const [refused, fine] = await Promise.allSettled([
    paginator.paginate(table),
    paginator.paginate(short[0]!),
  ]);
  expect(refused).toMatchObject({ status: 'rejected', reason: { name: 'PrintError' } });
  expect(fine).toMatchObject({ status: 'fulfilled' });
  expect(loads).toBe(2);
  expect(browsers().map(({ pid }) => pid)).toEqual([before!.pid]);
});

test('closing ends what is under way, and what waits for its turn', async () => {
  const paginator = await openPaginator({ concurrency: 1 });
  onLoad = () => void paginator.close();
  const ends = await Promise.allSettled(short.map((document) => paginator.paginate(document)));
  for (const end of ends)
    expect(end).toMatchObject({ status: 'rejected', reason: { name: 'BrowserError' } });
  expect(loads).toBe(1);
  await paginator.close();
  expect(browserProcesses()).toEqual([]);
});
