import { spawn } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import mammoth from 'mammoth';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
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
  out = path.join(folder.path, 'town.docx');
});
afterEach(async () => {
  await root.remove();
  await folder.remove();
});

/** Runs the command on the root of the test, writing into its folder. */
function exportDocx(id: string, year: string, ...options: string[]) {
  return run('export', id, year, '--docx', '--root', root.path, '--out', out, ...options);
}

async function edit(from: string, to: string): Promise<void> {
  const file = path.join(root.path, reportFile);
  const text = await readFile(file, 'utf8');
  expect(text).toContain(from);
  await writeFile(file, text.replace(from, to));
}

async function textOf(file: string): Promise<string> {
  return (await mammoth.extractRawText({ path: file })).value;
}

/** What stands above odd and above even pages, as XML. */
async function headersOf(file: string): Promise<string[]> {
  const parts = Object.entries(unzipSync(await readFile(file)));
  return parts.flatMap(([name, part]) => (/\/header\d+\.xml$/.test(name) ? [strFromU8(part)] : []));
}

/** Expects that nothing was written, and returns how the command ended. */
async function expectNothing(ran: Promise<Awaited<ReturnType<typeof run>>>) {
  const before = await readdir(folder.path);
  const ended = await ran;
  expect(await readdir(folder.path)).toEqual(before);
  return ended;
}

describe('a report that can be published', () => {
  test('becomes one Word file, and its warnings are shown', async () => {
    await edit('本年没有收取信息处理费。', '没有别的事项。');
    const ran = await exportDocx('town', '2021');
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(ran.out).toContain('警告');
    expect(ran.out).toContain(`已生成：${out}\n`);
    expect(await readdir(folder.path)).toEqual(['town.docx']);
    const text = await textOf(out);
    expect(text).toContain('2021年政府信息公开工作年度报告');
    expect(text).toContain('收到依申请公开 1 件');
    for (const header of await headersOf(out)) expect(header).not.toContain('草稿');
  });

  test('is not hindered by errors of other reports', async () => {
    const file = path.join(root.path, 'reports/town/2022.yaml');
    await writeFile(file, '格式: "2021"\n发布日期: 昨天\n');
    const ran = await exportDocx('town', '2021');
    expect(ran.code).toBe(0);
    expect(ran.out).not.toContain('2022.yaml');
  });

  test('takes the place of what the command has written before', async () => {
    await exportDocx('town', '2021');
    const before = await readFile(out);
    await edit('解读材料偏少', '解读材料不多');
    expect(await exportDocx('town', '2021')).toMatchObject({ code: 0 });
    expect(await textOf(out)).toContain('解读材料不多');
    expect(Buffer.compare(await readFile(out), before)).not.toBe(0);
    expect(await readdir(folder.path)).toEqual(['town.docx']);
  });

  test('does not take the place of a Word file that somebody has worked on', async () => {
    await exportDocx('town', '2021');
    const parts = unzipSync(await readFile(out));
    // Word writes its own name when it saves.
    const application = strFromU8(parts['docProps/app.xml']!);
    parts['docProps/app.xml'] = strToU8(
      application.replace(
        /<Application>.*<\/Application>/,
        '<Application>Microsoft Office Word</Application>',
      ),
    );
    const saved = Buffer.from(zipSync(parts));
    await writeFile(out, saved);
    const ran = await exportDocx('town', '2021');
    expect(ran.code).toBe(2);
    expect(ran.err).toBe(
      `不能写入 ${out}：那里有不是本程序生成的、或者后来改过的文件，请换一个文件名\n`,
    );
    expect(Buffer.compare(await readFile(out), saved)).toBe(0);
  });

  test.each(['', '签发意见：同意', 'PK\u0003\u0004'])(
    'does not take the place of %j',
    async (text) => {
      await writeFile(out, text);
      expect(await exportDocx('town', '2021')).toMatchObject({ code: 2 });
      expect(await readFile(out, 'utf8')).toBe(text);
      expect(await readdir(folder.path)).toEqual(['town.docx']);
    },
  );

  test('is not written to a folder, nor into one that is not there', async () => {
    await mkdir(out);
    expect(await expectNothing(exportDocx('town', '2021'))).toMatchObject({
      code: 2,
      err: `不能写入 ${out}：那里是一个目录\n`,
    });
    out = path.join(folder.path, 'none/town.docx');
    expect(await expectNothing(exportDocx('town', '2021'))).toMatchObject({
      code: 2,
      err: `没有 ${path.dirname(out)} 这个目录\n`,
    });
  });
});

