import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { home } from '../../../src/archive/load.ts';
import { inspect } from '../../../src/check/inspect.ts';
import { buildSite } from '../../../src/site/build.ts';
import { Publication } from '../../../src/site/publication.ts';
import type { Prepare, Workspace } from '../../measure.ts';
import { median } from '../../print.ts';
import { reportFiles } from '../report-files.ts';

const edits = 5;

const betweenLooks = 20; // milliseconds

/** Longest that an edit is waited for. */
const patience = 120_000; // milliseconds

/**
 * Edits one figure after the other in a preview that has a process of its own, as `npm start` has,
 * and asks its server for the page until that shows the new figure.
 */
export const prepare: Prepare = async ({ root, output }: Workspace) => {
  const edited = path.join(output, 'root');
  await cp(root, edited, { recursive: true });
  const rebuild = await rebuildSeconds(edited, path.join(output, 'site'));
  const files = reportFiles(edited).sort();
  const chosen = Array.from(
    { length: edits },
    (_, at) => files[Math.floor(((at + 0.5) * files.length) / edits)]!,
  );
  const preview = await openPreview(edited);
  return async () => {
    try {
      const seconds: number[] = [];
      for (const [at, file] of chosen.entries())
        seconds.push(await editSeconds(preview.address, file, String(7_654_321 + at)));
      const middle = median(seconds);
      const share = middle / rebuild;
      const figures = { seconds: middle, slowest: Math.max(...seconds), rebuild, share };
      return { reports: files.length, figures };
    } finally {
      await preview.close();
    }
  };
};

/** What showing an edit would take, were everything made anew but PDFs and the search's index. */
async function rebuildSeconds(root: string, output: string): Promise<number> {
  const start = performance.now();
  const { archive, findings } = inspect(home, root);
  const publication = new Publication(archive!, findings, { isPreview: false });
  await buildSite({ root, publication: () => publication, hasSearch: false }, output);
  return (performance.now() - start) / 1000;
}

/** Seconds from the saving of a report with another figure to its page with that figure. */
async function editSeconds(address: string, file: string, figure: string): Promise<number> {
  const [agency, year] = file.split(path.sep).slice(-2) as [string, string];
  const page = new URL(`${agency}/${path.parse(year).name}/`, address);
  const text = await readFile(file, 'utf8');
  const renewed = text.replace(/^( +行政强制: .*?)\d+(?=\}?$)/m, `$1${figure}`);
  if (renewed === text) throw new Error(`${file} has no 行政强制`);
  if ((await pageText(page)).includes(figure)) throw new Error(`${page} shows ${figure} already`);
  const start = performance.now();
  await writeFile(file, renewed);
  while (!(await pageText(page)).includes(figure)) {
    if (performance.now() - start > patience) throw new Error(`${page} does not show ${figure}`);
    await setTimeout(betweenLooks);
  }
  return (performance.now() - start) / 1000;
}

async function pageText(page: URL): Promise<string> {
  return (await fetch(page)).text();
}

interface Preview {
  /** With a slash at the end. */
  address: string;
  close(): Promise<void>;
}

async function openPreview(root: string): Promise<Preview> {
  const program = path.join(home, 'bin/gongkai.js');
  const preview = spawn(
    process.execPath,
    [program, 'start', '--root', root, '--port', String(await freePort())],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  // Whatever ends this process ends the preview.
  process.once('exit', () => preview.kill());
  const address = await addressOf(preview);
  return {
    address,
    async close() {
      const ended = once(preview, 'exit');
      preview.kill('SIGINT');
      await ended;
    },
  };
}

/** Waits until the preview says where it is. What it says later is read, too, and left alone. */
function addressOf(preview: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    preview.stdout!.on('data', (piece: Buffer) => {
      said += piece;
      const address = /^预览地址：(\S+)/m.exec(said)?.[1];
      if (address !== undefined) resolve(address);
    });
    preview.once('exit', () => reject(new Error(`gongkai start has ended: ${said}`)));
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
