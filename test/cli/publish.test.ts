import { readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { rootOf } from '../check/archive-of.ts';
import { edit } from '../ledger/published-root.ts';
import { run } from './recorder.ts';

const ledger = 'data/published.yaml';
const file = 'reports/liulin/2022.yaml';
const textOf = (root: string) => readFile(path.join(root, ledger), 'utf8');

test('records what is published, then only what has changed', async () => {
  await using root = await rootOf({}, { agency: 'qiaotou' }, { agency: 'xinqiao', isDraft: true });
  expect(await run('publish', '--root', root.path)).toEqual({
    code: 0,
    out: '新发布  liulin/2022\n新发布  qiaotou/2022\n已记入 data/published.yaml。\n',
    err: '',
  });
  const first = await textOf(root.path);
  expect(first.match(/^[a-z]+\/\d+/gm)).toEqual(['liulin/2022', 'qiaotou/2022']);

  expect(await run('publish', '--root', root.path)).toMatchObject({
    code: 0,
    out: '台账里都有了，没有要记入的。\n',
  });
  expect(await textOf(root.path)).toBe(first);

  await edit(root.path, file, '主动公开: 0', '主动公开: {行政许可: 3, 其余: 0}');
  await edit(
    root.path,
    file,
    '复议诉讼: 0\n',
    '复议诉讼: 0\n更正:\n  - {日期: 2023-03-01, 地址: 主动公开.行政许可.本年处理决定数量, 原值: 0, 现值: 3, 理由: 漏计}\n',
  );
  expect(await run('publish', '--root', root.path)).toMatchObject({
    code: 0,
    out: '更正　  liulin/2022（1 条）\n已记入 data/published.yaml。\n',
  });
  const [before, after] = [first, await textOf(root.path)].map((text) => text.split('\n'));
  expect(after!.filter((line, at) => line !== before![at])).toHaveLength(1);
});

test('a corrected report whose line was lost is told of, for nothing vouches for its corrections', async () => {
  const more =
    '更正:\n  - {日期: 2023-03-01, 地址: 主动公开.行政许可.本年处理决定数量, 原值: 0, 现值: 3, 理由: 漏计}';
  await using root = await rootOf({ 主动公开: '{行政许可: 3, 其余: 0}', more });
  expect(await run('publish', '--root', root.path)).toEqual({
    code: 0,
    out: '新发布  liulin/2022\n已记入 data/published.yaml。\n',
    err: '有更正，台账里却没有：liulin/2022。以前已经记入的（如合并时丢了那一行），请恢复那一行，再运行一次\n',
  });
  expect(await run('publish', '--root', root.path)).toMatchObject({ code: 0, err: '' });
});

test('a change in silence is refused, and the ledger stays as it was', async () => {
  await using root = await rootOf({});
  await run('publish', '--root', root.path);
  const before = await textOf(root.path);
  await edit(root.path, file, '主动公开: 0', '主动公开: {行政许可: 3, 其余: 0}');
  const { code, out, err } = await run('publish', '--root', root.path);
  expect({ code, err }).toEqual({ code: 1, err: '台账原样未动。\n' });
  expect(out).toContain('9:14  错误  “主动公开.行政许可.本年处理决定数量”已发布的是 0，现在是 3');
  expect(await textOf(root.path)).toBe(before);
});

test('--dry-run tells and writes nothing', async () => {
  await using root = await rootOf({});
  expect(await run('publish', '--root', root.path, '--dry-run')).toEqual({
    code: 0,
    out: '新发布  liulin/2022\n没有写入（--dry-run）。\n',
    err: '',
  });
  await expect(stat(path.join(root.path, ledger))).rejects.toThrow('ENOENT');
});

test('a report is withdrawn with a reason, once its file is gone', async () => {
  await using root = await rootOf({}, { agency: 'qiaotou' });
  await run('publish', '--root', root.path);
  const withdraw = (...more: string[]) =>
    run('publish', '--root', root.path, '--withdraw', 'qiaotou/2022', ...more);
  const reasoned = ['--reason', '误发', '--date', '2023-05-01'];
  expect(await withdraw(...reasoned)).toEqual({
    code: 2,
    out: '',
    err: 'reports/qiaotou/2022.yaml 还在：撤回的，请先删去这个文件\n',
  });
  await rm(path.join(root.path, 'reports/qiaotou'), { recursive: true });
  expect(await run('check', '--root', root.path)).toMatchObject({ code: 1 });
  expect(await withdraw()).toMatchObject({ code: 2, err: '撤回须用 --reason 写明理由\n' });
  expect(await withdraw(...reasoned)).toEqual({
    code: 0,
    out: '撤回　  qiaotou/2022\n已记入 data/published.yaml。\n',
    err: '',
  });
  expect(await textOf(root.path)).toMatch(
    /^qiaotou\/2022: \{"指纹":"[0-9a-f]{64}","撤回":\{"日期":"2023-05-01","理由":"误发"\}\}$/m,
  );
  expect(await run('check', '--root', root.path)).toMatchObject({ code: 0 });
});

test('nothing is said to be recorded where the ledger cannot be written', async () => {
  await using root = await rootOf({});
  await run('publish', '--root', root.path);
  await rename(path.join(root.path, ledger), path.join(root.path, 'data/former.yaml'));
  await symlink('former.yaml', path.join(root.path, ledger));
  expect(await run('publish', '--root', root.path)).toEqual({
    code: 2,
    out: '',
    err: '不能写入 data/published.yaml：那里不是普通的文件\n',
  });
});

test('a site of others is told apart by what can be read of it', async () => {
  await using root = await rootOf({});
  const pdf = { path: 'x.pdf', sha256: '', size: 1 };
  const names = Array.from({ length: 3000 }, (_, at) => `\u001b[31m${at}/2022`);
  const reports = Object.fromEntries(
    names.map((name) => [name, { title: '题', published: null, pdf }]),
  );
  const manifest = { generator: { name: 'gongkai' }, outputs: [], reports };
  await writeFile(path.join(root.path, 'manifest.json'), JSON.stringify(manifest));
  const { code, err } = await run('publish', '--root', root.path, '--site', root.path);
  expect(code).toBe(1);
  expect(err).toMatch(
    /^网站与年报不一致，请重新生成：liulin\/2022、□\[31m0\/2022、.*、□\[31m18\/2022等 3001 份\n台账原样未动。\n$/,
  );
});

test('several are withdrawn one after the other, each time with the others that are gone', async () => {
  await using root = await rootOf({}, { agency: 'qiaotou' }, { agency: 'education' });
  await run('publish', '--root', root.path);
  for (const agency of ['liulin', 'qiaotou'])
    await rm(path.join(root.path, 'reports', agency), { recursive: true });
  const withdraw = (key: string) =>
    run('publish', '--root', root.path, '--withdraw', key, '--reason', '误发');
  expect(await withdraw('liulin/2022')).toEqual({
    code: 0,
    out: '撤回　  liulin/2022\n已记入 data/published.yaml。\n',
    err: '还有已发布的年报没有了，也须恢复或撤回：qiaotou/2022\n',
  });
  expect(await run('publish', '--root', root.path)).toMatchObject({ code: 1 });
  expect(await withdraw('qiaotou/2022')).toMatchObject({ code: 0, err: '' });
  expect(await run('check', '--root', root.path)).toMatchObject({ code: 0 });
});

test('a withdrawal has a reason that can be told, and is not older than the report', async () => {
  await using root = await rootOf({}, { agency: 'qiaotou' });
  await run('publish', '--root', root.path);
  await rm(path.join(root.path, 'reports/qiaotou'), { recursive: true });
  const before = await textOf(root.path);
  const withdraw = (...more: string[]) =>
    run('publish', '--root', root.path, '--withdraw', 'qiaotou/2022', ...more);
  const unseen = { code: 2, out: '', err: '--reason 应写在一行内，不能有看不见的字符\n' };
  expect(await withdraw('--reason', '误发\n征求意见稿')).toEqual(unseen);
  expect(await withdraw('--reason', '\u001b[31m误发')).toEqual(unseen);
  expect(await withdraw('--reason', '误发', '--date', '2023-01-19')).toEqual({
    code: 2,
    out: '',
    err: '撤回的日期 2023-01-19 早于发布日期 2023-01-20\n',
  });
  await writeFile(path.join(root.path, ledger), before.replace('{', '['));
  expect(await withdraw('--reason', '误发')).toMatchObject({
    code: 1,
    out: expect.stringContaining('ledger/line'),
    err: '台账原样未动。\n',
  });
});

test.each([
  [
    ['--withdraw', 'liulin/2022', '--reason', '误发'],
    '台账里没有已发布的“liulin/2022”，应写作 机关/年度\n',
  ],
  [['--reason', '误发'], '--reason 和 --date 只能与 --withdraw 一起用\n'],
  [['--site', '/nowhere'], '/nowhere 里没有生成好的网站：请先运行 gongkai build\n'],
])('%j is wrong usage', async (args, err) => {
  await using root = await rootOf({});
  expect(await run('publish', '--root', root.path, ...args)).toEqual({ code: 2, out: '', err });
});
