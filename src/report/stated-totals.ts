import type { Form } from '../form/form.ts';
import type { YamlNode } from '../yaml/node.ts';
import { type Reading, shorten } from '../yaml/reading.ts';
import { notStated, readFigure } from './number.ts';
import { type StatedTotal, type Statistic, statisticTotalAddress } from './report.ts';

/** Reads 刊载总计: the totals that the original of an archived report printed, by address. */
export function readStatedTotals(
  reading: Reading,
  node: YamlNode,
  form: Form,
  statistics: readonly Statistic[],
  archived: boolean,
): Map<string, StatedTotal> {
  const totals = new Map<string, StatedTotal>();
  if (!archived) {
    reading.fail(node, 'archived/only', '“刊载总计”只能用在写明“原载”的报告里：总计由系统计算');
    return totals;
  }
  const printed = form.facts
    .filter((fact) => fact.role === 'printed-sum')
    .map((fact) => fact.address);
  const summed = statistics
    .filter((statistic) => statistic.breakdown)
    .map(({ name }) => statisticTotalAddress(name));
  const known = new Set([...printed, ...summed]);
  for (const { key, value } of reading.mapping(node, '刊载总计')?.entries ?? []) {
    const address = key.text;
    if (!known.has(address)) {
      const nearest = reading.nearest(address, known);
      reading.fail(
        key,
        'key/unknown',
        `“${shorten(address)}”不是表中的总计。${nearest ? `是否应为“${nearest}”？` : '可写如 申请办理.本年新收.总计'}`,
      );
      continue;
    }
    const definition = form.facts[form.indexByAddress.get(address) ?? -1];
    const kind = definition?.kind ?? { name: '统计', decimals: 6, signed: false };
    if (value.kind === 'scalar' && value.text === notStated) {
      const message = '“刊载总计”只写原文印出的总计：原文没有的，删去这一行';
      reading.fail(value, 'figure/not-a-number', message, address);
      continue;
    }
    const figure = readFigure(reading, value, kind, address, { archived: false, fact: address });
    if (figure) totals.set(address, { address, figure, offset: value.start });
  }
  return totals;
}
