import { describe, expect, test } from 'vitest';
import { recogniseTables } from '../../../src/import/recognise/tables.ts';
import type { Block } from '../../../src/import/source-document.ts';
import { forms } from '../archive.ts';
import { blocksOf, grid } from './blocks.ts';

const heading = '四、政府信息公开行政复议、行政诉讼情况';
const columns = ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计'];
const groups: readonly [string, readonly number[]][] = [
  ['行政复议', [1, 2, 3, 4, 10]],
  ['未经复议直接起诉', [0, 1, 0, 0, 1]],
  ['复议后起诉', [2, 0, 0, 5, 7]],
];

function read(source: string | readonly Block[]) {
  const blocks = typeof source === 'string' ? blocksOf(source) : source;
  const { tables, remarks } = recogniseTables(blocks, forms);
  const table = tables.find(({ key }) => key === '复议诉讼');
  const stated = [...(table?.figures ?? []), ...(table?.totals ?? [])];
  const digitsOf = (group: string) =>
    columns.map(
      (column) =>
        stated.find(({ address }) => address === `复议诉讼.${group}.${column}`)?.digits ?? null,
    );
  const all = [...remarks, ...(table?.remarks ?? [])].filter(
    ({ fact }) => fact !== '主动公开' && fact !== '申请办理',
  );
  return {
    rows: Object.fromEntries(groups.map(([group]) => [group, digitsOf(group)])),
    confidences: new Set(stated.filter(({ digits }) => digits).map((each) => each.confidence)),
    wanting: all.filter(({ kind }) => kind === 'needs-person').map(({ message }) => message),
    mended: all.filter(({ kind }) => kind === 'mended').map(({ message }) => message),
    leftOut: all.filter(({ kind }) => kind === 'left-out').map(({ text }) => text),
  };
}

const expected = Object.fromEntries(groups.map(([group, figures]) => [group, figures.map(String)]));

/** Lines of 表四, the name of each group before its labels, a figure after each label. */
function lines(pair: (label: string, figure: number) => string[]): string {
  const body = groups.flatMap(([group, figures], at) => [
    ...(at === 1 ? ['行政诉讼'] : []),
    group,
    ...columns.flatMap((column, index) => pair(column, figures[index]!)),
  ]);
  return [heading, ...body].join('\n');
}

describe('表四 with each figure after its label', () => {
  test.each([
    ['on the next line', lines((label, figure) => [label, String(figure)])],
    ['indented by tabs', lines((label, figure) => [`\t${label}`, `\t${figure}`])],
    ['on the same line', lines((label, figure) => [`${label}\t${figure}`])],
    ['behind a blank', lines((label, figure) => [`${label} ${figure}`])],
  ])('%s', (_, text) => {
    const { rows, confidences, wanting, leftOut } = read(text);
    expect(rows).toEqual(expected);
    expect([...confidences]).toEqual(['certain']);
    expect(wanting.filter((message) => !message.includes('既合乎'))).toEqual([]);
    expect(leftOut).toEqual([]);
  });

  test('in a table of three columns', () => {
    const rows = groups.flatMap(([group, figures]) =>
      columns.map((column, at) => [
        ...(at === 0 ? [[group, 5, 1] as const] : []),
        column,
        String(figures[at]),
      ]),
    );
    expect(read([...blocksOf(heading), grid(rows)]).rows).toEqual(expected);
  });

  test('after the labels of each group', () => {
    const text = [
      heading,
      ...groups.flatMap(([group, figures]) => [group, ...columns, ...figures.map(String)]),
    ].join('\n');
    expect(read(text).rows).toEqual(expected);
  });

  test('a figure that is not there is none, and told', () => {
    const rows = groups.flatMap(([group, figures]) =>
      columns.map((column, at) => [
        ...(at === 0 ? [[group, 5, 1] as const] : []),
        column,
        group === '行政复议' && column === '结果纠正' ? '' : String(figures[at]),
      ]),
    );
    const found = read([...blocksOf(heading), grid(rows)]);
    expect(found.rows).toEqual({ ...expected, 行政复议: ['1', null, '3', '4', '10'] });
    expect(found.wanting.some((message) => /行政复议.*“结果纠正”/.test(message))).toBe(true);
  });

  test('a lost group is named', () => {
    const text = lines((label, figure) => [label, String(figure)]).replace(
      /复议后起诉[\s\S]*$/,
      '',
    );
    const found = read(text);
    expect(found.rows).toEqual({ ...expected, 复议后起诉: Array(5).fill(null) });
    expect(found.wanting.some((message) => message.includes('缺少“复议后起诉”'))).toBe(true);
  });
});

test('columns named 合计 are totals, with a remark', () => {
  const head = `行政复议\t\t\t\t\t行政诉讼\n${columns.join('\t')}\t未经复议直接起诉\t\t\t\t\t复议后起诉\n\t\t\t\t\t${columns.join('\t')}\t${columns.join('\t')}`;
  const figures = groups.flatMap(([, own]) => own).join('\t');
  const { rows, mended } = read(`${heading}\n${head.replaceAll('总计', '合计')}\n${figures}`);
  expect(rows).toEqual(expected);
  expect(mended).toEqual(['“合计”按“总计”理解。']);
});
