import {
  type Figures,
  litigationBlocks,
  litigationColumns,
  proactiveColumns,
  requestColumns,
  type SeedReport,
} from './figures.ts';

/** The figures of a report as they are to be printed; the seeds' and the full fixture's alike. */
export interface PrintedReport {
  readonly form: SeedReport['form'];
  readonly proactive: Figures | Readonly<Record<string, readonly string[]>>;
  readonly requests: Figures | Readonly<Record<string, readonly string[]>>;
  readonly litigation: SeedReport['litigation'] | readonly string[];
  /** What the report names as the unit of 采购总金额. */
  readonly procurementUnit?: string;
  /** 表三 of an invented edition: its columns, and the label of the last group of outcomes. */
  readonly requestColumns?: readonly string[];
  readonly lastGroup?: string;
}

/** A printed figure and the labels that the statutory form gives it, rows before columns. */
export interface PrintedCell {
  labels: string[];
  text: string;
}

/** What stands for a figure that the source does not state. */
export function printed(figure: number | string | null): string {
  return figure === null ? '—' : String(figure);
}

/** Typed from the forms: which block of 表二 a row stands in. */
const proactiveBlocks: Readonly<Record<string, string>> = {
  规章: '第二十条第（一）项',
  规范性文件: '第二十条第（一）项',
  行政规范性文件: '第二十条第（一）项',
  行政许可: '第二十条第（五）项',
  其他对外管理服务事项: '第二十条第（五）项',
  行政处罚: '第二十条第（六）项',
  行政强制: '第二十条第（六）项',
  行政事业性收费: '第二十条第（八）项',
  政府集中采购: '第二十条第（九）项',
};

const outcomes = '三、本年度办理结果';
const lastGroup = '（六）其他处理';

/** Typed from the forms: the rows of 表三 below 三 that stand in a group, by its label. */
const requestGroups: Readonly<Record<string, readonly string[]>> = {
  '（三）不予公开': [
    '1.属于国家秘密',
    '2.其他法律行政法规禁止公开',
    '3.危及“三安全一稳定”',
    '4.保护第三方合法权益',
    '5.属于三类内部事务信息',
    '6.属于四类过程性信息',
    '7.属于行政执法案卷',
    '8.属于行政查询事项',
  ],
  '（四）无法提供': [
    '1.本机关不掌握相关政府信息',
    '2.没有现成信息需要另行制作',
    '3.补正后申请内容仍不明确',
  ],
  '（五）不予处理': [
    '1.信访举报投诉类申请',
    '2.重复申请',
    '3.要求提供公开出版物',
    '4.无正当理由大量反复申请',
    '5.要求行政机关确认或重新出具已获取信息',
  ],
  [lastGroup]: [
    '1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请',
    '2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请',
    '3.其他',
  ],
};

/** 表二: blocks from the outside in, then the row, then the column. */
export function proactiveCells(report: PrintedReport): PrintedCell[] {
  return Object.entries(report.proactive).flatMap(([row, figures]) =>
    proactiveColumns[report.form][row]!.map((column, at) => ({
      labels: [proactiveBlocks[row]!, row, withUnit(column, report)],
      text: printed(figures[at]!),
    })),
  );
}

/** 表三: groups from the outside in, the row, then the columns from the outside in. */
export function requestCells(report: PrintedReport): PrintedCell[] {
  return Object.entries(report.requests).flatMap(([row, figures]) =>
    (report.requestColumns ?? requestColumns).map((column, at) => ({
      labels: [
        ...rowGroups(row, report),
        row,
        '申请人情况',
        ...(['自然人', '总计'].includes(column) ? [] : ['法人或其他组织']),
        column,
      ],
      text: printed(figures[at]!),
    })),
  );
}

/** 表四: blocks from the outside in, then the column. */
export function litigationCells(report: PrintedReport): PrintedCell[] {
  return litigationBlocks.flatMap((block, blockAt) =>
    litigationColumns.map((column, at) => ({
      labels: [...(block === '行政复议' ? [] : ['行政诉讼']), block, column],
      text: printed(report.litigation[blockAt * litigationColumns.length + at]!),
    })),
  );
}

/** Every figure that a report prints, in the order of the form. */
export function printedCells(report: PrintedReport): PrintedCell[] {
  return [...proactiveCells(report), ...requestCells(report), ...litigationCells(report)];
}

/** 采购总金额 says its unit where the report names one: the national form leaves it open. */
function withUnit(column: string, { procurementUnit }: PrintedReport): string {
  return column === '采购总金额' && procurementUnit !== undefined
    ? `${column}（单位：${procurementUnit}）`
    : column;
}

/** What a row of 表三 stands in: 一, 二 and 四 stand alone, （一）, （二） and the like below 三 only. */
function rowGroups(row: string, report: PrintedReport): string[] {
  if (/^[一二四]、/.test(row)) return [];
  if (row.startsWith('（')) return [outcomes];
  const group = Object.keys(requestGroups).find((label) => requestGroups[label]!.includes(row))!;
  return [outcomes, group === lastGroup ? (report.lastGroup ?? lastGroup) : group];
}
