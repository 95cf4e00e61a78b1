import { chmod, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { SearchIndexError } from '../../src/search/pagefind-process.ts';
import { pagefindProgram } from '../../src/search/pagefind-program.ts';
import { searchFiles } from '../../src/search/search-files.ts';
import { buildSite } from '../../src/site/build.ts';
import { isRunning } from '../processes.ts';
import { fixtureRoot, temporaryFolder, temporaryRoot } from '../roots.ts';
import { type BuiltSite, buildPages } from '../site/built-site.ts';

const program = pagefindProgram()!;

interface Fragment {
  url: string;
  content: string;
  filters: Record<string, string[]>;
}

let site: BuiltSite;
beforeAll(async () => {
  site = await buildPages(fixtureRoot('full'));
});
afterAll(() => site.remove());

async function filesOf({ publication }: BuiltSite): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  for await (const file of searchFiles(publication, { program }))
    files.set(file.path, Buffer.from(file.content));
  return files;
}

async function fragmentsOf(built: BuiltSite): Promise<Fragment[]> {
  return [...(await filesOf(built))]
    .filter(([name]) => name.endsWith('.pf_fragment'))
    .map(([, content]) => JSON.parse(gunzipSync(content).toString().slice('pagefind_dcd'.length)));
}

test('two indexes of one archive are the same, byte for byte and in the same order', async () => {
  const first = [...(await filesOf(site))];
  for (let again = 0; again < 3; again += 1) expect([...(await filesOf(site))]).toEqual(first);
});

test('what is built is what is indexed, below the search page, without ready-made interfaces', async () => {
  const names = [...(await filesOf(site)).keys()];
  expect(site.files.filter((file) => file.startsWith('search/'))).toEqual(
    [...names, 'search/index.html'].sort(),
  );
  expect(names.filter((name) => /ui|highlight/.test(name))).toEqual([]);
});

