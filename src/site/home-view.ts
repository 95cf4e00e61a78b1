import type { RegionView } from './region-view.ts';
import type { YearView } from './year-view.ts';

export interface HomeView {
  /** The newest year with reports; absent where there are none at all. */
  newest?: YearView;
  /** The last to be published of the newest year, newest first; those without date last. */
  latest: YearView['reports'];
  regions: RegionView[];
  /** Whether the agencies are listed here: where they are many, regions lead to the list of all. */
  listsAgencies: boolean;
}

/** Most reports of the newest year that are listed. */
const mostListed = 12;
/** Most agencies that are listed. */
const mostAgencies = 60;

/** The home page, which does not grow with the archive. */
export function homeView(newest: YearView | undefined, regions: RegionView[]): HomeView {
  const dated = (newest?.reports ?? []).toSorted((a, b) => compareDates(a, b));
  const agencies = regions.reduce((sum, { count }) => sum + count, 0);
  return {
    ...(newest ? { newest } : {}),
    latest: dated.slice(0, mostListed),
    regions,
    listsAgencies: agencies <= mostAgencies,
  };
}

function compareDates(a: { publishedAt?: string }, b: { publishedAt?: string }): number {
  const [first, second] = [a.publishedAt ?? '', b.publishedAt ?? ''];
  if (first === second) return 0;
  return first > second ? -1 : 1;
}
