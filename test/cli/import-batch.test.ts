import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { reportText } from '../import/report-text.ts';
import { fixtureRoot, type TemporaryFolder, temporaryFolder, temporaryRoot } from '../roots.ts';
import { filesIn } from '../site/built-site.ts';
import { run, runWith } from './recorder.ts';

let root: TemporaryFolder;
let sources: TemporaryFolder;
beforeEach(async () => {
  root = await temporaryRoot(fixtureRoot('bad-input/base'));
  sources = await temporaryFolder();
});
afterEach(() => Promise.all([root.remove(), sources.remove()]));

async function source(name: string, content: string | Uint8Array): Promise<void> {
  const file = path.join(sources.path, name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, content);
}

const importing = (...args: string[]) => run('import', sources.path, '--root', root.path, ...args);

/** Rows of the table on the terminal, cells parted by at least two blanks. */
function tableIn(out: string): string[][] {
  const lines = out.split('\n');
  const head = lines.findIndex((line) => line.startsWith('文件 '));
  const end = lines.indexOf('', head);
  return lines.slice(head + 1, end).map((line) => line.split(/ {2,}/));
}

describe('a folder', () => {
  test('is a table, a row for each file', async () => {
    const received = ['1', '0', '0', '0', '0', '0', '1'];
    await source('2022.txt', reportText({ year: 2022, received }));
    await source('2023.html', pageOf(reportText()));
    await source('b/没有标题.md', reportText({ title: '政府信息公开工作年度报告' }));
    await source('c.txt', '');
    const { code, out } = await importing();
    expect(code).toBe(1);
    expect(tableIn(out).map(([file, ...cells]) => [path.basename(file!), ...cells])).toEqual([
      ['2022.txt', '柳林镇', '2022', '2021', '是', '0', '2', expect.any(String), '已写入'],
      ['2023.html', '柳林镇', '2023', '2021', '是', '0', '0', expect.any(String), '已写入'],
      ['没有标题.md', '—', '—', '2021', '否', '2', '—', '—', '认不出'],
      ['c.txt', '—', '—', '—', '—', '—', '—', '—', '未能导入'],
    ]);
    expect(out).toContain('没有写入（2 个）\n');
    expect(out).toContain('/c.txt：文件是空的，里面没有任何内容\n');
    expect(out).toContain('共 4 个文件：已写入 2 个，认不出 1 个，未能导入 1 个。');
  });

  test('says how many of its reports are drafts', async () => {
    const overview = '( 全年公开信息按时更新 )，各项工作照常。';
    await source('2021.txt', reportText({ year: 2021, permits: '5或6' }));
    await source('2022.txt', reportText({ year: 2022, permits: '约5', overview }));
    await source('2023.txt', reportText({ overview }));
    await source('2024.txt', reportText({ year: 2024 }));
    const { out } = await importing();
    expect(out).toContain('\n共 3 份年报：0 个错误，');
    expect(out).toContain('可以发布，其中 1 份是草稿，不会发布。\n');
    expect(out).toContain('2 个有要人处理的地方，见回执；1 份是草稿，不会发布；检查有 0 个错误');
  });

  test('is gone through with all below it; what is no report is passed over, and told', async () => {
    await source('甲/2022.txt', reportText({ year: 2022 }));
    await source('甲/~$2022.docx', 'x');
    await source('甲/.2022.txt', 'x');
    await source('甲/表.xlsx', 'x');
    await source('.git/a.txt', 'x');
    await source('页.htm', reportText());
    await source('页.files/header.htm', 'x');
    await source('导入回执/town/2020.txt', 'x');
    await symlink(path.join(sources.path, '甲'), path.join(sources.path, '乙'));
    const { out } = await importing('--json', '-');
    const { files, skipped } = JSON.parse(out);
    const relative = (name: string) => path.relative(sources.path, name);
    expect(files.map(({ file }: { file: string }) => relative(file))).toEqual([
      '甲/2022.txt',
      '页.htm',
    ]);
    expect(
      skipped.map(({ name, reason }: Record<string, string>) => [relative(name!), reason]),
    ).toEqual([
      ['.git', '隐藏的目录'],
      ['乙', '符号链接，不跟随'],
      ['导入回执', '导入回执的目录'],
      ['甲/.2022.txt', '隐藏的文件'],
      ['甲/~$2022.docx', 'Word 打开文件时的临时文件'],
      ['甲/表.xlsx', '不是可以导入的种类'],
      ['页.files', '网页的附件目录'],
    ]);
  });

  test('and a file in it are the same file once', async () => {
    await source('a.txt', reportText());
    const { code, out } = await run(
      'import',
      path.join(sources.path, 'a.txt'),
      sources.path,
      '--root',
      root.path,
    );
    expect(code).toBe(0);
    expect(out).toContain('跳过 1 个\n');
    expect(out).toContain('a.txt：前面已经列出\n');
  });
});

