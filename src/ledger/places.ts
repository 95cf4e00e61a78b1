import type { Report } from '../report/report.ts';

/** Offset in the source at which a value or a part of text stands; of its key where it is gone. */
export function offsetOf(report: Report, address: string): number {
  const { form, offsets, prose, statedTotals, source } = report;
  const index = form.indexByAddress.get(address);
  if (index !== undefined) return offsets[index] ?? 0;
  const part = prose.get(address);
  if (part) return part.scalar.start;
  const [first, name, last] = address.split('.');
  if (first === '刊载总计') {
    const stated = statedTotals.get(address.slice(first.length + 1));
    if (stated) return stated.offset;
  }
  if (first === '统计') {
    const statistic = report.statistics.find((each) => each.name === name);
    const row = statistic?.breakdown?.find((each) => each.name === last);
    if (statistic) return row?.offset ?? statistic.offset;
  }
  return offsetOfKey(source.text, first!);
}

/** Where a key begins its line; the beginning of the file where there is none. */
export function offsetOfKey(text: string, key: string): number {
  return text.startsWith(`${key}:`) ? 0 : text.indexOf(`\n${key}:`) + 1;
}
