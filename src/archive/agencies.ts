import { nearestKey } from '../yaml/nearest.ts';
import type { YamlEntry, YamlMapping, YamlNode } from '../yaml/node.ts';
import type { Reading } from '../yaml/reading.ts';

export const agencyTypes = ['地区', '政府', '部门', '乡镇街道'] as const;
export const agencyLevels = ['国家', '省', '市', '县', '乡'] as const;

/** A node of the agency tree: a region, or an agency that publishes reports. */
export interface Agency {
  id: string;
  /** Full legal name. */
  name: string;
  /** Name used in lists and titles; the full name where none is given. */
  shortName: string;
  formerNames: { name: string; until?: number }[];
  type: (typeof agencyTypes)[number];
  level: (typeof agencyLevels)[number];
  parent?: string;
  /** First and last year for which a report is owed. */
  since?: number;
  until?: number;
  address?: string;
  telephone?: string;
  website?: string;
}

/** Agencies by id, in the order of the file. */
export type Agencies = ReadonlyMap<string, Agency>;

const agencyKeys = [
  '名称',
  '简称',
  '曾用名',
  '类型',
  '层级',
  '上级',
  '起',
  '止',
  '地址',
  '电话',
  '网址',
] as const;

/** Reads agencies.yaml. Ids, types, levels and the tree are checked; no cycle is let through. */
export function readAgencies(reading: Reading, root: YamlNode): Agencies {
  const agencies = new Map<string, Agency>();
  const entries = reading.mapping(root, '机关')?.entries ?? [];
  for (const entry of entries) {
    const agency = readAgency(reading, entry);
    if (agency) agencies.set(agency.id, agency);
  }
  for (const { key, value } of entries) {
    const agency = agencies.get(key.text);
    const parentNode =
      value.kind === 'mapping'
        ? value.entries.find((child) => child.key.text === '上级')
        : undefined;
    if (!agency?.parent || !parentNode) continue;
    if (!agencies.has(agency.parent)) {
      const nearest = nearestKey(agency.parent, agencies.keys());
      reading.fail(
        parentNode.value,
        'agency/parent',
        `没有 id 为“${agency.parent}”的上级。${nearest ? `是否应为“${nearest}”？` : ''}`,
      );
      delete agency.parent;
    } else if (isInCycle(agencies, agency)) {
      reading.fail(
        parentNode.value,
        'agency/cycle',
        `“${agency.id}”经上级绕回了自己：请改正“上级”`,
      );
    }
  }
  return agencies;
}

function readAgency(reading: Reading, { key, value }: YamlEntry): Agency | undefined {
  const id = key.text;
  if (!/^[a-z0-9-]+$/.test(id))
    reading.fail(key, 'agency/id', `机关的 id“${id}”只能用小写字母、数字和连字符`);
  const mapping = reading.mapping(value, id);
  if (!mapping) return undefined;
  const entries = reading.entries(mapping, agencyKeys);
  for (const required of ['名称', '类型', '层级']) {
    if (!entries.has(required)) reading.fail(key, 'key/missing', `“${id}”缺少“${required}”`);
  }
  const line = (name: string) => reading.lineAt(entries, name);
  const name = line('名称') ?? id;
  const type =
    entries.get('类型') && reading.choice(entries.get('类型')!.value, '类型', agencyTypes);
  const level =
    entries.get('层级') && reading.choice(entries.get('层级')!.value, '层级', agencyLevels);
  const optional = {
    parent: line('上级'),
    since: yearAt(reading, entries, '起'),
    until: yearAt(reading, entries, '止'),
    address: line('地址'),
    telephone: line('电话'),
    website: websiteAt(reading, entries),
  };
  return {
    id,
    name,
    shortName: line('简称') ?? name,
    formerNames: reading
      .itemsAt(entries, '曾用名')
      .flatMap((item) => readFormerName(reading, item) ?? []),
    type: type ?? '部门',
    level: level ?? '乡',
    ...withoutUndefined(optional),
  };
}

function readFormerName(
  reading: Reading,
  node: YamlNode,
): Agency['formerNames'][number] | undefined {
  const mapping: YamlMapping | undefined = reading.mapping(node, '曾用名');
  if (!mapping) return undefined;
  const entries = reading.entries(mapping, ['名称', '止']);
  const name = reading.lineAt(entries, '名称');
  const until = yearAt(reading, entries, '止');
  return name === undefined ? undefined : { name, ...(until === undefined ? {} : { until }) };
}

function yearAt(
  reading: Reading,
  entries: Map<string, YamlEntry>,
  key: string,
): number | undefined {
  const entry = entries.get(key);
  if (!entry) return undefined;
  const year = reading.integer(entry.value, key);
  if (year === undefined || (year >= 1949 && year <= 2199)) return year;
  return reading.fail(entry.value, 'value/year', `“${key}”应当是四位年份`);
}

function websiteAt(reading: Reading, entries: Map<string, YamlEntry>): string | undefined {
  const website = reading.lineAt(entries, '网址');
  if (website === undefined || /^https?:\/\/[^\s"<>]+$/.test(website)) return website;
  return reading.fail(
    entries.get('网址')!.value,
    'value/url',
    '“网址”应以 https:// 或 http:// 开头',
  );
}

function isInCycle(agencies: Agencies, agency: Agency): boolean {
  const seen = new Set<string>();
  for (let at = agency.parent; at !== undefined; at = agencies.get(at)?.parent) {
    if (at === agency.id) return true;
    if (seen.has(at)) return false;
    seen.add(at);
  }
  return false;
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function withoutUndefined<T extends object>(values: T): Defined<T> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined),
  ) as Defined<T>;
}

/** The agency and those above it, topmost first. */
export function lineage(agencies: Agencies, id: string): Agency[] {
  const line: Agency[] = [];
  for (
    let at = agencies.get(id);
    at;
    at = at.parent === undefined ? undefined : agencies.get(at.parent)
  )
    line.unshift(at);
  return line;
}
