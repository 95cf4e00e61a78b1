import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { home } from '../../src/archive/load.ts';
import { type Manifest, writeManifest } from '../../src/publish/manifest.ts';
import { fixtureRoot, projectRoot, type TemporaryFolder, temporaryRoot } from '../roots.ts';
import { type BuiltSite, buildPages, filesIn } from '../site/built-site.ts';
import { publishedSite } from './published-site.ts';

const base = fixtureRoot('bad-input/base');

const sha256 = (content: string | Buffer) => createHash('sha256').update(content).digest('hex');
const hashOf = async (...steps: string[]) => sha256(await readFile(path.join(...steps)));

let root: TemporaryFolder;
beforeEach(async () => {
  root = await temporaryRoot(base);
});
afterEach(() => root.remove());

/** Everything that a published site says of itself. */
async function listsOf(
  site: BuiltSite,
): Promise<{ text: string; manifest: Manifest; sums: string }> {
  const text = await readFile(path.join(site.folder, 'manifest.json'), 'utf8');
  const sums = await readFile(path.join(site.folder, 'SHA256SUMS'), 'utf8');
  return { text, manifest: JSON.parse(text) as Manifest, sums };
}

/** Publishes a root and returns what the site says of itself. */
async function publish(folder: string) {
  const site = await publishedSite(folder);
  try {
    return await listsOf(site);
  } finally {
    await site.remove();
  }
}

describe('of the base fixture', () => {
  let site: BuiltSite;
  let lists: Awaited<ReturnType<typeof listsOf>>;
  beforeAll(async () => {
    site = await publishedSite(base);
    lists = await listsOf(site);
  });
  afterAll(() => site.remove());

  test('SHA256SUMS has every file but itself and the mark, with its hash', async () => {
    const files = (await filesIn(site.folder)).filter(
      (file) => file !== 'SHA256SUMS' && file !== '.gongkai',
    );
    expect(files).toContain('manifest.json');
    const lines = files.map(async (file) => `${await hashOf(site.folder, file)}  ${file}\n`);
    expect(lists.sums).toBe((await Promise.all(lines)).join(''));
  });

  test('the outputs are the same files but manifest.json, with hash and size', async () => {
    const expected = lists.sums
      .trimEnd()
      .split('\n')
      .map((line) => line.split('  '))
      .filter(([, file]) => file !== 'manifest.json')
      .map(async ([hash, file]) => {
        const { length } = await readFile(path.join(site.folder, file!));
        return { path: file, sha256: hash, size: length };
      });
    expect(lists.manifest.outputs).toEqual(await Promise.all(expected));
  });

  test('a report is named with its file, its PDF and its fingerprint', () => {
    const pdf = '%PDF-1.7 town/2021';
    expect(lists.manifest.reports).toEqual({
      'town/2021': {
        edition: '2021',
        title: '清河县柳林镇人民政府2021年政府信息公开工作年度报告',
        published: '2022-01-20',
        input: 'reports/town/2021.yaml',
        fingerprint: site.publication.fingerprint('town/2021'),
        pdf: { path: 'town/2021/town-2021.pdf', sha256: sha256(pdf), size: pdf.length },
      },
    });
  });

  test('the program and its tools are named with their versions', async () => {
    const versionOf = async (...steps: string[]) =>
      JSON.parse(await readFile(path.join(home, ...steps, 'package.json'), 'utf8')).version;
    expect(lists.manifest.generator).toEqual({ name: 'gongkai', version: await versionOf() });
    expect(lists.manifest.tools).toMatchObject({
      eleventy: await versionOf('node_modules/@11ty/eleventy'),
      nunjucks: await versionOf('node_modules/nunjucks'),
      'pagedjs-cli': await versionOf('node_modules/pagedjs-cli'),
      'pdf-lib': await versionOf('node_modules/pdf-lib'),
      chromium: '153.0.0',
    });
  });

  test('the faces are named by what they serve', () => {
    const named = Object.entries(lists.manifest.fonts).map(([role, { name }]) => [role, name]);
    expect(named).toEqual([
      ['正文', '思源宋体'],
      ['标题', '思源宋体粗体'],
      ['楷体', '霞鹜文楷'],
      ['黑体', '思源黑体'],
    ]);
  });

  test('the inputs are the root’s reports and data and the project’s forms, templates and styles', async () => {
    const ofRoot = ['data/agencies.yaml', 'data/site.yaml', 'reports/town/2021.yaml'];
    const below = async (folder: string) =>
      (await filesIn(path.join(home, folder))).map((file) => `${folder}/${file}`);
    const forms = (await below('data/forms')).filter((file) => file.endsWith('.yaml'));
    const ofProject = [...forms, ...(await below('templates')), ...(await below('styles'))];
    const expected = await Promise.all([
      ...ofRoot.map(async (file) => ({
        from: 'root',
        path: file,
        sha256: await hashOf(base, file),
      })),
      ...ofProject
        .filter((file) => !file.includes('/.'))
        .map(async (file) => ({ from: 'project', path: file, sha256: await hashOf(home, file) })),
    ]);
    expect(lists.manifest.inputs).toEqual(expected.sort((a, b) => (a.path < b.path ? -1 : 1)));
  });

  test('nothing of the machine or the moment is told', () => {
    const told = [home, base, site.folder, process.cwd(), hostname()];
    for (const each of told) expect(lists.text).not.toContain(each);
    expect(lists.text).not.toMatch(/\b20\d\d-\d\d-\d\dT|\d\d:\d\d:\d\d/);
  });
});

