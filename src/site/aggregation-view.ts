import { absenceNotes, aggregationNotes } from '../aggregation/notes.ts';
import type { Agency } from '../archive/agencies.ts';
import { type ArchivedReport, nameInYear, reportKey } from '../archive/archive.ts';

/** 汇总 as a report's page tells of it. */
export interface AggregationView {
  /** Whether the sums are those that the original printed. */
  isArchived: boolean;
  members: MemberLink[];
  /** Sentences that begin with 合计不含, for all to see. */
  absences: string[];
  /** The other sentences. */
  notes: string[];
}

export interface MemberLink {
  name: string;
  /** Address of its report relative to the site's top; absent where that has no page. */
  href?: string;
  /** How many agencies it adds up itself; 0 for most. */
  memberCount: number;
}

/** Undefined for a report that adds up nobody. */
export function aggregationView(
  archived: ArchivedReport,
  hasPage: (key: string) => boolean,
): AggregationView | undefined {
  const { report, aggregation } = archived;
  if (!aggregation) return undefined;
  const absences = report.archived ? [] : absenceNotes(aggregation, report.form, report.year);
  return {
    isArchived: report.archived !== undefined,
    members: aggregation.members.map((member) => ({
      ...memberLink(member.agency, report.year, hasPage),
      memberCount: member.archived.aggregation?.members.length ?? 0,
    })),
    absences,
    // The first names the members, who are listed.
    notes: aggregationNotes(archived)
      .slice(1)
      .filter((note) => !absences.includes(note)),
  };
}

/** An agency's name in a year, and where its report is to be read. */
export function memberLink(
  agency: Agency,
  year: number,
  hasPage: (key: string) => boolean,
): { name: string; href?: string } {
  const key = reportKey({ agency: agency.id, year });
  const name = nameInYear(agency, year);
  return hasPage(key) ? { name, href: `${key}/` } : { name };
}
