import { hash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { compareText } from '../finding/finding.ts';
import { packageVersion } from '../packages/installed.ts';
import type { PrintDocument } from '../pdf/print-document.ts';
import { sourceFiles } from './source-files.ts';

/** What every PDF of one run is made with, besides its own document: digests and versions by name. */
export type PrintSetting = Readonly<Record<string, string>>;

export interface PrintSettingSource {
  /** Folder of the print styles */
  styles: string;
  /** Stands for the faces, and what else the font settings decide */
  fonts: string;
  /** Name and version of the browser */
  browser: string;
}

/** The program's part in a PDF, down to what reads it back. */
const engineFolders = ['../pdf', '../fonts'].map((folder) =>
  path.join(import.meta.dirname, folder),
);

const enginePackages = ['pagedjs-cli', 'pagedjs', 'pdf-lib', 'puppeteer-core', 'pdfjs-dist'];

/**
 * Gathers, once per run, what its PDFs are made with.
 * Throws what the file system throws where the styles or the program cannot be read.
 */
export async function printSetting(source: PrintSettingSource): Promise<PrintSetting> {
  const isCode = (file: string) => /\.[tj]s$/.test(file);
  const engine = await Promise.all(engineFolders.map((folder) => folderDigest(folder, isCode)));
  const versions = await Promise.all(enginePackages.map(packageVersion));
  return {
    ...Object.fromEntries(enginePackages.map((name, at) => [`package ${name}`, versions[at]!])),
    // The same fonts and styles are rasterised and rounded by different code elsewhere.
    machine: `${process.platform}-${process.arch}`,
    styles: await folderDigest(source.styles),
    engine: engine.join(' '),
    fonts: source.fonts,
    browser: source.browser,
  };
}

/**
 * The key under which a document's PDF is kept: equal only where everything it is made of, and
 * what its text is compared with (`expected`), is equal.
 */
export function printKey(setting: PrintSetting, document: PrintDocument, expected: string): string {
  const { html, ...rest } = document;
  return cacheKey({
    ...setting,
    html: hash('sha256', html),
    document: JSON.stringify(rest),
    expected: hash('sha256', expected),
  });
}

/** SHA-256 in hexadecimal of named texts, whatever their order; no two sets of texts are encoded alike. */
export function cacheKey(parts: Readonly<Record<string, string>>): string {
  const named = Object.entries(parts).sort(([a], [b]) => compareText(a, b));
  return hash('sha256', JSON.stringify(named));
}

/**
 * SHA-256 in hexadecimal of the files below a folder, by path and content.
 */
export async function folderDigest(
  folder: string,
  isMeant: (file: string) => boolean = () => true,
): Promise<string> {
  const files = (await sourceFiles(folder)).filter(isMeant);
  const digests: Record<string, string> = {};
  for (const file of files) digests[file] = hash('sha256', await readFile(path.join(folder, file)));
  return cacheKey(digests);
}
