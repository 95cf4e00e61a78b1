import { childOf, type YamlEntry, type YamlMapping, type YamlNode } from '../yaml/node.ts';
import { type Reading, shorten } from '../yaml/reading.ts';
import { resolveSuccessions, type WrittenSuccession } from './read-succession.ts';

export const agencyTypes = ['地区', '政府', '部门', '乡镇街道'] as const;
export const agencyLevels = ['国家', '省', '市', '县', '乡'] as const;

/** Names that the site uses beside the agencies' own: now, and those it is going to have. */
export const reservedIds: ReadonlySet<string> = new Set([
  'assets',
  'rules',
  'years',
  'compare',
  'data',
  'search',
  'about',
  'accessibility',
  'sitemap',
]);

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
  /** 承接: ids of the agencies from which it took over in its first year; see `succession.ts`. */
  predecessors?: string[];
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
  '承接',
  '地址',
  '电话',
  '网址',
] as const;

/**
 * Reads agencies.yaml. Ids, types, levels, the tree and who took over from whom are checked; no
 * cycle is let through.
 */
export function readAgencies(reading: Reading, root: YamlNode): Agencies {
  const agencies = new Map<string, Agency>();
  const entries =
    reading.mapping(root, 'agencies.yaml', 'id: {名称, 类型, 层级, 上级}，一个机关一项')?.entries ??
    [];
  const successions: WrittenSuccession[] = [];
  for (const entry of entries) {
    const agency = readAgency(reading, entry);
    if (!agency) continue;
    agencies.set(agency.id, agency);
    successions.push(...readSuccession(reading, entry, agency));
  }
  const cyclic = findCycles(agencies);
  for (const { key, value } of entries) {
    const agency = agencies.get(key.text);
    const parentNode = value.kind === 'mapping' ? childOf(value, '上级') : undefined;
    if (!agency?.parent || !parentNode) continue;
    if (!agencies.has(agency.parent)) {
      const nearest = reading.nearest(agency.parent, agencies.keys());
      const advice = nearest ? `是否应为“${nearest}”？` : '“上级”要写本文件中另一机关的 id';
      const message = `没有 id 为“${shorten(agency.parent)}”的机关。${advice}`;
      reading.fail(parentNode, 'agency/parent', message);
      delete agency.parent;
    } else if (cyclic.has(agency.id)) {
      const message = `“${shorten(agency.id)}”的上级，一级一级找上去又是它自己：请改正“上级”`;
      reading.fail(parentNode, 'agency/cycle', message);
      delete agency.parent;
    }
  }
  resolveSuccessions(reading, agencies, successions);
  return agencies;
}

const succession = '承接';

function readSuccession(
  reading: Reading,
  { value }: YamlEntry,
  successor: Agency,
): WrittenSuccession[] {
  const node = value.kind === 'mapping' ? childOf(value, succession) : undefined;
  if (!node) return [];
  const items = reading.sequence(node, succession, '[被承接机关的 id]');
  const predecessors = items.flatMap((item) => {
    const id = reading.line(item, succession);
    return id === undefined ? [] : [{ id, node: item }];
  });
  return predecessors.length === 0 ? [] : [{ successor, node, predecessors }];
}

function readAgency(reading: Reading, { key, value }: YamlEntry): Agency | undefined {
  const id = key.text;
  if (reservedIds.has(id))
    reading.fail(key, 'agency/reserved', `“${id}”是网站自己的栏目名，机关的 id 请换一个`);
  if (!/^[a-z0-9-]+$/.test(id))
    reading.fail(key, 'agency/id', `机关的 id“${shorten(id)}”只能用小写字母、数字和连字符`);
  const mapping = reading.mapping(value, id);
  if (!mapping) return undefined;
  const entries = reading.entries(mapping, agencyKeys);
  for (const required of ['名称', '类型', '层级']) {
    if (!entries.has(required))
      reading.fail(key, 'key/missing', `“${shorten(id)}”缺少“${required}”`);
  }
  const line = (name: string) => reading.lineAt(entries, name);
  const name = line('名称') ?? id;
  const since = yearAt(reading, entries, '起');
  const until = yearAt(reading, entries, '止');
  if (since !== undefined && until !== undefined && until < since)
    reading.fail(
      entries.get('止')!.value,
      'agency/years',
      `“止”是编制年报的最后一年，${until} 却早于“起” ${since}`,
    );
  const type =
    entries.get('类型') && reading.choice(entries.get('类型')!.value, '类型', agencyTypes);
  const level =
    entries.get('层级') && reading.choice(entries.get('层级')!.value, '层级', agencyLevels);
  const optional = {
    parent: line('上级'),
    since,
    until,
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
  const mapping: YamlMapping | undefined = reading.mapping(
    node,
    '曾用名',
    '{名称: 原来的名称, 止: 最后一年}',
  );
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

/** Ids of the agencies that come upon themselves when one goes from parent to parent. */
function findCycles(agencies: Agencies): Set<string> {
  const cyclic = new Set<string>();
  const settled = new Set<string>();
  for (const id of agencies.keys()) {
    const line = new Set<string>();
    let at: string | undefined = id;
    while (at !== undefined && !settled.has(at) && !line.has(at)) {
      line.add(at);
      at = agencies.get(at)?.parent;
    }
    const isLoop = at !== undefined && line.has(at);
    for (const member of isLoop ? [...line].slice([...line].indexOf(at!)) : []) cyclic.add(member);
    for (const member of line) settled.add(member);
  }
  return cyclic;
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
