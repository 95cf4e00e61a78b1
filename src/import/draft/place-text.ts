import type { Place } from '../source-document.ts';

/**
 * Where something stands, such as 第14行, 第14行第2格 or 第2页 表1 第3行第4格; empty where nothing is
 * known. Lines of a text are easier to find than the rows that they make up.
 */
export function placeText({ page, line, table, row, cell }: Place): string {
  const own = cell === undefined ? '' : `第${cell}格`;
  const inTable = row === undefined ? own : `第${row}行${own}`;
  return [
    page === undefined ? '' : `第${page}页`,
    ...(line !== undefined
      ? [`第${line}行${own}`]
      : [table === undefined ? '' : `表${table}`, inTable]),
  ]
    .filter(Boolean)
    .join(' ');
}
