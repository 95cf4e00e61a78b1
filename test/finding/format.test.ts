import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { type Finding, summarize } from '../../src/finding/finding.ts';
import { formatGithub, formatJson, formatText } from '../../src/finding/format.ts';

const finding: Finding = {
  rule: 'figure/negative',
  severity: 'error',
  file: 'reports/town/2021.yaml',
  line: 12,
  column: 9,
  message: '“行政许可”不能是负数（-12）',
  sourceLine: '  行政许可: -12',
  fact: '主动公开.行政许可.本年处理决定数量',
  isFault: true,
};

const asText = (...findings: Finding[]) => formatText(findings, summarize(findings, 2));

describe('text for people', () => {
  test('nothing found', () => {
    expect(asText()).toBe('共 2 份年报：0 个错误，0 个警告。可以发布。\n');
  });

  test('findings by file, with their lines, and a verdict', () => {
    const warning: Finding = { ...finding, severity: 'warning', line: 3, column: 1 };
    const info: Finding = { ...finding, severity: 'info', file: 'reports/town/2022.yaml' };
    const { sourceLine: _, ...fileFinding } = finding;
    expect(
      asText(warning, finding, { ...finding, acknowledged: true }, info, {
        ...fileFinding,
        file: 'reports/town/2023.yaml',
        line: 1,
        column: 1,
      }),
    ).toBe(`\
reports/town/2021.yaml
  3:1  警告  “行政许可”不能是负数（-12）  figure/negative
     3 |   行政许可: -12
       | ^
  12:9  错误  “行政许可”不能是负数（-12）  figure/negative
    12 |   行政许可: -12
       |             ^
  12:9  已说明  “行政许可”不能是负数（-12）  figure/negative
    12 |   行政许可: -12
       |             ^

reports/town/2022.yaml
  12:9  提示  “行政许可”不能是负数（-12）  figure/negative
    12 |   行政许可: -12
       |             ^

reports/town/2023.yaml
  1:1  错误  “行政许可”不能是负数（-12）  figure/negative

共 2 份年报：2 个错误，1 个警告，1 个提示，1 个已说明。有错误，不能发布。
`);
  });

  test.each([
    [0, [], '可以发布。'],
    [1, [], '可以发布，其中 1 份是草稿，不会发布。'],
    [2, [], '都是草稿，不会发布。'],
    [1, [finding], '有错误，不能发布。'],
  ])('a verdict where %i of 2 reports are drafts', (drafts, findings, verdict) => {
    const text = formatText(findings, summarize(findings, 2), false, drafts);
    expect(text.endsWith(` 个警告。${verdict}\n`), text).toBe(true);
  });

  /** Source line and caret as printed. */
  const excerpt = (sourceLine: string, column: number): string[] =>
    asText({ ...finding, sourceLine, column })
      .split('\n')
      .slice(2, 4)
      .map((line) => line.slice(9));

  test('the caret stands under its character, whatever stands before', () => {
    expect(excerpt('ab甲乙c', 5)).toEqual(['ab甲乙c', '      ^']);
    expect(excerpt('😀：x', 3)).toEqual(['😀：x', '    ^']);
    expect(excerpt('\t\tx', 3)).toEqual(['\t\tx', '\t\t^']);
    expect(excerpt('x', 2)).toEqual(['x', ' ^']);
  });

  test('a long line is cut around the column, never through a character', () => {
    const [line, caret] = excerpt(`${'a'.repeat(500)}X${'b'.repeat(500)}`, 501);
    expect(line).toBe(`…${'a'.repeat(30)}X${'b'.repeat(39)}…`);
    expect(caret).toBe(`${' '.repeat(31)}^`);
    for (const column of [36, 37, 38]) {
      const [emoji] = excerpt('😀'.repeat(100), column);
      expect(emoji).toMatch(/^…?(😀)+…$/u);
    }
    expect(excerpt(`X${'b'.repeat(500)}`, 1)).toEqual([`X${'b'.repeat(39)}…`, '^']);
    expect(excerpt(`${'a'.repeat(500)}X`, 501)[0]).toBe(`…${'a'.repeat(30)}X`);
  });

  test('what would command the terminal or cannot be seen becomes a box', () => {
    const hostile = '\u001b[31m\r\n\u0007\u202e\u200b\u2028\ud800';
    const text = asText({ ...finding, file: hostile, message: hostile, sourceLine: `${hostile}x` });
    expect(text).toBe(`\
□[31m□□□□□□□
  12:9  错误  □[31m□□□□□□□  figure/negative
    12 | □[31m□□□□□□□x
       | ${' '.repeat(8)}^

共 2 份年报：1 个错误，0 个警告。有错误，不能发布。
`);
  });

  test('a message of any length is cut', () => {
    expect(asText({ ...finding, message: '甲'.repeat(100_000) }).length).toBeLessThan(1000);
  });

  test('colour adds nothing but colour', () => {
    const findings = [finding, { ...finding, severity: 'warning' } as const];
    const summary = summarize(findings, 2);
    const coloured = formatText(findings, summary, true);
    expect(coloured).toContain('\u001b[31m错误\u001b[39m');
    expect(stripVTControlCharacters(coloured)).toBe(formatText(findings, summary));
  });
});

describe('JSON for machines', () => {
  test('the fields of the output contract and no others; absent ones left out', () => {
    const findings: Finding[] = [
      finding,
      {
        ...finding,
        severity: 'warning',
        expected: 12,
        actual: '-12',
        acknowledged: true,
      },
    ];
    const { sourceLine: _, isFault: __, ...fields } = finding;
    const json: unknown = JSON.parse(formatJson(findings, summarize(findings, 2)));
    expect(json).toEqual({
      findings: [
        fields,
        { ...fields, severity: 'warning', expected: 12, actual: '-12', acknowledged: true },
      ],
      summary: { reports: 2, errors: 1, warnings: 0, infos: 0, acknowledged: 1 },
    });
  });

  test('half a surrogate pair is written as an escape', () => {
    const text = formatJson([{ ...finding, message: '\ud800' }], summarize([], 0));
    expect(text.isWellFormed()).toBe(true);
    expect(text).toContain('\\ud800');
  });
});

describe('workflow commands for GitHub', () => {
  test('one a finding, by severity', () => {
    const findings: Finding[] = (['error', 'warning', 'info'] as const).map((severity) => ({
      ...finding,
      severity,
    }));
    expect(formatGithub(findings)).toBe(
      ['error', 'warning', 'notice']
        .map(
          (command) =>
            `::${command} file=reports/town/2021.yaml,line=12,col=9,title=figure/negative::“行政许可”不能是负数（-12）\n`,
        )
        .join(''),
    );
  });

  test('an acknowledged finding marks nothing', () => {
    expect(formatGithub([{ ...finding, acknowledged: true }])).toBe('');
  });

  test('signs of the commands themselves are escaped', () => {
    expect(
      formatGithub([
        { ...finding, file: 'reports/a,b:c%/2021.yaml', message: '甲\r\n::error::乙 100%' },
      ]),
    ).toBe(
      '::error file=reports/a%2Cb%3Ac%25/2021.yaml,line=12,col=9,title=figure/negative::甲%0D%0A::error::乙 100%25\n',
    );
  });
});
