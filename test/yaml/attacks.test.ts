import { describe, expect, test } from 'vitest';
import { BaseRoot, baseReport, edited, report } from './base-root.ts';

const root = new BaseRoot();

describe('attacks', () => {
  const soon = { timeout: 5000 };

  test('100,000 unknown keys: told up to a limit', soon, async () => {
    const keys = Array.from({ length: 100_000 }, (_, index) => `k${index}: 0\n`).join('');
    await root.write(report, keys + baseReport);
    const text = await root.told();
    expect(text.match(/错误/g)).toHaveLength(101);
    expect(text).toContain('这个文件还有 99900 处问题没有列出：请先改正以上各处  file/more');
  });

  test('one line of 1 MB: excerpts stay short', soon, async () => {
    const keys = Array.from({ length: 60_000 }, (_, index) => `k${index}: -1`).join(', ');
    await root.write(report, edited('行政处罚: 0', `行政处罚: {${keys}}`));
    expect((await root.told()).length).toBeLessThan(60_000);
  });

  test('a key of 1 MB is not repeated whole', soon, async () => {
    const key = '甲'.repeat(300_000);
    await root.write(
      report,
      `${baseReport}${key}: 0\n统计:\n  ${key}.: {单位: 条, 数量: "${key}"}\n`,
    );
    expect((await root.told()).length).toBeLessThan(5000);
  });

  test('a key with line breaks cannot forge findings', async () => {
    await root.write(report, `${baseReport}"甲\\nreports/town/2022.yaml\\n  1:1  错误  乙": 0\n`);
    expect((await root.told()).split('\n')).toHaveLength(3);
  });

  const long: [string, (n: number) => string][] = [
    ['brackets', (n) => '['.repeat(n)],
    ['braces', (n) => '{'.repeat(n)],
    ['braces and full-width commas', (n) => '{，'.repeat(n / 2)],
    ['full-width commas before keys', (n) => '，甲'.repeat(n / 2)],
    ['colons', (n) => ':'.repeat(n)],
    ['colons and spaces', (n) => ': '.repeat(n / 2)],
    ['spaces', (n) => `${' '.repeat(n)}x`],
    ['ideographic spaces', (n) => `${'\u3000'.repeat(n)}x`],
    ['tabs', (n) => `${'\t'.repeat(n)}x`],
    ['dashes', (n) => '-'.repeat(n)],
    ['items in items', (n) => '- '.repeat(n / 2)],
    ['question marks', (n) => '? '.repeat(n / 2)],
    ['quotes', (n) => '"'.repeat(n)],
    ['single quotes', (n) => "'".repeat(n)],
    ['bars', (n) => '|'.repeat(n)],
    ['digits', (n) => '1'.repeat(n)],
    ['digits and commas', (n) => '111,'.repeat(n / 4)],
    ['anchors', (n) => '&a '.repeat(n / 3)],
    ['anchors on lines', (n) => '&a\n'.repeat(n / 3)],
    ['tags', (n) => '!a '.repeat(n / 3)],
    ['aliases', (n) => `[${'*a, '.repeat(n / 4)}]`],
    ['number signs', (n) => '# '.repeat(n / 2)],
    ['lines', (n) => '\n'.repeat(n)],
    ['keys with full-width colons on lines', (n) => '甲：\n'.repeat(n / 3)],
    ['deeper and deeper', (n) => steps(n)],
    ['documents', (n) => '---\n'.repeat(n / 4)],
    ['placeholders', (n) => '{{ 申请办理.本年新收 }}'.repeat(n / 16)],
    ['open placeholders', (n) => '{{ a'.repeat(n / 4)],
    ['links', (n) => '[甲](javascript:a)'.repeat(n / 16)],
    ['images', (n) => '![](a)'.repeat(n / 6)],
    ['link brackets', (n) => '[a]('.repeat(n / 4)],
    ['stars', (n) => '*甲**'.repeat(n / 4)],
    ['less-than signs', (n) => '<'.repeat(n / 10)],
    ['tags of HTML', (n) => '<a '.repeat(n / 3)],
    ['backslashes', (n) => '\\'.repeat(n)],
    ['table cells', (n) => `a|b\n  -|-\n  ${'|'.repeat(n)}`],
  ];
  const size = 100_000;

  test.each(long)('a long run of %s as a value, as prose and alone', soon, async (_name, make) => {
    const text = make(size);
    await root.write('reports/town/2018.yaml', text);
    await root.write('reports/town/2019.yaml', edited('行政处罚: 0', `行政处罚: ${text}`));
    await root.write('reports/town/2020.yaml', edited('行政处罚: 0', `行政处罚: {甲: ${text}}`));
    // A fault besides, so that what the rules make of such prose is not asked here.
    await root.write(
      'reports/town/2022.yaml',
      edited('解读', text).replace('行政处罚: 0', '行政处罚: 三'),
    );
    const { out, code } = await root.check();
    expect(code).toBeLessThan(2);
    expect(out.length).toBeLessThan(200_000);
  });

  function steps(length: number): string {
    let text = '';
    for (let depth = 0; text.length < length; depth++) text += `${' '.repeat(depth)}甲:\n`;
    return text;
  }

  test('thousands of agencies below each other, or below nobody', soon, async () => {
    const entry = (index: number, parent: string) =>
      `a${index}: {名称: 甲, 类型: 部门, 层级: 县, 上级: ${parent}}\n`;
    const chain = Array.from({ length: 8000 }, (_, index) => entry(index, `a${index + 1}`)).join(
      '',
    );
    await root.write('data/agencies.yaml', `${chain}a8000: {名称: 甲, 类型: 地区, 层级: 省}\n`);
    expect((await root.check()).out).toContain('reports/town/2021.yaml');
    const astray = Array.from({ length: 8000 }, (_, index) => entry(index, `b${index}`)).join('');
    await root.write('data/agencies.yaml', astray);
    expect(await root.told('data/agencies.yaml')).toContain('还有 7900 处问题没有列出');
  });
});
