import { spawn } from 'node:child_process';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { descendants, isRunning } from '../processes.ts';
import {
  fixtureRoot,
  projectRoot,
  type TemporaryFolder,
  temporaryFolder,
  temporaryRoot,
} from '../roots.ts';
import { run } from './recorder.ts';

const base = fixtureRoot('bad-input/base');
const reportFile = 'reports/town/2021.yaml';

let root: TemporaryFolder;
let folder: TemporaryFolder;
let out: string;
beforeEach(async () => {
  root = await temporaryRoot(base);
  folder = await temporaryFolder();
  out = path.join(folder.path, 'town.pdf');
});
afterEach(async () => {
  await root.remove();
  await folder.remove();
});

/** Runs the command on the root of the test, writing into its folder. */
function print(id: string, year: string, ...options: string[]) {
  return run('pdf', id, year, '--root', root.path, '--out', out, ...options);
}

async function edit(from: string, to: string): Promise<void> {
  const file = path.join(root.path, reportFile);
  const text = await readFile(file, 'utf8');
  expect(text).toContain(from);
  await writeFile(file, text.replace(from, to));
}

/** The text of each page of a PDF, spaces left out. */
async function pagesOf(file: string): Promise<string[]> {
  const data = new Uint8Array(await readFile(file));
  const pdf = await getDocument({ data, verbosity: 0 }).promise;
  const pages: string[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const { items } = await (await pdf.getPage(number)).getTextContent();
    const words = items.map((item) => ('str' in item ? item.str : ''));
    pages.push(words.join('').replaceAll(/\s/g, ''));
  }
  await pdf.loadingTask.destroy();
  return pages;
}

/** Expects that nothing was written, and returns how the command ended. */
async function expectNothing(ran: Promise<Awaited<ReturnType<typeof run>>>) {
  const before = await readdir(folder.path);
  const ended = await ran;
  expect(await readdir(folder.path)).toEqual(before);
  return ended;
}

describe('a report that can be published', () => {
  test('becomes one PDF without 草稿, and its warnings are shown', async () => {
    await edit('本年没有收取信息处理费。', '没有别的事项。');
    const ran = await print('town', '2021');
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(ran.out).toContain('警告');
    expect(ran.out).toContain(`已生成：${out}\n`);
    expect(await readdir(folder.path)).toEqual(['town.pdf']);
    const pages = await pagesOf(out);
    expect(pages[0]).toContain('清河县柳林镇人民政府2021年政府信息公开工作年度报告');
    expect(pages.join('')).toContain('收到依申请公开1件');
    expect(pages.join('')).not.toContain('草稿');
  });

  test('is not hindered by errors of other reports', async () => {
    const file = path.join(root.path, 'reports/town/2022.yaml');
    await writeFile(file, '格式: "2021"\n发布日期: 昨天\n');
    const ran = await print('town', '2021');
    expect(ran.code).toBe(0);
    expect(ran.out).not.toContain('2022.yaml');
    expect((await pagesOf(out)).length).toBeGreaterThan(1);
  });

  test('takes the place of a PDF, and of nothing else', async () => {
    await writeFile(out, '%PDF-1.4\n旧');
    expect(await print('town', '2021')).toMatchObject({ code: 0 });
    expect((await pagesOf(out)).length).toBeGreaterThan(1);

    await writeFile(out, '签发意见：同意');
    const ran = await print('town', '2021');
    expect(ran.code).toBe(2);
    expect(ran.err).toBe(`不能写入 ${out}：那里有不是 PDF 的文件，请换一个文件名\n`);
    expect(await readFile(out, 'utf8')).toBe('签发意见：同意');
    expect(await readdir(folder.path)).toEqual(['town.pdf']);
  });

  test('is not written to a folder, nor into one that is not there', async () => {
    await mkdir(out);
    expect(await expectNothing(print('town', '2021'))).toMatchObject({
      code: 2,
      err: `不能写入 ${out}：那里是一个目录\n`,
    });
    out = path.join(folder.path, 'none/town.pdf');
    expect(await expectNothing(print('town', '2021'))).toMatchObject({
      code: 2,
      err: `没有 ${path.dirname(out)} 这个目录\n`,
    });
  });
});

describe('a draft', () => {
  beforeEach(() => edit('发布日期: 2022-01-20\n', '状态: 草稿\n'));

  test('has 草稿 on every page, what would be errors in a report notwithstanding', async () => {
    await edit('结转下年度: 0', '结转下年度: {自然人: 5, 其余: 0}');
    const ran = await print('town', '2021');
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(ran.out).toContain('草稿：发布前须改正');
    const pages = await pagesOf(out);
    expect(pages.length).toBeGreaterThan(1);
    for (const page of pages) expect(page).toContain('草稿');
  });

  test('that lacks figures is not printed', async () => {
    await edit('  行政强制: 0\n', '');
    const ran = await expectNothing(print('town', '2021'));
    expect(ran.code).toBe(1);
    expect(ran.out).toContain('行政强制');
  });

  test('with a character that no font has is not printed', async () => {
    await edit('收到依申请公开 {{', '收到\ue000依申请公开 {{');
    const ran = await expectNothing(print('town', '2021'));
    expect(ran).toMatchObject({ code: 1, err: '' });
    expect(ran.out).toMatch(/错误.*U\+E000.*fonts\/missing-glyph/);
  });
});

