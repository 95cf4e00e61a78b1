import type { Agencies, Agency } from '../archive/agencies.ts';
import { type Archive, nameInYear } from '../archive/archive.ts';
import { dueDate, owesReport } from '../archive/deadline.ts';
import { type Finding, hasErrors } from '../finding/finding.ts';

/**
 * What has become of a report that was owed: `filed` by the day it was due or without a date of
 * its own, `late`, still a `draft`, `faulty` where errors keep it from being published, `missing`.
 */
export const filingStates = ['filed', 'late', 'draft', 'faulty', 'missing'] as const;
export type FilingState = (typeof filingStates)[number];

/** One agency in a year. */
export interface Filing {
  agency: string;
  /** As it was called in that year. */
  name: string;
  year: number;
  state: FilingState;
  /** `YYYY-MM-DD`, where it is published and the original has a date. */
  published?: string;
  /** Last day, `YYYY-MM-DD`. */
  due: string;
  /** From today to the last day; negative when it is over. */
  daysLeft: number;
  /** Errors that are open. */
  errors: number;
}

export interface FilingQuestion {
  year: number;
  /** Id of an agency or region: only those below it. */
  under?: string;
  /** `YYYY-MM-DD` */
  today: string;
}

/**
 * Who has filed, in the order of agencies.yaml: agencies that owe a report of the year, and those
 * that have one all the same. `findings` are those of the whole archive.
 */
export function filings(
  { agencies, reports }: Pick<Archive, 'agencies' | 'reports'>,
  findings: readonly Finding[],
  { year, under, today }: FilingQuestion,
): Filing[] {
  const byFile = Map.groupBy(findings, ({ file }) => file);
  const ofYear = new Map(
    reports.filter(({ report }) => report.year === year).map((one) => [one.agency.id, one.report]),
  );
  return [...agencies.values()].flatMap((agency): Filing[] => {
    if (under !== undefined && !isBelow(agencies, agency, under)) return [];
    const report = ofYear.get(agency.id);
    const own = byFile.get(`reports/${agency.id}/${year}.yaml`) ?? [];
    const isFaulty = hasErrors(own);
    if (!owesReport(agency, year) && !report && !isFaulty) return [];
    const due = dueDate(agency, year);
    const published = report && !report.isDraft ? report.published?.date : undefined;
    const state = stateOf({ isFaulty, hasReport: report !== undefined, ...report }, published, due);
    return [
      {
        agency: agency.id,
        name: nameInYear(agency, year),
        year,
        state,
        ...(published !== undefined && !isFaulty ? { published } : {}),
        due,
        daysLeft: daysBetween(today, due),
        errors: own.filter((finding) => hasErrors([finding])).length,
      },
    ];
  });
}

function stateOf(
  { isFaulty, hasReport, isDraft }: { isFaulty: boolean; hasReport: boolean; isDraft?: boolean },
  published: string | undefined,
  due: string,
): FilingState {
  if (isFaulty) return 'faulty';
  if (!hasReport) return 'missing';
  if (isDraft) return 'draft';
  return published !== undefined && published > due ? 'late' : 'filed';
}

function isBelow(agencies: Agencies, agency: Agency, id: string): boolean {
  for (let at: Agency | undefined = agency; at?.parent !== undefined; at = agencies.get(at.parent))
    if (at.parent === id) return true;
  return false;
}

const millisecondsPerDay = 86_400_000;

/** Days from one `YYYY-MM-DD` to another. */
function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / millisecondsPerDay;
}
