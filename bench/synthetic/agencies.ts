import type { Agency } from '../../src/archive/agencies.ts';
import {
  type Department,
  departments,
  governmentTopics,
  inventPlaces,
  type PlaceName,
  townTopics,
} from './names.ts';
import type { Random } from './random.ts';

const citiesOfProvince = 12;
const countiesOfCity = 4;
const townsOfCounty = 8;

/** An agency that reports, with what the generator needs to know of it. */
export interface ReportingAgency {
  agency: Agency;
  /** How it speaks of itself. */
  self: string;
  topics: readonly string[];
  /** How much happens there, from 1 (a town) to 6 (a province). */
  size: number;
  /** Whether it may make 规章: governments from 设区的市 upward. */
  makesRules: boolean;
  /** Governments report by the end of March, everybody else by the end of January. */
  isGovernment: boolean;
  /** Of what it buys, where it is always the same: amounts in different units cannot be added up. */
  procurementUnit?: '元' | '万元';
}

export interface AgencyTree {
  /** Regions and agencies, each after those above it. */
  agencies: Agency[];
  reporting: ReportingAgency[];
}

/** A tree of invented places with exactly `count` agencies that report from `since` on. */
export function inventAgencies(random: Random, count: number, since: number): AgencyTree {
  const regions: Agency[] = [];
  const reporting: ReportingAgency[] = [];
  const members = eachMember(random, regions, since);
  while (reporting.length < count) reporting.push(members.next().value);
  return { agencies: inTreeOrder(regions, reporting), reporting };
}

/** Provinces without end, each with its cities, counties, departments and towns. */
function* eachMember(
  random: Random,
  regions: Agency[],
  since: number,
): Generator<ReportingAgency, never> {
  const places = inventPlaces(random.fork('places'));
  const nextRegion = (level: RegionLevel, suffix: string, parent?: Agency): Agency => {
    const next = region(places.next().value!, level, suffix, parent);
    regions.push(next);
    return next;
  };
  for (;;) {
    const province = nextRegion('省', '省');
    yield government(province, '我省', 6, true, since);
    for (let city = 0; city < citiesOfProvince; city++) {
      const cityRegion = nextRegion('市', '市', province);
      yield government(cityRegion, '我市', 4, true, since);
      for (let county = 0; county < countiesOfCity; county++) {
        const isDistrict = random.fork('district', city, county).once(3);
        const place = nextRegion('县', isDistrict ? '区' : '县', cityRegion);
        yield government(place, isDistrict ? '我区' : '我县', 3, false, since);
        const towns = inventPlaces(random.fork('towns', place.id));
        for (let at = 0; at < Math.max(townsOfCounty, departments.length); at++) {
          if (at < townsOfCounty) {
            const { name, id } = towns.next().value!;
            yield town(place, name, id, random.fork('town', place.id, id), since);
          }
          if (at < departments.length) yield department(place, departments[at]!, 2, since);
        }
      }
      for (const each of departments) yield department(cityRegion, each, 3, since);
    }
  }
}

type RegionLevel = '省' | '市' | '县';

/** A region, which has no report of its own. */
export function region(
  { name, id }: PlaceName,
  level: RegionLevel,
  suffix: string,
  parent?: Agency,
): Agency {
  return {
    id,
    name: name + suffix,
    shortName: name,
    formerNames: [],
    type: '地区',
    level,
    ...(parent ? { parent: parent.id } : {}),
  };
}

/** The government of a region. */
export function government(
  region: Agency,
  self: string,
  size: number,
  makesRules: boolean,
  since: number,
): ReportingAgency {
  return {
    agency: reportingAgency(region, 'gov', `${region.name}人民政府`, '政府', region.level, since),
    self,
    topics: governmentTopics,
    size,
    makesRules,
    isGovernment: true,
  };
}

/** A department of a region's government. */
export function department(
  region: Agency,
  { name, id, topics }: Department,
  size: number,
  since: number,
): ReportingAgency {
  return {
    agency: reportingAgency(region, id, region.name + name, '部门', region.level, since),
    self: '我局',
    topics,
    size,
    makesRules: false,
    isGovernment: false,
  };
}

/** A town below a region: 镇, 乡 or 街道. */
export function town(
  region: Agency,
  place: string,
  id: string,
  random: Random,
  since: number,
): ReportingAgency {
  const [suffix, self, body] = random.pick([
    ['镇', '我镇', '人民政府'],
    ['镇', '我镇', '人民政府'],
    ['乡', '我乡', '人民政府'],
    ['街道', '街道', '办事处'],
  ] as const);
  const shortName = region.name + place + suffix;
  return {
    agency: {
      ...reportingAgency(region, id, shortName + body, '乡镇街道', '乡', since),
      shortName,
    },
    self,
    topics: townTopics,
    size: 1,
    makesRules: false,
    isGovernment: false,
  };
}

function reportingAgency(
  region: Agency,
  id: string,
  name: string,
  type: Agency['type'],
  level: Agency['level'],
  since: number,
): Agency {
  return {
    id: `${region.id}-${id}`,
    name,
    shortName: name,
    formerNames: [],
    type,
    level,
    parent: region.id,
    since,
    address: `${region.name}文苑路1号`,
    telephone: '000-00000000',
    website: `https://${region.id}-${id}.gongkai.example`,
  };
}

/** Each region followed by its government, its departments and its towns. */
function inTreeOrder(regions: readonly Agency[], reporting: readonly ReportingAgency[]): Agency[] {
  const types: readonly Agency['type'][] = ['政府', '部门', '乡镇街道'];
  return regions.flatMap((region) => {
    const members = reporting
      .map(({ agency }) => agency)
      .filter((agency) => agency.parent === region.id);
    return [region, ...types.flatMap((type) => members.filter((agency) => agency.type === type))];
  });
}
