import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../roots.ts';
import { run } from './recorder.ts';

const files = readdirSync(path.join(projectRoot, 'src/check/rules'));
const { out: json } = await run('rules', '--format', 'json');
const listed = JSON.parse(json) as Record<string, string>[];

test('every file in src/check/rules is a rule, named as its file, by id', () => {
  expect(listed.map(({ id }) => `${id!.replace('/', '-')}.ts`)).toEqual(files.sort());
});

test('every rule declares what it is about, in Chinese', () => {
  for (const rule of listed) {
    for (const field of ['title', 'basis', 'description', 'message'])
      expect(rule[field], `${rule.id} ${field}`).toMatch(/\p{Script=Han}/u);
    expect(['error', 'warning', 'info']).toContain(rule.severity);
    // A noun phrase, a text without its last stop, and sentences.
    expect(rule.title).not.toMatch(/[。，；]/);
    expect(rule.basis).not.toMatch(/。$/);
    expect(rule.description).toMatch(/。$/);
    expect(rule.message).not.toMatch(/。$/);
  }
  expect(new Set(listed.map(({ title }) => title)).size).toBe(listed.length);
});

test('the errors are what makes a report wrong, and only arithmetic is never explained away', () => {
  const ids = (isMeant: (rule: Record<string, string>) => boolean) =>
    listed.filter(isMeant).map(({ id }) => id);
  expect(ids(({ severity }) => severity === 'error')).toEqual([
    'aggregation/members',
    'aggregation/sum',
    'carry-over/requests',
    'carry-over/succession',
    'correction/mismatch',
    'fonts/missing-glyph',
    'ledger/changed',
    'privacy/personal-data',
    'requests/balance',
    'stated-total/mismatch',
  ]);
  expect(ids(({ isArithmetical }) => Boolean(isArithmetical))).toEqual([
    'aggregation/sum',
    'carry-over/requests',
    'carry-over/succession',
    'requests/balance',
    'stated-total/mismatch',
  ]);
  expect(ids(({ severity }) => severity === 'info')).toEqual(['prose/literal']);
});

test('as text: one line a rule, in columns', async () => {
  const { code, out, err } = await run('rules');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const lines = out.trimEnd().split('\n');
  expect(lines).toHaveLength(files.length);
  for (const line of lines) expect(line).toMatch(/^[a-z/-]+ +(错误|警告|提示) {2}\S+$/);
  expect(new Set(lines.map((line) => line.search(/错误|警告|提示/))).size).toBe(1);
  expect(out).toContain('requests/balance                错误  申请办理情况的勾稽关系\n');
});

test('as Markdown: a section a rule', async () => {
  const { out } = await run('rules', '--format', 'markdown');
  expect(out).toMatch(/^# 检查规则\n\n<!-- .+ -->\n\n## /);
  expect(out.match(/^## .+$/gm)).toEqual(listed.map(({ title }) => `## ${title}`));
  expect(out).toContain(`\
## 申请办理情况的勾稽关系

\`requests/balance\` · 错误 · 各种格式

逐列核对：本年新收与上年结转之和，应等于本年度办理结果总计与结转下年度之和。写明“汇总”的报告核对本级，各成员在各自的报告里核对。

依据：年度报告格式表三首格：第一项加第二项之和，等于第三项加第四项之和。只有写明“原载”的报告可以用说明代替改正。
`);
});

test('docs/检查规则.md is what the rules declare', async () => {
  const { out } = await run('rules', '--format', 'markdown');
  const file = path.join(projectRoot, 'docs/检查规则.md');
  const advice = 'run: npx gongkai rules --format markdown > docs/检查规则.md';
  expect(await readFile(file, 'utf8'), advice).toBe(out);
});

test('no other format is known', async () => {
  expect(await run('rules', '--format', 'xml')).toEqual({
    code: 2,
    out: '',
    err: '--format 只能是 text、json、markdown\n',
  });
});
