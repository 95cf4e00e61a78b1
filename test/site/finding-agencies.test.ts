import { expect, test } from 'vitest';
import { homeView } from '../../src/site/home-view.ts';
import { nameIndex } from '../../src/site/name-index.ts';
import { handMade } from './hand-made.ts';

async function agenciesNamed(names: readonly string[]) {
  const lines = names.map((name, at) => `a${at}: {名称: ${name}, 类型: 部门, 层级: 县}`);
  const { archive } = await handMade(`${lines.join('\n')}\n`, []);
  return archive.agencies;
}

test('agencies are found by the letter that their name begins with in 汉语拼音', async () => {
  const names = ['文登区教育局', '安丘市民政局', '渝北区司法局', '潍坊市公安局', '兖州区林业局'];
  // 柳林镇 of the small archive is there as well: 清河县柳林镇人民政府.
  expect(
    nameIndex(await agenciesNamed(names)).map(({ letter, agencies }) => [
      letter,
      ...agencies.map(({ name }) => name),
    ]),
  ).toEqual([
    ['A', '安丘市民政局'],
    ['Q', '清河县柳林镇人民政府'],
    ['W', '潍坊市公安局', '文登区教育局'],
    ['Y', '兖州区林业局', '渝北区司法局'],
  ]);
});

test('a name that begins with no Chinese character has a place of its own', async () => {
  const groups = nameIndex(await agenciesNamed(['12345热线办公室']));
  expect(groups.map(({ letter, id }) => [letter, id])).toEqual([
    ['其他', 'name-other'],
    ['Q', 'name-q'],
  ]);
});

test('where agencies are many, the home page leads to regions instead of listing them', async () => {
  const lines = Array.from(
    { length: 61 },
    (_, at) => `b${at}: {名称: 第${at}局, 类型: 部门, 层级: 县, 上级: county}`,
  );
  const many = await handMade(
    `county: {名称: 清河县, 类型: 地区, 层级: 县}\n${lines.join('\n')}\n`,
    [],
  );
  expect(many.home.listsAgencies).toBe(false);
  expect(many.home.regions.map(({ name, count }) => [name, count])).toEqual([
    ['清河县', 61],
    ['其他机关', 1],
  ]);
  const few = await handMade('county: {名称: 清河县, 类型: 地区, 层级: 县}\n', []);
  expect(few.home.listsAgencies).toBe(true);
});

test('the home page lists the newest year’s reports by date, and no more than it has room for', () => {
  const reports = Array.from({ length: 14 }, (_, at) => ({
    key: `a${at}/2021`,
    year: 2021,
    title: '',
    agency: `a${at}`,
    agencyName: '',
    agencyShortName: '',
    region: '',
    timeliness: 'on-time' as const,
    timelinessName: '按期',
    succession: {},
    formName: '',
    isDraft: false,
    ...(at === 0 ? {} : { publishedAt: `2022-01-${String(at + 10)}` }),
  }));
  const tally = { 'on-time': 14, late: 0, undated: 0 };
  const year = { year: 2021, reports, missing: [], count: 14, missingCount: 0, counts: [], tally };
  const { latest } = homeView(year, []);
  expect(latest.map(({ publishedAt }) => publishedAt)).toEqual(
    [23, 22, 21, 20, 19, 18, 17, 16, 15, 14, 13, 12].map((day) => `2022-01-${day}`),
  );
});
