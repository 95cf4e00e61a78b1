import { type ArchivedReport, nameInYear, reportKey, reportTitle } from '../archive/archive.ts';
import type { Site } from '../archive/site.ts';
import { addressIn } from '../archive/site-address.ts';
import { dateInWords } from '../report/date.ts';

/** How a report is cited, and the address at which it stays. */
export interface Citation {
  text: string;
  /** Permanent address of the report's page. */
  address: string;
  /** SHA-256 of the report's content, in hexadecimal. */
  fingerprint: string;
}

/** Agency, title, date and permanent address, as GB/T 7714 orders them. */
export function citation(site: Site, archived: ArchivedReport, fingerprint: string): Citation {
  const { report, agency } = archived;
  const address = addressIn(site, `${reportKey(report)}/`);
  const name = nameInYear(agency, report.year);
  const date = report.published ? `${dateInWords(report.published.date)}发布` : '发布日期原文未载';
  return { text: `${name}．${reportTitle(archived)}．${date}．${address}`, address, fingerprint };
}