test('every record leads to a part of a page that is there, from the site’s top', async () => {
  const fragments = await fragmentsOf(site);
  const reports = site.publication.reportKeys.length;
  expect(fragments.length).toBeGreaterThanOrEqual(6 * reports + site.publication.agencyIds.length);
  for (const { url } of fragments) {
    expect(url).toMatch(/^[a-z0-9-]+\/(\d{4}\/)?(#[a-z-]+)?$/);
    const [folder, id] = url.split('#');
    const page = site.pages.get(`${folder}index.html`);
    expect(page, url).toBeDefined();
    if (id !== undefined) expect(page!.html, url).toContain(` id="${id}"`);
  }
});

test('the filters are agency, region, year, part and edition', async () => {
  const fragments = await fragmentsOf(site);
  const { filters } = fragments.find(({ url }) => url === 'lin-shui-jiaoyu/2021/#requests')!;
  expect(filters).toEqual({
    机关: ['林水县教育局'],
    地区: ['澜川省', '望禾市', '林水县'],
    年度: ['2021'],
    部分: ['三、收到和处理政府信息公开申请情况'],
    格式: ['2021年格式'],
  });
});

test('drafts are not indexed', async () => {
  const report = path.join(fixtureRoot('full'), 'reports/lin-shui-jiaoyu/2023.yaml');
  const draft = `状态: 草稿\n${await readFile(report, 'utf8')}`;
  const isOf2023 = ({ url }: Fragment) => url.startsWith('lin-shui-jiaoyu/2023/');
  expect((await fragmentsOf(site)).some(isOf2023)).toBe(true);
  await using root = await temporaryRoot(fixtureRoot('full'), {
    'reports/lin-shui-jiaoyu/2023.yaml': draft,
  });
  const withDraft = await buildPages(root.path);
  try {
    expect((await fragmentsOf(withDraft)).some(isOf2023)).toBe(false);
  } finally {
    await withDraft.remove();
  }
});

describe('Pagefind’s program', () => {
  /** A program of one's own in Pagefind's place, which notes its process in a file. */
  async function standIn(script: string) {
    const folder = await temporaryFolder();
    const file = path.join(folder.path, 'program');
    const note = path.join(folder.path, 'pid');
    await writeFile(file, `#!/bin/sh\necho $$ > '${note}'\n${script}\n`);
    await chmod(file, 0o755);
    const pid = async () =>
      vi.waitFor(async () => {
        const noted = Number(await readFile(note, 'utf8'));
        expect(noted).toBeGreaterThan(0);
        return noted;
      });
    return { file, pid, [Symbol.asyncDispose]: folder.remove };
  }

  const takeAll = async (file: string, signal?: AbortSignal): Promise<void> => {
    const options = { program: file, ...(signal ? { signal } : {}) };
    for await (const _ of searchFiles(site.publication, options));
  };

  test.each([
    ['dies', 'echo broken >&2; exit 3', /中途退出（3）：broken/],
    ['is killed', 'kill -9 $$', /中途退出（SIGKILL）/],
    ['talks nonsense', 'printf "bm9uc2Vuc2U=,"; exec sleep 600', /回答无法理解/],
    [
      'reports an error',
      `printf '%s,' "$(printf '{"message_id":1,"payload":{"type":"Error","message":"full"}}' | base64 -w0)"; exec sleep 600`,
      /报告：full/,
    ],
  ])('that %s is an error with a reason, and is gone', async (_, script, reason) => {
    await using stand = await standIn(script);
    const taking = takeAll(stand.file);
    await expect(taking).rejects.toThrow(SearchIndexError);
    await expect(taking).rejects.toThrow(reason);
    const pid = await stand.pid();
    await vi.waitFor(() => expect(isRunning(pid)).toBe(false));
  });

  test('that cannot be run is an error', async () => {
    await expect(takeAll('/nowhere/pagefind')).rejects.toThrow(/无法运行/);
  });

  test('is ended by the signal, whose reason is the error', async () => {
    await using stand = await standIn('exec sleep 600');
    const controller = new AbortController();
    const taking = takeAll(stand.file, controller.signal);
    const pid = await stand.pid();
    expect(isRunning(pid)).toBe(true);
    controller.abort(new Error('interrupted'));
    await expect(taking).rejects.toThrow('interrupted');
    await vi.waitFor(() => expect(isRunning(pid)).toBe(false));
  });

  test('is ended when the files are there', async () => {
    await using stand = await standIn(`exec '${program}' --service`);
    for await (const file of searchFiles(site.publication, { program: stand.file }))
      if (file.path.startsWith('search/pagefind/')) break;
    const pid = await stand.pid();
    await vi.waitFor(() => expect(isRunning(pid)).toBe(false));
  });

  test('is run for one portion after the other', async () => {
    await using stand = await standIn(`exec '${program}' --service`);
    const ended = new Set<number>();
    const options = { program: stand.file, reportsAtMost: 1 };
    for await (const file of searchFiles(site.publication, options)) {
      if (!file.path.endsWith('pagefind-entry.json')) continue;
      const pid = await stand.pid();
      await vi.waitFor(() => expect(isRunning(pid)).toBe(false));
      ended.add(pid);
    }
    expect(ended.size).toBe(1 + site.publication.reportKeys.length);
  });

  test('is not there for every kind of machine', () => {
    expect(pagefindProgram('sunos', 'sparc')).toBeUndefined();
  });
});

describe('without search', () => {
  const build = async (options: { hasSearch?: boolean; warn?: (message: string) => void }) => {
    await using folder = await temporaryFolder();
    const { publication } = site;
    await buildSite(
      { root: fixtureRoot('full'), publication: () => publication, ...options },
      folder.path,
    );
    const read = (file: string) => readFile(path.join(folder.path, file), 'utf8');
    return {
      page: await read('search/index.html'),
      words: await read('search/words.js').catch(() => ''),
    };
  };

  test('a site can be built, and its search page says so', async () => {
    const { page, words } = await build({ hasSearch: false });
    expect(words).toBe('');
    expect(page).toContain('没有检索功能');
    expect(page).toContain('href="../years/2021/"');
    expect(page).not.toContain('<input');
  });

  test('as on a machine without the program, the builder is told', async () => {
    const machine = Object.getOwnPropertyDescriptor(process, 'arch')!;
    const warnings: string[] = [];
    Object.defineProperty(process, 'arch', { ...machine, value: 'sparc' });
    try {
      const { page } = await build({ warn: (message) => warnings.push(message) });
      expect(page).toContain('没有检索功能');
    } finally {
      Object.defineProperty(process, 'arch', machine);
    }
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain('没有检索程序');
  });
});
