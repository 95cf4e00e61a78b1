import { describe, expect, test } from 'vitest';
import { home } from '../../src/archive/load.ts';
import { inspect } from '../../src/check/inspect.ts';
import type { ExpectedUnit } from '../../src/pdf/read-back/content.ts';
import { expectedContent } from '../../src/publish/expected-content.ts';
import { expectedProse } from '../../src/publish/expected-prose.ts';
import { Publication } from '../../src/site/publication.ts';
import { requestColumns } from '../fixtures/invented-edition/expected.ts';
import { fixtureRoot, projectRoot } from '../roots.ts';
import { printed, requestCells } from '../seeds/printed-cells.ts';
import { full, type KnownReport, seeds } from '../seeds/reports.ts';

const publicationOf = (root: string): Publication => {
  const { archive, findings } = inspect(home, root);
  return new Publication(archive!, findings, { isPreview: false });
};

describe.each<[string, string, readonly KnownReport[]]>([
  ['the five seed reports', projectRoot, seeds],
  ['the full fixture', fixtureRoot('full'), full],
])('%s', (_, root, reports) => {
  const publication = publicationOf(root);

  test.each(reports)('$key: every row of the tables, with its figures', (report) => {
    const { units } = expectedContent(publication, report.key);
    const rows = units.flatMap((unit) =>
      unit.kind === 'row' && unit.figures.length > 0 ? [[unit.labels.at(-1), ...unit.figures]] : [],
    );
    const typed = Object.entries({ ...report.proactive, ...report.requests });
    expect(rows).toEqual([
      ...typed.map(([label, figures]) => [label, ...figures.map(printed)]),
      [undefined, ...report.litigation.map(printed)],
    ]);
  });

  test.each(reports)('$key: a group’s label opens its first row', (report) => {
    const { units } = expectedContent(publication, report.key);
    const requests = new Set(Object.keys(report.requests));
    const labels = units.flatMap((unit) =>
      unit.kind === 'row' && requests.has(unit.labels.at(-1)!) ? unit.labels : [],
    );
    const typed: string[] = [];
    for (const cell of requestCells(report)) {
      const own = cell.labels.slice(0, cell.labels.indexOf('申请人情况'));
      for (const label of own) if (!typed.includes(label)) typed.push(label);
    }
    expect(labels).toEqual(typed);
  });
});

test('is plain data', () => {
  const publication = publicationOf(projectRoot);
  for (const key of publication.reportKeys) {
    const expected = expectedContent(publication, key);
    expect(JSON.parse(JSON.stringify(expected))).toEqual(expected);
  }
});

test('an invented edition, its header rows, and what stands around the tables', () => {
  const publication = publicationOf(fixtureRoot('invented-edition'));
  const { report, units, runningLines, colophon } = expectedContent(publication, 'bei-qiao/2031');
  expect(report).toBe('北樵市档案局 2031');
  expect(runningLines).toEqual(['演示']);
  expect(colophon.slice(0, 2)).toEqual([
    '虚构办函〔2031〕1号',
    '《中华人民共和国政府信息公开工作年度报告格式》',
  ]);
  const heads = units.flatMap((unit) =>
    unit.kind === 'row' && unit.place === '表三的表头' ? [unit.labels] : [],
  );
  expect(heads).toEqual([
    ['（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）', '申请人情况'],
    ['自然人', '法人或其他组织', '总计'],
    requestColumns.slice(1, -1),
  ]);
});

describe('prose', () => {
  const told = (unit: ExpectedUnit) => {
    if (unit.kind === 'text') return `${unit.place}: ${unit.text}`;
    if (unit.kind === 'marker') return unit.number ?? '•';
    return [unit.place, ...unit.labels, ...(unit.header ? [`(${unit.header})`] : [])];
  };
  const prose = (...lines: string[]) =>
    expectedProse(lines.join('\n'), '六', ({ address }) => `<${address}>`).map(told);

  test('headings and paragraphs, placeholders in their place', () => {
    expect(
      prose(
        '## （一）收费',
        '',
        '收取 {{ a.b }} 元，',
        '**减免** *若干* [见](https://a.example) 网站。',
      ),
    ).toEqual(['标题“（一）收费”: （一）收费', '六第 1 段: 收取 <a.b> 元，减免 若干 见 网站。']);
  });

  test('a line break between Latin words is a space, one by force too', () => {
    expect(prose('Open', 'Data  ', '目录')).toEqual(['六第 1 段: Open Data 目录']);
  });

  test('lists and quotations', () => {
    expect(prose('3. 甲', '   - 乙', '', '4. 丙', '', '> 丁', '', '---', '', '戊 &lt; 己')).toEqual(
      [
        3,
        '六第 1 段: 甲',
        '•',
        '六第 2 段: 乙',
        4,
        '六第 3 段: 丙',
        '六第 4 段: 丁',
        '六第 5 段: 戊 < 己',
      ],
    );
  });

  test('tables, each row under its header', () => {
    expect(prose('| 项目 | 数量 |', '|---|--:|', '| 甲 | {{ a.b }} |', '| 乙 | |')).toEqual([
      ['六第 1 个表的表头', '项目', '数量'],
      ['六第 1 个表第 1 行', '甲', '<a.b>', '(项目,数量)'],
      ['六第 1 个表第 2 行', '乙', '', '(项目,数量)'],
    ]);
  });
});
