import { aggregationNotes } from '../aggregation/notes.ts';
import type { DataSource } from '../export/data-files.ts';
import type { ExportedReport } from '../export/exported-report.ts';
import { dataNotes } from '../facts/notes.ts';
import type { Publication } from './publication.ts';
import { acknowledgementNote } from './report-view.ts';

/** What of a publication goes into its data files. */
export function dataSource(publication: Publication): DataSource {
  const { site, agencies, forms } = publication.archive;
  const reports = publication.reportKeys.map((key) => exportedReport(publication, key));
  return { site, agencies, forms, reports };
}

/** What of one report goes into its files. */
export function exportedReport(publication: Publication, key: string): ExportedReport {
  const { archived, acknowledged } = publication.source(key);
  const { report, facts } = archived;
  return {
    archived,
    acknowledged,
    notes: [
      ...aggregationNotes(archived),
      ...dataNotes(report, facts),
      ...acknowledged.map(acknowledgementNote),
    ],
    fingerprint: publication.fingerprint(key),
  };
}
