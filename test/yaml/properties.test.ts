import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { FAILSAFE_SCHEMA, load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { loadForms } from '../../src/archive/forms.ts';
import { home } from '../../src/archive/load.ts';
import { readReport } from '../../src/report/read.ts';
import { decodeSource } from '../../src/yaml/decode.ts';
import type { YamlNode } from '../../src/yaml/node.ts';
import { offsetInSource } from '../../src/yaml/offsets.ts';
import { parseYaml } from '../../src/yaml/parse.ts';
import type { Problem } from '../../src/yaml/problem.ts';
import { createSource, type Source } from '../../src/yaml/source.ts';
import { findingsOf } from '../../src/yaml/tell.ts';

const { forms } = loadForms(home, home);

/** Valid reports: the seeds, and the base of the bad input. */
const reports = [
  path.join(home, 'reports'),
  path.join(home, 'test/fixtures/bad-input/base/reports'),
]
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true }).map((name) => path.join(folder, String(name))),
  )
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => readFileSync(name, 'utf8'));

/** What stands in YAML files and next to their edges, right and wrong. */
const pieces = [
  ...['\n', '\n  ', '\n    ', ' ', '  ', '\t', '\r\n', '\u3000', '\u00a0', '\u200b', '\u2028'],
  ...[
    ': ',
    ':',
    '：',
    ',',
    ', ',
    '，',
    '- ',
    '-',
    '? ',
    '|',
    '|\n',
    '|2\n',
    '|+\n',
    '>\n',
    '#',
    ' # ',
  ],
  ...['{', '}', '[', ']', '｛', '｝', '{{ ', ' }}', '"', "'", '“', '”', '\\', '\\x4', '\\ud800'],
  ...['&a', '*a', '!a', '!!int', '<<', '---', '\n---\n', '...', '%YAML 1.2', '@', '`', '%', '~'],
  ...[
    '0',
    '1',
    '-1',
    '+3',
    '1.5',
    '1,234',
    '１',
    '0x1F',
    '1e3',
    '.nan',
    'null',
    'true',
    '未载',
    '一',
  ],
  ...['格式', '"2021"', '2019', '状态', '草稿', '原载', '出处', '发布日期', '2022-01-20', '标题'],
  ...['总体情况', '主动公开', '规章', '申请办理', '本年新收', '自然人', '其他', '其余', '办理结果'],
  ...[
    '予以公开',
    '复议诉讼',
    '行政复议',
    '结果维持',
    '总计',
    '统计',
    '单位',
    '分项',
    '数量',
    '说明',
  ],
  ...[
    '刊载总计',
    '申请办理.本年新收.总计',
    '上年:',
    '同比 ',
    '占比 ',
    ' / ',
    '千分位 ',
    '统计.甲.合计',
  ],
  ...[
    '![',
    '](',
    ')',
    '<b>',
    '<https://a>',
    '###',
    '# ',
    '甲',
    '😀',
    '\ufffd',
    '__proto__',
    'constructor',
  ],
];
const piece = fc.constantFrom(...pieces);
const scraps = fc.array(piece, { maxLength: 40 }).map((parts) => parts.join(''));

/** A valid report with some places replaced. */
const damaged = fc
  .tuple(
    fc.constantFrom(...reports),
    fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(12), piece), {
      minLength: 1,
      maxLength: 4,
    }),
  )
  .map(([report, cuts]) =>
    cuts.reduce((text, [where, length, insert]) => {
      const at = Math.floor(where * text.length);
      return text.slice(0, at) + insert + text.slice(at + length);
    }, report),
  );

