import { compareText } from '../finding/finding.ts';
import type { YamlNode } from '../yaml/node.ts';
import type { Reading } from '../yaml/reading.ts';
import { isDate, readDate } from './date.ts';
import type { Correction } from './report.ts';

const keys = ['日期', '地址', '原值', '现值', '理由'] as const;

/**
 * Reads 更正: what was changed in a report after it was published.
 *
 * @param published 发布日期 as it is now, where there is one
 */
export function readCorrections(
  reading: Reading,
  node: YamlNode,
  published: string | undefined,
): Correction[] {
  const corrections = reading
    .sequence(node, '更正')
    .flatMap((item) => readCorrection(reading, item) ?? []);
  const first = firstPublished(corrections, published);
  for (const { date, offsets } of corrections)
    if (first !== undefined && date < first)
      reading.fail(
        offsets.date,
        'correction/date',
        `更正的日期 ${date} 早于发布日期 ${first}：发布以后的改动才写更正`,
      );
  return corrections;
}

/** The earliest 发布日期 that the report has had; one that was corrected counts as well. */
function firstPublished(
  corrections: readonly Correction[],
  published: string | undefined,
): string | undefined {
  const former = corrections
    .filter(({ address }) => address === '发布日期')
    .map(({ before }) => before.slice(0, 'YYYY-MM-DD'.length))
    .filter(isDate);
  return [...former, ...(published === undefined ? [] : [published])].toSorted(compareText)[0];
}

function readCorrection(reading: Reading, node: YamlNode): Correction | undefined {
  const mapping = reading.mapping(node, '更正', `{${keys.join(', ')}}`);
  if (!mapping) return undefined;
  const entries = reading.entries(mapping, keys);
  const missing = keys.filter((key) => !entries.has(key));
  if (missing.length > 0) {
    const names = missing.map((key) => `“${key}”`).join('');
    return reading.fail(node, 'key/missing', `这条更正缺少${names}`);
  }
  const valueUnder = (key: '原值' | '现值') => reading.text(entries.get(key)!.value, key)?.trim();
  const date = readDate(reading, entries.get('日期')!.value, '日期');
  const address = reading.lineAt(entries, '地址');
  const before = valueUnder('原值');
  const after = valueUnder('现值');
  const reason = reading.lineAt(entries, '理由');
  if (!date || !address || before === undefined || after === undefined || !reason) return undefined;
  const offsetOf = (key: (typeof keys)[number]) => entries.get(key)!.value.start;
  if (before === after)
    return reading.fail(offsetOf('现值'), 'correction/same', '原值和现值一样，没有更正什么');
  return {
    date,
    address,
    before,
    after,
    reason,
    offsets: {
      date: offsetOf('日期'),
      address: offsetOf('地址'),
      before: offsetOf('原值'),
      after: offsetOf('现值'),
    },
  };
}
