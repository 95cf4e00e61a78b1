import type { FormerEntry, OutputFile, ReportEntry } from './manifest.ts';

/** Name of the description that a site carries of itself. */
export const manifestFile = 'manifest.json';

/** What a manifest.json says of the files of its site. */
export interface ManifestLists {
  outputs: OutputFile[];
  reports: ListedReport[];
}

export interface ListedReport extends Pick<ReportEntry, 'title' | 'published' | 'pdf'> {
  /** `<agency>/<year>` */
  key: string;
  /** Of the content; absent where the manifest does not tell it. */
  fingerprint?: string;
  /** PDFs of former versions that the site keeps, newest first. */
  former: FormerEntry[];
}

/** Reads a manifest.json, whoever has sent it; undefined where it is none of this program's. */
export function readManifest(text: string): ManifestLists | undefined {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(content) || !isObject(content.generator)) return undefined;
  if (content.generator.name !== 'gongkai') return undefined;
  const { outputs, reports } = content;
  if (!Array.isArray(outputs) || !outputs.every(isOutput) || !isObject(reports)) return undefined;
  const listed = Object.entries(reports).map(([key, entry]) => readReport(key, entry));
  if (!listed.every((report) => report !== undefined)) return undefined;
  return { outputs, reports: listed };
}

function readReport(key: string, entry: unknown): ListedReport | undefined {
  if (!isObject(entry)) return undefined;
  const { title, published, pdf, fingerprint, former = [] } = entry;
  if (typeof title !== 'string' || !isOutput(pdf)) return undefined;
  if (published !== null && typeof published !== 'string') return undefined;
  if (!Array.isArray(former) || !former.every(isFormer)) return undefined;
  return {
    key,
    title,
    published,
    pdf,
    former,
    ...(isFingerprint(fingerprint) ? { fingerprint } : {}),
  };
}

function isFormer(value: unknown): value is FormerEntry {
  return isOutput(value) && 'fingerprint' in value && isFingerprint(value.fingerprint);
}

function isFingerprint(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
}

function isOutput(value: unknown): value is OutputFile {
  return (
    isObject(value) &&
    typeof value.path === 'string' &&
    typeof value.sha256 === 'string' &&
    typeof value.size === 'number'
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