function expectInside(source: Source, problems: readonly Problem[]): void {
  for (const { offset } of problems) {
    expect(offset).toBeGreaterThanOrEqual(0);
    expect(offset).toBeLessThanOrEqual(source.text.length);
  }
  const lines = source.text.split('\n');
  for (const { line, column, message } of findingsOf(source, problems)) {
    expect(line).toBeLessThanOrEqual(lines.length);
    expect(column).toBeLessThanOrEqual([...lines[line - 1]!].length + 1);
    expect(message).not.toMatch(/undefined|NaN|\[object/);
  }
}

/** Reads a text as a report: it has problems told within the file, or every primary figure. */
function expectReadOrRefused(text: string): void {
  const decoded = decodeSource('reports/a/2021.yaml', Buffer.from(text));
  expectInside(decoded.source, decoded.problems);
  if (!decoded.readable) return void expect(decoded.problems).not.toEqual([]);
  const { report, problems } = readReport(decoded.source, 'a', 2021, forms);
  expectInside(decoded.source, problems);
  if (problems.length > 0) return;
  expect(report).toBeDefined();
  for (const [index, { role }] of report!.form.facts.entries()) {
    if (role !== 'primary') expect(report!.figures[index]).toBeUndefined();
    else expect(report!.figures[index]).not.toBeUndefined();
    if (!report!.archived && role === 'primary') expect(report!.figures[index]).not.toBeNull();
  }
}

describe('whatever a file holds, it is read or refused with a reason', () => {
  test('any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const { source, problems, readable } = decodeSource('a.yaml', bytes);
        expectInside(source, problems);
        if (readable) expectInside(source, parseYaml(source).problems);
        else expect(problems).toHaveLength(Math.max(1, problems.length));
      }),
    );
  });

  test('any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const source = createSource('a.yaml', text);
        const { root, problems } = parseYaml(source);
        expectInside(source, problems);
        if (!root) expect(problems).not.toEqual([]);
      }),
    );
  });

  test('scraps of YAML', () => {
    fc.assert(fc.property(scraps, expectReadOrRefused), { numRuns: 1500 });
  });

  test('scraps after a valid beginning', () => {
    fc.assert(
      fc.property(scraps, (text) => expectReadOrRefused(`格式: "2021"\n主动公开: 0\n${text}`)),
      { numRuns: 1000 },
    );
  });

  test('valid reports with damage', () => {
    fc.assert(fc.property(damaged, expectReadOrRefused), { numRuns: 600 });
  });

  test('valid reports with a line taken out, doubled, moved or indented otherwise', () => {
    const change = fc.constantFrom<(lines: string[], at: number) => string[]>(
      (lines, at) => lines.toSpliced(at, 1),
      (lines, at) => lines.toSpliced(at, 0, lines[at]!),
      (lines, at) => lines.toSpliced(at, 1, ` ${lines[at]}`),
      (lines, at) => lines.toSpliced(at, 1, lines[at]!.trimStart()),
      (lines, at) => lines.toSpliced(at, 1, lines[at]!.replaceAll(':', '：')),
      (lines, at) => lines.toSpliced(at, 1, lines[at]!.replaceAll(': ', ':')),
      (lines, at) => lines.toSpliced(at, 1).toSpliced(at + 1, 0, lines[at]!),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...reports),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        change,
        (report, where, apply) => {
          const lines = report.split('\n');
          expectReadOrRefused(apply(lines, Math.floor(where * lines.length)).join('\n'));
        },
      ),
      { numRuns: 600 },
    );
  });
});

/** A tree as js-yaml's simplest schema would have it: nothing but strings. */
function plain(node: YamlNode): unknown {
  if (node.kind === 'scalar') return node.text;
  if (node.kind === 'sequence') return node.items.map(plain);
  return Object.fromEntries(node.entries.map(({ key, value }) => [key.text, plain(value)]));
}

/** Every scalar of a tree, keys included. */
function* scalarsOf(node: YamlNode): Generator<Extract<YamlNode, { kind: 'scalar' }>> {
  if (node.kind === 'scalar') yield node;
  else if (node.kind === 'sequence') for (const item of node.items) yield* scalarsOf(item);
  else
    for (const { key, value } of node.entries) {
      yield key;
      yield* scalarsOf(value);
    }
}

