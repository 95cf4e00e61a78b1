import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fixtureRoot, type TemporaryFolder, temporaryRoot } from '../roots.ts';

/** A page of each kind that the site of `everyPageRoot` has, by kind. */
export const pageOfKind = {
  home: 'index.html',
  agency: 'lin-shui-jiaoyu/index.html',
  report: 'lin-shui-jiaoyu/2021/index.html',
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

/**
 * The full fixture, a county with many towns besides, and an old address: a root whose site has
 * every kind of page.
 */
export async function everyPageRoot(): Promise<TemporaryFolder> {
  const full = fixtureRoot('full');
  const agencies = await readFile(path.join(full, 'data/agencies.yaml'), 'utf8');
  const report = await readFile(path.join(full, 'reports/lin-shui-yunping/2023.yaml'), 'utf8');
  const ofTown = report
    .replace('2024-01-15', '2023-01-15')
    .replaceAll('2023年', '2022年')
    .replaceAll('云坪镇', '本机关');
  return temporaryRoot(full, {
    'data/agencies.yaml': [
      agencies,
      'he-xi: {名称: 河西县, 类型: 地区, 层级: 县, 上级: wang-he}',
      ...towns.map(
        ({ id, name }) =>
          `${id}: {名称: ${name}, 类型: 乡镇街道, 层级: 乡, 上级: he-xi, 起: 2022, 止: 2022}`,
      ),
    ].join('\n'),
    'data/redirects.yaml': '/old/2021.html: /lin-shui-jiaoyu/2021/\n',
    ...Object.fromEntries(towns.map(({ id }) => [`reports/${id}/2022.yaml`, ofTown])),
  });
}
