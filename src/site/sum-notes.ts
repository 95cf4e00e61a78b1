import type { FigureRowSource, FigureTable } from './figure-table.ts';

/**
 * What a reader must know where sums of many agencies stand beside figures of single ones, or of
 * other years; nothing where there are no such sums.
 */
export function sumNotes(
  rowsHeader: FigureTable['rowsHeader'],
  rows: readonly FigureRowSource[],
): string[] {
  const sums = rows.filter(({ archived }) => archived?.aggregation);
  if (sums.length === 0) return [];
  const names = sums.map(({ header }) => header).join('、');
  if (rowsHeader === '行政机关')
    return [`${names}的数字是汇总数，含成员机关的数字，不要再与成员机关的相加。`];
  return sums.length === rows.filter(({ archived }) => archived).length
    ? ['各年度的数字都是汇总数，是本级与成员机关之和，各年度的成员不一定相同。']
    : [`${names}的数字是汇总数，是本级与成员机关之和；其他年度的不是，不能直接比较。`];
}
