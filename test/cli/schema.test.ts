import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import { load } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { generateArchive } from '../../bench/generate.ts';
import {
  fixtureRoot,
  projectRoot,
  type TemporaryFolder,
  temporaryFolder,
  temporaryRoot,
} from '../roots.ts';
import { run } from './recorder.ts';

type Json = { [key: string]: Json } & {
  anyOf: Json[];
  enum: unknown[];
  title: string;
  description: string;
};

let folder: TemporaryFolder;
let written: string;
const schemas = new Map<string, Json>();
const validators = new Map<string, ValidateFunction>();

beforeAll(async () => {
  folder = await temporaryFolder();
  const { code, out, err } = await run(
    'schema',
    '--root',
    fixtureRoot('invented-edition'),
    '--out',
    folder.path,
  );
  expect({ code, err }).toEqual({ code: 0, err: '' });
  written = out;
  // Strict: an unknown keyword would be an error. Every schema is checked against draft-07.
  const ajv = new Ajv({ strict: true, strictRequired: false, strictTypes: false, allErrors: true });
  for (const name of await readdir(folder.path)) {
    const schema = JSON.parse(await readFile(path.join(folder.path, name), 'utf8'));
    const edition = name.replace('.json', '');
    schemas.set(edition, schema);
    validators.set(edition, ajv.compile(schema));
  }
});
afterAll(() => folder.remove());

