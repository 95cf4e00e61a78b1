import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fixtureRoot, type TemporaryFolder, temporaryRoot } from '../roots.ts';

/** A page of each kind that the site of `everyPageRoot` has, by kind. */
export const pageOfKind = {
  home: 'index.html',
  agency: 'lin-shui-jiaoyu/index.html',
  report: 'lin-shui-jiaoyu/2021/index.html',
  /** Corrected, and one of its members is lacking. */
  'aggregated report': 'lin-shui-zhengfu/2023/index.html',
  members: 'lin-shui-zhengfu/2023/members/index.html',
  'withdrawn report': 'lin-shui-wenhua/2023/index.html',
  'agency comparison': 'lin-shui-jiaoyu/compare/index.html',
  years: 'years/index.html',
  year: 'years/2023/index.html',
  compare: 'compare/index.html',
  'year comparison': 'compare/2023/index.html',
  'year comparison by region': 'compare/2022/index.html',
  'region comparison': 'compare/2022/he-xi/index.html',
  search: 'search/index.html',
  data: 'data/index.html',
  rules: 'rules/index.html',
  about: 'about/index.html',
  accessibility: 'accessibility/index.html',
  sitemap: 'sitemap/index.html',
  404: '404.html',
  redirect: 'old/2021.html',
} as const;

/** 甲子, 乙丑 … 癸亥: up to sixty names that differ. */
function cyclicalName(at: number): string {
  return `${'甲乙丙丁戊己庚辛壬癸'[at % 10]}${'子丑寅卯辰巳午未申酉戌亥'[at % 12]}`;
}

const longName = '河西县经济技术开发区和现代农业示范园区管理委员会街道办事处';

/** More than a page of charts holds, so that 2022 is compared region by region. */
const towns = Array.from({ length: 31 }, (_, at) => ({
  id: `he-xi-${at + 1}`,
  name: at === 12 ? longName : `河西县${cyclicalName(at)}镇人民政府`,
}));

/** A county's government, its culture bureau, and one that the education bureau has taken over from. */
const countyAgencies = `
lin-shui-zhengfu: {名称: 林水县人民政府, 类型: 政府, 层级: 县, 上级: lin-shui, 起: 2023}
lin-shui-wenhua: {名称: 林水县文化局, 类型: 部门, 层级: 县, 上级: lin-shui, 起: 2023}
lin-shui-tiyu: {名称: 林水县体育局, 类型: 部门, 层级: 县, 上级: lin-shui, 止: 2018}
`;

const withdrawal = {
  指纹: 'a1'.repeat(32),
  撤回: { 日期: '2024-02-20', 理由: '误发了征求意见稿' },
};

/** What of a county's report differs from a town's: it adds up all, but for one that withdrew its own. */
const countyMore = `
汇总: {成员: 全部下级}
说明:
  - {规则: aggregation/members, 位置: lin-shui-wenhua, 数值: [无, 缺报], 理由: 撤回后未及重新编制, 署名: 甲, 日期: 2024-03-20}
更正:
  - {日期: 2024-04-02, 地址: 主动公开.行政许可.本年处理决定数量, 原值: 13422, 现值: 13423, 理由: 漏计一项}
  - {日期: 2024-04-09, 地址: 其他事项, 原值: 无, 现值: 没有收取, 理由: 补写}
`;

/**
 * The full fixture, with a county’s report that adds up the others’, a county with many towns besides, and an old address: a root whose site has
 * every kind of page.
 */
export async function everyPageRoot(): Promise<TemporaryFolder> {
  const full = fixtureRoot('full');
  const agencies = await readFile(path.join(full, 'data/agencies.yaml'), 'utf8');
  const report = await readFile(path.join(full, 'reports/lin-shui-yunping/2023.yaml'), 'utf8');
  const ofCounty = report
    .replace('2024-01-15', '2024-03-28')
    .replaceAll('云坪镇', '本县')
    .replace('主动公开: 0', '主动公开: {行政许可: 3, 其余: 0}');
  const ofTown = report
    .replace('2024-01-15', '2023-01-15')
    .replaceAll('2023年', '2022年')
    .replaceAll('云坪镇', '本机关');
  return temporaryRoot(full, {
    'data/agencies.yaml': [
      agencies.replace('起: 2019\n', '起: 2019\n  承接: [lin-shui-tiyu]\n'),
      countyAgencies,
      'he-xi: {名称: 河西县, 类型: 地区, 层级: 县, 上级: wang-he}',
      ...towns.map(
        ({ id, name }) =>
          `${id}: {名称: ${name}, 类型: 乡镇街道, 层级: 乡, 上级: he-xi, 起: 2022, 止: 2022}`,
      ),
    ].join('\n'),
    'data/published.yaml': `lin-shui-wenhua/2023: ${JSON.stringify(withdrawal)}\n`,
    'reports/lin-shui-zhengfu/2023.yaml': ofCounty + countyMore,
    'data/redirects.yaml': '/old/2021.html: /lin-shui-jiaoyu/2021/\n',
    ...Object.fromEntries(towns.map(({ id }) => [`reports/${id}/2022.yaml`, ofTown])),
  });
}
