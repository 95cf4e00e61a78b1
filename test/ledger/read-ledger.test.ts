import { readFile, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { load } from 'js-yaml';
import { expect, test } from 'vitest';
import { home } from '../../src/archive/load.ts';
import { inspect } from '../../src/check/inspect.ts';
import { ledgerFile } from '../../src/ledger/ledger.ts';
import { ledgerFindings, publishedRoot } from './published-root.ts';

const published = () => publishedRoot({}, { agency: 'qiaotou' }, { agency: 'qiaotou', year: 2023 });

async function linesOf(root: string): Promise<string[]> {
  return (await readFile(path.join(root, ledgerFile), 'utf8')).split('\n');
}

/** What is told of a ledger whose lines were changed. */
async function toldAfter(change: (lines: string[]) => string[]): Promise<string[]> {
  await using root = await published();
  const lines = change(await linesOf(root.path));
  await writeFile(path.join(root.path, ledgerFile), lines.join('\n'));
  return ledgerFindings(root.path).map(
    ({ severity, rule, file, line, column }) => `${severity} ${rule} ${file}:${line}:${column}`,
  );
}

test('it is YAML, two comments and one line a report, in order', async () => {
  await using root = await published();
  const lines = await linesOf(root.path);
  expect(lines.map((line) => line.split(/[:：]/)[0])).toEqual([
    '# 已发布年报的台账',
    '# 合并时有冲突的，两边的行都保留；再运行一次 gongkai publish，各行自会排好。',
    'liulin/2022',
    'qiaotou/2022',
    'qiaotou/2023',
    '',
  ]);
  const content = load(lines.join('\n')) as Record<string, Record<string, unknown>>;
  expect(content['liulin/2022']).toMatchObject({
    指纹: expect.stringMatching(/^[0-9a-f]{64}$/),
    格式: '2021',
    标题: '清河县柳林镇人民政府2022年政府信息公开工作年度报告',
    发布日期: '2023-01-20',
    // 10 figures of 表二, 24 rows by 6 of 表三, 3 blocks by 4 of 表四.
    数字: Array.from({ length: 10 + 24 * 6 + 12 }, () => '0').join(' '),
    文字: {
      总体情况: expect.stringMatching(/^[0-9a-f]{12}$/),
      主要问题及改进: expect.stringMatching(/^[0-9a-f]{12}$/),
      其他事项: expect.stringMatching(/^[0-9a-f]{12}$/),
    },
  });
});

test('nothing is told of it as it was written', async () => {
  expect(await toldAfter((lines) => lines)).toEqual([]);
});

test('lines that a merge has left out of order are a warning', async () => {
  const swapped = await toldAfter(([a, b, liulin, qiaotou, ...rest]) => [
    a!,
    b!,
    qiaotou!,
    liulin!,
    ...rest,
  ]);
  expect(swapped).toEqual(['warning ledger/order data/published.yaml:4:1']);
});

test('marks of a conflict are told one by one, and both sides count', async () => {
  const told = await toldAfter(([a, b, liulin, ...rest]) => [
    a!,
    b!,
    '<<<<<<< HEAD',
    liulin!,
    '=======',
    ...rest.slice(0, 2),
    '>>>>>>> other',
    '',
  ]);
  expect(told).toEqual([
    'error ledger/conflict data/published.yaml:3:1',
    'error ledger/conflict data/published.yaml:5:1',
    'error ledger/conflict data/published.yaml:8:1',
  ]);
});

test('a report may stand in one line only', async () => {
  const told = await toldAfter(([a, b, liulin, ...rest]) => [a!, b!, liulin!, liulin!, ...rest]);
  expect(told).toEqual(['error ledger/duplicate data/published.yaml:4:1']);
});

test.each([
  ['no key', (line: string) => line.replace('liulin/2022', 'liulin')],
  ['no year', (line: string) => line.replace('liulin/2022', 'liulin/22')],
  ['no JSON', (line: string) => line.slice(0, -1)],
  ['a figure too few', (line: string) => line.replace('"数字":"0 ', '"数字":"')],
  ['a short fingerprint', (line: string) => line.replace(/("指纹":"[0-9a-f]{63})./, '$1')],
  ['a key too many', (line: string) => line.replace('{"指纹"', '{"备注":"","指纹"')],
  ['a figure that is none', (line: string) => line.replace('"数字":"0 ', '"数字":"abc ')],
  ['a figure that would fill memory', (line: string) => line.replace('"0 0 ', '"1e999999 0 ')],
  ['no text', (line: string) => line.replace('"文字"', '"文件"')],
])('a line with %s is refused at its place', async (_, damage) => {
  const told = await toldAfter(([a, b, liulin, ...rest]) => [a!, b!, damage(liulin!), ...rest]);
  expect(told).toEqual(['error ledger/line data/published.yaml:3:1']);
});

test.each([
  ['a day that there is not', '"日期":"2023-02-30","理由":"误发"'],
  ['no reason', '"日期":"2023-05-01"'],
  ['a reason that commands the terminal', '"日期":"2023-05-01","理由":"\\u001b[31m误发"'],
  ['a reason in two lines', '"日期":"2023-05-01","理由":"误发\\n征求意见稿"'],
  ['more than that', '"日期":"2023-05-01","理由":"误发","署名":"甲"'],
])('a withdrawal with %s is refused', async (_, withdrawal) => {
  const line = `liulin/2020: {"指纹":"${'a'.repeat(64)}","撤回":{${withdrawal}}}`;
  const told = await toldAfter(([a, b, ...rest]) => [a!, b!, line, ...rest]);
  expect(told).toEqual(['error ledger/line data/published.yaml:3:1']);
});

test('a withdrawn report of an agency that is not registered is told: no page could tell of it', async () => {
  const withdrawn = `{"指纹":"${'a'.repeat(64)}","撤回":{"日期":"2023-05-01","理由":"误发"}}`;
  const told = await toldAfter(([a, b, ...rest]) => [a!, b!, `aa/2020: ${withdrawn}`, ...rest]);
  expect(told).toEqual(['warning ledger/agency data/published.yaml:3:1']);
});

test('a link to nowhere is not taken for a site that has published nothing', async () => {
  await using root = await published();
  await rm(path.join(root.path, ledgerFile));
  await symlink('nowhere.yaml', path.join(root.path, ledgerFile));
  expect(inspect(home, root.path).findings).toContainEqual(
    expect.objectContaining({ severity: 'error', file: ledgerFile, message: '没有这个文件' }),
  );
});

test('a withdrawn report has a line without content', async () => {
  const withdrawn = `{"指纹":"${'a'.repeat(64)}","撤回":{"日期":"2023-05-01","理由":"误发"}}`;
  const told = await toldAfter(([a, b, ...rest]) => [
    a!,
    b!,
    `education/2020: ${withdrawn}`,
    ...rest,
  ]);
  expect(told).toEqual([]);
});
