import Big from 'big.js';
import type { Agency } from '../../archive/agencies.ts';
import { type Archive, type ArchivedReport, nameInYear } from '../../archive/archive.ts';
import { comparableAddress, type FactDefinition } from '../../form/form.ts';
import { offsetOfFact, signed, statedFact } from '../facts-at-hand.ts';
import type { ComparingContext, Rule } from '../rule.ts';

const takenOver = '申请办理.上年结转.';
const handedOver = '申请办理.结转下年度.';

export const rule: Rule = {
  id: 'carry-over/succession',
  title: '机构改革后的申请结转',
  severity: 'error',
  basis: '被承接机关没有办结的申请，由承接机关继续办理',
  description:
    '承接了其他机关的，第一年逐列核对：合并的，“上年结转”应等于被承接各机关上一年度“结转下年度继续办理”之和；分立的，各承接机关的“上年结转”之和应等于被承接机关的“结转下年度继续办理”之和。缺一份报告，或者有一份还是草稿，就不核对，只作提示。',
  message:
    '“{column}”一列：{successors}的上年结转{sum}为 {actual}，被承接的{predecessors}上一年度的结转下年度合计为 {expected}，相差 {difference}',
  isArithmetical: true,
  comparesReports: true,
  *check({ archive, report, handover, ...own }: ComparingContext) {
    if (!handover) return;
    const columns = report.form.facts.filter(({ address }) => address.startsWith(takenOver));
    if (columns.length === 0) return;
    const { year } = report;
    const told = {
      offset: offsetOfFact(report, columns[0]!.address),
      severity: 'info',
    } as const;
    const from = handover.from.map((each) => ({ ...each, year: year - 1 }));
    const to = handover.to.map((agency) => ({
      agency,
      year,
      report: agency.id === report.agency ? { report, ...own } : reportOf(archive, agency, year),
    }));
    const absent = [...from, ...to].filter((each) => !canBeCompared(each, report.isDraft));
    if (absent.length > 0) {
      const reasons = absent.map(reasonOf).join('，');
      yield { ...told, values: { reasons }, message: '{reasons}，没有核对承接的上年结转' };
      return;
    }
    const names = {
      predecessors: namesOf(from),
      successors: to.length > 1 ? namesOf(to) : '本年',
      sum: to.length > 1 ? '合计' : '',
    };
    const unknown: FactDefinition[] = [];
    for (const column of columns) {
      const key = column.address.slice(takenOver.length);
      const sum = (side: readonly Party[], row: string) => sumOf(side, report, row + key);
      const expected = sum(from, handedOver);
      const actual = sum(to, takenOver);
      if (!expected || !actual) unknown.push(column);
      if (!expected || !actual || actual.eq(expected)) continue;
      yield {
        offset: offsetOfFact(report, column.address),
        fact: column.address,
        values: {
          ...names,
          column: column.columnLabel,
          actual: actual.toFixed(),
          expected: expected.toFixed(),
          difference: signed(actual.minus(expected).toFixed()),
        },
        expected: expected.toNumber(),
        actual: actual.toNumber(),
      };
    }
    if (unknown.length === 0) return;
    const labels = unknown.map(({ columnLabel }) => `“${columnLabel}”`).join('');
    yield {
      ...told,
      values: { labels, predecessors: names.predecessors },
      message: '{labels}有未载的数字，没有与{predecessors}的结转下年度核对',
    };
  },
};

/** An agency of either side, and its report of the year that counts. */
interface Party {
  agency: Agency;
  year: number;
  report?: ArchivedReport | undefined;
}

function reportOf({ reports }: Archive, { id }: Agency, year: number): ArchivedReport | undefined {
  return reports.find(({ report }) => report.agency === id && report.year === year);
}

/** Drafts are compared with drafts only, as from year to year. */
function canBeCompared({ report }: Party, isDraft: boolean): boolean {
  return report !== undefined && (isDraft || !report.report.isDraft);
}

function reasonOf({ agency, year, report }: Party): string {
  const name = nameInYear(agency, year);
  return report ? `${name}${year}年的报告还是草稿` : `没有${name}${year}年的报告`;
}

function namesOf(side: readonly Party[]): string {
  return side.map(({ agency, year }) => nameInYear(agency, year)).join('、');
}

/** The sum of a figure, by its address in one report's form; undefined where any does not state it. */
function sumOf(
  side: readonly Party[],
  { form }: ArchivedReport['report'],
  address: string,
): Big | undefined {
  let sum = new Big(0);
  for (const { report } of side) {
    const there = comparableAddress(form, address, report!.report.form);
    const fact = there === undefined ? undefined : statedFact(report!.facts, there);
    if (!fact) return undefined;
    sum = sum.plus(fact.value);
  }
  return sum;
}
