import {
  type Column,
  type Form,
  leafColumns,
  type Row,
  type Table,
  tableOf,
} from '../../src/form/form.ts';
import type { Random } from './random.ts';

/** Figures as an editor types them, nested by the form's keys. */
export interface Figures {
  [key: string]: string | Figures;
}

/** Amounts by row or column key. */
export type Amounts = Readonly<Record<string, number>>;

/** A yearly amount, at least 1 and mostly below `usual`, near the same from year to year. */
export type Level = (name: string, usual: number) => number;

/** Amounts of one agency in one year: within a fifth of what is usual for that agency. */
export function levels(agency: Random, year: number): Level {
  return (name, usual) => {
    const level = agency.fork('level', name).integer(Math.ceil(usual / 3), usual);
    const swing = Math.ceil(level / 5);
    return Math.max(1, level + agency.fork('year', year, name).integer(-swing, swing));
  };
}

/** 表三: outcomes first, so that what was received follows from them and every column balances. */
export function inventRequests(
  form: Form,
  level: Level,
  size: number,
  carriedOver: Amounts | undefined,
): { figures: Figures; carriedOver: Amounts } {
  const table = tableOf(form, '申请办理')!;
  const columns = primaryColumns(table);
  const outcomes = table.blocks[0]!.rows.find((row) => row.key === '办理结果')!;
  const handled: Record<string, number> = {};
  const fill = (rows: readonly Row[]): Figures =>
    keyed(rows, (row) =>
      row.rows.length > 0
        ? fill(row.rows)
        : keyed(columns, (column) => {
            const count = level(
              `${row.key}/${column.key}`,
              size * weightOf(outcomeWeights, row.key!) * weightOf(applicantWeights, column.key!),
            );
            handled[column.key!] = (handled[column.key!] ?? 0) + count;
            return String(count);
          }),
    );
  const results = fill(outcomes.rows);
  const last =
    carriedOver ?? amounts(columns, ({ key }) => level(`结转/${key}`, share(handled[key!]!)));
  const next = amounts(columns, ({ key }) => level(`结转/${key}`, share(handled[key!]!)));
  return {
    figures: {
      本年新收: keyed(columns, ({ key }) => String(handled[key!]! + next[key!]! - last[key!]!)),
      上年结转: keyed(columns, ({ key }) => String(last[key!]!)),
      办理结果: results,
      结转下年度: keyed(columns, ({ key }) => String(next[key!]!)),
    },
    carriedOver: next,
  };
}

/** How much more often than others an outcome or an applicant occurs. */
const outcomeWeights: Readonly<Record<string, number>> = {
  予以公开: 12,
  部分公开: 5,
  本机关不掌握相关政府信息: 8,
};
const applicantWeights: Readonly<Record<string, number>> = { 自然人: 4, 商业企业: 2 };

function weightOf(weights: Readonly<Record<string, number>>, key: string): number {
  return weights[key] ?? 1;
}

/** Of what is handled in a year, about one in twelve is usually carried over. */
function share(handled: number): number {
  return Math.max(1, Math.floor(handled / 12));
}

/** 表四: whatever was pending last year is decided this year, so no total is below it. */
export function inventLitigation(
  form: Form,
  level: Level,
  size: number,
  pending: Amounts | undefined,
): { figures: Figures; pending: Amounts } {
  const table = tableOf(form, '复议诉讼')!;
  const rows = table.blocks[0]!.rows.flatMap((row) => (row.key ? [row] : row.rows));
  const columns = primaryColumns(table);
  const figures: Figures = {};
  const left: Record<string, number> = {};
  for (const { key: row } of rows) {
    figures[row!] = keyed(columns, ({ key }) => {
      const count = level(`${row}/${key}`, size + 1);
      if (key === '尚未审结') left[row!] = count;
      return String(key === '结果维持' ? count + (pending?.[row!] ?? 0) : count);
    });
  }
  return { figures, pending: left };
}

function primaryColumns(table: Table): Column[] {
  return leafColumns(table.blocks[0]!.columns).filter((column) => !column.isSum);
}

/** Figures for everything that editors fill in, by key. */
function keyed<T extends Row | Column>(
  items: readonly T[],
  figureOf: (item: T) => string | Figures,
): Figures {
  return Object.fromEntries(
    items.filter((item) => !item.isSum).map((item) => [item.key!, figureOf(item)]),
  );
}

function amounts(columns: readonly Column[], amountOf: (column: Column) => number): Amounts {
  return Object.fromEntries(columns.map((column) => [column.key!, amountOf(column)]));
}
