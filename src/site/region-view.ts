import type { Agencies, Agency } from '../archive/agencies.ts';
import { successorsOf } from '../archive/succession.ts';

/** A region or government with the agencies and regions below it. */
export interface RegionView {
  id: string;
  name: string;
  agencies: RegionAgency[];
  regions: RegionView[];
  /** Agencies in it and in all regions below it. */
  count: number;
}

export interface RegionAgency {
  id: string;
  name: string;
  shortName: string;
  /** Year of its newest report. */
  newestYear?: number;
  /** Last year of an agency from which others took over. */
  endedIn?: number;
}

/**
 * The tree of regions, topmost ones first; regions without any agency are left out.
 *
 * @param isListed whether an agency is to be found in the tree
 */
export function regionTree(
  agencies: Agencies,
  newestYears: ReadonlyMap<string, number>,
  isListed: (id: string) => boolean = () => true,
): RegionView[] {
  const children = Map.groupBy(agencies.values(), ({ parent }) => parent);
  const members = (below: readonly Agency[]): RegionAgency[] =>
    below
      .filter(({ id, type }) => type !== '地区' && isListed(id))
      .map((agency) => {
        const { id, name, shortName, until } = agency;
        const newestYear = newestYears.get(id);
        const hasEnded = until !== undefined && successorsOf(agencies, agency).length > 0;
        return {
          id,
          name,
          shortName,
          ...(newestYear === undefined ? {} : { newestYear }),
          ...(hasEnded ? { endedIn: until } : {}),
        };
      });
  // An agency with agencies below it is listed itself and heads them.
  const heads = (below: readonly Agency[]): Agency[] =>
    below.filter(({ id, type }) => type === '地区' || children.has(id));
  const view = (region: Agency): RegionView => {
    const below = children.get(region.id) ?? [];
    return counted({
      id: region.id,
      name: region.shortName,
      agencies: members(below),
      regions: heads(below).map(view).filter(isInhabited),
    });
  };
  const top = children.get(undefined) ?? [];
  const homeless = members(top);
  const regions = heads(top).map(view).filter(isInhabited);
  return homeless.length > 0
    ? [...regions, counted({ id: 'others', name: '其他机关', agencies: homeless, regions: [] })]
    : regions;
}

function counted(region: Omit<RegionView, 'count'>): RegionView {
  const below = region.regions.reduce((sum, { count }) => sum + count, 0);
  return { ...region, count: region.agencies.length + below };
}

function isInhabited({ count }: RegionView): boolean {
  return count > 0;
}
