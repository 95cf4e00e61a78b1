import type { PlaceholderContext } from '../facts/resolve.ts';
import { type ArchivedReport, nameInYear, type ReportedHandover } from './archive.ts';

/**
 * The facts that a report's placeholders may speak of. A draft of last year counts as none. In the
 * first year of an agency that others were merged into, last year's are the sums of theirs; what
 * was split cannot be told apart, so there are none.
 */
export function placeholderContext({
  report,
  facts,
  lastYear,
  handover,
}: ArchivedReport): PlaceholderContext {
  if (handover) return { facts, lastYear: sumOfPredecessors(handover, report) };
  if (!lastYear)
    return { facts, lastYear: { missing: `没有 ${report.year - 1} 年的报告，不能引用上年数字` } };
  if (lastYear.report.isDraft && !report.isDraft) {
    return {
      facts,
      lastYear: { missing: `${report.year - 1} 年的报告还是草稿，不能引用上年数字` },
    };
  }
  return { facts, lastYear: lastYear.facts };
}

function sumOfPredecessors(
  { from, to }: ReportedHandover,
  { year, isDraft }: ArchivedReport['report'],
): PlaceholderContext['lastYear'] {
  const last = year - 1;
  const named = from.map(({ agency, report }) => ({ name: nameInYear(agency, last), report }));
  const namesOf = (some: readonly { name: string }[]) => some.map(({ name }) => name).join('、');
  if (to.length > 1) {
    const heirs = to.map((agency) => nameInYear(agency, year)).join('、');
    return {
      missing: `${namesOf(named)}由${heirs}分别承接，上年的数字无法分开，不能引用`,
    };
  }
  const absent = named.filter((each) => !each.report);
  if (absent.length > 0)
    return { missing: `没有${namesOf(absent)} ${last} 年的报告，不能引用上年数字` };
  const drafts = isDraft ? [] : named.filter((each) => each.report!.report.isDraft);
  if (drafts.length > 0)
    return { missing: `${namesOf(drafts)} ${last} 年的报告还是草稿，不能引用上年数字` };
  return { sumOf: named.map(({ name, report }) => ({ name, facts: report!.facts })) };
}
