import { expect, test } from 'vitest';
import { loadForms } from '../../src/archive/forms.ts';
import { home } from '../../src/archive/load.ts';
import { readReport } from '../../src/report/read.ts';
import { createSource, positionAt } from '../../src/yaml/source.ts';
import { reportYaml } from '../check/archive-of.ts';

const { forms } = loadForms(home, home);

function read(corrections: string) {
  const text = reportYaml({ more: `更正:\n${corrections}` });
  const source = createSource('reports/liulin/2022.yaml', text);
  const { report, problems } = readReport(source, 'liulin', 2022, forms);
  const lines = text.split('\n').length;
  const first = lines - corrections.split('\n').length;
  return {
    corrections: report?.corrections,
    told: problems.map(({ offset, rule, message }) => {
      const { line, column } = positionAt(source, offset);
      // From the first line of what was given.
      return `${line - first + 1}:${column} ${rule} ${message}`;
    }),
  };
}

test('values are text as written, whether they are quoted or not', () => {
  const { corrections, told } = read(`\
  - {日期: 2023-03-01, 地址: 主动公开.行政事业性收费.本年收费金额, 原值: 26.50, 现值: "26.5", 理由: 多写一位}
  - 日期: "2023-03-02"
    地址: 总体情况
    原值: |
      第一行
      第二行
    现值: 无
    理由: 重复`);
  expect(told).toEqual([]);
  expect(corrections).toMatchObject([
    {
      date: '2023-03-01',
      address: '主动公开.行政事业性收费.本年收费金额',
      before: '26.50',
      after: '26.5',
      reason: '多写一位',
    },
    {
      date: '2023-03-02',
      address: '总体情况',
      before: '第一行\n第二行',
      after: '无',
      reason: '重复',
    },
  ]);
});

test.each([
  [
    '  - {日期: 2023-03-01, 地址: 总体情况, 现值: 乙}',
    ['1:5 key/missing 这条更正缺少“原值”“理由”'],
  ],
  [
    '  - {日期: 2023-02-30, 地址: 总体情况, 原值: 甲, 现值: 乙, 理由: 误}',
    ['1:10 value/date “日期”没有这一天或这一时刻：2023-02-30'],
  ],
  [
    '  - {日期: 2023-03-01, 地址: 总体情况, 原值: 甲, 现值: 甲, 理由: 误}',
    ['1:43 correction/same 原值和现值一样，没有更正什么'],
  ],
  [
    '  - {日期: 2023-03-01, 位置: 总体情况, 原值: 甲, 现值: 乙, 理由: 误}',
    [
      '1:22 key/unknown 不认识的键“位置”。此处可用：日期、地址、原值、现值、理由',
      '1:5 key/missing 这条更正缺少“地址”',
    ],
  ],
  [
    '  - {日期: 2023-03-01, 地址: 总体情况, 原值: "", 现值: 乙, 理由: 误}',
    ['1:36 value/blank “原值”没有填写：请补上内容；可以不写的，删去这一项'],
  ],
  [
    '  - {日期: 2023-01-19, 地址: 总体情况, 原值: 甲, 现值: 乙, 理由: 误}',
    ['1:10 correction/date 更正的日期 2023-01-19 早于发布日期 2023-01-20：发布以后的改动才写更正'],
  ],
  ['  - {日期: 2023-01-20, 地址: 总体情况, 原值: 甲, 现值: 乙, 理由: 误}', []],
  // The report has first borne another day, so what was corrected then was published.
  [
    '  - {日期: 2023-01-16, 地址: 总体情况, 原值: 甲, 现值: 乙, 理由: 误}\n  - {日期: 2023-01-21, 地址: 发布日期, 原值: 2023-01-15, 现值: 2023-01-20, 理由: 误}',
    [],
  ],
  ['  甲: 乙', ['1:3 value/type “更正”下面应当是以“- ”开头的列表']],
])('%s is told where it is', (corrections, told) => {
  expect(read(corrections).told).toEqual(told);
});
