import type { YamlNode } from '../yaml/node.ts';
import type { Reading } from '../yaml/reading.ts';
import { readDate } from './date.ts';
import type { Acknowledgement } from './report.ts';

const keys = ['规则', '位置', '原文', '数值', '理由', '署名', '日期'] as const;
const required = ['规则', '数值', '理由', '署名', '日期'] as const;

/** Reads 说明: findings that the editor explains. */
export function readAcknowledgements(reading: Reading, node: YamlNode): Acknowledgement[] {
  return reading.sequence(node, '说明').flatMap((item) => readAcknowledgement(reading, item) ?? []);
}

function readAcknowledgement(reading: Reading, node: YamlNode): Acknowledgement | undefined {
  const mapping = reading.mapping(node, '说明');
  if (!mapping) return undefined;
  const entries = reading.entries(mapping, keys);
  const missing = required.filter((key) => !entries.has(key));
  if (missing.length > 0)
    return reading.fail(
      node,
      'key/missing',
      `这条说明缺少${missing.map((key) => `“${key}”`).join('')}`,
    );
  if (entries.has('位置') === entries.has('原文')) {
    return reading.fail(
      node,
      'key/missing',
      '这条说明须写“位置”（数字的地址）或“原文”（文字的片段），二者取一',
    );
  }
  const rule = reading.lineAt(entries, '规则');
  const place = reading.lineAt(entries, '位置');
  const passage = reading.lineAt(entries, '原文');
  const values = reading.linesAt(entries, '数值');
  const reason = reading.lineAt(entries, '理由');
  const signature = reading.lineAt(entries, '署名');
  const date = readDate(reading, entries.get('日期')!.value, '日期');
  if (!rule || !reason || !signature || !date) return undefined;
  return {
    rule,
    values,
    reason,
    signature,
    date,
    offset: node.start,
    ...(place === undefined ? {} : { place }),
    ...(passage === undefined ? {} : { passage }),
  };
}
