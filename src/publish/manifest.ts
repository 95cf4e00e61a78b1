import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { reportKey, reportTitle } from '../archive/archive.ts';
import { publishedText } from '../export/report-json.ts';
import { fontRoles } from '../fonts/roles.ts';
import { packageVersion } from '../packages/installed.ts';
import type { Publication } from '../site/publication.ts';
import { pdfName } from '../site/report-view.ts';
import { checksumsFile, formatChecksums } from './checksums.ts';
import { type FileHash, hashFiles, listFiles } from './file-hash.ts';
import { type Input, listInputs } from './inputs.ts';
import { manifestFile } from './read-manifest.ts';
import { markFile } from './staging.ts';

/**
 * What a site is made of, and what it consists of. Holds nothing that differs between two builds of
 * the same content: no time, no machine, no user, no absolute path.
 */
export interface Manifest {
  generator: { name: string; version: string };
  /** Versions by name. */
  tools: Record<string, string>;
  /** What the PDFs are set in, by role (正文, 标题 …). */
  fonts: Record<string, { name: string; fingerprint: string }>;
  inputs: Input[];
  /** By `<agency>/<year>`. */
  reports: Record<string, ReportEntry>;
  /** Every file of the site but this one, SHA256SUMS and the mark of the program. */
  outputs: OutputFile[];
}

export interface ReportEntry {
  /** 格式 */
  edition: string;
  title: string;
  /** `2022-01-20` or `2022-01-20 09:30`; null where the original does not state it. */
  published: string | null;
  /** The report's file, below the root. */
  input: string;
  /** Of the content, whatever the layout; see reportFingerprint. */
  fingerprint: string;
  pdf: OutputFile;
  /** PDFs of versions before corrections, newest first; absent where none are kept. */
  former?: FormerEntry[];
}

export interface OutputFile extends FileHash {
  /** Relative to the site, with `/` between its parts. */
  path: string;
}

export interface FormerEntry extends OutputFile {
  /** Of the content that it shows. */
  fingerprint: string;
}

export interface ManifestSource {
  /** The folder that holds the project's own forms, templates and styles. */
  home: string;
  root: string;
  publication: Publication;
  /** Versions of what else had a part in it, such as the browser. */
  tools?: Readonly<Record<string, string>>;
}

/** Files that `outputs` and SHA256SUMS leave out: the mark is no part of what is published. */
const apart = new Set([manifestFile, checksumsFile, markFile]);

const toolPackages = {
  eleventy: '@11ty/eleventy',
  nunjucks: 'nunjucks',
  'markdown-it': 'markdown-it',
  'pagedjs-cli': 'pagedjs-cli',
  'pdf-lib': 'pdf-lib',
};

/**
 * Writes manifest.json and SHA256SUMS into a site that is otherwise complete.
 * Throws what the file system throws, and RangeError where a report's PDF is missing.
 */
export async function writeManifest(folder: string, source: ManifestSource): Promise<void> {
  const { files } = await listFiles(folder);
  const hashes = await hashFiles(
    folder,
    files.filter((file) => !apart.has(file)),
  );
  const manifest = await makeManifest(hashes, source);
  await writeFile(path.join(folder, manifestFile), `${JSON.stringify(manifest, null, 2)}\n`);
  const listed = new Map([...hashes, ...(await hashFiles(folder, [manifestFile]))]);
  await writeFile(path.join(folder, checksumsFile), formatChecksums(listed));
}

async function makeManifest(
  hashes: ReadonlyMap<string, FileHash>,
  { home, root, publication, tools }: ManifestSource,
): Promise<Manifest> {
  const reports = publication.archivedReports;
  return {
    generator: await generator(home),
    tools: { ...(await toolVersions()), ...tools },
    fonts: fontsByRole(publication),
    inputs: await listInputs(home, root, reports),
    reports: Object.fromEntries(
      reports.map((archived) => {
        const { report } = archived;
        const key = reportKey(report);
        const entry: ReportEntry = {
          edition: report.form.edition,
          title: reportTitle(archived),
          published: report.published ? publishedText(report.published) : null,
          input: report.source.file,
          fingerprint: publication.fingerprint(key),
          pdf: outputOf(hashes, `${key}/${pdfName(report)}`),
          ...formerEntries(hashes, publication, key),
        };
        return [key, entry];
      }),
    ),
    outputs: [...hashes.keys()].map((file) => outputOf(hashes, file)),
  };
}

function formerEntries(
  hashes: ReadonlyMap<string, FileHash>,
  publication: Publication,
  key: string,
): Pick<ReportEntry, 'former'> {
  const former = publication.formerPdfs(key).map(({ fingerprint, name }) => ({
    fingerprint,
    ...outputOf(hashes, `${key}/${name}`),
  }));
  return former.length > 0 ? { former } : {};
}

function outputOf(hashes: ReadonlyMap<string, FileHash>, file: string): OutputFile {
  const found = hashes.get(file);
  if (!found) throw new RangeError(`the site has no ${file}`);
  return { path: file, sha256: found.sha256, size: found.size };
}

function fontsByRole({ archive: { fonts } }: Publication): Manifest['fonts'] {
  const entries = fontRoles.flatMap((role) => {
    const face = fonts.face(role);
    return face ? [[role, { name: face.name, fingerprint: face.fingerprint }] as const] : [];
  });
  return Object.fromEntries(entries);
}

async function generator(home: string): Promise<Manifest['generator']> {
  const { name, version } = JSON.parse(
    await readFile(path.join(home, 'package.json'), 'utf8'),
  ) as Manifest['generator'];
  return { name, version };
}

async function toolVersions(): Promise<Record<string, string>> {
  const versions = Object.entries(toolPackages).map(async ([tool, name]) => [
    tool,
    await packageVersion(name),
  ]);
  return Object.fromEntries(await Promise.all(versions));
}
