import type { PlaceholderContext } from '../facts/resolve.ts';
import type { ArchivedReport } from './archive.ts';

/** The facts that a report's placeholders may speak of. A draft of last year counts as none. */
export function placeholderContext({
  report,
  facts,
  lastYear,
}: ArchivedReport): PlaceholderContext {
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
