import {
  litigationBlocks,
  litigationColumns,
  proactiveColumns,
  requestColumns,
} from './figures.ts';
import type { KnownReport } from './reports.ts';

/** Typed from the authoring contract: the keys of 办理结果 below each group. */
const groups: Readonly<Record<string, readonly string[]>> = {
  不予公开: [
    '属于国家秘密',
    '其他法律行政法规禁止公开',
    '危及三安全一稳定',
    '保护第三方合法权益',
    '属于三类内部事务信息',
    '属于四类过程性信息',
    '属于行政执法案卷',
    '属于行政查询事项',
  ],
  无法提供: ['本机关不掌握相关政府信息', '没有现成信息需要另行制作', '补正后申请内容仍不明确'],
  不予处理: [
    '信访举报投诉类申请',
    '重复申请',
    '要求提供公开出版物',
    '无正当理由大量反复申请',
    '要求确认或重新出具已获取信息',
  ],
  其他处理: ['逾期不补正', '逾期未缴费', '其他'],
};

/** Keys of the rows of 表三, in the order of the form. */
function requestRows(report: KnownReport): string[] {
  const hasOneRow = '（六）其他处理' in report.requests;
  const grouped = Object.entries(groups).flatMap(([group, rows]) =>
    group === '其他处理' && hasOneRow ? [group] : rows.map((row) => `${group}.${row}`),
  );
  const outcomes = ['予以公开', '部分公开', ...grouped, '总计'].map((row) => `办理结果.${row}`);
  return ['本年新收', '上年结转', ...outcomes, '结转下年度'];
}

/** Every figure that the report prints, as typed, by address and in the order of the form. */
export function printedFigures(report: KnownReport): Record<string, number | string | null> {
  const facts: Record<string, number | string | null> = {};
  for (const [row, figures] of Object.entries(report.proactive)) {
    for (const [at, column] of proactiveColumns[report.form][row]!.entries())
      facts[`主动公开.${row}.${column.replace(/（单位：万元）|\//, '')}`] = figures[at]!;
  }
  const rows = requestRows(report);
  for (const [at, figures] of Object.values(report.requests).entries()) {
    for (const [column, name] of requestColumns.entries())
      facts[`申请办理.${rows[at]}.${name}`] = figures[column]!;
  }
  for (const [at, figure] of report.litigation.entries()) {
    const block = litigationBlocks[Math.floor(at / litigationColumns.length)]!;
    facts[`复议诉讼.${block}.${litigationColumns[at % litigationColumns.length]}`] = figure;
  }
  return facts;
}

/** Addresses of the facts that a form declares but does not print. */
export function unprintedAddresses(report: KnownReport): string[] {
  const rows = requestRows(report).map((row) => row.split('.'));
  const withSubtotal = new Set(rows.flatMap(([, group, row]) => (group && row ? [group] : [])));
  return [...[...withSubtotal].map((group) => `申请办理.办理结果.${group}.小计`), '申请办理.收办']
    .flatMap((row) => requestColumns.map((column) => `${row}.${column}`))
    .concat('复议诉讼.行政诉讼.总计');
}
