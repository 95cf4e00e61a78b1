import type { NumberKind } from '../form/form.ts';
import type { YamlEntry, YamlNode } from '../yaml/node.ts';
import { type Reading, shorten } from '../yaml/reading.ts';
import type { Figure } from './figure.ts';
import { readFigure } from './number.ts';
import type { Statistic } from './report.ts';

const statisticKeys = ['单位', '分项', '数量'] as const;
const kind: NumberKind = { name: '统计', decimals: 6, signed: false };

/** Reads 统计, the agency's own figures. */
export function readStatistics(reading: Reading, node: YamlNode, archived: boolean): Statistic[] {
  return (reading.mapping(node, '统计')?.entries ?? []).flatMap(
    (entry) => readStatistic(reading, entry, archived) ?? [],
  );
}

function readStatistic(
  reading: Reading,
  { key, value }: YamlEntry,
  archived: boolean,
): Statistic | undefined {
  const name = key.text;
  checkName(reading, key);
  const label = shorten(name);
  const mapping = reading.mapping(
    value,
    label,
    '{单位: 条, 数量: 26} 或 {单位: 条, 分项: {网站: 61, 微信: 167}}',
  );
  if (!mapping) return undefined;
  const entries = reading.entries(mapping, statisticKeys);
  const unit = reading.lineAt(entries, '单位');
  if (!entries.has('单位')) reading.fail(key, 'key/missing', `“${label}”缺少“单位”，如 单位: 条`);
  const parts = entries.get('分项');
  const amount = entries.get('数量');
  if ((parts === undefined) === (amount === undefined)) {
    return reading.fail(key, 'key/missing', `“${label}”须写“分项”或“数量”，二者取一`);
  }
  const read = (at: YamlEntry, ofWhat: string, address: string): Figure | null =>
    readFigure(reading, at.value, kind, ofWhat, { archived, fact: address }) ?? null;
  const common = { name, unit: unit ?? '', offset: key.start };
  if (amount) return { ...common, amount: read(amount, label, `统计.${name}.合计`) };
  const partEntries = reading.mapping(parts!.value, '分项')?.entries ?? [];
  if (partEntries.length === 0)
    return reading.fail(
      parts!.key,
      'key/missing',
      `“${label}”的“分项”是空的：请写明各项，或改写“数量”`,
    );
  return {
    ...common,
    breakdown: partEntries.map((part) => {
      checkName(reading, part.key);
      return {
        name: part.key.text,
        figure: read(part, `${label}·${shorten(part.key.text)}`, `统计.${name}.${part.key.text}`),
        offset: part.value.start,
      };
    }),
  };
}

function checkName(reading: Reading, key: YamlEntry['key']): void {
  if (/[.:{}|\n]/.test(key.text) || key.text.trim() !== key.text || key.text === '') {
    reading.fail(
      key,
      'statistic/name',
      `统计的名称“${shorten(key.text)}”不能为空，不能含有 . : { } | 和首尾空格`,
    );
  } else if (key.text === '合计' || key.text === '其余') {
    reading.fail(key, 'statistic/name', `统计的名称不能是“${key.text}”：合计由系统计算`);
  }
}
