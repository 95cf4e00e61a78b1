import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { fixtureRoot, temporaryRoot } from '../roots.ts';
import { run } from './recorder.ts';

const full = fixtureRoot('full');

/** Every key of a table that nothing stands under gets a 0. */
function withZeros(text: string): string {
  const lines = text.split('\n');
  const indent = (line: string | undefined) => /^ */.exec(line ?? '')![0].length;
  return lines
    .map((line, at) => {
      const isBlank = /^ +[^\s#:]+:$/.test(line) && indent(lines[at + 1]) <= indent(line);
      return isBlank ? `${line} 0` : line;
    })
    .join('\n');
}

describe('gongkai new', () => {
  test('takes last year’s carry-over and headings, and leaves every other figure open', async () => {
    await using root = await temporaryRoot(full);
    const file = path.join(root.path, 'reports/lin-shui-yunping/2024.yaml');
    const ran = await run('new', 'lin-shui-yunping', '2024', '--root', root.path);
    expect(ran).toMatchObject({ code: 0, err: '' });
    const text = await readFile(file, 'utf8');
    expect(text.split('\n')[0]).toBe(
      '# yaml-language-server: $schema=../../data/schemas/2021.json',
    );
    expect(text).toMatch(/^状态: 草稿/m);
    // Last year everything was zero.
    expect(text).toMatch(/^ {2}上年结转: 0 /m);
    expect(text).toMatch(/^ {2}本年新收:$/m);
    const schema = path.join(root.path, 'data/schemas/2021.json');
    expect(JSON.parse(await readFile(schema, 'utf8')).$schema).toContain('draft-07');
  });

  test('carries over by applicant, across editions', async () => {
    await using root = await temporaryRoot(full);
    const file = path.join(root.path, 'reports/lin-shui-jiaoyu/2021.yaml');
    await rm(file);
    await run('new', 'lin-shui-jiaoyu', '2021', '--root', root.path);
    const text = await readFile(file, 'utf8');
    expect(text).toMatch(/^格式: "2021"$/m);
    // 结转下年度 of 2020, which is of the form of 2019.
    expect(text).toContain(
      '上年结转: {自然人: 48, 商业企业: 11, 科研机构: 6, 社会公益组织: 7, 法律服务机构: 16, 其他: 12}',
    );
  });

  test('of an agency without a report last year has the five aspects and an open carry-over', async () => {
    await using root = await temporaryRoot(full);
    await run('new', 'lin-shui-yunping', '2022', '--root', root.path);
    const file = path.join(root.path, 'reports/lin-shui-yunping/2022.yaml');
    const text = await readFile(file, 'utf8');
    expect(text).toMatch(/^ {2}上年结转:$/m);
    expect(text.match(/^ {2}### .*$/gm)).toEqual([
      '  ### （一）主动公开情况',
      '  ### （二）依申请公开情况',
      '  ### （三）政府信息管理情况',
      '  ### （四）政府信息公开平台建设情况',
      '  ### （五）监督保障情况',
    ]);
  });

  test('is a draft whose blanks are told; with zeros and text filled in it is valid', async () => {
    await using root = await temporaryRoot(full);
    await run('new', 'lin-shui-yunping', '2024', '--root', root.path);
    const before = await run('check', '--root', root.path, '--format', 'json');
    const told = JSON.parse(before.out).findings.filter((finding: { file: string }) =>
      finding.file.endsWith('lin-shui-yunping/2024.yaml'),
    );
    expect(before.code).toBe(0);
    const kinds = new Set(told.map(({ rule }: { rule: string }) => rule));
    expect(kinds).toEqual(new Set(['figure/missing', 'prose/unfilled']));

    const file = path.join(root.path, 'reports/lin-shui-yunping/2024.yaml');
    const filled = (await readFile(file, 'utf8'))
      .replace(/^状态: 草稿.*\n# 发布日期/m, '发布日期')
      .replaceAll('（在此填写）', '本项工作照常开展。');
    await writeFile(file, withZeros(filled));
    const after = await run('check', '--root', root.path, '--format', 'json');
    const errors = JSON.parse(after.out).findings.filter(
      ({ severity, file: name }: { severity: string; file: string }) =>
        severity === 'error' && name.endsWith('lin-shui-yunping/2024.yaml'),
    );
    expect(errors).toEqual([]);
  });

  test('leaves an existing file alone, and proposes the nearest agency', async () => {
    await using root = await temporaryRoot(full);
    const file = path.join(root.path, 'reports/lin-shui-yunping/2023.yaml');
    const before = await readFile(file, 'utf8');
    expect(await run('new', 'lin-shui-yunping', '2023', '--root', root.path)).toMatchObject({
      code: 2,
      err: expect.stringContaining('已经有了'),
    });
    expect(await readFile(file, 'utf8')).toBe(before);
    expect(await run('new', 'lin-shui-yunpin', '2025', '--root', root.path)).toMatchObject({
      code: 2,
      err: expect.stringContaining('lin-shui-yunping'),
    });
    expect((await run('new', 'lin-shui-yunping', '25', '--root', root.path)).code).toBe(2);
  });
});
