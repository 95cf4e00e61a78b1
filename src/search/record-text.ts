import type { FigureRecord, ReportFigures } from '../export/figure-rows.ts';

/** Elements that stand on lines of their own. */
const blocks = /<\/(?:p|h[1-6]|li|tr|td|th|blockquote|caption)>|<(?:br|hr)\b[^>]*>/g;

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

/** The text of prose that was rendered, a line for each of its blocks. */
export function proseText(html: string): string {
  return html
    .replaceAll(blocks, '\n')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&(\w+);/g, (whole, name: string) => entities[name] ?? whole);
}

/**
 * What a statutory table says that is not zero, a line for each row: labels, then each figure with
 * its column. With zeros every report would be found for every label.
 */
export function tableText({ records }: ReportFigures, table: string): string {
  const printed = records.filter(({ fact }) => fact.part === table && fact.role !== 'derived');
  const told = printed.filter(({ value }) => /[1-9]/.test(value));
  if (told.length === 0)
    return printed.some(({ value }) => value === '')
      ? '表中没有零以外的数字，有的数字原文未载。'
      : '表中的数字都是零。';
  return [...Map.groupBy(told, ({ fact }) => fact.row)]
    .map(([row, figures]) => `${row}：${figures.map(figureText).join('，')}`)
    .join('\n');
}

function figureText({ fact, value, unit }: FigureRecord): string {
  return `${fact.column}${value}${unit}`;
}
