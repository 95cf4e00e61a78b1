import { compareText } from '../finding/finding.ts';
import type { Form } from '../form/form.ts';
import { isDate } from '../report/date.ts';
import { notStated, plainDecimal } from '../report/number.ts';
import type { Problem } from '../yaml/problem.ts';
import { shorten } from '../yaml/reading.ts';
import { positionAt, type Source } from '../yaml/source.ts';
import { primaryAddresses } from './content.ts';
import { isWithdrawalReason, type Ledger, type LedgerEntry } from './ledger.ts';

const linePattern = /^([a-z0-9-]+\/(?:19|20)\d\d): (\{.*\})$/;
const advice = '这一行由 gongkai publish 写入，请勿手改；可从版本库取回';

/**
 * Reads the ledger strictly, line by line: large archives have many, and what cannot be read is
 * told at its own. Each line is YAML whose value is JSON.
 */
export function readLedger(
  source: Source,
  forms: ReadonlyMap<string, Form>,
): { ledger: Ledger; problems: Problem[] } {
  const entries = new Map<string, LedgerEntry>();
  const offsets = new Map<string, number>();
  const problems: Problem[] = [];
  let before = '';
  for (const [index, offset] of source.lineStarts.entries()) {
    const end = source.lineStarts[index + 1] ?? source.text.length;
    const line = source.text.slice(offset, end).replace(/\n$/, '');
    if (line === '' || line.startsWith('#')) continue;
    const read = readLine(line, forms);
    if ('message' in read) {
      problems.push({ rule: read.rule, offset, message: read.message });
      continue;
    }
    const { key, entry } = read;
    const first = offsets.get(key);
    if (first !== undefined) {
      const message = `${key} 已在第 ${positionAt(source, first).line} 行：合并时同一份年报请只留一行`;
      problems.push({ rule: 'ledger/duplicate', offset, message });
      continue;
    }
    if (compareText(key, before) < 0) {
      const message = `${key} 应排在 ${before} 之前：再运行一次 gongkai publish，各行自会排好`;
      problems.push({ rule: 'ledger/order', severity: 'warning', offset, message });
    } else before = key;
    offsets.set(key, offset);
    entries.set(key, entry);
  }
  return { ledger: { source, entries, offsets }, problems };
}

type ReadLine = { key: string; entry: LedgerEntry } | { rule: string; message: string };

function readLine(line: string, forms: ReadonlyMap<string, Form>): ReadLine {
  if (/^(<{7}|={7}|>{7}|\|{7})/.test(line)) {
    const message =
      '合并时的冲突没有处理完：删去有 <<<<<<<、=======、>>>>>>> 的行，两边的年报各行都保留，同一份年报只留一行';
    return { rule: 'ledger/conflict', message };
  }
  const [, key, json] = linePattern.exec(line) ?? [];
  if (!key || !json) {
    const message = `应写作 <机关>/<年度>: {…}。${advice}`;
    return { rule: 'ledger/line', message };
  }
  const entry = entryOf(parse(json), forms);
  return typeof entry === 'string'
    ? { rule: 'ledger/line', message: `${key} 的${entry}。${advice}` }
    : { key, entry };
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** The entry, or what is wrong with it. */
function entryOf(value: unknown, forms: ReadonlyMap<string, Form>): LedgerEntry | string {
  if (!isObject(value)) return '记录读不出来';
  const { 指纹: fingerprint, 撤回: withdrawn, ...rest } = value;
  if (typeof fingerprint !== 'string' || !/^[0-9a-f]{64}$/.test(fingerprint))
    return '“指纹”应是 64 位十六进制数';
  if (withdrawn !== undefined) {
    if (!isTexts(withdrawn) || Object.keys(rest).length > 0) return withdrawalAdvice;
    const { 日期: date = '', 理由: reason = '', ...strange } = withdrawn;
    if (!isDate(date) || !isWithdrawalReason(reason) || Object.keys(strange).length > 0)
      return withdrawalAdvice;
    return { fingerprint, withdrawn: { date, reason } };
  }
  const { 格式: edition, 标题: title, 发布日期: published, 数字: figures, ...more } = rest;
  const { 文字: prose, 其他: others = {}, 更正: corrections = [], ...unknown } = more;
  if (
    typeof edition !== 'string' ||
    typeof title !== 'string' ||
    typeof published !== 'string' ||
    typeof figures !== 'string' ||
    !isTexts(prose) ||
    !isTexts(others) ||
    !Array.isArray(corrections) ||
    !corrections.every((each) => typeof each === 'string')
  )
    return '记录不全';
  const [strange] = Object.keys(unknown);
  if (strange !== undefined) return `记录里有不认识的“${strange}”`;
  const misprint = figures.split(' ').find((text) => !isFigure(text));
  if (misprint !== undefined) return `“数字”里的“${shorten(misprint)}”不是数`;
  const form = forms.get(edition);
  if (form && figures.split(' ').length !== primaryAddresses(form).length)
    return `“数字”应有 ${primaryAddresses(form).length} 个`;
  return { fingerprint, edition, title, published, figures, others, prose, corrections };
}

const withdrawalAdvice = '“撤回”应写作 {日期, 理由}，不带别的，理由写在一行内';

function isFigure(text: string): boolean {
  return text === notStated || plainDecimal.test(text);
}

function isTexts(value: unknown): value is Record<string, string> {
  return isObject(value) && Object.values(value).every((each) => typeof each === 'string');
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
