import { execFileSync } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { fixtureRoot, type TemporaryFolder, temporaryRoot } from '../roots.ts';
import { run } from './recorder.ts';

const report = 'reports/lin-shui-yunping/2023.yaml';

/** A repository with the full fixture committed, below `folder` of it. */
async function repository(): Promise<TemporaryFolder> {
  const root = await temporaryRoot(fixtureRoot('full'));
  git(root.path, 'init', '--quiet');
  git(root.path, 'add', '.');
  git(root.path, 'commit', '--quiet', '-m', 'first');
  return root;
}

function git(root: string, ...args: string[]): string {
  const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.invalid'];
  return execFileSync('git', ['-C', root, ...identity, ...args], { encoding: 'utf8' });
}

async function edit(root: string, from: string | RegExp, to: string): Promise<void> {
  const file = path.join(root, report);
  const text = await readFile(file, 'utf8');
  expect(text).toMatch(from);
  await writeFile(file, text.replace(from, to));
}

describe('gongkai diff', () => {
  test('lists changed figures with their totals, and no prose', async () => {
    await using root = await repository();
    expect((await run('diff', '--root', root.path)).out).toBe('没有变动的数字。\n');
    await edit(
      root.path,
      /^复议诉讼: 0$/m,
      '复议诉讼: {行政复议: {结果维持: 2, 其余: 0}, 其余: 0}',
    );
    const { code, out } = await run('diff', '--root', root.path, '--format', 'json');
    expect(code).toBe(0);
    const common = { agency: 'lin-shui-yunping', year: 2023, before: '0', after: '2' };
    expect(JSON.parse(out)).toMatchObject([
      { ...common, address: '复议诉讼.行政复议.结果维持' },
      { ...common, address: '复议诉讼.行政复议.总计' },
    ]);
    const markdown = await run('diff', '--root', root.path, '--format', 'markdown');
    expect(markdown.out).toContain('| 2023 | 复议诉讼.行政复议.总计 | 0 | 2 |');
    // Nothing was staged, and nothing but the edit stands in the work tree.
    expect(git(root.path, 'status', '--porcelain')).toBe(` M ${report}\n`);
  });

  test('tells reports added and removed, between two revisions too', async () => {
    await using root = await repository();
    await rm(path.join(root.path, report));
    git(root.path, 'commit', '--quiet', '-am', 'second');
    const removed = await run('diff', 'HEAD~1', 'HEAD', '--root', root.path);
    expect(removed.out).toMatch(/2023：删除报告\n$/);
    const added = await run('diff', 'HEAD', 'HEAD~1', '--root', root.path);
    expect(added.out).toMatch(/2023：新增报告\n$/);
  });

  test('a revision that there is not is told in Chinese', async () => {
    await using root = await repository();
    expect(await run('diff', 'no-such', '--root', root.path)).toMatchObject({
      code: 2,
      err: expect.stringContaining('取不到版本“no-such”'),
    });
  });
});