/** What the schema of a report's own form has to say of it. */
function faultsOf(text: string): string[] {
  const report = load(text) as { 格式: string | number };
  const validate = validators.get(String(report.格式))!;
  expect(validate, `a schema for ${report.格式}`).toBeDefined();
  validate(report);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

test('one file a form is written, and its path told', () => {
  const names = ['2019.json', '2021-其他处理一行.json', '2021.json', '2031.json'];
  expect([...schemas.keys()].map((edition) => `${edition}.json`).sort()).toEqual(names);
  expect(written.trim().split('\n').sort()).toEqual(
    names.map((name) => path.join(folder.path, name)),
  );
});

test('they lie in data/schemas of the root where no folder is named', async () => {
  await using root = await temporaryRoot(fixtureRoot('bad-input/base'));
  const { out } = await run('schema', '--root', root.path);
  expect(out).toContain(path.join(root.path, 'data/schemas/2021.json'));
  // And keep nobody from checking the root.
  expect((await run('check', '--root', root.path)).code).toBe(0);
});

describe('every report is valid under the schema of its form:', () => {
  const reportsIn = async (root: string) => {
    const names = await readdir(path.join(root, 'reports'), { recursive: true });
    return names.filter((name) => name.endsWith('.yaml')).sort();
  };

  test.each([
    ['the five reports', projectRoot, 5],
    ['the full fixture', fixtureRoot('full'), 7],
    ['an invented edition', fixtureRoot('invented-edition'), 1],
  ])('%s', async (_, root, count) => {
    const names = await reportsIn(root);
    expect(names).toHaveLength(count);
    for (const name of names)
      expect(faultsOf(await readFile(path.join(root, 'reports', name), 'utf8')), name).toEqual([]);
  });

  test('a synthetic archive', async () => {
    await using root = await temporaryFolder();
    await generateArchive(root.path, { agencies: 6, years: 6, seed: 5 });
    for (const name of await reportsIn(root.path))
      expect(faultsOf(await readFile(path.join(root.path, 'reports', name), 'utf8')), name).toEqual(
        [],
      );
  });

  test.each(['2019', '2021', '2021-其他处理一行'])('one that says 0 of all, on %s', (form) => {
    const zeros = `格式: "${form}"\n总体情况: 略\n主动公开: 0\n申请办理: 0\n复议诉讼: 0\n主要问题及改进: 略\n其他事项: 略\n`;
    expect(faultsOf(zeros)).toEqual([]);
    expect(faultsOf(zeros.replaceAll(': 0', ': 未载'))).toEqual([]);
  });
});

describe('what is wrong is told:', () => {
  const base = `格式: "2021"
发布日期: 2022-01-20
总体情况: 略
主动公开: {行政许可: 12, 其余: 0}
申请办理: {本年新收: {自然人: 1, 其余: 0}, 办理结果: {不予公开: {属于国家秘密: {自然人: 1, 其余: 0}, 其余: 0}, 其余: 0}, 其余: 0}
复议诉讼: 0
主要问题及改进: 略
其他事项: 略
统计: {主动公开信息: {单位: 条, 分项: {网站: 61}}, 解读: {单位: 篇, 数量: 2}}
说明: [{规则: prose/figures, 原文: 略, 数值: [1, 0], 理由: 略, 署名: 甲, 日期: 2022-01-25}]
`;

  test('nothing of the report that the others are made of', () => {
    expect(faultsOf(base)).toEqual([]);
  });

  test.each([
    ['a wrong key', '主要问题及改进:', '主要问题及改进情况:'],
    ['a wrong row', '{行政许可: 12', '{行政许可证: 12'],
    ['a wrong column', '{自然人: 1', '{自然人数: 1'],
    ['a row of another edition', '{行政许可: 12', '{其他对外管理服务事项: 12'],
    ['a wrong row of a group', '属于国家秘密', '属于商业秘密'],
    ['a total', '{自然人: 1', '{总计: 1'],
    ['a figure as text', '行政许可: 12', '行政许可: 十二'],
    ['a figure in quotes', '行政许可: 12', '行政许可: "12"'],
    ['a figure with its unit', '行政许可: 12', '行政许可: 12件'],
    ['a fraction of a thing', '自然人: 1', '自然人: 1.5'],
    ['a negative figure', '自然人: 1', '自然人: -1'],
    ['a rest that is not 0', '其余: 0}\n申', '其余: 3}\n申'],
    ['one figure for a row of several', '本年新收: {自然人: 1, 其余: 0}', '本年新收: 1'],
    ['a part that is missing', '其他事项: 略\n', ''],
    ['a text that is a list', '总体情况: 略', '总体情况: [略]'],
    ['an unknown status', '发布日期: 2022-01-20', '状态: 定稿'],
    ['an unknown form', '格式: "2021"', '格式: "2021"\n基于: "2019"'],
    ['a statistic without a unit', '{单位: 条, ', '{'],
    ['a statistic without a number', '{单位: 篇, 数量: 2}', '{单位: 篇}'],
    ['a statistic with two', '{单位: 篇, 数量: 2}', '{单位: 篇, 数量: 2, 分项: {甲: 2}}'],
    ['an acknowledgement without a reason', '理由: 略, ', ''],
    ['an acknowledgement without a place', '原文: 略, ', ''],
    ['an acknowledgement with two', '原文: 略, ', '原文: 略, 位置: 略, '],
    ['an archived report without its origin', '发布日期: 2022-01-20', '原载: {}'],
  ])('%s', (_, from, to) => {
    expect(base).toContain(from);
    expect(faultsOf(base.replace(from, to))).not.toEqual([]);
  });

  test('a wrong unit of procurement, and a total with decimals where the form has none', () => {
    const amount = (row: string) =>
      faultsOf(
        `格式: "2019"\n总体情况: 略\n主动公开: {政府集中采购: ${row}, 其余: 0}\n申请办理: 0\n复议诉讼: 0\n主要问题及改进: 略\n其他事项: 略\n`,
      );
    expect(amount('{采购项目数量: 3, 采购总金额: 12.5, 单位: 万元}')).toEqual([]);
    expect(amount('{采购项目数量: 3, 采购总金额: 12.5, 单位: 亿元}')).not.toEqual([]);
    expect(amount('{采购项目数量: 3.5, 采购总金额: 12.5, 单位: 万元}')).not.toEqual([]);
  });

  test.each(['+47', '-3', '0', '47'])('but not the signed change %s', (change) => {
    const text = `格式: "2019"\n总体情况: 略\n主动公开: {行政许可: {上一年项目数量: 1, 本年增减: ${change}, 处理决定数量: 0}, 其余: 0}\n申请办理: 0\n复议诉讼: 0\n主要问题及改进: 略\n其他事项: 略\n`;
    expect(faultsOf(text)).toEqual([]);
  });
});

describe('for those who type', () => {
  const tableOf = (edition: string, key: string) => schemas.get(edition)!.properties![key]!;
  const rowsOf = (schema: Json) => schema.anyOf.at(-1)!.properties!;

  test('the schema is of draft-07, and says of which form', () => {
    for (const schema of schemas.values())
      expect(schema.$schema).toBe('http://json-schema.org/draft-07/schema#');
    expect(schemas.get('2021')).toMatchObject({
      title: '政府信息公开工作年度报告（2021年格式）',
      description: '国办公开办函〔2021〕30号《中华人民共和国政府信息公开工作年度报告格式》',
    });
  });

  test('choices are enumerated', () => {
    const { 格式, 状态 } = schemas.get('2021')!.properties!;
    expect(格式!.enum).toEqual(['2021', 2021]);
    expect(状态!.enum).toEqual(['草稿']);
    expect(schemas.get('2021-其他处理一行')!.properties!.格式!.enum).toEqual(['2021-其他处理一行']);
    const procurement = rowsOf(tableOf('2019', '主动公开')).政府集中采购!;
    expect(rowsOf({ anyOf: procurement.anyOf } as Json).单位!.enum).toEqual(['万元', '元', '未载']);
  });

  test('rows and columns have the keys and the labels of the form, totals none', () => {
    const rows = rowsOf(tableOf('2021', '申请办理'));
    expect(Object.keys(rows)).toEqual(['本年新收', '上年结转', '办理结果', '结转下年度', '其余']);
    expect(rows.本年新收!.title).toBe('一、本年新收政府信息公开申请数量');
    expect(Object.keys(rowsOf(rows.本年新收!))).toEqual([
      '自然人',
      '商业企业',
      '科研机构',
      '社会公益组织',
      '法律服务机构',
      '其他',
      '其余',
    ]);
    const refused = rowsOf(rowsOf(rows.办理结果!).不予公开!);
    expect(refused.危及三安全一稳定!.title).toBe('3.危及“三安全一稳定”');
    expect(rowsOf(tableOf('2021', '主动公开')).行政事业性收费!.anyOf[1]).toMatchObject({
      title: '本年收费金额（单位：万元）',
    });
    for (const schema of schemas.values())
      expect(JSON.stringify(schema.properties)).not.toMatch(/"(?:总计|小计|合计)":/);
    expect(rowsOf(rowsOf(tableOf('2031', '申请办理')).本年新收!)).toHaveProperty('农民专业合作社');
  });

  test('every property has a title or a description, in Chinese', () => {
    const bare: string[] = [];
    const visit = (schema: unknown, at: string) => {
      if (typeof schema !== 'object' || schema === null) return;
      for (const [key, below] of Object.entries(schema)) {
        if (key === 'properties')
          for (const [name, property] of Object.entries<Json>(below))
            if (!/\p{Script=Han}/u.test(`${property.title ?? ''}${property.description ?? ''}`))
              bare.push(`${at}.${name}`);
        visit(below, `${at}.${key}`);
      }
    };
    for (const [edition, schema] of schemas) visit(schema, edition);
    expect(bare).toEqual([]);
  });
});

test('a form that is not usable is told, and nothing is written', async () => {
  await using root = await temporaryRoot(fixtureRoot('bad-input/base'), {
    'data/forms/2040.yaml': '格式: "2040"\n',
  });
  const { code, out } = await run('schema', '--root', root.path);
  expect(code).toBe(1);
  expect(out).toContain('data/forms/2040.yaml');
  expect(await readdir(path.join(root.path, 'data'))).not.toContain('schemas');
});
