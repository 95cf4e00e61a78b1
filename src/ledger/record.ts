import { type Archive, publishedReports, reportKey } from '../archive/archive.ts';
import { reportFingerprint } from '../export/fingerprint.ts';
import type { Finding } from '../finding/finding.ts';
import { isSameContent, publishedContent } from './content.ts';
import type { LedgerEntry } from './ledger.ts';

/** What recording has to tell of one report. */
export interface RecordedChange {
  key: string;
  /** `explained`: nothing but 说明 has changed. */
  kind: 'new' | 'corrected' | 'explained';
  /** How many are told for the first time. A `new` report has some only where its line was lost. */
  corrections: number;
}

/**
 * The ledger of all that an archive publishes, which must be without errors, and what is new in it.
 * Entries of reports that are not there are kept: they were withdrawn.
 *
 * @param findings of the archive, acknowledged ones among them
 */
export function recordArchive(
  archive: Archive,
  findings: readonly Finding[],
): { entries: Map<string, LedgerEntry>; changes: RecordedChange[] } {
  const entries = new Map(archive.ledger?.entries);
  const changes: RecordedChange[] = [];
  const acknowledged = Map.groupBy(
    findings.filter((finding) => finding.acknowledged),
    ({ file }) => file,
  );
  for (const archived of publishedReports(archive)) {
    const key = reportKey(archived.report);
    const before = entries.get(key);
    const fingerprint = reportFingerprint(
      archived,
      acknowledged.get(archived.report.source.file) ?? [],
    );
    const content = publishedContent(archived);
    entries.set(key, { fingerprint, ...content });
    if (!before || !('figures' in before)) {
      changes.push({ key, kind: 'new', corrections: content.corrections.length });
      continue;
    }
    const corrections = content.corrections.length - before.corrections.length;
    const isSame = corrections === 0 && isSameContent(before, content);
    if (!isSame) changes.push({ key, kind: 'corrected', corrections });
    else if (before.fingerprint !== fingerprint)
      changes.push({ key, kind: 'explained', corrections: 0 });
  }
  return { entries, changes };
}
