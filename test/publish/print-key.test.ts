import { mkdir, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PrintDocument } from '../../src/pdf/print-document.ts';
import { cacheKey, folderDigest, printKey, printSetting } from '../../src/publish/print-key.ts';
import { type TemporaryFolder, temporaryFolder } from '../roots.ts';

describe('the key of named texts', () => {
  const texts = fc.dictionary(fc.string({ maxLength: 4 }), fc.string({ maxLength: 4 }), {
    maxKeys: 4,
  });

  test('is a SHA-256 in hexadecimal, whatever their order', () => {
    fc.assert(
      fc.property(texts, (parts) => {
        const turned = Object.fromEntries(Object.entries(parts).reverse());
        expect(cacheKey(parts)).toMatch(/^[0-9a-f]{64}$/);
        expect(cacheKey(turned)).toBe(cacheKey(parts));
      }),
    );
  });

  test('differs wherever they do', () => {
    const sorted = (parts: Record<string, string>) => Object.entries(parts).sort();
    fc.assert(
      fc.property(texts, texts, (a, b) => {
        fc.pre(JSON.stringify(sorted(a)) !== JSON.stringify(sorted(b)));
        expect(cacheKey(a)).not.toBe(cacheKey(b));
      }),
    );
  });

  test.each([
    [{ a: 'bc' }, { ab: 'c' }],
    [{ a: 'b', c: 'd' }, { a: 'b","c":"d' }],
    [
      { a: '1', b: '' },
      { a: '', b: '1' },
    ],
    [{ a: '' }, {}],
    [{ a: '\ud800' }, { a: '\ufffd' }],
  ])('tells %j from %j', (a: Record<string, string>, b: Record<string, string>) => {
    expect(cacheKey(a)).not.toBe(cacheKey(b));
  });
});

let temporary: TemporaryFolder;
let folder: string;
beforeEach(async () => {
  temporary = await temporaryFolder();
  folder = await styles('a');
});
afterEach(() => temporary.remove());

/** A folder of styles, the same under any name. */
async function styles(name: string): Promise<string> {
  const made = path.join(temporary.path, name);
  await mkdir(path.join(made, 'images'), { recursive: true });
  await writeFile(path.join(made, 'print.css'), 'body {}');
  await writeFile(path.join(made, 'tokens.css'), '');
  await writeFile(path.join(made, 'images/seal.svg'), '<svg/>');
  return made;
}

describe('the digest of a folder', () => {
  test('is the same elsewhere and at another time', async () => {
    const other = await styles('b');
    await utimes(path.join(other, 'print.css'), 1, 1);
    expect(await folderDigest(other)).toBe(await folderDigest(folder));
  });

  test.each<[string, (file: (name: string) => string) => Promise<unknown>]>([
    ['a changed byte', (file) => writeFile(file('print.css'), 'body { }')],
    ['a file more', (file) => writeFile(file('images/b.svg'), '')],
    ['a hidden file more', (file) => writeFile(file('.b.css'), '')],
    ['a file less', (file) => rm(file('tokens.css'))],
    ['another name', (file) => rename(file('print.css'), file('prints.css'))],
    ['another folder', (file) => rename(file('images'), file('image'))],
    [
      'contents exchanged',
      async (file) => {
        await writeFile(file('print.css'), '');
        await writeFile(file('tokens.css'), 'body {}');
      },
    ],
  ])('differs by %s', async (_, change) => {
    const before = await folderDigest(folder);
    await change((name) => path.join(folder, name));
    expect(await folderDigest(folder)).not.toBe(before);
  });

  test('looks through links, and is not led in circles or astray by them', async () => {
    const target = path.join(temporary.path, 'elsewhere.css');
    await writeFile(target, 'body {}');
    await rm(path.join(folder, 'print.css'));
    await symlink(target, path.join(folder, 'print.css'));
    expect(await folderDigest(folder)).toBe(await folderDigest(await styles('b')));

    await symlink('..', path.join(folder, 'images/up'));
    await symlink('nowhere', path.join(folder, '.#print.css'));
    expect(await folderDigest(folder)).toBe(await folderDigest(await styles('b')));

    const before = await folderDigest(folder);
    await writeFile(target, 'p {}');
    expect(await folderDigest(folder)).not.toBe(before);
  });
});

describe('the key of a document', () => {
  const document: PrintDocument = {
    html: '<p>一</p>',
    title: '报告',
    language: 'zh-CN',
    date: '2022-01-20',
  };
  const source = () => ({ styles: folder, fonts: 'Noto', browser: 'Chromium/153' });
  const keyWith = async (
    changed: Partial<ReturnType<typeof source>>,
    documentChanged: Partial<PrintDocument> = {},
    expected = '1 2 3',
  ) =>
    printKey(
      await printSetting({ ...source(), ...changed }),
      { ...document, ...documentChanged },
      expected,
    );

  test('is the same for the same document, styles, fonts and browser', async () => {
    expect(await keyWith({ styles: await styles('b') })).toBe(await keyWith({}));
  });

  test('differs with each of what the PDF is made of', async () => {
    const changedStyles = await styles('b');
    await writeFile(path.join(changedStyles, 'print.css'), 'p {}');
    const keys = [
      await keyWith({}),
      await keyWith({ styles: changedStyles }),
      await keyWith({ fonts: 'Fandol' }),
      await keyWith({ browser: 'Chromium/154' }),
      await keyWith({}, { html: '<p>二</p>' }),
      await keyWith({}, { title: '报告一' }),
      await keyWith({}, { date: '2022-01-21' }),
      await keyWith({}, {}, '1 2 4'),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });
});
