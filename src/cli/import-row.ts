import type { Archive } from '../archive/archive.ts';
import { contractFields, type Finding, summarize } from '../finding/finding.ts';
import type { Comparison } from '../import/comparison.ts';
import type { ImportResult, Outcome } from '../import/import-files.ts';
import type { SkippedFile } from '../import/source-files.ts';

/** What is kept of an import: its receipt may hold as much as its source. */
export interface ImportRow {
  file: string;
  result: ImportResult;
  message?: string;
  agency?: string;
  agencyName?: string;
  year?: number;
  form?: string;
  complete?: boolean;
  /** How many remarks there are of each kind. */
  counts?: Record<'needsPerson' | 'mended' | 'leftOut' | 'noticed', number>;
  /** Path of the report, relative to the folder of the output. */
  report?: string;
  /** The same of the receipt's text. */
  receipt?: string;
  comparison?: Comparison;
}

export function rowOf(outcome: Outcome, { agencies }: Pick<Archive, 'agencies'>): ImportRow {
  const { name, result, message, receipt, receiptFile, report, comparison } = outcome;
  const agency = receipt?.agency ?? undefined;
  const year = receipt?.year ?? undefined;
  return {
    file: name,
    result,
    ...(message === undefined ? {} : { message }),
    ...(agency === undefined ? {} : { agency, agencyName: agencies.get(agency)!.shortName }),
    ...(year === undefined ? {} : { year }),
    ...(receipt ? { form: receipt.form, complete: receipt.complete } : {}),
    ...(receipt ? { counts: countsOf(receipt) } : {}),
    ...(report ? { report: report.file } : {}),
    ...(receiptFile === undefined ? {} : { receipt: receiptFile }),
    ...(comparison ? { comparison } : {}),
  };
}

function countsOf(receipt: NonNullable<Outcome['receipt']>): NonNullable<ImportRow['counts']> {
  return {
    needsPerson: receipt.needsPerson.length,
    mended: receipt.mended.length,
    leftOut: receipt.leftOut.length,
    noticed: receipt.noticed.length,
  };
}

/** Whether the report of a row is what was imported. */
export function isWritten({ result }: Pick<ImportRow, 'result'>): boolean {
  return result === 'written' || result === 'replaced' || result === 'same';
}

/** Whether the report of a row is a draft, which is not published. */
export function isDraft(row: Pick<ImportRow, 'result' | 'counts'>): boolean {
  return isWritten(row) && (row.counts?.needsPerson ?? 0) > 0;
}

/** The whole batch for programs; absent fields are left out. */
export function importJson(
  rows: readonly ImportRow[],
  skipped: readonly SkippedFile[],
  findings: readonly Finding[],
): string {
  const written = rows.filter(isWritten);
  const files = rows.map(({ comparison, ...row }) => ({
    ...row,
    ...(comparison ? { differences: differencesOf(comparison) } : {}),
  }));
  const summary = {
    files: rows.length,
    skipped: skipped.length,
    unwritten: rows.length - written.length,
    needPerson: rows.filter(({ counts }) => (counts?.needsPerson ?? 0) > 0).length,
    ...summarize(findings, written.length),
  };
  const found = findings.map(contractFields);
  return `${JSON.stringify({ files, skipped, findings: found, summary }, null, 2)}\n`;
}

function differencesOf({ figures, others }: Comparison): object {
  return {
    figures: figures.map(({ address, before, after }) => ({ address, before, after })),
    others,
  };
}
