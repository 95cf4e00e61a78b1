import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { fixtureRoot, type TemporaryFolder, temporaryRoot } from '../roots.ts';
import { run } from './recorder.ts';

const report = 'reports/town/2021.yaml';

let root: TemporaryFolder;

beforeEach(async () => {
  root = await temporaryRoot(fixtureRoot('bad-input/base'));
});

afterEach(() => root.remove());

const check = (...args: string[]) => run('check', '--root', root.path, ...args);

/** Makes the report say something else. */
async function change(from: RegExp, to: string): Promise<void> {
  const file = path.join(root.path, report);
  await writeFile(file, (await readFile(file, 'utf8')).replace(from, to));
}

describe('exit codes', () => {
  test('0 where there is no error', async () => {
    expect(await check()).toEqual({
      code: 0,
      out: '共 1 份年报：0 个错误，0 个警告。可以发布。\n',
      err: '',
    });
  });

  test('1 where there is an error', async () => {
    await change(/行政许可: 12/, '行政许可: -12');
    expect(await check()).toEqual({
      code: 1,
      out: `\
reports/town/2021.yaml
  10:9  错误  “行政许可”不能是负数（-12）  figure/negative
    10 |   行政许可: -12
       |             ^

共 1 份年报：1 个错误，0 个警告。有错误，不能发布。
`,
      err: '',
    });
  });

  test('0 where a draft has errors, which are told as warnings', async () => {
    await change(/行政许可: 12/, '行政许可: -12');
    await change(/发布日期.*/, '状态: 草稿');
    const { code, out } = await check();
    expect(code).toBe(0);
    expect(out).toContain('  10:9  警告  “行政许可”不能是负数（-12）（草稿：发布前须改正）');
    expect(out).toContain('0 个错误，1 个警告。可以发布。');
  });

  test('0 where a draft cannot even be parsed', async () => {
    await change(/发布日期.*/, '状态: "草稿"  # 未定稿\n标题: "未完');
    const { code, out } = await check();
    expect(code).toBe(0);
    expect(out).toContain('这里的引号没有配对');
  });

  test.each([
    ['an unknown option', ['--rot', '.'], '--root'],
    ['an option without its value', ['--root'], '--root'],
    ['an unknown format', ['--format', 'xml'], '--format 只能是 text、json、github'],
    ['something more', ['reports/town/2021.yaml'], '多余的参数：reports/town/2021.yaml'],
  ])('2 for %s', async (_name, args, message) => {
    const { code, out, err } = await run('check', ...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(message);
  });

  test('2 for an unknown command, with the nearest', async () => {
    expect(await run('chekc')).toEqual({
      code: 2,
      out: '',
      err: '没有“chekc”这个命令，是否应为“check”？\n',
    });
  });

  test('1, and no crash, for a root that is a file or nothing', async () => {
    expect((await run('check', '--root', path.join(root.path, report))).code).toBe(1);
    expect((await run('check', '--root', path.join(root.path, 'nowhere'))).code).toBe(1);
  });
});

describe('formats', () => {
  beforeEach(() => change(/行政许可: 12/, '行政许可: -12'));

  test('json', async () => {
    const { code, out, err } = await check('--format', 'json');
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(JSON.parse(out)).toEqual({
      findings: [
        {
          rule: 'figure/negative',
          severity: 'error',
          file: report,
          line: 10,
          column: 9,
          fact: '主动公开.行政许可.本年处理决定数量',
          message: '“行政许可”不能是负数（-12）',
        },
      ],
      summary: { reports: 1, errors: 1, warnings: 0, infos: 0, acknowledged: 0 },
    });
  });

  test('github', async () => {
    expect(await check('--format=github')).toEqual({
      code: 1,
      out: '::error file=reports/town/2021.yaml,line=10,col=9,title=figure/negative::“行政许可”不能是负数（-12）\n',
      err: '',
    });
  });

  test('text is coloured where a person is watching', async () => {
    let out = '';
    const print = (text: string) => {
      out += text;
    };
    await main(['check', '--root', root.path], { out: print, err: print, isInteractive: true });
    expect(out).toContain('\u001b[31m错误\u001b[39m');
  });

  test('the same findings every time', async () => {
    await change(/规章: 0/, '规章: 三\n  规章: 三');
    const first = await check('--format', 'json');
    for (let turn = 0; turn < 3; turn++) expect(await check('--format', 'json')).toEqual(first);
  });
});

test('--help tells of the options and the exit codes', async () => {
  const { code, out } = await run('check', '--help');
  expect(code).toBe(0);
  for (const word of ['--root', '--format', '退出码']) expect(out).toContain(word);
});
