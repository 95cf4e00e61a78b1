import { type Archive, reportKey } from '../archive/archive.ts';
import type { Finding, Severity } from '../finding/finding.ts';
import { toFinding } from '../yaml/problem.ts';
import { publishedEntry } from './ledger.ts';
import { offsetOfKey } from './places.ts';

/**
 * Published reports that there would be no more: their files are gone, which is told at their lines
 * of the ledger, or they have become drafts again, which is told in the report. Only a withdrawal
 * that the ledger records may take a report away, and its page needs the agency to be registered.
 *
 * @param unread files of which something is told already; what could not be read is not gone
 */
export function vanishedReports(
  { ledger, reports, agencies }: Pick<Archive, 'ledger' | 'reports' | 'agencies'>,
  unread: ReadonlySet<string>,
): Finding[] {
  if (!ledger) return [];
  const byKey = new Map(reports.map(({ report }) => [reportKey(report), report]));
  return [...ledger.entries.keys()].flatMap((key): Finding[] => {
    const tell = (rule: string, message: string, severity: Severity = 'error') => [
      toFinding(ledger.source, { rule, offset: ledger.offsets.get(key)!, message, severity }),
    ];
    const agency = key.slice(0, key.indexOf('/'));
    const stranger = `data/agencies.yaml 里没有“${agency}”这个机关：发布过年报的机关不要删去，标识也不要改，请从版本库恢复`;
    if (!publishedEntry(ledger, key))
      return agencies.has(agency)
        ? []
        : tell('ledger/agency', `${key} 已撤回，原来的地址上没有页面写明：${stranger}`, 'warning');
    const report = byKey.get(key);
    const file = `reports/${key}.yaml`;
    if (report?.isDraft) {
      const message = '已发布的年报不能再改成草稿：请删去“状态”，改动的地方写“更正”';
      const offset = offsetOfKey(report.source.text, '状态');
      return [toFinding(report.source, { rule: 'ledger/vanished', offset, message })];
    }
    if (report || unread.has(file)) return [];
    if (!agencies.has(agency))
      return tell('ledger/vanished', `已发布的年报 ${file} 没有了，${stranger}`);
    const message = `已发布的年报 ${file} 没有了：请从版本库恢复；确须撤回的，运行 gongkai publish --withdraw ${key} --reason 理由，原来的地址上会写明撤回和理由`;
    return tell('ledger/vanished', message);
  });
}
