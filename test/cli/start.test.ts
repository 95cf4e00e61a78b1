import { type ChildProcess, spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fixtureRoot, projectRoot, type TemporaryFolder, temporaryFolder } from '../roots.ts';
import { run } from './recorder.ts';

const base = fixtureRoot('bad-input/base');

let folder: TemporaryFolder;
let child: ChildProcess | undefined;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(async () => {
  if (child?.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
  await folder.remove();
});

/** A port that nobody has at the moment. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A preview of its own, once it has said where it is; its temporary files are the test's. */
async function start(...options: string[]): Promise<{ port: number; ended: Promise<unknown> }> {
  const program = path.join(projectRoot, 'bin/gongkai.js');
  const args = [program, 'start', '--root', base, '--port', `${await freePort()}`, ...options];
  const preview = spawn(process.execPath, args, {
    env: { ...process.env, TMPDIR: folder.path },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child = preview;
  const ended = new Promise((resolve) => preview.once('close', resolve));
  const port = await new Promise<number>((resolve, reject) => {
    let out = '';
    preview.stdout.on('data', (chunk) => {
      out += chunk;
      const [, port] = /预览地址：.*http:\/\/(?:127\.0\.0\.1|localhost):(\d+)\//.exec(out) ?? [];
      if (port) resolve(Number(port));
    });
    preview.once('close', () => reject(new Error(out)));
  });
  return { port, ended };
}

/** Whether a page of the preview can be had at an address of this machine. */
async function isServedAt(address: string, port: number): Promise<boolean> {
  try {
    const response = await fetch(`http://${address}:${port}/town/2021/`);
    return (await response.text()).includes('清河县柳林镇人民政府');
  } catch {
    return false;
  }
}

// Elsewhere this machine has but one address that is its own alone.
describe.runIf(process.platform === 'linux')('a preview', () => {
  test('is served to this machine only, until Ctrl-C, and leaves nothing behind', async () => {
    const { port, ended } = await start();
    expect(await isServedAt('127.0.0.1', port)).toBe(true);
    expect(await isServedAt('127.0.0.2', port)).toBe(false);
    child!.kill('SIGINT');
    expect(await ended).toBe(0);
    expect(await readdir(folder.path)).toEqual([]);
  });

  test('is served at all addresses where that is wished for', async () => {
    const { port } = await start('--host', '0.0.0.0');
    expect(await isServedAt('127.0.0.1', port)).toBe(true);
    expect(await isServedAt('127.0.0.2', port)).toBe(true);
  });
});

test.each([
  // RFC 5737: an address for examples, no machine's.
  [['--host', '192.0.2.1'], '不能在 192.0.2.1 上预览（EADDRNOTAVAIL）\n'],
  [['--port', '0'], '--port 应当是 1 到 65535 的整数\n'],
])('%j is wrong usage', async (options, message) => {
  const ran = await run('start', '--root', base, ...options);
  expect(ran).toMatchObject({ code: 2, err: message });
});
