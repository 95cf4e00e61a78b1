import { expect, test } from 'vitest';
import { readLines } from '../../../src/import/read/text.ts';
import { findTitle } from '../../../src/import/recognise/title.ts';

const titleOf = (text: string, given?: string) => findTitle(readLines(text).blocks, given)?.text;

test.each([
  ['郑旺镇2021年政府信息公开工作年度报告\n正文。', '郑旺镇2021年政府信息公开工作年度报告'],
  [
    '郑旺镇人民政府\n\n2021年政府信息公开\n工作年度报告',
    '郑旺镇人民政府2021年政府信息公开工作年度报告',
  ],
  ['郑旺镇政府信息公开年度报告\n（2021年度）', '郑旺镇政府信息公开年度报告（2021年度）'],
  [
    '政府信息公开年报\n郑旺镇2021年政府信息公开工作年度报告',
    '郑旺镇2021年政府信息公开工作年度报告',
  ],
  ['附件1\n郑旺镇2021年政府信息公开工作年度报告', '郑旺镇2021年政府信息公开工作年度报告'],
  ['首页 > 政府信息公开年度报告\n郑旺镇2021年信息公开工作年报', '郑旺镇2021年信息公开工作年报'],
])('%j', (text, title) => {
  expect(titleOf(text)).toBe(title);
});

test('sentences and other lines are no titles', () => {
  expect(titleOf('现将2021年政府信息公开工作年度报告公布如下。')).toBeUndefined();
  expect(titleOf('通知\n各部门')).toBeUndefined();
});

test('the format’s own title serves where the text has none', () => {
  const given = '郑旺镇2021年政府信息公开工作年度报告_河东区人民政府门户网站';
  expect(titleOf('正文。', given)).toBe('郑旺镇2021年政府信息公开工作年度报告');
  expect(titleOf('汤河镇2020年政府信息公开工作年度报告', given)).toContain('汤河镇');
  expect(titleOf('正文。', '河东区人民政府门户网站')).toBeUndefined();
});
