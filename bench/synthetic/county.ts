import type { Agency } from '../../src/archive/agencies.ts';
import { department, government, type ReportingAgency, region, town } from './agencies.ts';
import { type Department, departments, inventPlaces } from './names.ts';
import type { Random } from './random.ts';

const usualTowns = 16;
/** In the years after the first: two towns become one in the third, two bureaus in the fourth. */
const townsMergedAfter = 2;
const bureausMergedAfter = 3;

/** Bureaus that the counties of a large archive do without. */
const moreDepartments: readonly Department[] = [
  {
    name: '发展和改革局',
    id: 'fagai',
    topics: ['重大项目审批', '价格调整', '节能审查', '营商环境', '粮食储备'],
  },
  {
    name: '科学技术局',
    id: 'keji',
    topics: ['科技项目立项', '高新技术企业', '科技奖励', '技术转移', '创新平台'],
  },
  {
    name: '工业和信息化局',
    id: 'gongxin',
    topics: ['技术改造补助', '中小企业扶持', '绿色制造', '产能置换', '电力保障'],
  },
  {
    name: '公安局',
    id: 'gongan',
    topics: ['户籍办理', '出入境证件', '交通管理', '治安许可', '警情通报'],
  },
  {
    name: '司法局',
    id: 'sifa',
    topics: ['法律援助', '公证服务', '人民调解', '行政复议', '社区矫正'],
  },
  {
    name: '水利局',
    id: 'shuili',
    topics: ['农村供水', '河湖管理', '取水许可', '水库安全', '水土保持'],
  },
  {
    name: '商务局',
    id: 'shangwu',
    topics: ['促消费活动', '成品油管理', '电子商务', '外贸扶持', '家政服务'],
  },
  {
    name: '退役军人事务局',
    id: 'tuiyi',
    topics: ['优待证办理', '安置工作', '抚恤补助', '就业扶持', '烈士纪念设施'],
  },
  {
    name: '审计局',
    id: 'shenji',
    topics: ['审计结果公告', '预算执行审计', '专项资金审计', '整改情况', '内部审计指导'],
  },
  {
    name: '统计局',
    id: 'tongji',
    topics: ['统计公报', '普查工作', '统计执法', '月度数据发布', '住户调查'],
  },
  {
    name: '医疗保障局',
    id: 'yibao',
    topics: ['医保报销', '药品集中采购', '参保缴费', '异地就医', '基金监管'],
  },
  {
    name: '林业局',
    id: 'linye',
    topics: ['造林绿化', '林木采伐许可', '森林防火', '湿地保护', '国有林场'],
  },
];
const mergedDepartment: Department = {
  name: '文化和旅游局',
  id: 'wenlv',
  topics: ['公共文化服务', '文物保护', '旅游市场监管', '景区管理', '演出许可'],
};
const departmentsBeforeMerger: readonly Department[] = [
  {
    name: '文化局',
    id: 'wenhua',
    topics: ['公共文化服务', '文物保护', '演出许可', '非遗传承', '图书馆建设'],
  },
  {
    name: '旅游局',
    id: 'lvyou',
    topics: ['旅游市场监管', '景区管理', '旅行社许可', '乡村旅游', '节假日出游提示'],
  },
];

/** In the end, when two have become one. */
const departmentsOfCounty = departments.length + moreDepartments.length + 1;

/** An agency of the county, the years for which it reports, and from whom it took over. */
export interface CountyAgency {
  reporting: ReportingAgency;
  years: readonly number[];
  predecessors: readonly CountyAgency[];
}

export interface County {
  /** The region, the government, the departments and the towns, in this order. */
  agencies: Agency[];
  government: CountyAgency;
  /** Each after those it took over from. */
  members: CountyAgency[];
}

export interface City {
  /** The region, the government, then the counties, in this order. */
  agencies: Agency[];
  government: CountyAgency;
  counties: County[];
}

/** A county by itself, of 16 towns. */
export function inventCounty(random: Random, years: readonly number[]): County {
  const place = inventPlaces(random.fork('place')).next().value!;
  return countyOf(random, region(place, '县', '县'), years, usualTowns);
}

/** A city of counties, each with its government and so many members at the end of five years. */
export function inventCity(
  random: Random,
  years: readonly number[],
  { counties, members }: { counties: number; members: number },
): City {
  const places = inventPlaces(random.fork('place'));
  const city = region(places.next().value!, '市', '市');
  const head = standing(government(city, '我市', 4, true, years[0]!), years);
  const below = Array.from({ length: counties }, () => {
    const place = region(places.next().value!, '县', '县', city);
    return countyOf(random.fork(place.id), place, years, members - departmentsOfCounty);
  });
  return {
    agencies: [city, head.reporting.agency, ...below.flatMap(({ agencies }) => agencies)],
    government: head,
    counties: below,
  };
}

/** `years` are those for which it reports. */
function standing(reporting: ReportingAgency, years: readonly number[]): CountyAgency {
  return {
    reporting: { ...reporting, procurementUnit: '万元' },
    years,
    predecessors: [],
  };
}

/**
 * A county that at the end of five years has a government, 25 departments and so many towns: one of
 * each came from a merger of two.
 */
function countyOf(
  random: Random,
  place: Agency,
  years: readonly number[],
  townCount: number,
): County {
  const [first] = years as readonly [number, ...number[]];
  const towns = inventPlaces(random.fork('towns'));
  const inventTown = (since: number) => {
    const { name, id } = towns.next().value!;
    return town(place, name, id, random.fork('town', id), since);
  };
  const merger = (
    after: number,
    before: readonly ReportingAgency[],
    merged: (since: number) => ReportingAgency,
  ): CountyAgency[] => {
    const since = first + after;
    const predecessors = before.map((reporting) =>
      standing(
        { ...reporting, agency: { ...reporting.agency, until: since - 1 } },
        years.slice(0, after),
      ),
    );
    const successor = standing(merged(since), years.slice(after));
    const ids = before.map(({ agency }) => agency.id);
    successor.reporting.agency.predecessors = ids;
    return [...predecessors, { ...successor, predecessors }];
  };
  const head = standing(government(place, '我县', 3, false, first), years);
  const bureau = (each: Department, since: number) => department(place, each, 2, since);
  const members = [
    ...[...departments, ...moreDepartments].map((each) => standing(bureau(each, first), years)),
    ...merger(
      bureausMergedAfter,
      departmentsBeforeMerger.map((each) => bureau(each, first)),
      (since) => bureau(mergedDepartment, since),
    ),
    ...Array.from({ length: townCount - 1 }, () => standing(inventTown(first), years)),
    ...merger(townsMergedAfter, [inventTown(first), inventTown(first)], inventTown),
  ];
  const reporting = [head, ...members].map((each) => each.reporting.agency);
  return { agencies: [place, ...reporting], government: head, members };
}
