import { compareText } from '../finding/finding.ts';
import type { Archive, ArchivedReport } from './archive.ts';

/** A figure, or a whole report, that is not the same in two archives. */
export interface Difference {
  agency: string;
  /** Name for people. */
  agencyName: string;
  year: number;
  /** Whether the whole report is new or gone; then there is no address. */
  report?: 'added' | 'removed';
  address?: string;
  /** Digits as printed; null where not stated; absent where there is no such fact. */
  before?: string | null;
  after?: string | null;
}

/**
 * Figures changed between two archives, by agency, year and printed order. Totals are figures too.
 * `skipped`: files that could not be read in one of them, of which nothing is said.
 */
export function differences(
  before: Archive,
  after: Archive,
  skipped: ReadonlySet<string> = new Set(),
): Difference[] {
  const old = byFile(before);
  const now = byFile(after);
  const files = [...new Set([...old.keys(), ...now.keys()])].sort(compareText);
  return files
    .filter((file) => !skipped.has(file))
    .flatMap((file) => compareReports(old.get(file), now.get(file)));
}

function byFile({ reports }: Archive): Map<string, ArchivedReport> {
  return new Map(reports.map((archived) => [archived.report.source.file, archived]));
}

function compareReports(
  before: ArchivedReport | undefined,
  after: ArchivedReport | undefined,
): Difference[] {
  const { report, agency } = (after ?? before)!;
  const common = { agency: report.agency, agencyName: agency.shortName, year: report.year };
  if (!before) return [{ ...common, report: 'added' }];
  if (!after) return [{ ...common, report: 'removed' }];
  return changedFigures(texts(before), texts(after)).map((figure) => ({ ...common, ...figure }));
}

/** The figures that differ between two versions of a report: digits by address, null where not stated. */
export function changedFigures(
  old: ReadonlyMap<string, string | null>,
  now: ReadonlyMap<string, string | null>,
): (Pick<Difference, 'before' | 'after'> & { address: string })[] {
  return [...new Set([...now.keys(), ...old.keys()])]
    .filter((address) => old.get(address) !== now.get(address))
    .map((address) => ({
      address,
      ...(old.has(address) ? { before: old.get(address)! } : {}),
      ...(now.has(address) ? { after: now.get(address)! } : {}),
    }));
}

/** The digits of each figure as printed, by address. */
export function texts({ facts }: ArchivedReport): Map<string, string | null> {
  return new Map([...facts.all()].map(({ address, text }) => [address, text]));
}
