import { type ArchivedReport, nameInYear, reportKey, reportTitle } from '../archive/archive.ts';
import { dueDate } from '../archive/deadline.ts';

/** Whether a report was published by the day it was due; unknown where the original has no date. */
export type Timeliness = 'on-time' | 'late' | 'undated';

/** A link to a report from a list. */
export interface ReportLink {
  key: string;
  year: number;
  title: string;
  /** As it was called in the year of the report. */
  agencyName: string;
  agencyShortName: string;
  /** `YYYY-MM-DD` */
  publishedAt?: string;
  timeliness: Timeliness;
  formName: string;
  isDraft: boolean;
}

export function reportLink(archived: ArchivedReport): ReportLink {
  const { report, agency } = archived;
  return {
    key: reportKey(report),
    year: report.year,
    title: reportTitle(archived),
    agencyName: nameInYear(agency, report.year),
    agencyShortName: agency.shortName,
    timeliness: timelinessOf(archived),
    formName: report.form.name,
    isDraft: report.isDraft,
    ...(report.published ? { publishedAt: report.published.date } : {}),
  };
}

function timelinessOf({ report, agency }: ArchivedReport): Timeliness {
  if (!report.published) return 'undated';
  return report.published.date > dueDate(agency, report.year) ? 'late' : 'on-time';
}
