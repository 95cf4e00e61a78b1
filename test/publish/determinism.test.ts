import { existsSync } from 'node:fs';
import { cp, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot, temporaryFolder } from '../roots.ts';
import { type BuildSurroundings, startBuild } from './build-process.ts';
import { digestsOf } from './site-digests.ts';

/** Gives a process one core of the machine, where there is a program for it. */
const oneCore = existsSync('/usr/bin/taskset') ? '/usr/bin/taskset -c 0' : '';

/** Machines as different as they can be made of one. */
const surroundings: Record<string, BuildSurroundings> = {
  东: {
    env: { TZ: 'Pacific/Kiritimati', LANG: 'de_DE.UTF-8', LC_ALL: 'de_DE.UTF-8' },
    before: 'umask 000; exec',
  },
  '西/a folder whose path is a good deal longer/and has 汉字 in it': {
    env: { TZ: 'America/New_York', LANG: 'C', LC_ALL: 'C', NODE_ENV: 'production' },
    before: `umask 077; exec ${oneCore}`,
  },
};

test('a build gives the same bytes in other folders, time zones, locales, homes and on one core', async () => {
  await using parent = await temporaryFolder();
  const sites: Record<string, string>[] = [];
  for (const [name, { env, before = 'exec' }] of Object.entries(surroundings)) {
    const root = path.join(parent.path, name);
    const home = path.join(root, 'home');
    await mkdir(home, { recursive: true });
    for (const folder of ['data', 'reports'])
      await cp(path.join(projectRoot, folder), path.join(root, folder), { recursive: true });
    const build = startBuild(['--no-cache'], {
      env: { ...env, HOME: home, TMPDIR: home },
      folder: root,
      before,
    });
    expect(await build.ended).toEqual({ code: 0, err: '' });
    sites.push(await digestsOf(path.join(root, '_site')));
  }
  const [east, west] = sites as [Record<string, string>, Record<string, string>];
  const files = Object.keys(east);
  expect(files.filter((file) => file.endsWith('.pdf'))).toHaveLength(5);
  expect(Object.keys(west)).toEqual(files);
  expect(files.filter((file) => east[file] !== west[file])).toEqual([]);
});
