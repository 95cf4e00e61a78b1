import { type Archive, reportKey } from '../archive/archive.ts';
import type { Finding } from '../finding/finding.ts';
import { toFinding } from '../yaml/problem.ts';
import { publishedEntry } from './ledger.ts';
import { offsetOfKey } from './places.ts';

/**
 * Published reports that there would be no more: their files are gone, which is told at their lines
 * of the ledger, or they have become drafts again, which is told in the report. Only a withdrawal
 * that the ledger records may take a report away.
 *
 * @param unread files of which something is told already; what could not be read is not gone
 */
export function vanishedReports(
  { ledger, reports }: Pick<Archive, 'ledger' | 'reports'>,
  unread: ReadonlySet<string>,
): Finding[] {
  if (!ledger) return [];
  const byKey = new Map(reports.map(({ report }) => [reportKey(report), report]));
  return [...ledger.entries.keys()].flatMap((key): Finding[] => {
    if (!publishedEntry(ledger, key)) return [];
    const report = byKey.get(key);
    const file = `reports/${key}.yaml`;
    if (report?.isDraft) {
      const message = '已发布的年报不能再改成草稿：请删去“状态”，改动的地方写“更正”';
      const offset = offsetOfKey(report.source.text, '状态');
      return [toFinding(report.source, { rule: 'ledger/vanished', offset, message })];
    }
    if (report || unread.has(file)) return [];
    const message = `已发布的年报 ${file} 没有了：请从版本库恢复；确须撤回的，运行 gongkai publish --withdraw ${key} --reason 理由，原来的地址上会写明撤回和理由`;
    const offset = offsetOfKey(ledger.source.text, key);
    return [toFinding(ledger.source, { rule: 'ledger/vanished', offset, message })];
  });
}
