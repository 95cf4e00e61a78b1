import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { home, loadArchive } from '../../src/archive/load.ts';
import { placeholderContext } from '../../src/archive/placeholder-context.ts';
import { reportProse } from '../../src/check/prose-text.ts';
import { reportYaml } from '../check/archive-of.ts';
import { countedReport } from '../check/counted-report.ts';
import { fixtureRoot, projectRoot, temporaryRoot } from '../roots.ts';
import { buildPages, filesIn } from '../site/built-site.ts';
import { run } from './recorder.ts';

const base = fixtureRoot('bad-input/base');
const file = 'reports/town/2023.yaml';

const statistics = `统计:
  主动公开信息: {单位: 条, 分项: {网站: 61, 微信: 167}}   # 公开股提供

# 以上核对过两遍
`;
const source = reportYaml(
  countedReport(
    `### （一）依申请公开

2023年，共收到政府信息公开申请 40 件（其中自然人 **30** 件），上年结转 5 件；办结 39 件，
结转下年 6 件。 

| 申请 | 件数 |
|---|--:|
| 新收 | 40 |

主动公开信息 228 条，其中网站 61 条、微信 168 条𠮷，行政复议 8 件。`,
    {
      year: 2023,
      前言: '“新收申请 40 件”一句见《新收申请 40 件的说明》。',
      主要问题及改进: '答复不够及时，上年新收公开申请 40 件，今后逐件督办。',
      more: statistics,
    },
  ),
);

const rootWith = (reports: Readonly<Record<string, string>>) => temporaryRoot(base, reports);
const contentOf = (root: string, name: string) => readFile(path.join(root, name), 'utf8');

/** The text that readers see. */
function shownText(root: string, year: number): string[] {
  const { archive } = loadArchive(home, root);
  const archived = archive!.reports.find(({ report }) => report.year === year)!;
  return reportProse(archived.report, placeholderContext(archived)).map(({ text }) => text);
}

const expected: readonly [before: string, after: string][] = [
  ['申请 40 件（', '申请 {{ 申请办理.本年新收.总计 }} 件（'],
  ['**30**', '**{{ 申请办理.本年新收.自然人 }}**'],
  ['上年结转 5 件', '上年结转 {{ 申请办理.上年结转.总计 }} 件'],
  ['办结 39 件', '办结 {{ 申请办理.办理结果.总计.总计 }} 件'],
  ['结转下年 6 件', '结转下年 {{ 申请办理.结转下年度.总计 }} 件'],
  ['信息 228 条', '信息 {{ 统计.主动公开信息.合计 }} 条'],
  ['网站 61 条', '网站 {{ 统计.主动公开信息.网站 }} 条'],
  ['行政复议 8 件', '行政复议 {{ 复议诉讼.行政复议.总计 }} 件'],
];

test('rewrites the numbers that are surely one fact, and no other byte', async () => {
  await using root = await rootWith({ [file]: source });
  const before = shownText(root.path, 2023);
  const { code, err } = await run('check', '--root', root.path, '--fix');
  expect({ code, err }).toEqual({
    code: 0,
    err: `${file}：${expected.length} 个数字改成了引用\n`,
  });
  const fixed = await contentOf(root.path, file);
  let wanted = source;
  for (const [from, to] of expected) {
    expect(wanted.split(from), from).toHaveLength(2);
    wanted = wanted.replace(from, to);
  }
  expect(fixed).toBe(wanted);
  expect(shownText(root.path, 2023)).toEqual(before);
});

test('leaves every other file alone, and after itself nothing to do', async () => {
  await using root = await rootWith({ [file]: source });
  const others = (await filesIn(root.path)).filter((name) => name !== file);
  const contents = () => Promise.all(others.map((name) => contentOf(root.path, name)));
  const before = await contents();
  await run('check', '--root', root.path, '--fix');
  expect(await contents()).toEqual(before);
  expect(await filesIn(root.path)).toEqual([...others, file].sort());
  const fixed = await contentOf(root.path, file);
  const { err, out } = await run('check', '--root', root.path, '--fix');
  expect(err).toBe('');
  expect(out).not.toContain('prose/literal');
  expect(await contentOf(root.path, file)).toBe(fixed);
});

test('gives the same page as before', async () => {
  const page = async (fix: string[]) => {
    await using root = await rootWith({ [file]: source });
    if (fix.length > 0) await run('check', '--root', root.path, ...fix);
    const site = await buildPages(root.path);
    const { html } = site.report('town/2023');
    await site.remove();
    // A figure that a placeholder fills in is marked as such.
    return html.replaceAll(/<span data-fact="[^"]*">([^<]*)<\/span>/g, '$1');
  };
  expect(await page(['--fix'])).toBe(await page([]));
});

test('does not touch a file with faults, nor one without such numbers', async () => {
  const faulty = `${source}\n不认识的键: 1\n`;
  const bom = `\uFEFF${source}`;
  const crlf = source.replaceAll('\n', '\r\n');
  const untyped = source.replace('总体情况: |\n', '总体情况: 新收公开申请 40 件。\n旧文: |\n');
  for (const content of [faulty, bom, crlf, untyped, '总体情况: |\n  新收公开申请 40 件。\n']) {
    await using root = await rootWith({ [file]: content });
    const before = await readFile(path.join(root.path, file));
    const { err } = await run('check', '--root', root.path, '--fix');
    expect(err).toBe('');
    expect(await readFile(path.join(root.path, file))).toEqual(before);
  }
});

test('rewrites text blocks only: of a value in quotes the source is not the text', async () => {
  const quoted = source.replace(
    /主要问题及改进: \|\n.*\n/,
    '主要问题及改进: "答复\\u4e0d够及时，新收公开申请 40 件，今后逐件督办。"\n',
  );
  expect(quoted).not.toBe(source);
  await using root = await rootWith({ [file]: quoted });
  const { err, out } = await run('check', '--root', root.path, '--fix');
  expect(err).toBe(`${file}：${expected.length} 个数字改成了引用\n`);
  expect(await contentOf(root.path, file)).toContain('新收公开申请 40 件，今后');
  expect(out).toContain('prose/literal');
});

test('rewrites drafts, too, and keeps the chosen format on standard output', async () => {
  const draft = source.replace(/^发布日期: .*$/m, '状态: 草稿');
  await using root = await rootWith({ [file]: draft });
  const { code, out, err } = await run('check', '--root', root.path, '--fix', '--format', 'json');
  expect(code).toBe(0);
  expect(err).toContain('个数字改成了引用');
  expect(JSON.parse(out)).toHaveProperty('summary.reports', 2);
});

test('the project’s own reports have nothing to rewrite', async () => {
  await using root = await temporaryRoot(projectRoot);
  expect(await run('check', '--root', root.path, '--fix')).toMatchObject({ code: 0, err: '' });
});
