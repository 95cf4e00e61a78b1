import { hash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import Big from 'big.js';
import { type ArchivedReport, reportKey, reportTitle } from '../archive/archive.ts';
import { texts } from '../archive/difference.ts';
import { isSystemError } from '../archive/files.ts';
import { home } from '../archive/load.ts';
import { openRevision } from '../archive/revision.ts';
import { inspectSome } from '../check/inspect.ts';
import { reportFingerprint } from '../export/fingerprint.ts';
import { publishedText } from '../export/report-json.ts';
import { type ListedReport, manifestFile, readManifest } from '../publish/read-manifest.ts';

/** A report as it was published, or as it stood in a version. */
export interface PublishedReport {
  title: string;
  /** `2022-01-20` or `2022-01-20 09:30`; null where there is none. */
  published: string | null;
  /** 格式 */
  edition: string;
  /** Digits by address; null where not stated. */
  figures: ReadonlyMap<string, string | null>;
  /** Markdown by the key of its part; absent where the version does not keep it. */
  prose?: ReadonlyMap<string, string>;
  fingerprint?: string;
}

/** What a report is compared with; without a report where there was none yet. */
export interface PublishedVersion {
  /** As the person named it. */
  name: string;
  report?: PublishedReport;
}

/** A version cannot be read; the message is for the person who named it. */
export class PublishedVersionError extends Error {
  override name = 'PublishedVersionError';
}

export interface ReportName {
  agency: string;
  year: number;
}

/**
 * The version of a report that a folder with a built site has, or a revision of git.
 *
 * @throws PublishedVersionError, or RevisionError where there is neither such a folder nor such a revision
 */
export async function openPublishedVersion(
  root: string,
  against: string,
  name: ReportName,
): Promise<PublishedVersion> {
  const folder = path.resolve(against);
  const isFolder = existsSync(folder) && statSync(folder).isDirectory();
  const report = isFolder
    ? await ofSite(folder, against, name)
    : await ofRevision(root, against, name);
  return { name: against, ...(report ? { report } : {}) };
}

async function ofSite(
  folder: string,
  against: string,
  name: ReportName,
): Promise<PublishedReport | undefined> {
  const manifest = readManifest(await readText(folder, manifestFile, against));
  if (!manifest) throw new PublishedVersionError(`“${against}”不是 gongkai build 生成的网站`);
  const key = reportKey(name);
  const listed = manifest.reports.find((report) => report.key === key);
  if (!listed) return undefined;
  const file = `${key}/report.json`;
  const text = await readText(folder, file, against);
  const output = manifest.outputs.find((each) => each.path === file);
  const published =
    output?.sha256 === hash('sha256', text) ? readReportJson(text, listed) : undefined;
  if (!published)
    throw new PublishedVersionError(`“${against}”的 ${file} 与 ${manifestFile} 不符，不能比较`);
  return published;
}

async function readText(folder: string, file: string, against: string): Promise<string> {
  try {
    return await readFile(path.join(folder, file), 'utf8');
  } catch (error) {
    if (!isSystemError(error)) throw error;
    const message = `“${against}”里没有 ${file}，或者读不出来：要写 gongkai build 生成的网站`;
    throw new PublishedVersionError(message, { cause: error });
  }
}

/** Undefined where it is no report.json of this program's. */
function readReportJson(
  text: string,
  { title, fingerprint }: ListedReport,
): PublishedReport | undefined {
  // Numbers are kept as they are written: a double might not hold them.
  const content = JSON.parse(text, (_key, value, context?: { source?: string }) =>
    typeof value === 'number' ? (context?.source ?? String(value)) : value,
  );
  const { form, published, facts } = content as Record<string, unknown>;
  if (typeof form !== 'string' || typeof facts !== 'object' || facts === null) return undefined;
  return {
    title,
    published: typeof published === 'string' ? published : null,
    edition: form,
    figures: new Map(
      Object.entries(facts).map(([address, digits]) => [
        address,
        digits === null ? null : String(digits),
      ]),
    ),
    ...(fingerprint === undefined ? {} : { fingerprint }),
  };
}

async function ofRevision(
  root: string,
  against: string,
  { agency, year }: ReportName,
): Promise<PublishedReport | undefined> {
  await using revision = await openRevision(root, against);
  const file = `reports/${agency}/${year}.yaml`;
  if (!existsSync(path.join(revision.root, file))) return undefined;
  const { archive, findings } = inspectSome(home, revision.root, (each) => each === file);
  const archived = archive?.reports.find(({ report }) => report.source.file === file);
  if (!archived || findings.some(({ isFault }) => isFault))
    throw new PublishedVersionError(`“${against}”里的 ${file} 读不出来，不能比较`);
  const acknowledged = findings.filter((finding) => finding.acknowledged);
  return { ...asPublished(archived), fingerprint: reportFingerprint(archived, acknowledged) };
}

/** A report of this root as it would be published. */
export function asPublished(archived: ArchivedReport): Omit<PublishedReport, 'fingerprint'> {
  const { report } = archived;
  return {
    title: reportTitle(archived),
    published: report.published ? publishedText(report.published) : null,
    edition: report.form.edition,
    figures: texts(archived),
    prose: new Map([...report.prose].map(([key, { text }]) => [key, text])),
  };
}

/** Whether two figures are the same number, however it is written: report.json keeps no zeros at the end. */
export function isSameNumber(
  one: string | null | undefined,
  other: string | null | undefined,
): boolean {
  if (one === null || other === null || one === undefined || other === undefined)
    return one === other;
  return new Big(one).eq(other);
}
