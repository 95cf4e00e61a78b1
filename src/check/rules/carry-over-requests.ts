import { comparableAddress } from '../../form/form.ts';
import { offsetOfFact, signed, statedFact } from '../facts-at-hand.ts';
import type { Rule } from '../rule.ts';

const thisYear = '申请办理.上年结转.';
const lastYearRow = '申请办理.结转下年度.';

export const rule: Rule = {
  id: 'carry-over/requests',
  title: '申请的跨年结转',
  severity: 'error',
  basis: '年度报告格式表三第二项与上一年度第四项是同一批申请',
  description:
    '逐列核对：本年的“上年结转”应等于本机关上一年度报告的“结转下年度继续办理”。上一年度没有报告或还是草稿的，不核对，只作提示。',
  message:
    '“{column}”一列：本年的上年结转为 {actual}，上一年度报告的结转下年度为 {expected}，相差 {difference}',
  isArithmetical: true,
  *check({ report, facts, lastYear, agency }) {
    const columns = report.form.facts.filter(({ address }) => address.startsWith(thisYear));
    if (columns.length === 0) return;
    if (!lastYear || (lastYear.report.isDraft && !report.isDraft)) {
      // The first report that an agency owes has none before it.
      if (!lastYear && agency.since !== undefined && agency.since >= report.year) return;
      yield {
        offset: offsetOfFact(report, columns[0]!.address),
        values: { year: report.year - 1 },
        message: lastYear
          ? '{year}年的报告还是草稿，没有核对上年结转'
          : '没有{year}年的报告，没有核对上年结转',
        severity: 'info',
      };
      return;
    }
    for (const { address, columnLabel } of columns) {
      const before = comparableAddress(
        report.form,
        lastYearRow + address.slice(thisYear.length),
        lastYear.report.form,
      );
      const now = statedFact(facts, address);
      const then = before === undefined ? undefined : statedFact(lastYear.facts, before);
      if (!now || !then || now.value.eq(then.value)) continue;
      yield {
        offset: offsetOfFact(report, address),
        fact: address,
        values: {
          column: columnLabel,
          actual: now.text,
          expected: then.text,
          difference: signed(now.value.minus(then.value).toFixed()),
        },
        expected: then.value.toNumber(),
        actual: now.value.toNumber(),
      };
    }
  },
};