test('of two sources of one report the first is written, the second told', async () => {
  await source('a.txt', reportText({ permits: '11' }));
  await source('b.txt', reportText({ permits: '13' }));
  const { code, out } = await importing('--force');
  expect(code).toBe(1);
  expect(await readFile(path.join(root.path, 'reports/town/2023.yaml'), 'utf8')).toContain(
    '行政许可: 11\n',
  );
  expect(out).toContain(
    `b.txt：与“${path.join(sources.path, 'a.txt')}”是同一机关同一年度：请选定一个`,
  );
});

describe('a file that hostile bytes are in does not stop the others:', () => {
  const hostile: Readonly<Record<string, string | Uint8Array>> = {
    '空.txt': '',
    '零.docx': new Uint8Array(64),
    '假.docx': 'PK\x03\x04 no archive',
    '密码.docx': new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]),
    '图.pdf': '\x89PNG\r\n\x1a\n',
    '断.pdf': '%PDF-1.7\n1 0 obj\n',
    '跨.html': `<table><tr><td rowspan=999999999 colspan=999999999>1</td></tr></table>`,
    '深.html': '<div>'.repeat(100_000),
    '长.txt': '甲乙\n'.repeat(200_000),
    '乱码.txt': new Uint8Array([0xff, 0x81, 0x00, 0xfe, 0x20, 0x80]),
    '大.txt': 'x'.repeat(17 * 1024 * 1024),
    '实体.html': '<!DOCTYPE html [<!ENTITY a "&a;&a;">]><p>&a;</p>',
    '标题.txt': '清河县柳林镇人民政府2020年政府信息公开工作年度报告\n\x1b]0;x\x07',
  };

  test('two hundred of which thirteen are bad', { timeout: 180_000 }, async () => {
    for (let at = 0; at < 187; at += 1) {
      const year = 2008 + (at % 11);
      const text = reportText({ year, permits: String(at) });
      const isPage = at % 2 === 1;
      const name = `${String(at).padStart(3, '0')}.${isPage ? 'html' : 'txt'}`;
      await source(name, isPage ? pageOf(text) : text);
    }
    for (const [name, content] of Object.entries(hostile)) await source(name, content);
    const { code, out } = await importing('--json', '-');
    expect(code).toBe(1);
    const { files, summary } = JSON.parse(out);
    expect(files).toHaveLength(200);
    expect(summary).toMatchObject({ files: 200 });
    const results = new Map<string, { result: string; message?: string; permits?: number }>(
      files.map((file: { file: string; result: string }) => [path.basename(file.file), file]),
    );
    for (let at = 0; at < 11; at += 1) {
      const name = `${String(at).padStart(3, '0')}.${at % 2 === 1 ? 'html' : 'txt'}`;
      expect(results.get(name)).toMatchObject({ result: 'written', year: 2008 + at });
    }
    // Every further one is of a year that is taken.
    const conflicts = files.filter(({ result }: { result: string }) => result === 'conflict');
    expect(conflicts).toHaveLength(187 - 11);
    for (const name of Object.keys(hostile)) {
      const { result, message } = results.get(name)!;
      expect([name, result]).toEqual([name, expect.stringMatching(/^(refused|unsure|written)$/)]);
      if (result !== 'written') expect(message).toMatch(/\p{Script=Han}/u);
    }
    const reports = await filesIn(path.join(root.path, 'reports/town'));
    expect(reports.filter((file) => !/^\d{4}\.yaml$/.test(file))).toEqual([]);
    expect(await readFile(path.join(root.path, 'reports/town/2010.yaml'), 'utf8')).toContain(
      '行政许可: 2\n',
    );
  });
});

test('progress is shown to a person only', async () => {
  await source('a.txt', reportText({ year: 2022 }));
  await source('b.txt', reportText());
  expect((await importing()).err).toBe('');
  const args = ['import', sources.path, '--root', root.path];
  const { err } = await runWith({ isInteractive: true }, ...args);
  expect(err).toContain('导入 1/2');
  expect(err).toContain('导入 2/2');
});

test('what a name holds cannot command the terminal', async () => {
  await source('\x1b[31m.txt', '');
  const { out, err } = await importing();
  expect(out + err).not.toContain('\x1b');
  expect(out).toContain('□[31m.txt：文件是空的');
});

/** The lines of a text as paragraphs, those with tabs as rows of tables. */
function pageOf(text: string): string {
  const lines = text.split('\n').map((line) => {
    const cells = line.split('\t');
    if (cells.length === 1) return { row: false, html: `<p>${line}</p>` };
    return { row: true, html: `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>` };
  });
  const body = lines.map(({ row, html }, at) => {
    const opens = row && !lines[at - 1]?.row ? '<table>' : '';
    const closes = row && !lines[at + 1]?.row ? '</table>' : '';
    return `${opens}${html}${closes}`;
  });
  return `<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>${body.join('\n')}</body></html>`;
}
