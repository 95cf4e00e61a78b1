import { isNone, memberChange, sameBodies } from '../../aggregation/scope.ts';
import { namesIn } from '../../aggregation/wording.ts';
import type { ArchivedReport } from '../../archive/archive.ts';
import type { ReportFacts } from '../../facts/facts.ts';
import { comparableAddress, type FactDefinition } from '../../form/form.ts';
import { offsetOfFact, signed, statedFact } from '../facts-at-hand.ts';
import type { Rule, RuleContext, Suspicion } from '../rule.ts';

const thisYear = '申请办理.上年结转.';
const lastYearRow = '申请办理.结转下年度.';

export const rule: Rule = {
  id: 'carry-over/requests',
  title: '申请的跨年结转',
  severity: 'error',
  basis: '年度报告格式表三第二项与上一年度第四项是同一批申请',
  description:
    '逐列核对：本年的“上年结转”应等于本机关上一年度报告的“结转下年度继续办理”。上一年度没有报告或还是草稿的，不核对，只作提示。写明“汇总”的报告，以本级对本级，合计只在两年成员相同时核对；成员有变动的，只作提示。',
  message:
    '“{column}”一列：本年的上年结转为 {actual}，上一年度报告的结转下年度为 {expected}，相差 {difference}',
  isArithmetical: true,
  *check(context) {
    const { report, lastYear, agency, archive } = context;
    const columns = columnsOf(context);
    if (columns.length === 0) return;
    const notCompared = (message: string, values: Suspicion['values'] = {}): Suspicion => ({
      offset: offsetOfFact(report, columns[0]!.address),
      values: { year: report.year - 1, ...values },
      message,
      severity: 'info',
    });
    if (!lastYear || (lastYear.report.isDraft && !report.isDraft)) {
      // The first report that an agency owes has none before it.
      if (!lastYear && agency.since !== undefined && agency.since >= report.year) return;
      yield notCompared(
        lastYear
          ? '{year}年的报告还是草稿，没有核对上年结转'
          : '没有{year}年的报告，没有核对上年结转',
      );
      return;
    }
    const bodies = sameBodies(archive.agencies, context, lastYear);
    if (bodies) yield* differences(context, bodies.now, bodies.before);
    if (!context.aggregation && !lastYear.aggregation) return;
    const change = memberChange(archive.agencies, context, lastYear);
    if (!change) yield notCompared('{year}年与本年只有一年的报告是汇总，没有核对合计的上年结转');
    else if (isNone(change)) yield* differencesOfMembers(context, lastYear);
    else
      yield notCompared('汇总的成员与{year}年不同（{change}），没有核对合计的上年结转', {
        change: [
          ...(change.joined.length > 0 ? [`增加${namesIn(change.joined, report.year)}`] : []),
          ...(change.left.length > 0 ? [`减少${namesIn(change.left, report.year - 1)}`] : []),
        ].join('；'),
      });
  },
};

function columnsOf({ report }: RuleContext): FactDefinition[] {
  return report.form.facts.filter(({ address }) => address.startsWith(thisYear));
}

/** Columns in which 上年结转 is not what was carried over. */
function* differences(
  context: RuleContext,
  facts: ReportFacts,
  before: ReportFacts,
): Generator<Suspicion> {
  for (const { address, columnLabel } of columnsOf(context)) {
    const now = statedFact(facts, address);
    const then = carriedOver(before, facts, address);
    if (!now || !then || now.value.eq(then.value)) continue;
    yield {
      offset: offsetOfFact(context.report, address),
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
}

/** What a column of last year's report carries over. */
function carriedOver(before: ReportFacts, { form }: ReportFacts, address: string) {
  const wanted = lastYearRow + address.slice(thisYear.length);
  const there = comparableAddress(form, wanted, before.form);
  return there === undefined ? undefined : statedFact(before, there);
}

/**
 * Columns in which the sum differs by what members' own reports state: told with their names, and
 * as a warning, since it is theirs to mend.
 */
function* differencesOfMembers(
  context: RuleContext,
  lastYear: ArchivedReport,
): Generator<Suspicion> {
  const { report, aggregation } = context;
  if (!aggregation?.own || !lastYear.aggregation?.own) return;
  for (const suspicion of differences(context, context.facts, lastYear.facts)) {
    const address = suspicion.fact!;
    const differing = aggregation.members.filter(({ archived }) => {
      const place = comparableAddress(report.form, address, archived.report.form);
      const now = place === undefined ? undefined : statedFact(archived.facts, place);
      const then =
        archived.lastYear && place !== undefined
          ? carriedOver(archived.lastYear.facts, archived.facts, place)
          : undefined;
      return now && then && !now.value.eq(then.value);
    });
    if (differing.length === 0) continue;
    const names = namesIn(
      differing.map(({ agency }) => agency),
      report.year,
    );
    yield {
      ...suspicion,
      offset: report.aggregation!.offset,
      values: { ...suspicion.values, names },
      message:
        '合计“{column}”一列：本年的上年结转为 {actual}，上一年度为 {expected}，相差 {difference}，出自{names}的报告',
      severity: 'warning',
    };
  }
}
