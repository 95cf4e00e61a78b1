import { execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { fixtureRoot, type TemporaryFolder, temporaryFolder, temporaryRoot } from '../roots.ts';
import { run } from './recorder.ts';

const base = fixtureRoot('bad-input/base');
const report = 'reports/town/2021.yaml';

let root: TemporaryFolder;
/** Where revisions are laid out; nothing must be left there. */
let scratch: TemporaryFolder;

beforeEach(async () => {
  scratch = await temporaryFolder();
  root = await temporaryRoot(base);
  git('init', '--quiet', '--initial-branch=main');
  commit('first');
  vi.stubEnv('TMPDIR', scratch.path);
});

afterEach(async () => {
  vi.unstubAllEnvs();
  expect(await readdir(scratch.path)).toEqual([]);
  await Promise.all([root.remove(), scratch.remove()]);
});

function git(...args: string[]): string {
  const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.invalid'];
  return execFileSync('git', ['-C', root.path, ...identity, ...args], { encoding: 'utf8' });
}

function commit(message: string): void {
  git('add', '.');
  git('commit', '--quiet', '-m', message);
}

async function edit(from: string | RegExp, to: string, file = report): Promise<void> {
  const full = path.join(root.path, file);
  const text = await readFile(full, 'utf8');
  expect(text).toMatch(from);
  await writeFile(full, text.replace(from, to));
}

const diff = (...args: string[]) => run('diff', '--root', root.path, ...args);

describe('changed figures', () => {
  beforeEach(async () => {
    await edit('行政许可: 12', '行政许可: 13');
    await edit('行政事业性收费: 26.55', '行政事业性收费: 26.550');
    await edit(/本年新收: .*/, '本年新收: {自然人: 1, 商业企业: 2, 其余: 0}');
    await edit('  结转下年度: 0', '  结转下年度: {商业企业: 2, 其余: 0}');
    // Words are not listed, however they change.
    await edit('解读材料偏少', '解读材料仍然偏少');
  });

  test('as text: totals, too, in printed order, digits as written', async () => {
    expect(await diff()).toEqual({
      code: 0,
      out: `\
柳林镇 2021：主动公开.行政许可.本年处理决定数量　12 → 13
柳林镇 2021：主动公开.行政事业性收费.本年收费金额　26.55 → 26.550
柳林镇 2021：申请办理.本年新收.商业企业　0 → 2
柳林镇 2021：申请办理.本年新收.总计　1 → 3
柳林镇 2021：申请办理.结转下年度.商业企业　0 → 2
柳林镇 2021：申请办理.结转下年度.总计　0 → 2
柳林镇 2021：申请办理.收办.商业企业　0 → 2
柳林镇 2021：申请办理.收办.总计　1 → 3
`,
      err: '',
    });
  });

  test('as Markdown', async () => {
    const { code, out } = await diff('--format', 'markdown');
    expect(code).toBe(0);
    expect(out.split('\n').slice(0, 4)).toEqual([
      '| 机关 | 年度 | 数字 | 原值 | 现值 |',
      '|---|---|---|---:|---:|',
      '| 柳林镇 | 2021 | 主动公开.行政许可.本年处理决定数量 | 12 | 13 |',
      '| 柳林镇 | 2021 | 主动公开.行政事业性收费.本年收费金额 | 26.55 | 26.550 |',
    ]);
    expect(out.trimEnd().split('\n')).toHaveLength(10);
  });

  test('as JSON', async () => {
    const { code, out } = await diff('--format', 'json');
    expect(code).toBe(0);
    const found = JSON.parse(out);
    expect(found).toHaveLength(8);
    expect(found[0]).toEqual({
      agency: 'town',
      agencyName: '柳林镇',
      year: 2021,
      address: '主动公开.行政许可.本年处理决定数量',
      before: '12',
      after: '13',
    });
  });

  test('leave the index and the work tree as they were', async () => {
    git('add', report);
    await edit('行政处罚: 0', '行政处罚: 1');
    await writeFile(path.join(root.path, '草稿.txt'), '尚未提交');
    const state = async () => ({
      status: git('status', '--porcelain'),
      staged: git('diff', '--cached'),
      open: git('diff'),
      head: git('rev-parse', 'HEAD'),
      stashes: git('stash', 'list'),
      index: await readFile(path.join(root.path, '.git/index'), 'latin1'),
    });
    const before = await state();
    expect((await diff()).code).toBe(0);
    expect((await diff('HEAD', 'main')).out).toBe('没有变动的数字。\n');
    expect(await state()).toEqual(before);
  });
});

test('nothing is listed where only words have changed', async () => {
  await edit('解读材料偏少', '解读材料仍然偏少');
  expect(await diff()).toEqual({ code: 0, out: '没有变动的数字。\n', err: '' });
  expect((await diff('--format', 'json')).out).toBe('[]\n');
});

describe('two revisions', () => {
  beforeEach(async () => {
    await edit('行政许可: 12', '行政许可: 13');
    commit('second');
    git('tag', 'v2');
    await edit('行政许可: 13', '行政许可: 14');
  });

  test.each([
    [['HEAD~1', 'v2'], '12 → 13'],
    [['v2', 'HEAD~1'], '13 → 12'],
    [['HEAD~1'], '12 → 14'],
    [['HEAD'], '13 → 14'],
    [[], '13 → 14'],
  ])('%j', async (revisions, change) => {
    expect((await diff(...revisions)).out).toBe(
      `柳林镇 2021：主动公开.行政许可.本年处理决定数量　${change}\n`,
    );
  });
});

test('a report that is new or gone is told as a whole', async () => {
  await mkdir(path.join(root.path, 'reports/town'), { recursive: true });
  await rename(path.join(root.path, report), path.join(root.path, 'reports/town/2022.yaml'));
  const { out } = await diff();
  expect(out).toBe('柳林镇 2021：删除报告\n柳林镇 2022：新增报告\n');
  expect((await diff('--format', 'markdown')).out).toContain(
    '| 柳林镇 | 2021 | 删除报告 |  |  |\n',
  );
  expect(JSON.parse((await diff('--format', 'json')).out)).toEqual([
    { agency: 'town', agencyName: '柳林镇', year: 2021, report: 'removed' },
    { agency: 'town', agencyName: '柳林镇', year: 2022, report: 'added' },
  ]);
});

test('the agency’s own statistics, whatever their names', async () => {
  const statistics = (parts: string) => `统计:\n  图解|<动画>: {单位: 篇次, 分项: {${parts}}}\n`;
  await edit(/$/, `\n${statistics('甲: 1')}`);
  commit('statistics');
  await edit('{甲: 1}', '{甲: 2, 乙: 3}');
  expect((await diff()).out).toBe(`\
柳林镇 2021：统计.图解|<动画>.甲　1 → 2
柳林镇 2021：统计.图解|<动画>.乙　无 → 3
柳林镇 2021：统计.图解|<动画>.合计　1 → 5
`);
  expect((await diff('--format', 'markdown')).out).toContain(
    '| 柳林镇 | 2021 | 统计.图解\\|&lt;动画>.乙 | 无 | 3 |\n',
  );
});

test('a figure that is not stated is shown as in the report', async () => {
  await edit('发布日期', '原载: {出处: 未载}\n发布日期');
  commit('archived');
  await edit('行政处罚: 0', '行政处罚: 未载');
  expect((await diff()).out).toBe('柳林镇 2021：主动公开.行政处罚.本年处理决定数量　0 → —\n');
  expect(JSON.parse((await diff('--format', 'json')).out)).toMatchObject([
    { before: '0', after: null },
  ]);
});

test('a report that cannot be read is not taken for one that is gone', async () => {
  await edit('格式: "2021"', '格式: "2121"');
  expect(await diff()).toEqual({
    code: 0,
    out: '没有变动的数字。\n',
    err: `${report}（当前文件）读不出来，没有比较\n`,
  });
  commit('broken');
  await edit('格式: "2121"', '格式: "2021"');
  expect((await diff()).err).toBe(`${report}（HEAD）读不出来，没有比较\n`);
});

test.each(['资料', 'a/b', '县 [1] *'])(
  'the root may be the folder %s of the repository',
  async (folder) => {
    await mkdir(path.join(root.path, folder), { recursive: true });
    for (const name of ['data', 'reports'])
      await rename(path.join(root.path, name), path.join(root.path, folder, name));
    commit('moved');
    await edit('行政许可: 12', '行政许可: 13', path.join(folder, report));
    expect(await run('diff', '--root', path.join(root.path, folder))).toEqual({
      code: 0,
      out: '柳林镇 2021：主动公开.行政许可.本年处理决定数量　12 → 13\n',
      err: '',
    });
  },
);

test('in a hook git’s own settings do not lead elsewhere', async () => {
  await edit('行政许可: 12', '行政许可: 13');
  vi.stubEnv('GIT_DIR', path.join(scratch.path, 'nowhere'));
  vi.stubEnv('GIT_INDEX_FILE', path.join(scratch.path, 'nowhere/index'));
  expect((await diff()).out).toContain('12 → 13');
  vi.unstubAllEnvs();
});

describe('is refused in Chinese, with exit code 2:', () => {
  const refused = async (...args: string[]) => {
    const { code, out, err } = await run('diff', ...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    return err;
  };

  test.each(['没有的版本', 'no-such', '--', 'HEAD~99', '-1'])('the revision %s', async (name) => {
    const err = await refused('--root', root.path, '--', name);
    expect(err).toBe(`git 里没有“${name}”这个版本\n`);
  });

  test('a second revision that there is not', async () => {
    expect(await refused('--root', root.path, 'HEAD', 'no-such')).toBe(
      'git 里没有“no-such”这个版本\n',
    );
  });

  test('a folder that is in no repository', async () => {
    await rm(path.join(root.path, '.git'), { recursive: true });
    expect(await refused('--root', root.path)).toBe(`${root.path} 不在 git 仓库里\n`);
    const nowhere = path.join(root.path, 'nowhere');
    expect(await refused('--root', nowhere)).toBe(`${nowhere} 不在 git 仓库里\n`);
  });

  test('data that cannot be read', async () => {
    await rm(path.join(root.path, 'data'), { recursive: true });
    expect(await refused('--root', root.path)).toContain('“当前文件”的 data/ 读不出来');
    commit('without data');
    expect(await refused('--root', root.path, 'HEAD', 'HEAD~1')).toContain(
      '“HEAD”的 data/ 读不出来',
    );
  });

  test('an unknown format, and a third revision', async () => {
    expect(await refused('--format', 'xml')).toContain('--format 只能是 text、markdown、json');
    expect(await refused('a', 'b', 'c')).toBe('多余的参数：c\n');
  });
});
