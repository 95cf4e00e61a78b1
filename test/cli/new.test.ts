import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { home } from '../../src/archive/load.ts';
import { inspect } from '../../src/check/inspect.ts';
import { reorganisedCounty } from '../archive/reorganised-county.ts';
import { fixtureRoot, type TemporaryFolder, temporaryRoot } from '../roots.ts';
import { filesIn } from '../site/built-site.ts';
import { run } from './recorder.ts';

let root: TemporaryFolder;
beforeEach(async () => {
  root = await temporaryRoot(fixtureRoot('full'));
});
afterEach(() => root.remove());

const full = (file: string) => path.join(root.path, file);
const fileOf = (agency: string, year: number) => `reports/${agency}/${year}.yaml`;
const create = (...args: string[]) => run('new', ...args, '--root', root.path);

/** Creates a report in place of any that there is, and gives its text. */
async function created(agency: string, year: number, ...args: string[]): Promise<string> {
  const file = fileOf(agency, year);
  await rm(full(file), { force: true });
  expect(await create(agency, String(year), ...args)).toMatchObject({ code: 0, err: '' });
  return readFile(full(file), 'utf8');
}

const findingsOf = (agency: string, year: number) =>
  inspect(home, root.path).findings.filter(({ file }) => file === fileOf(agency, year));

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

