import path from 'node:path';
import type { Archive } from '../archive/archive.ts';
import type { ReportFile } from '../archive/files.ts';
import { OutputError } from '../publish/staging.ts';
import { existingBytes, writeWhole } from '../publish/whole-file.ts';
import { readReport } from '../report/read.ts';
import type { Report } from '../report/report.ts';
import { decodeSource, maxFileBytes } from '../yaml/decode.ts';
import { findingsOf } from '../yaml/tell.ts';
import { type Comparison, compareReports } from './comparison.ts';
import type { Receipt } from './draft/receipt.ts';
import { type ImportContext, type Imported, importDocument } from './import-file.ts';
import { ImportError } from './read/import-error.ts';
import { readDocument } from './read/read-document.ts';
import { readAhead, type Settled } from './read-ahead.ts';
import { type ReceiptPlace, receiptPlace, writeReceipt } from './receipt-files.ts';
import type { SourceDocument } from './source-document.ts';
import { bytesOf, type SourceFile } from './source-files.ts';

/**
 * `written`: a new report; `replaced`: an existing one overwritten; `same`: it has these very bytes.
 * The others wrote no report. `exists`: there is another one; `unsure`: agency or year are unknown;
 * `conflict`: another file of the batch is the same agency-year; `refused`: cannot be read, or the
 * disk refuses; `defect`: this program is wrong.
 */
export type ImportResult =
  | 'written'
  | 'replaced'
  | 'same'
  | 'exists'
  | 'unsure'
  | 'conflict'
  | 'refused'
  | 'defect';

/** What became of one file. */
export interface Outcome {
  /** The file as it is told to people. */
  name: string;
  result: ImportResult;
  /** Why no report was written; in Chinese, without a full stop. */
  message?: string;
  /** Absent where the file could not be read. */
  receipt?: Receipt;
  /** Where the receipt's text is, relative to the folder of the output; the JSON is beside it. */
  receiptFile?: string;
  /** Absent where agency or year are unknown. */
  report?: ReportFile;
  /** With the report that there is; absent where none is, and where it cannot be read. */
  comparison?: Comparison;
}

/** What became of a file that could be read. */
type Understood = Outcome & { receipt: Receipt };

export type Identity = Required<Pick<ImportContext, 'agency' | 'year'>>;

export interface BatchContext {
  /** Of the root, with the reports of the folder of the output. */
  archive: Archive;
  /** Folder below which `reports/` and the receipts are written. */
  to: string;
  agency?: string;
  year?: number;
  placeholders: boolean;
  /** Whether existing reports are overwritten. */
  force: boolean;
  /** What is piped in. */
  input: (signal: AbortSignal) => AsyncIterable<Uint8Array>;
  /** Asks a person whose report it is; undefined where they do not say. */
  identify?: (name: string, imported: Imported) => Promise<Identity | undefined>;
  /** Hears of an existing report before it is overwritten. */
  replacing?: (report: ReportFile, comparison: Comparison | undefined) => void;
  signal: AbortSignal;
}

/**
 * Imports files one by one, in their order: each is written as a report, with its receipt, or told
 * why not. No file stops the others. Throws the signal's reason.
 */
export async function* importFiles(
  files: readonly SourceFile[],
  context: BatchContext,
): AsyncGenerator<Outcome> {
  /** The file of the batch that a report comes from. */
  const claimed = new Map<string, string>();
  for await (const settled of readAhead(files, (file) => read(file, context))) {
    const { name } = settled.item;
    const outcome = await settle(settled, context, claimed).catch((error: unknown) => {
      context.signal.throwIfAborted();
      return failed(name, error);
    });
    const { result, report } = outcome;
    if (report && result !== 'refused' && result !== 'defect' && !claimed.has(report.file))
      claimed.set(report.file, name);
    yield outcome;
    context.signal.throwIfAborted();
  }
}

interface ReadFile {
  document: SourceDocument;
  bytes: Uint8Array;
}

async function read(file: SourceFile, { input, signal }: BatchContext): Promise<ReadFile> {
  signal.throwIfAborted();
  const bytes = await bytesOf(file, () => input(signal));
  // Folders are left out: the same file gives the same draft wherever it is imported from.
  const document = await readDocument(path.basename(file.name), bytes, { signal });
  return { document, bytes };
}

function failed(name: string, error: unknown): Outcome {
  const isTold = error instanceof ImportError || error instanceof OutputError;
  if (isTold) return { name, result: 'refused', message: error.message };
  const reason = error instanceof Error ? error.message : String(error);
  return { name, result: 'defect', message: `程序出错（${reason}）` };
}

