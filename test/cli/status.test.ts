import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixtureRoot, type TemporaryFolder, temporaryRoot } from '../roots.ts';
import { run } from './recorder.ts';

/** A county in each state that a report can be in; 起 says who owes one. */
const agencies = `county:
  名称: 清河县
  类型: 地区
  层级: 县
gov:
  名称: 清河县人民政府
  类型: 政府
  层级: 县
  上级: county
  起: 2020
  曾用名: [{名称: 清河专区, 止: 2019}]
finance:
  名称: 清河县财政局
  类型: 部门
  层级: 县
  上级: gov
  起: 2020
traffic:
  名称: 清河县交通运输局
  类型: 部门
  层级: 县
  上级: gov
  起: 2020
health:
  名称: 清河县卫生健康局
  类型: 部门
  层级: 县
  上级: gov
  起: 2020
sports:
  名称: 清河县体育局
  类型: 部门
  层级: 县
  上级: gov
  起: 2022
town:
  名称: 清河县柳林镇人民政府
  类型: 乡镇街道
  层级: 乡
  上级: county
  起: 2021
`;

let root: TemporaryFolder;

beforeAll(async () => {
  const base = fixtureRoot('bad-input/base');
  const report = await readFile(path.join(base, 'reports/town/2021.yaml'), 'utf8');
  root = await temporaryRoot(base, {
    'data/agencies.yaml': agencies,
    'reports/finance/2021.yaml': report.replace('2022-01-20', '2022-02-05'),
    'reports/traffic/2021.yaml': report.replace('发布日期: 2022-01-20', '状态: 草稿'),
    // One figure is missing and another is doubled.
    'reports/health/2021.yaml': report
      .replace('  行政许可: 12\n', '')
      .replace('上年结转: 0', '上年结转: 5'),
  });
});
afterAll(() => root.remove());

const status = (...args: string[]) => run('status', '2021', '--root', root.path, ...args);

describe('who has filed', () => {
  test('is listed with the day it was due and the days that are over or left', async () => {
    const { code, out } = await status('--date', '2022-02-10', '--format', 'json');
    expect(code).toBe(1);
    const listed = JSON.parse(out) as Record<string, unknown>[];
    expect(listed).toMatchObject([
      { agency: 'gov', name: '清河县人民政府', state: 'missing', due: '2022-03-31', daysLeft: 49 },
      {
        agency: 'finance',
        state: 'late',
        published: '2022-02-05',
        due: '2022-01-31',
        daysLeft: -10,
      },
      { agency: 'traffic', state: 'draft', due: '2022-01-31', daysLeft: -10 },
      { agency: 'health', state: 'faulty', daysLeft: -10 },
      { agency: 'town', state: 'filed', published: '2022-01-20', errors: 0 },
    ]);
    expect(listed[3]!.errors).toBeGreaterThan(0);
    expect(listed).toHaveLength(5);
  });

  test('is a table for people, and the last day itself is not over', async () => {
    const { code, out } = await status('--date', '2022-01-31');
    expect(code).toBe(0);
    const [head, ...lines] = out.split('\n');
    expect(head!.split(/ {2,}/)).toEqual(['标识', '机关', '状态', '发布日期', '期限', '说明']);
    expect(lines[2]!.split(/ {2,}/)).toEqual([
      'traffic',
      '清河县交通运输局',
      '草稿',
      '2022-01-31',
      '还有0天',
    ]);
    expect(out).toContain('共 5 个机关：已发布 1，逾期发布 1，草稿 1，有错误 1，未报 1。');
    const afterwards = await status('--date', '2022-04-01');
    expect(afterwards.out).toContain('有错误 1，缺报 1。');
  });

  test('is a CSV that spreadsheets open', async () => {
    const { out } = await status('--date', '2022-02-10', '--format', 'csv');
    expect(out).toMatch(/^\ufeff标识,机关,状态,发布日期,期限,说明\r\n/);
    expect(out).toContain('finance,清河县财政局,逾期发布,2022-02-05,2022-01-31,\r\n');
  });

  test('can be asked below an agency, which itself is left out', async () => {
    const { out } = await status('--date', '2022-02-10', '--under', 'gov', '--format', 'json');
    const ids = (JSON.parse(out) as { agency: string }[]).map(({ agency }) => agency);
    expect(ids).toEqual(['finance', 'traffic', 'health']);
  });

  test('of a year in which all is done ends well', async () => {
    const { code, out } = await status('--under', 'town');
    expect(out).toBe('没有应当编制年报的机关。\n');
    expect(code).toBe(0);
  });
});

