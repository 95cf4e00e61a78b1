import type { Agency } from './agencies.ts';

/**
 * Last day (`YYYY-MM-DD`) for publishing the report of a year: 31 March for 县级以上地方人民政府,
 * 31 January for departments (《政府信息公开条例》第四十九条), and for towns by custom.
 */
export function dueDate({ type }: Pick<Agency, 'type'>, year: number): string {
  return `${year + 1}-${type === '政府' ? '03-31' : '01-31'}`;
}

/**
 * Whether an agency owes a report of a year. Only where 起 is registered is it known that it does:
 * nobody is said to be missing for want of an entry.
 */
export function owesReport(
  { type, since, until }: Pick<Agency, 'type' | 'since' | 'until'>,
  year: number,
): boolean {
  if (type === '地区' || since === undefined) return false;
  return since <= year && (until === undefined || year <= until);
}
