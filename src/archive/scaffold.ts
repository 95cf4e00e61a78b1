import { type Form, leafColumns, type Row, type Table, tableOf } from '../form/form.ts';
import type { Report } from '../report/report.ts';

/** What a new report goes on from. */
export interface LastYear {
  /** Last year's report of the same agency; absent where that took over from others. */
  report?: Report;
  /** Whose figures these are, for a comment. */
  source: string;
  /** The digits at an address; undefined where they are not known. */
  textAt(address: string): string | undefined;
}

/** Headings of 总体情况 that the 2021 edition asks for. */
const aspects = ['主动公开', '依申请公开', '政府信息管理', '政府信息公开平台建设', '监督保障'];
const numerals = '一二三四五';
/** Told by `check` for as long as it stands. */
const blank = '（在此填写）';

/**
 * A complete report file to be filled in: every key in place, every figure left blank (a blank is
 * told, never taken for zero), 上年结转 from last year's report, headings in place.
 */
export function scaffoldReport(
  form: Form,
  year: number,
  lastYear: LastYear | undefined,
  schemaPath: string,
): string {
  const lines = [
    `# yaml-language-server: $schema=${schemaPath}`,
    '# 数字：一行全为零的写 0；不全为零的写成 {自然人: 1, 其余: 0}。合计由系统计算，不要填写。',
    `格式: "${form.edition}"`,
    '状态: 草稿            # 定稿后删去这一行，填上下一行',
    `# 发布日期: ${year + 1}-01-20`,
  ];
  for (const part of form.parts) {
    const table = part.content === 'table' ? tableOf(form, part.key) : undefined;
    if (table)
      lines.push('', `${part.key}:              # ${part.title}`, ...tableLines(table, lastYear));
    else if (!part.optional)
      lines.push(
        '',
        `${part.key}: |           # ${part.title}`,
        ...proseLines(part.key, form, lastYear),
      );
  }
  return `${lines.join('\n')}\n`;
}

function tableLines(table: Table, lastYear: LastYear | undefined): string[] {
  return table.blocks.flatMap(({ rows, columns }) => {
    const columnKeys = leafColumns(columns)
      .filter((column) => !column.isSum)
      .map((column) => column.key!);
    return rowLines(rows, columnKeys, `${table.key}.`, '  ', lastYear);
  });
}

function rowLines(
  rows: readonly Row[],
  columnKeys: readonly string[],
  path: string,
  indent: string,
  lastYear: LastYear | undefined,
): string[] {
  return rows.flatMap((row) => {
    if (row.isSum) return [];
    if (row.key === undefined) return rowLines(row.rows, columnKeys, path, indent, lastYear);
    if (row.rows.length > 0)
      return [
        `${indent}${row.key}:`,
        ...rowLines(row.rows, columnKeys, `${path}${row.key}.`, `${indent}  `, lastYear),
      ];
    const carried = carriedOver(`${path}${row.key}`, columnKeys, lastYear);
    return [`${indent}${row.key}:${carried ?? ''}`];
  });
}

/** Last year's 结转下年度 as this year's 上年结转, where it is known. */
function carriedOver(
  path: string,
  columnKeys: readonly string[],
  lastYear: LastYear | undefined,
): string | undefined {
  if (path !== '申请办理.上年结转' || !lastYear) return undefined;
  const figures = columnKeys.map(
    (key) => [key, lastYear.textAt(`申请办理.结转下年度.${key}`)] as const,
  );
  if (figures.some(([, text]) => text === undefined)) return undefined;
  const occurring = figures
    .filter(([, text]) => text !== '0')
    .map(([key, text]) => `${key}: ${text}`);
  const value =
    occurring.length === 0
      ? '0'
      : `{${[...occurring, ...(occurring.length < figures.length ? ['其余: 0'] : [])].join(', ')}}`;
  return ` ${value}    # 承${lastYear.source}的结转下年度`;
}

/** Headings of last year's part, or the five aspects; no sentence is copied. */
function proseLines(key: string, form: Form, lastYear: LastYear | undefined): string[] {
  const headings = lastHeadings(key, form, lastYear) ?? usualHeadings(key, form);
  if (headings.length === 0) return [`  ${blank}`];
  return headings.flatMap((heading, at) => [...(at > 0 ? [''] : []), `  ${heading}`, `  ${blank}`]);
}

/** Another edition may ask for other headings; one with a placeholder speaks of last year. */
function lastHeadings(
  key: string,
  form: Form,
  lastYear: LastYear | undefined,
): string[] | undefined {
  if (lastYear?.report?.form.family !== form.family) return undefined;
  const headings = Array.from(
    (lastYear.report.prose.get(key)?.text ?? '').matchAll(/^ {0,3}(#{1,6} +\S.*)$/gm),
    (match) => match[1]!.trim(),
  ).filter((heading) => !heading.includes('{{'));
  return headings.length > 0 ? headings : undefined;
}

function usualHeadings(key: string, { family }: Form): string[] {
  if (key !== '总体情况' || family !== '2021') return [];
  return aspects.map((aspect, at) => `### （${numerals[at]}）${aspect}情况`);
}
