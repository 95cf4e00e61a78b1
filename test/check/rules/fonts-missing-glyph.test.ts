import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { run } from '../../cli/recorder.ts';
import { findingsBy, type ReportTexts, rootOf, toldBy } from '../archive-of.ts';

const told = (其他事项: string, more: Partial<ReportTexts> = {}) =>
  toldBy('fonts/missing-glyph', { 其他事项, ...more });

// U+30000 and above: of the newest extensions, in none of the fonts of today's npm packages.
const missing = '\u{31350}';
const ownMade = '\ue000';

describe('speaks', () => {
  test('of a character that no face has, with code point, place and line, and takes no explanation', async () => {
    const findings = await findingsBy('fonts/missing-glyph', {
      其他事项: `没有收取信息处理费。\n\n负责人张${missing}。`,
    });
    expect(findings).toEqual([
      expect.objectContaining({
        severity: 'error',
        file: 'reports/liulin/2022.yaml',
        line: 10,
        column: 7,
        sourceLine: `  负责人张${missing}。`,
        message: `“${missing}”（U+31350）在所用的字体里都没有，印不出来：请核对是否写错；没有写错的，在 data/site.yaml 的“字体”里指定有这个字的字体`,
      }),
    ]);
    expect(findings[0]!.entry).toBeUndefined();
  });

  test('of a private character, which fonts may well have', async () => {
    const findings = await told(`负责人张${ownMade}。`);
    expect(findings.map(({ message }) => message)).toEqual([
      `“${ownMade}”（U+E000）是私用区的自造字，只有造它的电脑认得：请改用正式编码的字`,
    ]);
  });

  test.each([
    ['a sign that is drawn in colours', '满意😀'],
    ['another script', '\u0e01\u0e32\u0e23'],
    ['a character written by its number', '符号&#x1F600;'],
    ['a private character written by its number', '符号&#57344;'],
    ['one of the private planes', '字\u{f0000}'],
  ])('of %s', async (_, text) => {
    expect((await told(`没有收取信息处理费。${text}`)).length).toBeGreaterThan(0);
  });

  test('of a letter with a mark that no one face has both of', async () => {
    const findings = await told('没有收取信息处理费。Ą\u302a');
    expect(findings.map(({ message }) => message)).toEqual([
      expect.stringContaining('（U+0104 U+302A）'),
    ]);
  });

  test('in every printed text: title, names, origin, reasons', async () => {
    const findings = await findingsBy('fonts/missing-glyph', {
      more: `标题: 县${missing}局年报
原载: {出处: 第${missing}号}
统计:
  来信${missing}: {单位: 件, 分项: {网站: 1, 到访${missing}: 1}}
说明:
- {规则: fees/unstated, 原文: 无, 数值: [无, 无], 理由: "见${missing}号", 署名: "王${missing}", 日期: "2023-01-18"}`,
    });
    // The signature, at column 59, is not printed.
    expect(findings.map(({ line, column }) => [line, column])).toEqual([
      [12, 6],
      [13, 11],
      [15, 5],
      [15, 30],
      [17, 48],
    ]);
  });

  test('of one character ten times at most', async () => {
    expect(await told(`没有收取信息处理费。${missing.repeat(20)}`)).toHaveLength(10);
  });
});

describe('is silent', () => {
  test.each([
    ['characters that names are written with', '昇喆彧玥堃㛃䶮镕赟翀'],
    ['signs of offices', '〔2021〕30号“”‘’《》——……①②③％‰℃㎡№§×÷±≥≤√△○●□■◆★→'],
    ['Latin, Greek and Cyrillic letters', 'ABCabcàéü αβγ Жя'],
    ['blanks of all kinds', '甲\u00a0乙\u3000丙\u2003丁'],
    ['what changes a shape and has none', '葛\u{e0100}城\ufe0f\u200d'],
    ['a letter that one face has with its mark', 'e\u0301'],
    ['what is not text', '[网址](https://example.com/%F0%9F%98%80)'],
  ])('on %s', async (_, text) => {
    expect(await told(`没有收取信息处理费。${text}`)).toEqual([]);
  });

  test('on comments', async () => {
    expect(await told('没有收取信息处理费。', { more: `# 张${missing}` })).toEqual([]);
  });
});

describe('names in the data files', () => {
  test.each([
    ['data/agencies.yaml', '清河县柳林镇人民政府', 15, 24],
    ['data/site.yaml', '政府信息公开年报', 1, 22],
  ])('of %s are told of at their place', async (file, after, line, column) => {
    await using root = await rootOf({});
    const full = path.join(root.path, file);
    const text = await readFile(full, 'utf8');
    await writeFile(full, text.replace(after, `${after}${missing}`));
    const { code, out } = await run('check', '--root', root.path, '--format', 'json');
    expect(code).toBe(1);
    expect(
      JSON.parse(out).findings.filter(({ severity }: { severity: string }) => severity === 'error'),
    ).toEqual([expect.objectContaining({ rule: 'fonts/missing-glyph', file, line, column })]);
  });
});