describe('an error', () => {
  test.each([
    ['in the text of the report', '收到依申请公开 {{', '收到依申请公开 {{ 没有 }} {{'],
    ['in its figures', '结转下年度: 0', '结转下年度: {自然人: 5, 其余: 0}'],
    ['that makes it unreadable', '格式: "2021"', '格式: "2021'],
  ])('%s is told, and nothing is written', async (_name, from, to) => {
    await edit(from, to);
    const ran = await expectNothing(print('town', '2021'));
    expect(ran.code).toBe(1);
    expect(ran.out).toContain(reportFile);
    expect(ran.out).not.toContain('0 个错误');
    expect(ran.out).not.toContain('已生成');
  });

  test.each(['data/site.yaml', 'data/agencies.yaml'])('in %s is told', async (file) => {
    await writeFile(path.join(root.path, file), '[]\n');
    const ran = await expectNothing(print('town', '2021'));
    expect(ran.code).toBe(1);
    expect(ran.out).toContain(file);
  });

  test('in last year’s report is told where its figures are quoted, and only there', async () => {
    const lastYear = await readFile(path.join(base, reportFile), 'utf8');
    await writeFile(
      path.join(root.path, 'reports/town/2020.yaml'),
      lastYear.replace('2022-01-20', '2021-01-20').replace('  行政强制: 0\n', ''),
    );
    expect(await print('town', '2021')).toMatchObject({ code: 0 });

    await edit('解读材料偏少', '上年许可 {{ 上年:主动公开.行政许可.本年处理决定数量 }} 件');
    const ran = await expectNothing(print('town', '2021'));
    expect(ran.code).toBe(1);
    expect(ran.out).toContain('reports/town/2020.yaml');
  });
});

describe('wrong usage', () => {
  test.each([
    [['twon', '2021'], 'data/agencies.yaml 里没有“twon”这个机关，是否应为“town”？'],
    [['town', '2020'], '柳林镇（town）没有 2020 年的年报，有的年度：2021'],
    [['county', '2021'], '清河县（county）是地区，不编制年报：请写机关的 id'],
    [['town', '21'], '“21”不是四位年份'],
  ])('%j is told what there is', async (names, message) => {
    const ran = await expectNothing(print(names[0]!, names[1]!));
    expect(ran).toEqual({ code: 2, out: '', err: `${message}\n` });
  });

  test.each([[[]], [['town']]])('%j lacks something', async (names) => {
    expect(await run('pdf', ...names)).toEqual({
      code: 2,
      out: '',
      err: '用法：gongkai pdf <机关id> <年度>\n',
    });
  });

  test('a browser that cannot be started', async () => {
    const ran = await expectNothing(print('town', '2021', '--browser', '/bin/false'));
    expect(ran.code).toBe(2);
    expect(ran.err).toContain('无法启动浏览器：/bin/false');
  });
});

describe.runIf(process.platform === 'linux')('run from a terminal', () => {
  const program = path.join(projectRoot, 'bin/gongkai.js');
  /** The command as the leader of a process group, in the folder of the test. */
  const start = () => {
    const child = spawn(process.execPath, [program, 'pdf', 'town', '2021', '--root', root.path], {
      cwd: folder.path,
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let err = '';
    child.stderr.on('data', (chunk) => {
      err += chunk;
    });
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    return { child, ended, err: () => err };
  };

  test.each([
    ['a report', '发布日期: 2022-01-20\n', 'town-2021.pdf'],
    ['a draft', '状态: 草稿\n', 'town-2021-草稿.pdf'],
  ])('%s is written into the current folder under its own name', async (_name, status, file) => {
    await edit('发布日期: 2022-01-20\n', status);
    expect(await start().ended).toBe(0);
    expect(await readdir(folder.path)).toEqual([file]);
    expect((await stat(path.join(folder.path, file))).size).toBeGreaterThan(10_000);
  });

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    '%s while it is printed leaves no file and no browser',
    async (signal) => {
      const { child, ended, err } = start();
      const browsers = () =>
        descendants(child.pid!).filter(({ command }) => /chrom/i.test(command));
      await vi.waitUntil(() => browsers().length > 0, { interval: 2, timeout: 30_000 });
      const seen = browsers();
      process.kill(-child.pid!, signal);
      expect(await ended).toBe(130);
      expect(err()).toBe('已中断，没有生成 PDF\n');
      expect(await readdir(folder.path)).toEqual([]);
      await vi.waitUntil(() => !seen.some(({ pid }) => isRunning(pid)), { timeout: 5000 });
    },
  );
});
