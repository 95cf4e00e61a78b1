import type { Archive } from '../archive/archive.ts';
import { type Finding, type Severity, summarize } from '../finding/finding.ts';
import { visible } from '../finding/format.ts';
import type { Comparison } from '../import/comparison.ts';
import { placeText } from '../import/draft/place-text.ts';
import type { Receipt, ReceiptEntry } from '../import/draft/receipt.ts';
import type { ImportResult, Outcome } from '../import/import-files.ts';
import type { SkippedFile } from '../import/source-files.ts';
import { alignColumns, endOf } from './columns.ts';
import { changeOf } from './diff.ts';
import { type ImportRow, isDraft, isWritten, rowOf } from './import-row.ts';

const resultNames: Readonly<Record<ImportResult, string>> = {
  written: '已写入',
  replaced: '已覆盖',
  same: '相同，未动',
  exists: '已有，未动',
  unsure: '认不出',
  conflict: '重复',
  refused: '未能导入',
  defect: '程序出错',
};

/** So many findings of a batch are told one by one; of more, the errors. */
export const mostFindings = 100;
/** Lines of a list on the terminal; files have the whole. */
const mostListed = 20;
/** Columns of the table that a path takes. */
const widestPath = 48;

/** What a person should know at once of a single import; what they have to do stands first. */
export function briefText(outcome: Outcome, archive: Archive): string {
  const { receipt } = outcome;
  const row = rowOf(outcome, archive);
  const lines = receipt
    ? [...needsText(receipt), ...understoodText(receipt, archive), restText(row)]
    : [];
  if (outcome.result === 'exists' && row.report !== undefined)
    lines.push(comparisonText(row.report, outcome.comparison, false).trimEnd());
  lines.push(verdictText(row));
  return `${lines.filter((line) => line !== '').join('\n')}\n`;
}

function needsText({ needsPerson }: Receipt): string[] {
  if (needsPerson.length === 0) return [];
  const listed = needsPerson.slice(0, mostListed).map(entryText);
  const more = needsPerson.length - listed.length;
  return [
    `需要人处理（${needsPerson.length} 项）`,
    ...listed,
    ...(more > 0 ? [`  ……还有 ${more} 项，见回执`] : []),
  ];
}

function entryText({ message, place }: ReceiptEntry, at: number): string {
  const where = place ? placeText(place) : '';
  return `  ${at + 1}. ${where === '' ? '' : `${where}：`}${visible(message)}`;
}

function understoodText(receipt: Receipt, { agencies, forms }: Archive): string[] {
  const { agency, year, form, figures, complete } = receipt;
  const stated = figures.filter(({ digits }) => digits !== null).length;
  const name = agency === null ? '机关未认出' : `${agencies.get(agency)!.name}（${agency}）`;
  return [
    `${name} ${year === null ? '年度未认出' : `${year}年`}，${forms.get(form)?.name ?? form}`,
    `数字 ${stated} 个，未载 ${figures.length - stated} 个；${complete ? '完整' : '不完整'}`,
  ];
}

function restText({ counts, receipt }: ImportRow): string {
  const { mended = 0, leftOut = 0, noticed = 0 } = counts ?? {};
  const parts = [
    ...(mended > 0 ? [`已改 ${mended} 处`] : []),
    ...(leftOut > 0 ? [`没有收入 ${leftOut} 处`] : []),
    ...(noticed > 0 ? [`另请知悉 ${noticed} 处`] : []),
  ];
  if (receipt === undefined) return parts.join('，');
  return `${[...parts, '详见回执'].join('，')}：${receipt}`;
}

function verdictText(row: ImportRow): string {
  const { file, result, message, report } = row;
  if (message !== undefined)
    return `${visible(file)}：${visible(message)}${report && result === 'exists' ? `（${report}）` : ''}`;
  const draft = isDraft(row)
    ? '（草稿，不会发布：“待核”的各处处理完以后，删去“状态: 草稿”一行）'
    : '';
  return result === 'same'
    ? `${report} 已经有了，一字不差${draft}`
    : `${resultNames[result]} ${report}${draft}`;
}