const headingsIn = (text: string) => text.match(/^ {2}#+ .*$/gm)?.map((line) => line.trim());

test('an agency’s first report: every key of the form in place, every figure open', async () => {
  const text = await created('lin-shui-yunping', 2022);
  expect(text).toBe(`\
# yaml-language-server: $schema=../../data/schemas/2021.json
# 数字：一行全为零的写 0；不全为零的写成 {自然人: 1, 其余: 0}。合计由系统计算，不要填写。
格式: "2021"
状态: 草稿            # 定稿后删去这一行，填上下一行
# 发布日期: 2023-01-20

总体情况: |           # 一、总体情况
  ### （一）主动公开情况
  （在此填写）

  ### （二）依申请公开情况
  （在此填写）

  ### （三）政府信息管理情况
  （在此填写）

  ### （四）政府信息公开平台建设情况
  （在此填写）

  ### （五）监督保障情况
  （在此填写）

主动公开:              # 二、主动公开政府信息情况
  规章:
  行政规范性文件:
  行政许可:
  行政处罚:
  行政强制:
  行政事业性收费:

申请办理:              # 三、收到和处理政府信息公开申请情况
  本年新收:
  上年结转:
  办理结果:
    予以公开:
    部分公开:
    不予公开:
      属于国家秘密:
      其他法律行政法规禁止公开:
      危及三安全一稳定:
      保护第三方合法权益:
      属于三类内部事务信息:
      属于四类过程性信息:
      属于行政执法案卷:
      属于行政查询事项:
    无法提供:
      本机关不掌握相关政府信息:
      没有现成信息需要另行制作:
      补正后申请内容仍不明确:
    不予处理:
      信访举报投诉类申请:
      重复申请:
      要求提供公开出版物:
      无正当理由大量反复申请:
      要求确认或重新出具已获取信息:
    其他处理:
      逾期不补正:
      逾期未缴费:
      其他:
  结转下年度:

复议诉讼:              # 四、政府信息公开行政复议、行政诉讼情况
  行政复议:
  未经复议直接起诉:
  复议后起诉:

主要问题及改进: |           # 五、存在的主要问题及改进情况
  （在此填写）

其他事项: |           # 六、其他需要报告的事项
  （在此填写）
`);
});

describe('after last year’s report', () => {
  test('its carry-over is filled in, applicant by applicant', async () => {
    const text = await created('lin-shui-jiaoyu', 2022);
    // 结转下年度 of 2021: 29, 23, 19, 16, 17, 15.
    expect(text).toContain(
      '  上年结转: {自然人: 29, 商业企业: 23, 科研机构: 19, 社会公益组织: 16, 法律服务机构: 17, 其他: 15}    # 承上年报告的结转下年度\n',
    );
  });

  test('across editions, too', async () => {
    const text = await created('lin-shui-jiaoyu', 2021);
    expect(text).toMatch(/^格式: "2021"$/m);
    expect(text).toContain(
      '上年结转: {自然人: 48, 商业企业: 11, 科研机构: 6, 社会公益组织: 7, 法律服务机构: 16, 其他: 12}',
    );
  });

  test('which had nothing left it is 0', async () => {
    expect(await created('lin-shui-yunping', 2024)).toContain('  上年结转: 0    # 承上年');
  });

  test('which had little left the rest is 其余', async () => {
    const before = full(fileOf('lin-shui-yunping', 2023));
    const text = await readFile(before, 'utf8');
    const carried =
      '{本年新收: {自然人: 2, 其余: 0}, 上年结转: 0, 办理结果: 0, 结转下年度: {自然人: 2, 其余: 0}}';
    await writeFile(before, text.replace('申请办理: 0', `申请办理: ${carried}`));
    expect(await created('lin-shui-yunping', 2024)).toContain(
      '  上年结转: {自然人: 2, 其余: 0}    # 承上年',
    );
  });

  test('which does not state what it had left it stays open', async () => {
    const before = full(fileOf('lin-shui-yunping', 2023));
    const text = await readFile(before, 'utf8');
    await writeFile(
      before,
      text
        .replace('申请办理: 0', '申请办理: 未载')
        .replace('发布日期', '原载: {出处: 未载}\n发布日期'),
    );
    expect(await created('lin-shui-yunping', 2024)).toMatch(/^ {2}上年结转:$/m);
  });

  test('its headings are in place, and nothing else of it', async () => {
    const text = await created('lin-shui-jiaoyu', 2023);
    const before = await readFile(full(fileOf('lin-shui-jiaoyu', 2022)), 'utf8');
    expect(headingsIn(text)).toEqual(headingsIn(before));
    const carriedOver = text.split('\n').find((line) => line.includes('承上年报告'))!;
    for (const [line] of before.matchAll(/^.*[\p{Script=Han}\d].*$/gmu)) {
      if (/^ *(?:#|[^\s:]+: *(?:\||$)|格式:)/.test(line)) continue;
      if (line.includes('结转下年度:')) continue;
      expect(text.replace(carriedOver, '')).not.toContain(line.trim());
    }
    expect(text.match(/\{\{/g)).toBeNull();
    expect(text.match(/（在此填写）/g)).toHaveLength(headingsIn(text)!.length + 2);
  });

  test('of another edition the headings are those that this one asks for', async () => {
    expect(headingsIn(await created('lin-shui-jiaoyu', 2021))).toEqual([
      '### （一）主动公开情况',
      '### （二）依申请公开情况',
      '### （三）政府信息管理情况',
      '### （四）政府信息公开平台建设情况',
      '### （五）监督保障情况',
    ]);
  });

  test('a heading with a number of last year’s is left out', async () => {
    const before = full(fileOf('lin-shui-jiaoyu', 2021));
    const text = await readFile(before, 'utf8');
    await writeFile(
      before,
      text.replace('### （四）平台建设', '### （四）收到 {{ 申请办理.本年新收.总计 }} 件'),
    );
    const headings = headingsIn(await created('lin-shui-jiaoyu', 2022));
    expect(headings).toContain('### （三）政府信息管理');
    expect(headings!.join('')).not.toContain('收到');
  });
});

describe('what is created', () => {
  test.each([
    ['lin-shui-yunping', 2022, '2021'],
    ['lin-shui-yunping', 2024, '2021'],
    ['lin-shui-jiaoyu', 2019, '2019'],
    ['lin-shui-jiaoyu', 2021, '2021'],
    ['lin-shui-jiaoyu', 2025, '2021-其他处理一行'],
  ])('%s %i is a draft of which only the blanks are told', async (agency, year, form) => {
    const text = await created(agency, year, '--form', form);
    const findings = findingsOf(agency, year);
    expect(new Set(findings.map(({ rule }) => rule))).toEqual(
      new Set(['figure/missing', 'prose/unfilled']),
    );
    expect(new Set(findings.map(({ severity }) => severity))).toEqual(new Set(['warning']));
    const lines = text.split('\n');
    for (const { line } of findings) expect(lines[line - 1]).toMatch(/:$|（在此填写）/);
    const blanks = withZeros(text).match(/: 0$/gm)!;
    expect(findings.filter(({ rule }) => rule === 'figure/missing')).toHaveLength(blanks.length);
  });

  test.each([
    ['lin-shui-yunping', 2024],
    ['lin-shui-yunping', 2018],
    ['lin-shui-jiaoyu', 2021],
  ])('%s %i is valid with zeros, words and a date filled in', async (agency, year) => {
    const form = year < 2019 ? ['--form', '2019'] : [];
    const text = await created(agency, year, ...form);
    const filled = withZeros(text)
      .replace(/^状态: 草稿.*\n# 发布日期/m, '发布日期')
      .replaceAll('（在此填写）', '本项工作照常开展。')
      // Whatever was carried over is done now.
      .replace(/ {4}予以公开: 0/, (row) => {
        const carried = /上年结转: (.*?) {4}#/.exec(text)?.[1];
        return carried ? row.replace('0', carried) : row;
      });
    await writeFile(full(fileOf(agency, year)), filled);
    expect(findingsOf(agency, year).filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  test('is of the form that is asked for, and a schema lies beside it', async () => {
    const text = await created('lin-shui-jiaoyu', 2025, '--form', '2021-其他处理一行');
    expect(text.split('\n')[0]).toBe(
      '# yaml-language-server: $schema=../../data/schemas/2021-其他处理一行.json',
    );
    expect(text).toContain('格式: "2021-其他处理一行"\n');
    expect(text).toMatch(/^ {4}其他处理:\n {2}结转下年度:$/m);
    const schema = path.resolve(
      path.dirname(full(fileOf('lin-shui-jiaoyu', 2025))),
      /\$schema=(.*)$/m.exec(text)![1]!,
    );
    expect(JSON.parse(await readFile(schema, 'utf8')).properties.格式.enum).toEqual([
      '2021-其他处理一行',
    ]);
  });

  test('is all that is written', async () => {
    const before = await filesIn(root.path);
    const { out } = await create('lin-shui-yunping', '2025');
    expect(out).toBe('已新建 reports/lin-shui-yunping/2025.yaml（2021年格式）\n');
    const after = await filesIn(root.path);
    expect(after.filter((file) => !before.includes(file))).toEqual([
      'data/schemas/2021.json',
      'reports/lin-shui-yunping/2025.yaml',
    ]);
  });
});

describe('is refused, with nothing written:', () => {
  const refused = async (...args: string[]) => {
    const before = await filesIn(root.path);
    const { code, out, err } = await create(...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(await filesIn(root.path)).toEqual(before);
    return err;
  };

  test('a report that there is, which stays as it was', async () => {
    const file = full(fileOf('lin-shui-yunping', 2023));
    const before = await readFile(file);
    expect(await refused('lin-shui-yunping', '2023')).toBe(
      'reports/lin-shui-yunping/2023.yaml 已经有了，没有改动\n',
    );
    expect(await readFile(file)).toEqual(before);
  });

  test('an agency that is not registered, with the nearest', async () => {
    expect(await refused('lin-shui-yunpin', '2025')).toBe(
      'data/agencies.yaml 里没有“lin-shui-yunpin”这个机关，是否应为“lin-shui-yunping”？\n',
    );
    expect(await refused('xyz', '2025')).toBe('data/agencies.yaml 里没有“xyz”这个机关\n');
  });

  test('a region', async () => {
    expect(await refused('lin-shui', '2025')).toBe(
      '“lin-shui”登记的是地区，不编制年报：请写机关的 id\n',
    );
  });

  test.each(['25', '2025年', '20251', '1800', 'x'])('the year %s', async (year) => {
    expect(await refused('lin-shui-yunping', year)).toBe(`“${year}”不是四位年份\n`);
  });

  test('an unknown form, or a year before any', async () => {
    const known = '可用：2019、2021、2021-其他处理一行\n';
    expect(await refused('lin-shui-yunping', '2025', '--form', '2031')).toContain(known);
    expect(await refused('lin-shui-yunping', '2018')).toContain(known);
  });

  test('too few arguments, and too many', async () => {
    expect(await refused('lin-shui-yunping')).toBe('用法：gongkai new <机关id> <年度>\n');
    expect(await refused('lin-shui-yunping', '2025', 'x')).toBe('多余的参数：x\n');
  });
});

test('data that cannot be read is told, and nothing written', async () => {
  await writeFile(full('data/agencies.yaml'), '[]\n');
  const { code, out } = await create('lin-shui-yunping', '2025');
  expect(code).toBe(1);
  expect(out).toContain('data/agencies.yaml');
  expect(await filesIn(root.path)).not.toContain('reports/lin-shui-yunping/2025.yaml');
});

test('the first report of an agency that others were merged into carries over the sum of theirs', async () => {
  await using county = await reorganisedCounty({
    'culture-tourism/2024': undefined,
    'housing/2024': undefined,
    'middle/2023': undefined,
  });
  const carriedOver = async (agency: string, year: number) => {
    expect(await run('new', agency, String(year), '--root', county.path)).toMatchObject({
      code: 0,
    });
    const text = await readFile(path.join(county.path, fileOf(agency, year)), 'utf8');
    return /^ {2}上年结转:(.*)$/m.exec(text)![1]!.trim();
  };
  expect(await carriedOver('culture-tourism', 2024)).toBe(
    '{自然人: 5, 商业企业: 1, 其余: 0}    # 承清河县文化局、清河县旅游局上年报告的结转下年度',
  );
  expect(await carriedOver('middle', 2023)).toMatch(/^\{其他: 3, 其余: 0\} /);
  // What was split cannot be told apart.
  expect(await carriedOver('housing', 2024)).toBe('');
});
