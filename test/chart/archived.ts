import type { Agency } from '../../src/archive/agencies.ts';
import type { ArchivedReport } from '../../src/archive/archive.ts';
import { loadForms } from '../../src/archive/forms.ts';
import { home, loadArchive } from '../../src/archive/load.ts';
import { computeFacts } from '../../src/facts/compute.ts';
import { reportWith } from '../facts/make-report.ts';
import { fixtureRoot } from '../roots.ts';

const { forms } = loadForms(home, fixtureRoot('invented-edition'));

/** The published reports of an agency in a root, oldest first. */
export function publishedOf(root: string, agency: string): ArchivedReport[] {
  return loadArchive(home, root).archive!.reports.filter(
    ({ report }) => report.agency === agency && !report.isDraft,
  );
}

export function agencyNamed(name: string): Agency {
  return { id: 'a', name, shortName: name, formerNames: [], type: '部门', level: '县' };
}

/** A report in which all is 0 but what is given; null is 未载. */
export function reportOf(
  year: number,
  edition: string,
  figures: Readonly<Record<string, string | null>> = {},
): ArchivedReport {
  const form = forms.get(edition)!;
  const unknown = Object.keys(figures).filter((address) => !form.indexByAddress.has(address));
  if (unknown.length > 0) throw new Error(`${edition}: no ${unknown.join(', ')}`);
  const report = {
    ...reportWith(form, (address) => (address in figures ? figures[address]! : '0')),
    year,
  };
  return { report, agency: agencyNamed('甲县乙局'), facts: computeFacts(report) };
}
