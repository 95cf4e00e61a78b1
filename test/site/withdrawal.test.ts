import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { publishedRoot } from '../ledger/published-root.ts';
import type { TemporaryFolder } from '../roots.ts';
import { type BuiltSite, buildPages } from './built-site.ts';

const fingerprint = 'a1'.repeat(32);
const withdrawn = (reason: string) =>
  `{"指纹":"${fingerprint}","撤回":{"日期":"2023-05-01","理由":"${reason}"}}`;

let root: TemporaryFolder;
let site: BuiltSite;
beforeAll(async () => {
  root = await publishedRoot({}, { agency: 'qiaotou' });
  await rm(path.join(root.path, 'reports/qiaotou'), { recursive: true });
  await writeFile(
    path.join(root.path, 'data/published.yaml'),
    // One of an agency that is registered no more, and one that is published again.
    `gone/2022: ${withdrawn('误发')}\nliulin/2022: ${withdrawn('误发')}\nqiaotou/2022: ${withdrawn('误发了“征求意见稿”。')}\n`,
  );
  site = await buildPages(root.path);
});
afterAll(async () => {
  await site.remove();
  await root.remove();
});

const page = (file: string) => site.pages.get(file)!;

test('at the address of a withdrawn report stands when and why it was withdrawn', () => {
  const there = page('qiaotou/2022/index.html');
  expect(there.texts('title')[0]).toMatch(/^清河县桥头乡人民政府2022年度报告已撤回 - /);
  expect(there.texts('.citation dd')).toEqual([
    '2023-05-01',
    '误发了“征求意见稿”',
    fingerprint,
    '清河县桥头乡人民政府历年报告',
  ]);
  expect(there.html).not.toContain('.pdf');
});

test('the pages of agency and year lead there, and the report is not among the others', () => {
  const link = '<a href="../qiaotou/2022/">';
  expect(page('qiaotou/index.html').html).toContain(`${link}2022年度的报告</a>，2023-05-01 撤回。`);
  const { html } = page('years/2022/index.html');
  expect(html).toContain('<a href="../../qiaotou/2022/">清河县桥头乡人民政府</a>');
  expect(site.files.filter((file) => file.startsWith('qiaotou/2022/'))).toEqual([
    'qiaotou/2022/index.html',
  ]);
  expect(site.publication.reportKeys).toEqual(['liulin/2022']);
});

test('one that was published again has its page, and no agency that is gone has one', () => {
  expect(site.report('liulin/2022').texts('h1')[0]).toBe(
    '清河县柳林镇人民政府2022年政府信息公开工作年度报告',
  );
  expect(page('liulin/index.html').html).not.toContain('撤回');
  expect([...site.pages.keys()].filter((file) => file.startsWith('gone/'))).toEqual([]);
});

test('search engines are not led there', async () => {
  const sitemap = await readFile(path.join(site.folder, 'sitemap.xml'), 'utf8');
  expect(sitemap).toContain('/liulin/2022/');
  expect(sitemap).not.toContain('/qiaotou/2022/');
});
