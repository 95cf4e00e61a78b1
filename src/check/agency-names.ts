import { type Agencies, type Agency, lineage } from '../archive/agencies.ts';
import { nameInYear } from '../archive/archive.ts';

const known = new WeakMap<Agency, Map<number, readonly string[]>>();

/**
 * What a text of a year may call an agency: its name, its short name, each also without the names
 * of the regions above it and without 人民政府. Longest first; a single character is no name.
 */
export function namesOf(agencies: Agencies, agency: Agency, year: number): readonly string[] {
  const byYear = known.get(agency) ?? new Map<number, readonly string[]>();
  known.set(agency, byYear);
  const names = byYear.get(year) ?? findNames(agencies, agency, year);
  byYear.set(year, names);
  return names;
}

function findNames(agencies: Agencies, agency: Agency, year: number): readonly string[] {
  const above = lineage(agencies, agency.id)
    .slice(0, -1)
    .flatMap(({ name, shortName }) => [name, shortName])
    .sort((a, b) => b.length - a.length);
  const whole = officialNames(agency, year);
  const names = whole.flatMap((name) => {
    const bare = withoutRegions(name, above);
    return [name, bare].flatMap((each) => [
      each,
      each.replace(/人民政府(?=$|.+办事处$)/, ''),
      each.replace(/人民政府$|办事处$/, ''),
    ]);
  });
  return [...new Set(names)]
    .filter((name) => [...name].length > 1)
    .sort((a, b) => b.length - a.length);
}

/** Names that an agency bears in a year: in the year of a change, and the next, both will do. */
export function officialNames(agency: Agency, year: number): readonly string[] {
  const late = agency.formerNames.filter(({ until }) => until !== undefined && until === year - 1);
  return [
    nameInYear(agency, year),
    ...(nameInYear(agency, year) === agency.name ? [agency.shortName] : []),
    ...late.map(({ name }) => name),
  ];
}

function withoutRegions(name: string, above: readonly string[]): string {
  let bare = name;
  for (let region = prefixOf(bare, above); region; region = prefixOf(bare, above))
    bare = bare.slice(region.length);
  return bare.replace(/^[省市县区](?!场|政|容|域|级)(?=..)/, '');
}

function prefixOf(name: string, regions: readonly string[]): string | undefined {
  return regions.find((region) => name.startsWith(region) && name.length > region.length + 1);
}
