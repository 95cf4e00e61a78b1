import { describe, expect, test } from 'vitest';
import { findingsBy, type ReportTexts } from '../archive-of.ts';

const told = (published: string, agency = 'liulin', more: Partial<ReportTexts> = {}) =>
  findingsBy('deadline/published', { agency, published, ...more });

test.each([
  ['a town', 'liulin', '2023-02-01', '2023-01-31'],
  ['a department', 'education', '"2023-02-01 00:00"', '2023-01-31'],
  ['a county', 'county', '2023-04-01', '2023-03-31'],
  ['a province', 'province', '2024-01-01', '2023-03-31'],
])('speaks of %s that publishes late', async (_, agency, published, due) => {
  const date = published.replaceAll('"', '').slice(0, 10);
  expect(await told(published, agency)).toMatchObject([
    {
      severity: 'warning',
      line: 2,
      column: 1,
      message: `发布日期为 ${date}，晚于期限 ${due}`,
      expected: due,
      actual: date,
    },
  ]);
});

test.each(['2022-12-31', '2022-01-20'])('speaks of %s, when 2022 was not over', async (date) => {
  const [finding] = await told(date);
  expect(finding).toMatchObject({ line: 2, column: 1, actual: date });
  expect(finding!.message).toBe(`发布日期为 ${date}，2022年度这时还没有结束`);
  expect(finding).not.toHaveProperty('expected');
});

describe('is silent', () => {
  test.each([
    ['on the first day of the new year', 'liulin', '2023-01-01'],
    ['on the last day, however late', 'liulin', '"2023-01-31 23:59"'],
    ['on the last day of March for a government', 'county', '2023-03-31'],
    ['in between', 'education', '2023-01-17'],
  ])('%s', async (_, agency, published) => {
    expect(await told(published, agency)).toEqual([]);
  });

  test('without a date: in a draft, and where the original does not state it', async () => {
    expect(await findingsBy('deadline/published', { isDraft: true })).toEqual([]);
    expect(await told('未载', 'liulin', { more: '原载: {出处: 未载}' })).toEqual([]);
  });
});