async function settle(
  settled: Settled<SourceFile, ReadFile>,
  context: BatchContext,
  claimed: ReadonlyMap<string, string>,
): Promise<Outcome> {
  if ('error' in settled) throw settled.error;
  const { name, path: full } = settled.item;
  const { document, bytes } = settled.result;
  const imported = await identified(name, document, requestOf(context, full), context);
  const { draft, receipt } = imported;
  const report = reportOf(imported);
  const place = receiptPlace(document.name, bytes, report);
  const unwritten = (result: ImportResult, message: string, more: Partial<Outcome> = {}) =>
    withReceipt({ name, receipt, result, message, ...more }, context, place);

  if (!report) return unwritten('unsure', unsureMessage(imported));
  const other = claimed.get(report.file);
  if (other !== undefined)
    return unwritten('conflict', `与“${other}”是同一机关同一年度：请选定一个，把另一个移开再导入`, {
      report,
    });
  if (Buffer.byteLength(draft) > maxFileBytes)
    return unwritten('refused', '写成的年报超过 1 MiB，没有写入：请只留年报的正文和表格再导入', {
      report,
    });
  const readBack = readDraft(draft, report, context.archive);
  if ('fault' in readBack) return unwritten('defect', readBack.fault, { report });
  const existing = await existingBytes(context.to, report.file);
  const outcome = { name, receipt, report };
  if (!existing) return write({ ...outcome, result: 'written' }, draft, context, place);
  if (existing.equals(Buffer.from(draft)))
    return withReceipt({ ...outcome, result: 'same' }, context, place);
  const comparison = compareWithExisting(report, readBack.report, context.archive);
  const compared = { report, ...(comparison ? { comparison } : {}) };
  if (!context.force)
    return unwritten('exists', '已经有了，内容不同，没有改动；确要覆盖请加 --force', compared);
  context.replacing?.(report, comparison);
  return write({ ...outcome, ...compared, result: 'replaced' }, draft, context, place);
}

function requestOf(
  { archive, agency, year, placeholders }: BatchContext,
  full: string | undefined,
): ImportContext {
  return {
    forms: archive.forms,
    agencies: archive.agencies,
    placeholders,
    ...(agency === undefined ? {} : { agency }),
    ...(year === undefined ? {} : { year }),
    ...(full === undefined ? { origin: '-' } : {}),
  };
}

/** The import of a document, after a person was asked where the document does not say whose it is. */
async function identified(
  name: string,
  document: SourceDocument,
  request: ImportContext,
  { identify, signal }: BatchContext,
): Promise<Imported> {
  const imported = importDocument(document, request);
  if (reportOf(imported) || !identify) return imported;
  const identity = await identify(name, imported);
  signal.throwIfAborted();
  return identity ? importDocument(document, { ...request, ...identity }) : imported;
}

function reportOf({ recognised: { agency, year } }: Imported): ReportFile | undefined {
  if (agency === undefined || year === undefined) return undefined;
  return { file: `reports/${agency}/${year}.yaml`, agency, year };
}

function unsureMessage({ recognised: { agency, year } }: Imported): string {
  const unknown = [
    ...(agency === undefined ? ['机关'] : []),
    ...(year === undefined ? ['年度'] : []),
  ].join('和');
  const options = [
    ...(agency === undefined ? ['--agency'] : []),
    ...(year === undefined ? ['--year'] : []),
  ].join('、');
  return `认不出${unknown}，没有写入：请用 ${options} 写明`;
}

/** The report that a draft is read as. What cannot be read must not be written. */
function readDraft(
  draft: string,
  { file, agency, year }: ReportFile,
  { forms }: Archive,
): { report: Report } | { fault: string } {
  const { source, problems, readable } = decodeSource(file, Buffer.from(draft));
  const read = readable ? readReport(source, agency, year, forms) : undefined;
  const [finding] = findingsOf(source, [...problems, ...(read?.problems ?? [])]).filter(
    ({ severity }) => severity === 'error',
  );
  if (read?.report && !finding) return { report: read.report };
  const where = finding ? `第${finding.line}行：${finding.message}` : '不成一份年报';
  return { fault: `写成的草稿读不回来，没有写入，这是程序的毛病（${where}）` };
}

/** Undefined where the existing report cannot be read. */
function compareWithExisting(
  { file }: ReportFile,
  now: Report,
  archive: Archive,
): Comparison | undefined {
  const before = archive.reports.find(({ report }) => report.source.file === file);
  return before && compareReports(archive, before, now);
}

async function write(
  outcome: Understood & { report: ReportFile },
  draft: string,
  context: BatchContext,
  place: ReceiptPlace,
): Promise<Outcome> {
  const { to, signal } = context;
  signal.throwIfAborted();
  // The receipt first: a report without it would hide what the source has besides.
  const written = await withReceipt(outcome, context, place);
  const isNew = outcome.result === 'written';
  await writeWhole(to, outcome.report.file, draft, { signal, isNew });
  return written;
}

async function withReceipt(
  outcome: Understood,
  { to }: BatchContext,
  place: ReceiptPlace,
): Promise<Outcome> {
  const { result, receipt } = outcome;
  const isWritten = result === 'written' || result === 'replaced' || result === 'same';
  return { ...outcome, receiptFile: await writeReceipt(to, place, receipt, isWritten) };
}