describe('the tree', () => {
  test('says what js-yaml says', () => {
    for (const text of reports) {
      const { root } = parseYaml(createSource('a.yaml', text));
      expect(plain(root!)).toEqual(load(text, { schema: FAILSAFE_SCHEMA }));
    }
    fc.assert(
      fc.property(scraps, (text) => {
        const { root, problems } = parseYaml(createSource('a.yaml', text));
        fc.pre(root !== undefined && problems.length === 0 && !text.includes('__proto__'));
        expect(plain(root!)).toEqual(load(text, { schema: FAILSAFE_SCHEMA }));
      }),
      { numRuns: 1000 },
    );
  });

  test('knows where each character of a value stands', () => {
    const expectPlaces = (text: string) => {
      const { root, problems } = parseYaml(createSource('a.yaml', text));
      fc.pre(root !== undefined && problems.length === 0);
      for (const scalar of scalarsOf(root!)) {
        if (text[scalar.start] === '>' && scalar.style === 'block') continue;
        for (let index = 0; index < scalar.text.length; index++) {
          const character = scalar.text[index]!;
          const there = text[offsetInSource(text, scalar, index)];
          if (there === character) continue;
          // A fold begins with white space, an escape with its backslash, a doubled quote with one.
          if (/\s/.test(character)) expect(there ?? '\n').toMatch(/[\s\\]/);
          else expect(there).toBe('\\');
        }
      }
    };
    const folds = ['甲', 'a', ' ', '\t', '\n  ', ' \n\n  ', '\r\n  ', '😀'];
    const escapes = ['\\n', '\\u4e00', '\\U0001F600', '\\x41', '\\"', '\\\n  ', '\\\\'];
    const written = (parts: readonly string[], quote: string) =>
      fc
        .array(fc.constantFrom(...parts), { maxLength: 12 })
        .map((value) => `a: ${quote}甲${value.join('')}乙${quote}\n`);
    const value = fc.oneof(
      written(folds, ''),
      written([...folds, "''", '"', '\\'], "'"),
      written([...folds, ...escapes, "'"], '"'),
    );
    for (const text of reports) expectPlaces(text);
    fc.assert(fc.property(fc.oneof(value, scraps), expectPlaces), { numRuns: 1500 });
  });
});

describe('a literal block', () => {
  const line = fc
    .array(fc.constantFrom('甲', 'a', ' ', '  ', '😀', '\u3000', '"', '\\', '{{ x }}', '\t'), {
      maxLength: 8,
    })
    .map((parts) => parts.join(''));
  const block = fc.record({
    lines: fc.array(line, { minLength: 1, maxLength: 8 }),
    indent: fc.integer({ min: 1, max: 5 }),
    header: fc.constantFrom('|', '|-', '|+', '| # 注'),
    lineEnd: fc.constantFrom('\n', '\r\n'),
    after: fc.constantFrom('', '\n', '\nb: 0\n'),
  });

  test('maps every character to its own place', () => {
    fc.assert(
      fc.property(block, ({ lines, indent, header, lineEnd, after }) => {
        const body = lines.map((text) => (text.trim() === '' ? text : ' '.repeat(indent) + text));
        const text = [`a: ${header}`, ...body].join(lineEnd) + after;
        const { root, problems } = parseYaml(createSource('a.yaml', text));
        fc.pre(root?.kind === 'mapping' && problems.length === 0);
        const { value } = (root as Extract<YamlNode, { kind: 'mapping' }>).entries[0]!;
        if (value.kind !== 'scalar') throw new Error('no scalar');
        const offsets = [...value.text].map((_, index) => offsetInSource(text, value, index));
        for (const [index, offset] of offsets.entries()) {
          if (index > 0) expect(offset).toBeGreaterThanOrEqual(offsets[index - 1]!);
          const character = value.text[index]!;
          if (character === '\n') expect(text[offset] ?? '\n').toMatch(/[\r\n]/);
          else expect(text[offset]).toBe(character);
        }
      }),
      { numRuns: 500 },
    );
  });
});
