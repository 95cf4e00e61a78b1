import type { Publication } from '../site/publication.ts';
import { agencyRecords, reportRecords, type SearchRecord } from './records.ts';

/** Records that have an index of their own. */
export interface Portion {
  /** Of its folder, and of what Pagefind says that it found in it; empty for what is always asked. */
  name: string;
  /** Absent where it is not of one year. */
  year?: number;
  records: Iterable<SearchRecord>;
}

/**
 * Reports that an index has at most: Pagefind's program takes about 2 MB for each while it works, and
 * the page takes the longer for each match the more there are of them in one index.
 */
export const reportsAtMost = 500;

/**
 * All records of a publication. As many reports as one index can have are in the first portion, beside
 * the agencies; of more, each year has portions of its own, as equal as can be, so that an edit changes
 * the index of one year only.
 */
export function searchPortions(publication: Publication, most = reportsAtMost): Portion[] {
  const keys = publication.reportKeys;
  if (keys.length <= most) return [{ name: '', records: recordsOf(publication, keys, true) }];
  const years = Map.groupBy(keys, (key) => publication.source(key).archived.report.year);
  const ofYears = [...years]
    .sort(([a], [b]) => b - a)
    .flatMap(([year, keysOfYear]) =>
      evenly(keysOfYear, most).map((some, at, all) => ({
        name: all.length === 1 ? `${year}` : `${year}-${at + 1}`,
        year,
        records: recordsOf(publication, some, false),
      })),
    );
  return [{ name: '', records: agencyRecords(publication) }, ...ofYears];
}

function* recordsOf(
  publication: Publication,
  keys: readonly string[],
  hasAgencies: boolean,
): Generator<SearchRecord> {
  for (const key of keys) yield* reportRecords(publication, key);
  if (hasAgencies) yield* agencyRecords(publication);
}

/** Pieces of a list, in order, none longer than so many. */
function evenly<T>(items: readonly T[], most: number): T[][] {
  const count = Math.ceil(items.length / most);
  const start = (at: number) => Math.round((at * items.length) / count);
  return Array.from({ length: count }, (_, at) => items.slice(start(at), start(at + 1)));
}
