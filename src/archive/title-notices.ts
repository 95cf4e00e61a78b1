import { absenceNotes } from '../aggregation/notes.ts';
import { correctionSummary, correctionsTitle } from '../correction/sentences.ts';
import type { ArchivedReport } from './archive.ts';

/**
 * What stands below a report's title on paper, in brackets, because whoever reads its figures must
 * know it first: that it was corrected, and whose figures a sum is without. The rest is at the end.
 */
export function titleNotices({ report, aggregation }: ArchivedReport): string[] {
  const corrected = correctionSummary(report);
  const absences =
    aggregation && !report.archived ? absenceNotes(aggregation, report.form, report.year) : [];
  return [
    ...(corrected === undefined ? [] : [`（${corrected}，见文末“${correctionsTitle}”）`]),
    ...absences.map((sentence) => `（${sentence.replace(/。$/, '')}，见文末“数据说明”）`),
  ];
}

/** Whether a text is such a notice. */
export function isTitleNotice(text: string): boolean {
  return isCorrectionNotice(text) || /^（.*合计不含.+，见文末“数据说明”）$/.test(text);
}

/** Whether a text is the notice of a report that was corrected. */
export function isCorrectionNotice(text: string): boolean {
  return /^（发布后(于.+)?更正\d+处(，最近一次在.+)?，见文末“更正”）$/.test(text);
}
