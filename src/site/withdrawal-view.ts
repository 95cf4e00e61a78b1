import type { Agencies } from '../archive/agencies.ts';
import { nameInYear } from '../archive/archive.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** A report that was published and is no more, as the page at its address tells of it. */
export interface WithdrawalView {
  /** `<agency>/<year>` */
  key: string;
  agency: string;
  year: number;
  agencyName: string;
  agencyShortName: string;
  /** `YYYY-MM-DD` */
  date: string;
  /** Without a full stop. */
  reason: string;
  /** Of what was published last, in hexadecimal. */
  fingerprint: string;
}

/**
 * The reports that the ledger says were withdrawn and that have not been published again, in its
 * order; without those of agencies that have no page.
 */
export function withdrawalViews(
  ledger: Ledger | undefined,
  agencies: Agencies,
  isShown: (key: string) => boolean,
): WithdrawalView[] {
  return [...(ledger?.entries ?? [])].flatMap(([key, entry]): WithdrawalView[] => {
    const [id = '', year] = key.split('/');
    const agency = agencies.get(id);
    if (!('withdrawn' in entry) || isShown(key) || !agency || agency.type === '地区') return [];
    const { date, reason } = entry.withdrawn;
    return [
      {
        key,
        agency: id,
        year: Number(year),
        agencyName: nameInYear(agency, Number(year)),
        agencyShortName: agency.shortName,
        date,
        reason: reason.replace(/。$/, ''),
        fingerprint: entry.fingerprint,
      },
    ];
  });
}
