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
  const mapping = reading.mapping(node, '说明', `{${keys.join(', ')}}，其中位置、原文取一`);
  if (!mapping) return undefined;
  const entries = reading.entries(mapping, keys);
  const missing = required.filter((key) => !entries.has(key));
  if (missing.length > 0) {
    const names = missing.map((key) => `“${key}”`).join('');
    reading.fail(node, 'key/missing', `这条说明缺少${names}`);
  }
  const hasOnePlace = entries.has('位置') !== entries.has('原文');
  if (!hasOnePlace) {
    const message = '这条说明须写“位置”（数字的地址）或“原文”（文字的片段），二者取一';
    reading.fail(node, 'key/missing', message);
  }
  const rule = reading.lineAt(entries, '规则');
  const place = reading.lineAt(entries, '位置');
  const passage = reading.lineAt(entries, '原文');
  const values = reading.linesAt(entries, '数值', '数值: [应有的数, 实际的数]');
  const reason = reading.lineAt(entries, '理由');
  const signature = reading.lineAt(entries, '署名');
  const dated = entries.get('日期');
  const date = dated && readDate(reading, dated.value, '日期');
  if (!hasOnePlace || !rule || !reason || !signature || !date) return undefined;
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
