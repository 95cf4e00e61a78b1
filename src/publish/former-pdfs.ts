import { copyFile, readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Archive, publishedReports, reportKey } from '../archive/archive.ts';
import { isSystemError } from '../archive/files.ts';
import { reportFingerprint } from '../export/fingerprint.ts';
import type { Finding } from '../finding/finding.ts';
import { type FormerPdf, formerPdfName } from '../site/former-pdf.ts';
import { pdfName } from '../site/report-view.ts';
import { ToldError } from '../told-error.ts';
import { hashFiles, NotRegularFileError } from './file-hash.ts';
import { type ListedReport, manifestFile, readManifest } from './read-manifest.ts';

/** Thrown when a former site cannot be used; the message is for the person building. */
export class PreviousSiteError extends ToldError {
  override name = 'PreviousSiteError';
}

/** A PDF that is to be kept, and where it lies. */
export interface KeptPdf extends FormerPdf {
  source: string;
}

/**
 * PDFs of former versions of the reports that were corrected since, by `<agency>/<year>`: the one
 * of the former site where its content was another, and those that it had kept itself. Each is
 * compared with the checksum in the former site's manifest.
 *
 * @param previous folder of a former site, or its manifest.json
 * @throws PreviousSiteError where there is no such site, or a PDF is not what its manifest says
 */
export async function formerPdfs(
  previous: string,
  archive: Archive,
  findings: readonly Finding[],
): Promise<Map<string, KeptPdf[]>> {
  const folder = path.basename(previous) === manifestFile ? path.dirname(previous) : previous;
  const listed = new Map((await readReports(folder)).map((report) => [report.key, report]));
  const acknowledged = Map.groupBy(
    findings.filter((finding) => finding.acknowledged),
    ({ file }) => file,
  );
  const kept = new Map<string, KeptPdf[]>();
  for (const archived of publishedReports(archive)) {
    const { report } = archived;
    const before = listed.get(reportKey(report));
    if (!before || report.corrections.length === 0) continue;
    const present = reportFingerprint(archived, acknowledged.get(report.source.file) ?? []);
    const pdfs = versionsOf(before, report, folder).filter(
      ({ fingerprint }) => fingerprint !== present,
    );
    if (pdfs.length > 0) kept.set(reportKey(report), pdfs);
  }
  await checkPdfs(folder, listed, kept);
  return kept;
}

/** Puts them beside the pages of a site that is being built. */
export async function writeFormerPdfs(
  folder: string,
  kept: ReadonlyMap<string, readonly KeptPdf[]>,
): Promise<void> {
  for (const [key, pdfs] of kept)
    for (const { source, name } of pdfs) await copyFile(source, path.join(folder, key, name));
}

async function readReports(folder: string): Promise<ListedReport[]> {
  const manifest = readManifest(await textOf(path.join(folder, manifestFile)));
  if (!manifest)
    throw new PreviousSiteError(
      `--previous 的 ${folder} 里没有先前生成的网站（${manifestFile} 没有或读不出来）`,
    );
  return manifest.reports;
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return '';
  }
}

/** Newest first; their places are made here, so that no manifest can name others. */
function versionsOf(
  { key, fingerprint, former }: ListedReport,
  report: { agency: string; year: number },
  folder: string,
): KeptPdf[] {
  const at = (name: string) => path.join(folder, key, name);
  const last =
    fingerprint === undefined
      ? []
      : [
          {
            fingerprint,
            name: formerPdfName(report, fingerprint),
            source: at(pdfName(report)),
          },
        ];
  const earlier = former.map((each) => {
    const name = formerPdfName(report, each.fingerprint);
    return { fingerprint: each.fingerprint, name, source: at(name) };
  });
  return [...last, ...earlier];
}

async function checkPdfs(
  folder: string,
  listed: ReadonlyMap<string, ListedReport>,
  kept: ReadonlyMap<string, readonly KeptPdf[]>,
): Promise<void> {
  for (const [key, pdfs] of kept) {
    const { fingerprint, pdf, former } = listed.get(key)!;
    const wanted = new Map([
      ...former.map((each) => [each.fingerprint, each.sha256] as const),
      ...(fingerprint === undefined ? [] : [[fingerprint, pdf.sha256] as const]),
    ]);
    for (const each of pdfs) {
      const file = path.relative(folder, each.source).replaceAll(path.sep, '/');
      const sha256 = await checksumOf(folder, file);
      if (sha256 === wanted.get(each.fingerprint)) continue;
      const fault =
        sha256 === undefined ? '没有了，或不是普通的文件' : '不是它的清单所记的那个文件';
      throw new PreviousSiteError(`先前的网站里，${file} ${fault}，不能保留更正前的正式文本`);
    }
  }
}

async function checksumOf(folder: string, file: string): Promise<string | undefined> {
  try {
    return (await hashFiles(folder, [file])).get(file)?.sha256;
  } catch (error) {
    if (!(error instanceof NotRegularFileError || isSystemError(error))) throw error;
    return undefined;
  }
}
