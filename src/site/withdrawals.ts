import type { Agencies } from '../archive/agencies.ts';
import { nameInYear } from '../archive/archive.ts';
import type { Ledger, WithdrawnEntry } from '../ledger/ledger.ts';

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

/** The reports that were withdrawn and have not been published again, to be found by key, agency or year. */
export class Withdrawals {
  readonly #views: readonly WithdrawalView[];

  /** Those of agencies that have no page are left out. */
  constructor(ledger: Ledger | undefined, agencies: Agencies, isShown: (key: string) => boolean) {
    this.#views = [...(ledger?.entries ?? [])].flatMap(([key, entry]) =>
      'withdrawn' in entry && !isShown(key) ? withdrawalViews(agencies, key, entry) : [],
    );
  }

  get keys(): string[] {
    return this.#views.map(({ key }) => key);
  }

  /** Throws RangeError where that report was not withdrawn. */
  at(wanted: string): WithdrawalView {
    const found = this.#views.find(({ key }) => key === wanted);
    if (!found) throw new RangeError(`no withdrawn report ${wanted}`);
    return found;
  }

  /** Newest first. */
  ofAgency(id: string): WithdrawalView[] {
    return this.#views.filter(({ agency }) => agency === id).toReversed();
  }

  ofYear(wanted: number): WithdrawalView[] {
    return this.#views.filter(({ year }) => year === wanted);
  }
}

function withdrawalViews(
  agencies: Agencies,
  key: string,
  { withdrawn, fingerprint }: WithdrawnEntry,
): WithdrawalView[] {
  const [id = '', year] = key.split('/');
  const agency = agencies.get(id);
  if (!agency || agency.type === '地区') return [];
  return [
    {
      key,
      agency: id,
      year: Number(year),
      agencyName: nameInYear(agency, Number(year)),
      agencyShortName: agency.shortName,
      date: withdrawn.date,
      reason: withdrawn.reason.replace(/。$/, ''),
      fingerprint,
    },
  ];
}
