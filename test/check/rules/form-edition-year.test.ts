import { expect, test } from 'vitest';
import { findingsBy } from '../archive-of.ts';

const told = (year: number, form: string) => findingsBy('form/edition-year', { year, form });

test.each([
  [2021, '2019', '2021年格式', '2019年格式', '2021'],
  [2022, '2019', '2021年格式', '2019年格式', '2021'],
  [2020, '2021', '2019年格式', '2021年格式', '2019'],
  [2019, '2021-其他处理一行', '2019年格式', '2021年格式（其他处理一行）', '2019'],
])('asks about a report of %i on the form %s', async (year, form, usual, used, expected) => {
  expect(await told(year, form)).toMatchObject([
    {
      severity: 'warning',
      line: 1,
      column: 1,
      message: `请核实：${year}年度通常用${usual}，本报告用的是${used}`,
      expected,
      actual: form,
    },
  ]);
});

test.each([
  [2019, '2019'],
  [2020, '2019'],
  [2021, '2021'],
  [2023, '2021-其他处理一行'],
  [2030, '2021'],
  [2018, '2019'],
])('is silent on a report of %i on the form %s', async (year, form) => {
  expect(await told(year, form)).toEqual([]);
});
