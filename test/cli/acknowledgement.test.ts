import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { fixtureRoot, temporaryRoot } from '../roots.ts';
import { run } from './recorder.ts';

const base = path.join(fixtureRoot('bad-input'), 'base');
const file = 'reports/town/2021.yaml';

/** Contradicts its table in words, and has an error of arithmetic where asked. */
function contradictory(options: { isArchived: boolean; carriedOver: number }): string {
  return `格式: "2021"
${options.isArchived ? '原载: {出处: 未载}\n' : ''}发布日期: 2022-01-20
总体情况: |
  主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障五个方面如常。全年新收政府信息公开申请 9 件。
主动公开: 0
申请办理:
  本年新收: {自然人: 3, 其余: 0}
  上年结转: 0
  办理结果: {予以公开: {自然人: 3, 其余: 0}, 其余: 0}
  结转下年度: {自然人: ${options.carriedOver}, 其余: 0}
复议诉讼: 0
主要问题及改进: |
  公开目录不够细，更新不够及时。下一步逐项梳理，按月检查。
其他事项: |
  本年度没有收取信息处理费。
`;
}

/** The entries for 说明 that `check` printed, filled in. */
function readyEntries(out: string): string[] {
  return [...out.matchAll(/说明可写：(- \{.*\})/g)].map((match) =>
    match[1]!.replace(
      '理由: "", 署名: "", 日期: ""',
      '理由: 原文如此, 署名: 张三, 日期: 2022-01-25',
    ),
  );
}

test('the printed entry, filled in, acknowledges its finding; a changed value opens it again', async () => {
  const text = contradictory({ isArchived: false, carriedOver: 0 });
  await using root = await temporaryRoot(base, { [file]: text });
  const check = async () => {
    const { out } = await run('check', '--root', root.path, '--format', 'json');
    return JSON.parse(out) as {
      findings: { rule: string; acknowledged?: true }[];
      summary: object;
    };
  };
  const [entry, ...others] = readyEntries((await run('check', '--root', root.path)).out);
  expect(entry).toContain('规则: prose/figures');
  expect(others).toEqual([]);

  await writeFile(path.join(root.path, file), `${text}说明:\n  ${entry}\n`);
  const settled = await check();
  expect(settled.summary).toMatchObject({ warnings: 0, acknowledged: 1 });
  expect(settled.findings).toMatchObject([{ rule: 'prose/figures', acknowledged: true }]);

  const changed = text.replaceAll('自然人: 3', '自然人: 4');
  await writeFile(path.join(root.path, file), `${changed}说明:\n  ${entry}\n`);
  const open = await check();
  expect(open.summary).toMatchObject({ warnings: 2, acknowledged: 0 });
  expect(open.findings.map(({ rule }) => rule).sort()).toEqual([
    'acknowledgement/unmatched',
    'prose/figures',
  ]);
});

test('an error of arithmetic is acknowledged only in an archived report', async () => {
  const own = contradictory({ isArchived: false, carriedOver: 1 });
  const archived = contradictory({ isArchived: true, carriedOver: 1 });
  await using root = await temporaryRoot(base, { [file]: archived });
  const printed = await run('check', '--root', root.path);
  expect(printed.code).toBe(1);
  const entries = readyEntries(printed.out);
  const acknowledged = `说明:\n${entries.map((entry) => `  ${entry}\n`).join('')}`;
  expect(acknowledged).toContain('规则: requests/balance');

  await writeFile(path.join(root.path, file), archived + acknowledged);
  expect((await run('check', '--root', root.path)).code).toBe(0);

  await writeFile(path.join(root.path, file), own);
  expect(readyEntries((await run('check', '--root', root.path)).out).join()).not.toContain(
    'balance',
  );
  await writeFile(path.join(root.path, file), own + acknowledged);
  const refused = await run('check', '--root', root.path);
  expect(refused.code).toBe(1);
  expect(refused.out).toContain('acknowledgement/not-allowed');
  expect(await readFile(path.join(root.path, file), 'utf8')).toBe(own + acknowledged);
});
