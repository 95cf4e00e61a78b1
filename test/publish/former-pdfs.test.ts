import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { home } from '../../src/archive/load.ts';
import { inspect } from '../../src/check/inspect.ts';
import { formerPdfs, PreviousSiteError, writeFormerPdfs } from '../../src/publish/former-pdfs.ts';
import { rootOf } from '../check/archive-of.ts';
import { temporaryFolder } from '../roots.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const first = 'a'.repeat(64);
const second = 'b'.repeat(64);
const entry = (file: string, text: string) => ({
  path: file,
  sha256: sha256(text),
  size: text.length,
});

/** A former site whose report has the fingerprint `second`, and keeps the PDF of `first`. */
async function formerSite(pdf = '%PDF second') {
  const folder = await temporaryFolder();
  const at = path.join(folder.path, 'liulin/2022');
  await mkdir(at, { recursive: true });
  await writeFile(path.join(at, 'liulin-2022.pdf'), pdf);
  await writeFile(path.join(at, 'liulin-2022-aaaaaaaaaaaa.pdf'), '%PDF first');
  const report = {
    title: '题',
    published: '2023-01-20',
    fingerprint: second,
    pdf: entry('liulin/2022/liulin-2022.pdf', '%PDF second'),
    former: [
      { fingerprint: first, ...entry('liulin/2022/liulin-2022-aaaaaaaaaaaa.pdf', '%PDF first') },
    ],
  };
  const manifest = {
    generator: { name: 'gongkai' },
    outputs: [],
    reports: { 'liulin/2022': report, 'qiaotou/2022': report },
  };
  await writeFile(path.join(folder.path, 'manifest.json'), JSON.stringify(manifest));
  return folder;
}

const more = '更正:\n  - {日期: 2023-03-01, 地址: 其他事项, 原值: 无, 现值: 当年, 理由: 补写}';

async function keptOf(previous: string) {
  await using root = await rootOf({ more }, { agency: 'qiaotou' });
  const { archive, findings } = inspect(home, root.path);
  return await formerPdfs(previous, archive!, findings);
}

test.each(['', 'manifest.json'])('of corrected reports only, newest first (%s)', async (file) => {
  await using previous = await formerSite();
  const kept = await keptOf(path.join(previous.path, file));
  expect([...kept].map(([key, pdfs]) => [key, pdfs.map(({ name }) => name)])).toEqual([
    ['liulin/2022', ['liulin-2022-bbbbbbbbbbbb.pdf', 'liulin-2022-aaaaaaaaaaaa.pdf']],
  ]);
  await using site = await temporaryFolder();
  const at = path.join(site.path, 'liulin/2022');
  await mkdir(at, { recursive: true });
  await writeFormerPdfs(site.path, kept);
  expect(await readFile(path.join(at, 'liulin-2022-bbbbbbbbbbbb.pdf'), 'utf8')).toBe('%PDF second');
  expect(await readFile(path.join(at, 'liulin-2022-aaaaaaaaaaaa.pdf'), 'utf8')).toBe('%PDF first');
});

test('a PDF that is not what its manifest says is refused', async () => {
  await using previous = await formerSite('%PDF other');
  await expect(keptOf(previous.path)).rejects.toThrow(
    new PreviousSiteError(
      '先前的网站里，liulin/2022/liulin-2022.pdf 不是它的清单所记的那个文件，不能保留更正前的正式文本',
    ),
  );
});

test('a folder, or nothing, where the PDF should be is refused', async () => {
  await using previous = await formerSite();
  const pdf = path.join(previous.path, 'liulin/2022/liulin-2022.pdf');
  const refused = new PreviousSiteError(
    '先前的网站里，liulin/2022/liulin-2022.pdf 没有了，或不是普通的文件，不能保留更正前的正式文本',
  );
  await rm(pdf);
  await expect(keptOf(previous.path)).rejects.toThrow(refused);
  await mkdir(pdf);
  await expect(keptOf(previous.path)).rejects.toThrow(refused);
});

test('a folder without a site is refused', async () => {
  await using previous = await temporaryFolder();
  await expect(keptOf(previous.path)).rejects.toThrow('里没有先前生成的网站');
});

test('a manifest cannot name files elsewhere', async () => {
  await using previous = await formerSite();
  const file = path.join(previous.path, 'manifest.json');
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replaceAll(first, '../../../../etc/passwd'));
  await expect(keptOf(previous.path)).rejects.toThrow('里没有先前生成的网站');
});
