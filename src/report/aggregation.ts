import type { YamlNode } from '../yaml/node.ts';
import { type Reading, shorten } from '../yaml/reading.ts';
import type { DeclaredAggregation, PlacedAgency } from './report.ts';

/** What 成员 says for every agency below. */
export const allBelow = '全部下级';

const example = '汇总: {成员: 全部下级} 或 汇总: {成员: [机关的 id, 机关的 id]}';

/**
 * Reads 汇总: whose figures are added to the report's own. Whether there are such agencies is not
 * known here.
 */
export function readAggregation(reading: Reading, node: YamlNode): DeclaredAggregation | undefined {
  const mapping = reading.mapping(node, '汇总', example);
  if (!mapping) return undefined;
  const entries = reading.entries(mapping, ['成员', '除外']);
  const listed = entries.get('成员');
  if (!listed) return reading.fail(node, 'key/missing', `“汇总”须写明“成员”，如 ${example}`);
  const excluded = readIds(reading, entries.get('除外')?.value, '除外');
  const { value } = listed;
  if (value.kind === 'scalar' && value.text === allBelow) return { offset: value.start, excluded };
  if (value.kind !== 'sequence') {
    const written = value.kind === 'scalar' ? `不能是“${shorten(value.text)}”，` : '';
    return reading.fail(value, 'value/type', `“成员”${written}应写作 ${example}`);
  }
  if (value.items.length === 0)
    return reading.fail(value, 'value/blank', '“成员”里一个机关也没有：不汇总的，删去“汇总”');
  for (const { offset } of excluded)
    reading.fail(
      offset,
      'aggregation/excluded',
      `“除外”只与“成员: ${allBelow}”同用：列出名单的，不列即不计`,
    );
  return { offset: value.start, members: readIds(reading, value, '成员'), excluded: [] };
}

/** Ids, each once. */
function readIds(reading: Reading, node: YamlNode | undefined, name: string): PlacedAgency[] {
  const ids = new Map<string, PlacedAgency>();
  for (const item of node ? reading.sequence(node, name, `${name}: [机关的 id]`) : []) {
    const id = reading.line(item, name);
    if (id === undefined) continue;
    if (ids.has(id))
      reading.fail(item, 'aggregation/double', `“${shorten(id)}”在“${name}”里写了两次`);
    else ids.set(id, { id, offset: item.start });
  }
  return [...ids.values()];
}
