import { expect, test } from 'vitest';
import { recogniseYear } from '../../../src/import/recognise/year.ts';

const yearOf = (title: string | undefined, text = '') => recogniseYear(title, text).year;
const kinds = (title: string | undefined, text = '') =>
  recogniseYear(title, text).remarks.map(({ kind }) => kind);
const period = '统计期限自 2022 年 1 月 1 日起至 2022 年 12 月 31 日止。';

test.each([
  ['郑旺镇 2021 年政府信息公开工作年度报告', 2021],
  ['２０２１年度政府信息公开工作年度报告', 2021],
  ['政府信息公开工作年度报告（2020年度）', 2020],
  ['某某局二〇一九年政府信息公开工作年度报告', 2019],
  ['某某局二○二○年政府信息公开工作年度报告', 2020],
])('%s', (title, year) => {
  expect(yearOf(title)).toBe(year);
  expect(kinds(title)).toEqual([]);
});

test('the title is believed before the period, and the difference told', () => {
  expect(yearOf('2021年政府信息公开工作年度报告', period)).toBe(2021);
  expect(kinds('2021年政府信息公开工作年度报告', period)).toEqual(['needs-person']);
});

test('a title without a year leaves it to the period, then to what the text speaks of', () => {
  const title = '政府信息公开工作年度报告';
  expect(yearOf(title, `2021年的工作。${period}`)).toBe(2022);
  expect(yearOf(title, '2020年，…。2020年，…。2020年度，…。2021年，…')).toBe(2020);
  expect(yearOf(title, '2020年，…。2021年，…。2020年，…')).toBeUndefined();
  expect(yearOf(title, '电话 2020 1234')).toBeUndefined();
});

test('nothing is guessed without a title or between two years', () => {
  expect(yearOf(undefined, period)).toBeUndefined();
  expect(recogniseYear(undefined, period).remarks[0]!.message).toContain('2022');
  expect(yearOf('2020年、2021年政府信息公开工作年度报告')).toBeUndefined();
  expect(kinds('2020年、2021年政府信息公开工作年度报告')).toEqual(['needs-person']);
});