describe('two builds of the same content say the same, byte for byte:', () => {
  test('in another folder, at another time, in another time zone', async () => {
    const first = await publish(base);
    for (const file of ['data/site.yaml', 'reports/town/2021.yaml'])
      await utimes(path.join(root.path, file), 1, 1);
    const zone = process.env.TZ;
    try {
      process.env.TZ = 'Pacific/Kiritimati';
      expect(await publish(root.path)).toEqual(first);
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
  });

  test('with a draft beside it or without', async () => {
    const first = await publish(base);
    await writeFile(
      path.join(root.path, 'reports/town/2022.yaml'),
      '格式: "2021"\n状态: 草稿\n总体情况: 草稿的字。\n',
    );
    expect(await publish(root.path)).toEqual(first);
  });
});

test('another figure shows in the report’s input, fingerprint, page and data, and nowhere else', async () => {
  const before = (await publish(base)).manifest;
  const file = path.join(root.path, 'reports/town/2021.yaml');
  const yaml = await readFile(file, 'utf8');
  await writeFile(file, yaml.replace('行政许可: 12', '行政许可: 13'));
  const after = (await publish(root.path)).manifest;
  const changed = <T extends { path: string; sha256: string }>(was: T[], is: T[]) =>
    is.filter(({ sha256 }, at) => sha256 !== was[at]!.sha256).map((each) => each.path);
  expect(changed(before.inputs, after.inputs)).toEqual(['reports/town/2021.yaml']);
  const outputs = changed(before.outputs, after.outputs);
  // Pieces of the search index are named by their content.
  const pieces = /^search\/pagefind\/(pagefind-entry\.json|.*\.pf_(fragment|index|meta))$/;
  expect(outputs.filter((output) => pieces.test(output))).not.toEqual([]);
  expect(outputs.filter((output) => !pieces.test(output))).toEqual([
    'data/2021.csv',
    'data/2021.json',
    'data/2021.xlsx',
    'data/all.csv',
    'data/all.json',
    'data/all.xlsx',
    'data/datapackage.json',
    'data/reports.csv',
    'town/2021/index.html',
    'town/2021/report.json',
    'town/2021/town-2021.csv',
    'town/2021/town-2021.xlsx',
  ]);
  expect(after.reports['town/2021']!.fingerprint).not.toBe(
    before.reports['town/2021']!.fingerprint,
  );
});

describe('the root’s own', () => {
  const write = async (file: string, content: string) => {
    await mkdir(path.dirname(path.join(root.path, file)), { recursive: true });
    await writeFile(path.join(root.path, file), content);
  };
  const inputsBelow = async (start: string) =>
    (await publish(root.path)).manifest.inputs
      .filter((input) => input.path.startsWith(start))
      .map((input) => `${input.from}: ${input.path}`);

  test('template stands for the project’s of that name', async () => {
    await write(
      'templates/partials/site-footer.njk',
      '{% macro siteFooter() %}<footer>自己的</footer>{% endmacro %}\n',
    );
    await write('templates/partials/.site-footer.njk.swp', '');
    const footers = await inputsBelow('templates/partials/site-footer');
    expect(footers).toEqual(['root: templates/partials/site-footer.njk']);
    expect(await inputsBelow('templates/layouts')).toEqual([
      'project: templates/layouts/base.njk',
      'project: templates/layouts/redirect.njk',
    ]);
    expect((await inputsBelow('')).join()).not.toContain('.swp');
  });

  test('redirects are named where there are any', async () => {
    expect(await inputsBelow('data/redirects')).toEqual([]);
    await write('data/redirects.yaml', '/old.html: /\n');
    expect(await inputsBelow('data/redirects')).toEqual(['root: data/redirects.yaml']);
    await rm(path.join(root.path, 'data/redirects.yaml'));
  });

  test('pages stand for all of the project’s', async () => {
    await cp(path.join(home, 'templates/pages'), path.join(root.path, 'templates/pages'), {
      recursive: true,
    });
    await rm(path.join(root.path, 'templates/pages/rules.njk'));
    const pages = await inputsBelow('templates/pages/');
    expect(pages).toContain('root: templates/pages/report.njk');
    expect(pages.filter((page) => page.startsWith('project'))).toEqual([]);
  });

  test('style stands for the project’s, a linked data file for itself', async () => {
    await write('styles/screen/text.css', 'body {}');
    await write('site.yaml', await readFile(path.join(base, 'data/site.yaml'), 'utf8'));
    await rm(path.join(root.path, 'data/site.yaml'));
    await symlink('../site.yaml', path.join(root.path, 'data/site.yaml'));
    expect(await inputsBelow('styles/')).toContain('root: styles/screen/text.css');
    expect(await inputsBelow('styles/')).not.toContain('project: styles/screen/text.css');
    expect(await inputsBelow('data/site')).toEqual(['root: data/site.yaml']);
  });

  test('form is named beside the project’s, on which it may rest', async () => {
    const form = await readFile(path.join(home, 'data/forms/2021.yaml'), 'utf8');
    await write('data/forms/2021.yaml', form);
    expect(await inputsBelow('data/forms/2021.')).toEqual([
      'project: data/forms/2021.yaml',
      'root: data/forms/2021.yaml',
    ]);
  });
});

test('in the project’s own folder everything is the root’s', async () => {
  const { manifest } = await publish(projectRoot);
  expect(new Set(manifest.inputs.map(({ from }) => from))).toEqual(new Set(['root']));
  expect(new Set(manifest.inputs.map((input) => input.path)).size).toBe(manifest.inputs.length);
  expect(Object.keys(manifest.reports)).toHaveLength(5);
});

test('a report without its PDF is no complete site', async () => {
  const site = await buildPages(base);
  try {
    const { folder, publication } = site;
    const written = writeManifest(folder, { home, root: base, publication });
    await expect(written).rejects.toThrow('town/2021/town-2021.pdf');
  } finally {
    await site.remove();
  }
});
