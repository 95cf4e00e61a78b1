import { findRefusedCharacters } from '../yaml/characters.ts';
import type { Source } from '../yaml/source.ts';
import type { PublishedContent } from './content.ts';

/** Where the ledger lies below a root. */
export const ledgerFile = 'data/published.yaml';

/** Above this no ledger is read: it has room for 60,000 reports. */
export const largestLedger = 64 * 1024 * 1024;

/** What has been published, by `<agency>/<year>`. */
export interface Ledger {
  source: Source;
  entries: ReadonlyMap<string, LedgerEntry>;
  /** In the source, of each entry's line. */
  offsets: ReadonlyMap<string, number>;
}

/** A published report, or one that has been withdrawn. */
export type LedgerEntry = PublishedEntry | WithdrawnEntry;

export interface PublishedEntry extends PublishedContent {
  /** See `reportFingerprint`. */
  fingerprint: string;
}

export interface WithdrawnEntry {
  fingerprint: string;
  withdrawn: Withdrawal;
}

export interface Withdrawal {
  /** `YYYY-MM-DD` */
  date: string;
  reason: string;
}

/** Whether a reason can be told on pages and in the feed: one line, nothing that cannot be seen. */
export function isWithdrawalReason(reason: string): boolean {
  return reason.trim() !== '' && !/[\n\r\t]/.test(reason) && !findRefusedCharacters(reason).length;
}

/** The entry of a report that is published; undefined where there is none or it was withdrawn. */
export function publishedEntry(
  ledger: Ledger | undefined,
  key: string,
): PublishedEntry | undefined {
  const entry = ledger?.entries.get(key);
  return entry && 'figures' in entry ? entry : undefined;
}
