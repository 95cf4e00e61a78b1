import type { Agencies, Agency } from '../archive/agencies.ts';
import { nameInYear } from '../archive/archive.ts';
import { handoverTo, predecessorsOf, successorsOf } from '../archive/succession.ts';

/** From whom an agency took over, and who took over from it, as its pages say it. */
export interface SuccessionView {
  takenOverFrom?: SuccessionStep;
  takenOverBy?: SuccessionStep;
}

/** A reorganisation, seen from one of its agencies. */
export interface SuccessionStep {
  /** First year of those that took over. */
  year: number;
  /** The agencies on the other side, as they were called then. */
  agencies: { id: string; name: string }[];
  /** Names of the other agencies that share what is taken over: after a split. */
  sharedWith: string[];
}

export function successionView(agencies: Agencies, agency: Agency): SuccessionView {
  const before = handoverTo(agencies, agency);
  const [heir, ...otherHeirs] = successorsOf(agencies, agency);
  return {
    ...(before && {
      takenOverFrom: {
        year: before.year,
        agencies: namedIn(before.year - 1, predecessorsOf(agencies, agency)),
        sharedWith: before.to
          .filter((each) => each !== agency)
          .map((each) => nameInYear(each, before.year)),
      },
    }),
    ...(heir && {
      takenOverBy: {
        year: heir.since!,
        agencies: namedIn(heir.since!, [heir, ...otherHeirs]),
        sharedWith: [],
      },
    }),
  };
}

/** What of it happened at the end of a year, or at its beginning. */
export function successionInYear(
  { takenOverFrom, takenOverBy }: SuccessionView,
  year: number,
): SuccessionView {
  return {
    ...(takenOverFrom?.year === year ? { takenOverFrom } : {}),
    ...(takenOverBy?.year === year + 1 ? { takenOverBy } : {}),
  };
}

function namedIn(year: number, some: readonly Agency[]): { id: string; name: string }[] {
  return some.map((agency) => ({ id: agency.id, name: nameInYear(agency, year) }));
}

/** The same as sentences without links: `2024年起由甲局承接`. */
export function successionSentences({ takenOverFrom, takenOverBy }: SuccessionView): string[] {
  const names = ({ agencies }: SuccessionStep) => agencies.map(({ name }) => name).join('、');
  return [
    ...(takenOverFrom ? [`${takenOverFrom.year}年起承接${names(takenOverFrom)}`] : []),
    ...(takenOverBy ? [`${takenOverBy.year}年起由${names(takenOverBy)}承接`] : []),
  ];
}
