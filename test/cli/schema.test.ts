import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../roots.ts';
import { run } from './recorder.ts';

test('gongkai schema writes a draft-07 schema for every form, with the form’s keys and labels', async () => {
  await using folder = await temporaryFolder();
  const { code, out } = await run('schema', '--out', folder.path);
  expect(code).toBe(0);
  expect(
    out
      .trim()
      .split('\n')
      .map((file) => path.basename(file))
      .sort(),
  ).toEqual(['2019.json', '2021-其他处理一行.json', '2021.json']);
  const schema = JSON.parse(await readFile(path.join(folder.path, '2021.json'), 'utf8'));
  expect(schema.$schema).toBe('http://json-schema.org/draft-07/schema#');
  expect(schema.properties.格式.enum).toEqual(['2021', 2021]);
  expect(schema.required).toEqual([
    '格式',
    '总体情况',
    '主动公开',
    '申请办理',
    '复议诉讼',
    '主要问题及改进',
    '其他事项',
  ]);
  const rows = schema.properties.申请办理.anyOf.at(-1).properties;
  expect(Object.keys(rows)).toEqual(['本年新收', '上年结转', '办理结果', '结转下年度', '其余']);
  expect(rows.本年新收.title).toBe('一、本年新收政府信息公开申请数量');
  const applicants = rows.本年新收.anyOf.at(-1).properties;
  expect(Object.keys(applicants)).toEqual([
    '自然人',
    '商业企业',
    '科研机构',
    '社会公益组织',
    '法律服务机构',
    '其他',
    '其余',
  ]);
  // Totals are never typed.
  expect(JSON.stringify(schema.properties.申请办理)).not.toContain('"总计"');
});