/** What overwriting a report changes: all of it, or as much as anybody reads at once. */
export function comparisonText(
  file: string,
  comparison: Comparison | undefined,
  isWhole: boolean,
): string {
  if (!comparison) return `${file} 原有的内容读不出来，无法比较\n`;
  const { figures, others } = comparison;
  const lines = [...figures.map(changeOf), ...others].map((line) => `  ${visible(line)}\n`);
  if (lines.length === 0) return `${file} 与原有的相比：数字和文字都没有变动，只是写法或注释不同\n`;
  const listed = isWhole ? lines : lines.slice(0, mostListed);
  const more = lines.length - listed.length;
  return [
    `${file} 与原有的相比，${lines.length} 处不同：\n`,
    ...listed,
    ...(more > 0 ? [`  ……还有 ${more} 处；--json 里有全部\n`] : []),
  ].join('');
}

/** The table of a batch, what was not written, and the sum of it all. */
export function batchText(
  rows: readonly ImportRow[],
  findings: readonly Finding[],
  isShortened: boolean,
): string {
  const unwritten = rows.filter((row) => !isWritten(row));
  const reasons = unwritten.map(
    ({ file, message, report, result }) =>
      `  ${visible(file)}：${visible(message ?? '')}${report && result === 'exists' ? `（${report}）` : ''}\n`,
  );
  return [
    tableText(rows, findings),
    ...(reasons.length > 0 ? [`\n没有写入（${reasons.length} 个）\n`, ...reasons] : []),
    `\n${sumText(rows, findings)}\n`,
    ...(isShortened ? ['检查出的警告和提示太多，没有逐条列出：请用 gongkai check 查看\n'] : []),
  ].join('');
}

function tableText(rows: readonly ImportRow[], findings: readonly Finding[]): string {
  const byFile = Map.groupBy(
    findings.filter(({ acknowledged }) => !acknowledged),
    ({ file }) => file,
  );
  return alignColumns([
    ['文件', '机关', '年度', '格式', '完整', '待核', '错误', '警告', '结果'],
    ...rows.map((row) => {
      const { file, agencyName, year, form, complete, counts, report, result } = row;
      const found = isWritten(row) ? (byFile.get(report!) ?? []) : undefined;
      const count = (severity: Severity) =>
        found === undefined ? '—' : `${found.filter((each) => each.severity === severity).length}`;
      return [
        endOf(visible(file), widestPath),
        agencyName ?? '—',
        year === undefined ? '—' : `${year}`,
        form ?? '—',
        complete === undefined ? '—' : complete ? '是' : '否',
        counts ? `${counts.needsPerson}` : '—',
        count('error'),
        count('warning'),
        resultNames[result],
      ];
    }),
  ]);
}

function sumText(rows: readonly ImportRow[], findings: readonly Finding[]): string {
  const byResult = Map.groupBy(rows, ({ result }) => result);
  const results = (Object.keys(resultNames) as ImportResult[]).flatMap((result) => {
    const count = byResult.get(result)?.length;
    return count === undefined ? [] : [`${resultNames[result]} ${count} 个`];
  });
  const needing = rows.filter(({ counts }) => (counts?.needsPerson ?? 0) > 0).length;
  const drafts = rows.filter(isDraft).length;
  const { errors, warnings, infos } = summarize(findings, rows.length);
  return [
    `共 ${rows.length} 个文件：${results.join('，')}。`,
    `${needing} 个有要人处理的地方，见回执；`,
    ...(drafts > 0 ? [`${drafts} 份是草稿，不会发布；`] : []),
    `检查有 ${errors} 个错误，${warnings} 个警告，${infos} 个提示。`,
  ].join('');
}

/** What of the folders was passed over, and why; empty where nothing was. */
export function skippedText(skipped: readonly SkippedFile[]): string {
  if (skipped.length === 0) return '';
  const listed = skipped
    .slice(0, mostListed)
    .map(({ name, reason }) => `  ${visible(name)}：${reason}\n`);
  const more = skipped.length - listed.length;
  return [
    `跳过 ${skipped.length} 个\n`,
    ...listed,
    ...(more > 0 ? [`  ……还有 ${more} 个\n`] : []),
  ].join('');
}
