import type { Agency } from '../archive/agencies.ts';
import { nameInYear } from '../archive/archive.ts';
import type { AbsenceReason, AbsentMember } from './aggregate.ts';
import type { Obstacle } from './sum.ts';

/** Why a member is not in the sum, in words. */
export const absenceNames: Readonly<Record<AbsenceReason, string>> = {
  missing: '没有报告',
  draft: '报告还是草稿',
  faulty: '报告有错误',
};

/** Why a figure has no sum, in words after the names of those concerned. */
export const obstacleNames: Readonly<Record<Obstacle, string>> = {
  'not-stated': '未载',
  edition: '所用格式没有可比的数字',
  unit: '单位不同',
};

/** `某局（没有报告）`, and in whose own 汇总 it is lacking. */
export function absentName({ agency, reason, within }: AbsentMember, year: number): string {
  const where = within ? `${nameInYear(within, year)}的汇总所缺，` : '';
  return `${nameInYear(agency, year)}（${where}${absenceNames[reason]}）`;
}

/** Names of agencies in a year, joined. */
export function namesIn(agencies: readonly Agency[], year: number): string {
  return agencies.map((agency) => nameInYear(agency, year)).join('、');
}
