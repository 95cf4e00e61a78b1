import { execFile } from 'node:child_process';
import { cp } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixtureRoot, projectRoot, type TemporaryFolder, temporaryRoot } from '../roots.ts';
import { run } from './recorder.ts';

const { out: usage } = await run('--help');
/** The commands, by the lines of the usage that name them. */
const commands = [...usage.matchAll(/^ {2}([a-z]+) +(\S.*)$/gm)].map(([, name, summary]) => ({
  name: name!,
  summary: summary!,
}));

describe('help', () => {
  test('names the commands', async () => {
    const names = commands.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['build', 'check', 'start']));
    for (const asked of ['-h', 'help'])
      expect(await run(asked)).toEqual({ code: 0, out: usage, err: '' });
  });

  test('is shown where no command is named, which is wrong use', async () => {
    expect(await run()).toEqual({ code: 2, out: usage, err: '' });
  });

  test.each(commands)('of $name tells its use and its options', async ({ name, summary }) => {
    for (const asked of ['--help', '-h']) {
      const { code, out, err } = await run(name, asked);
      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(out).toContain(summary);
      expect(out).toContain(`用法：gongkai ${name}`);
    }
  });
});

describe('wrong use is told in Chinese, with exit code 2:', () => {
  test('an unknown command, and the nearest one', async () => {
    const { code, out, err } = await run('biuld');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toBe('没有“biuld”这个命令，是否应为“build”？\n');
    expect((await run('？')).err).toBe('没有“？”这个命令\n');
  });

  test.each(commands)('an unknown option of $name', async ({ name }) => {
    const { code, out, err } = await run(name, '--nonsense');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('--nonsense');
    expect(err).toContain(`gongkai ${name} 的选项：`);
  });

  test('an option without its value', async () => {
    const { code, err } = await run('check', '--root');
    expect(code).toBe(2);
    expect(err).toContain('gongkai check 的选项：--root');
  });

  test('too many arguments', async () => {
    expect(await run('check', '多余')).toEqual({ code: 2, out: '', err: '多余的参数：多余\n' });
  });

  test('an unknown format', async () => {
    const { code, err } = await run('check', '--format', 'xml');
    expect({ code, err }).toEqual({ code: 2, err: '--format 只能是 text、json、github\n' });
  });

  test.each(['0', '65536', '八零', '80.5'])('the port %s', async (port) => {
    const { code, err } = await run('start', '--port', port);
    expect({ code, err }).toEqual({ code: 2, err: '--port 应当是 1 到 65535 的整数\n' });
  });
});

test('a reader that stops reading is no fault, and ends nothing', async () => {
  const program = path.join(projectRoot, 'bin/gongkai.js');
  const piped = `"$0" "$1" rules | true; echo "\${PIPESTATUS[0]}"`;
  const ran = await promisify(execFile)('bash', ['-c', piped, process.execPath, program]);
  expect(ran).toEqual({ stdout: '0\n', stderr: '' });
});

describe('check', () => {
  let root: TemporaryFolder;
  beforeAll(async () => {
    const base = fixtureRoot('bad-input/base');
    root = await temporaryRoot(base, {
      'reports/town/2022.yaml': '格式: "2021"\n发布日期: 2023-01-20\n主动公开: 0\n',
    });
    await cp(
      path.join(base, 'reports/town/2021.yaml'),
      path.join(root.path, 'reports/town/2023.yaml'),
    );
  });
  afterAll(() => root.remove());

  test('finds no errors in the five seed reports', async () => {
    const { code, out, err } = await run('check', '--root', projectRoot);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/共 5 份年报：0 个错误，.*可以发布。\n$/);
  });

  test('as text: by file, with place and source line, a verdict last', async () => {
    const { code, out } = await run('check', '--root', root.path);
    expect(code).toBe(1);
    expect(out).toMatch(/^reports\/town\/2022\.yaml$/m);
    expect(out).toMatch(/^ {2}1:1 {2}错误 {2}\S.*key\/missing$/m);
    expect(out).toMatch(/^ +1 \| 格式: "2021"$/m);
    expect(out).toMatch(/共 3 份年报：[1-9]\d* 个错误，.*有错误，不能发布。\n$/);
  });

  test('as JSON: the fields of the contract', async () => {
    const { code, out } = await run('check', '--root', root.path, '--format', 'json');
    expect(code).toBe(1);
    const { findings, summary, ...rest } = JSON.parse(out) as {
      findings: Record<string, unknown>[];
      summary: Record<string, number>;
    };
    expect(rest).toEqual({});
    expect(Object.keys(summary)).toEqual([
      'reports',
      'errors',
      'warnings',
      'infos',
      'acknowledged',
    ]);
    const count = (severity: string) =>
      findings.filter((finding) => finding.severity === severity).length;
    expect(summary).toEqual({
      reports: 3,
      errors: count('error'),
      warnings: count('warning'),
      infos: count('info'),
      acknowledged: 0,
    });
    expect(findings).toContainEqual({
      rule: 'key/missing',
      severity: 'error',
      file: 'reports/town/2022.yaml',
      line: 1,
      column: 1,
      message: expect.stringContaining('缺少'),
    });
    const fields = 'rule severity file line column fact message expected actual acknowledged';
    for (const finding of findings) {
      const known = fields.split(' ').filter((field) => field in finding);
      expect(Object.keys(finding)).toEqual(known);
    }
  });

  test('as GitHub commands: one line each, at its place', async () => {
    const { code, out } = await run('check', '--root', root.path, '--format', 'github');
    expect(code).toBe(1);
    expect(out).toMatch(
      /^::error file=reports\/town\/2022\.yaml,line=1,col=1,title=key\/missing::缺少/m,
    );
    for (const line of out.trimEnd().split('\n'))
      expect(line).toMatch(/^::(error|warning|notice) file=[^,]+,line=\d+,col=\d+,title=[^:]+::./);
  });

  test('of a root without anything tells what is missing', async () => {
    const { code, out } = await run('check', '--root', path.join(root.path, 'nowhere'));
    expect(code).toBe(1);
    for (const missing of ['data/site.yaml', 'data/agencies.yaml', 'reports'])
      expect(out).toContain(missing);
  });
});
