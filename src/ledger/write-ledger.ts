import { compareText } from '../finding/finding.ts';
import type { LedgerEntry } from './ledger.ts';

const head = `\
# 已发布年报的台账：一份年报一行，由 gongkai publish 写入，请勿手改。
# 合并时有冲突的，两边的行都保留；再运行一次 gongkai publish，各行自会排好。
`;

/** The text of a ledger: one line per report, sorted. */
export function ledgerText(entries: ReadonlyMap<string, LedgerEntry>): string {
  const lines = [...entries]
    .sort(([a], [b]) => compareText(a, b))
    .map(([key, entry]) => `${key}: ${JSON.stringify(fieldsOf(entry))}\n`);
  return head + lines.join('');
}

function fieldsOf(entry: LedgerEntry): Record<string, unknown> {
  const { fingerprint } = entry;
  if ('withdrawn' in entry) {
    const { date, reason } = entry.withdrawn;
    return { 指纹: fingerprint, 撤回: { 日期: date, 理由: reason } };
  }
  const { edition, title, published, figures, others, prose, corrections } = entry;
  return {
    指纹: fingerprint,
    格式: edition,
    标题: title,
    发布日期: published,
    数字: figures,
    文字: prose,
    ...(Object.keys(others).length > 0 ? { 其他: others } : {}),
    ...(corrections.length > 0 ? { 更正: corrections } : {}),
  };
}
