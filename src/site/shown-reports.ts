import {
  type Archive,
  type ArchivedReport,
  filesBehind,
  publishedReports,
  reportKey,
} from '../archive/archive.ts';
import type { Finding } from '../finding/finding.ts';

/** The reports of an archive that have pages, to be found by key, agency or year. */
export class ShownReports {
  readonly #byKey: ReadonlyMap<string, ArchivedReport>;
  readonly #byAgency: ReadonlyMap<string, ArchivedReport[]>;
  readonly #byYear: ReadonlyMap<number, ArchivedReport[]>;
  readonly #acknowledgements: ReadonlyMap<string, Finding[]>;

  /**
   * Drafts, and reports with errors left out, are for the preview: a published site has no drafts,
   * and none is built where there are errors.
   */
  constructor(
    archive: Archive,
    findings: readonly Finding[],
    { isPreview }: { isPreview: boolean },
  ) {
    const shown = isPreview ? withoutFaults(archive, findings) : publishedReports(archive);
    this.#byKey = new Map(shown.map((archived) => [reportKey(archived.report), archived]));
    this.#byAgency = Map.groupBy(shown, ({ report }) => report.agency);
    this.#byYear = Map.groupBy(shown, ({ report }) => report.year);
    this.#acknowledgements = Map.groupBy(
      findings.filter(({ acknowledged }) => acknowledged),
      ({ file }) => file,
    );
  }

  /** By agency and year. */
  get keys(): string[] {
    return [...this.#byKey.keys()];
  }

  get all(): ArchivedReport[] {
    return [...this.#byKey.values()];
  }

  has(key: string): boolean {
    return this.#byKey.has(key);
  }

  /** Throws RangeError where there is none. */
  at(key: string): ArchivedReport {
    const archived = this.#byKey.get(key);
    if (!archived) throw new RangeError(`no report ${key}`);
    return archived;
  }

  /** Oldest first. */
  ofAgency(id: string): readonly ArchivedReport[] {
    return this.#byAgency.get(id) ?? [];
  }

  ofYear(year: number): readonly ArchivedReport[] {
    return this.#byYear.get(year) ?? [];
  }

  /** Year of the last report of each agency that has one, by the agency's id. */
  get newestYears(): ReadonlyMap<string, number> {
    return new Map([...this.#byAgency].map(([id, reports]) => [id, reports.at(-1)!.report.year]));
  }

  /** The findings that a report's editor lets stand. */
  acknowledged({ report }: ArchivedReport): Finding[] {
    return this.#acknowledgements.get(report.source.file) ?? [];
  }
}

/** Reports that can be shown: a draft's faults are mere warnings, but it lacks figures all the same. */
function withoutFaults(archive: Archive, findings: readonly Finding[]): ArchivedReport[] {
  const faulty = new Set(findings.filter(({ isFault }) => isFault).map(({ file }) => file));
  return archive.reports.filter((archived) =>
    filesBehind(archived).every((file) => !faulty.has(file)),
  );
}