describe('a draft', () => {
  beforeEach(() => edit('发布日期: 2022-01-20\n', '状态: 草稿\n'));

  test('has 草稿 above its pages, what would be errors in a report notwithstanding', async () => {
    await edit('结转下年度: 0', '结转下年度: {自然人: 5, 其余: 0}');
    const ran = await exportDocx('town', '2021');
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(ran.out).toContain('草稿：发布前须改正');
    expect(ran.out).toContain(`已生成：${out}（草稿）\n`);
    const headers = await headersOf(out);
    expect(headers).toHaveLength(2);
    for (const header of headers) expect(header).toContain('草稿');
    expect(await textOf(out)).not.toContain('发布时间');
  });

  test('that lacks figures is not written', async () => {
    await edit('  行政强制: 0\n', '');
    const ran = await expectNothing(exportDocx('town', '2021'));
    expect(ran.code).toBe(1);
    expect(ran.out).toContain('行政强制');
  });

  test('may have a character that the PDF could not show', async () => {
    await edit('收到依申请公开 {{', '收到\ue000依申请公开 {{');
    expect(await exportDocx('town', '2021')).toMatchObject({ code: 0, err: '' });
    expect(await textOf(out)).toContain('收到\ue000依申请公开');
  });
});

test.each([
  ['in the text of the report', '收到依申请公开 {{', '收到依申请公开 {{ 没有 }} {{'],
  ['in its figures', '结转下年度: 0', '结转下年度: {自然人: 5, 其余: 0}'],
  ['that makes it unreadable', '格式: "2021"', '格式: "2021'],
])('an error %s is told, and nothing is written', async (_name, from, to) => {
  await edit(from, to);
  const ran = await expectNothing(exportDocx('town', '2021'));
  expect(ran.code).toBe(1);
  expect(ran.out).toContain(reportFile);
  expect(ran.out).not.toContain('已生成');
});

describe('wrong usage', () => {
  test.each([
    [['twon', '2021'], 'data/agencies.yaml 里没有“twon”这个机关，是否应为“town”？'],
    [['town', '2020'], '柳林镇（town）没有 2020 年的年报，有的年度：2021'],
    [['town', '21'], '“21”不是四位年份'],
  ])('%j is told what there is', async (names, message) => {
    const ran = await expectNothing(exportDocx(names[0]!, names[1]!));
    expect(ran).toEqual({ code: 2, out: '', err: `${message}\n` });
  });

  test.each([[['--docx']], [['town', '--docx']], [['town', '2021']]])(
    '%j lacks something',
    async (words) => {
      expect(await run('export', ...words, '--root', root.path)).toEqual({
        code: 2,
        out: '',
        err: '用法：gongkai export <机关id> <年度> --docx\n',
      });
    },
  );
});

test.each([
  ['a report', '发布日期: 2022-01-20\n', 'town-2021.docx'],
  ['a draft', '状态: 草稿\n', 'town-2021-草稿.docx'],
])('%s is written into the current folder under its own name', async (_name, status, file) => {
  await edit('发布日期: 2022-01-20\n', status);
  const program = path.join(projectRoot, 'bin/gongkai.js');
  const words = [program, 'export', 'town', '2021', '--docx', '--root', root.path];
  const child = spawn(process.execPath, words, { cwd: folder.path, stdio: 'ignore' });
  expect(await new Promise((resolve) => child.once('close', resolve))).toBe(0);
  expect(await readdir(folder.path)).toEqual([file]);
});