describe('notices', () => {
  test('are written to whoever has not filed in time, with the law where it binds', async () => {
    const folder = path.join(root.path, '提醒');
    const { err } = await status('--date', '2022-02-10', '--notices', folder);
    expect(err).toBe(`提醒：${folder}（4 份）\n`);
    expect((await readdir(folder)).sort()).toEqual(
      ['finance', 'gov', 'health', 'traffic'].map((id) => `${id}-2021.txt`),
    );
    const text = (id: string) => readFile(path.join(folder, `${id}-2021.txt`), 'utf8');
    expect(await text('gov')).toBe(`关于2021年度政府信息公开工作年度报告的提醒

清河县人民政府：

　　按照《中华人民共和国政府信息公开条例》第四十九条，你单位2021年度政府信息公开工作年度报告应于2022年3月31日前（含当日）向社会公布。截至2022年2月10日，尚未收到你单位的报告，距期限还有49天。
　　请抓紧编制、审核，发布后告知网址。

　　　　　　　　　　清河县人民政府办公室
　　　　　　　　　　2022年2月10日
`);
    expect(await text('finance')).toContain('你单位的报告于2022年2月5日发布，晚于期限。');
    expect(await text('traffic')).toMatch(/还是草稿，已逾期10天。\s+请抓紧定稿、审核，尽快发布。/);
    expect(await text('health')).toMatch(/有\d+处错误尚未改正，不能发布，已逾期10天。/);
  });

  test('take the place of former ones, and of nothing else', async () => {
    const folder = path.join(root.path, '信函');
    await status('--date', '2022-02-01', '--notices', folder);
    const last = path.join(folder, 'traffic-2021.txt');
    await writeFile(last, '会议记录\n');
    const { code, err } = await status('--date', '2022-02-10', '--notices', folder);
    expect(code).toBe(2);
    expect(err).toContain(`不能写入 ${last}：那里有不是提醒的文件，请换一个目录`);
    expect(await readFile(last, 'utf8')).toBe('会议记录\n');
    const gov = () => readFile(path.join(folder, 'gov-2021.txt'), 'utf8');
    expect(await gov()).toContain('2022年2月1日\n');
    await rm(last);
    await status('--date', '2022-02-10', '--notices', folder);
    expect(await gov()).toContain('2022年2月10日\n');
  });

  test('do not cite the law to a town', async () => {
    const folder = path.join(root.path, '2022');
    await run('status', '2022', '--root', root.path, '--date', '2023-01-31', '--notices', folder);
    const text = await readFile(path.join(folder, 'town-2022.txt'), 'utf8');
    expect(text).toContain('按照政府信息公开工作的安排，');
    expect(text).not.toContain('条例');
    expect(text).toContain('今天是最后一天');
  });
});

test('a name cannot command the terminal', async () => {
  await using other = await temporaryRoot(root.path, {
    'data/agencies.yaml': agencies.replace('名称: 清河县财政局', '名称: "清河县\\e[31m财政局"'),
  });
  const { out } = await run('status', '2021', '--date', '2022-01-25', '--root', other.path);
  expect(out).toContain('清河县□[31m财政局');
  expect(out).not.toContain('\u001b');
});

test('a register with errors is told, for the list may be wrong', async () => {
  await using other = await temporaryRoot(root.path, {
    'data/agencies.yaml': agencies.replace('上级: gov', '上级: gvo'),
  });
  const asked = ['status', '2021', '--date', '2022-01-25', '--root'] as const;
  const told = 'data/agencies.yaml 有错误，名单可能不对：请先运行 gongkai check\n';
  expect((await run(...asked, other.path)).err).toBe(told);
  expect((await run(...asked, root.path)).err).toBe('');
});

test.each([
  [['status'], '用法：gongkai status <年度>'],
  [['status', '21'], '“21”不是四位年份'],
  [['status', '2021', '--date', '2022-02-30'], '“2022-02-30”不是日期'],
  [['status', '2021', '--format', 'xml'], '--format 只能是 text、json、csv'],
  [['status', '2021', '--under', 'finnance'], '是否应为“finance”？'],
])('%j is refused', async (args, message) => {
  const { code, err } = await run(...args, '--root', root.path);
  expect(code).toBe(2);
  expect(err).toContain(message);
});
