import { hash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ArchivedReport } from '../archive/archive.ts';
import { redirectsFile } from '../archive/load.ts';
import { compareCodePoints } from './file-hash.ts';
import { sourceFiles } from './source-files.ts';

/** A file that a site was made of. */
export interface Input {
  /** Whether the path is below the root, or below the project, which has what a root lacks. */
  from: 'root' | 'project';
  /** With `/` between its parts. */
  path: string;
  sha256: string;
}

/**
 * Everything that a site was made of: the published reports as they were read, the data, the
 * forms, and the templates and styles, of which the root's own stand for the project's. Drafts and
 * hidden files are no part of it. In the order of paths.
 */
export async function listInputs(
  home: string,
  root: string,
  reports: readonly ArchivedReport[],
): Promise<Input[]> {
  const isHome = path.resolve(root) === path.resolve(home);
  const ofRoot = await sharedFiles(root);
  const hasOwnPages = existsSync(path.join(root, pagesFolder));
  const ofProject = (isHome ? [] : await sharedFiles(home)).filter((file) => {
    if (isForm(file)) return true;
    return !ofRoot.includes(file) && !(hasOwnPages && file.startsWith(`${pagesFolder}/`));
  });
  const redirects = [redirectsFile].filter((file) => existsSync(path.join(root, file)));
  const inputs = await Promise.all([
    ...[...dataFiles, ...redirects, ...ofRoot].map((file) => hashInput('root', root, file)),
    ...ofProject.map((file) => hashInput('project', home, file)),
  ]);
  return [...reports.map(reportInput), ...inputs].sort(
    (a, b) => compareCodePoints(a.path, b.path) || compareCodePoints(a.from, b.from),
  );
}

const dataFiles = ['data/agencies.yaml', 'data/site.yaml'];

/** Pages are taken from one folder as a whole. */
const pagesFolder = 'templates/pages';

/** Forms of the root are read after the project's, on which they may rest. */
function isForm(file: string): boolean {
  return /^data\/forms\/[^/]+\.yaml$/.test(file);
}

/** What a root may have of its own, or else takes from the project. */
async function sharedFiles(folder: string): Promise<string[]> {
  const below = async (name: string) =>
    (await sourceFiles(path.join(folder, name))).map((file) => `${name}/${file}`);
  const forms = (await below('data/forms')).filter(isForm);
  return [...forms, ...(await below('templates')), ...(await below('styles'))].filter(
    (file) => !file.split('/').some((step) => step.startsWith('.')),
  );
}

/** The text as it was read, whatever has become of the file since. */
function reportInput({ report }: ArchivedReport): Input {
  const { file, text } = report.source;
  return { from: 'root', path: file, sha256: hash('sha256', text) };
}

async function hashInput(from: Input['from'], folder: string, file: string): Promise<Input> {
  return { from, path: file, sha256: hash('sha256', await readFile(path.join(folder, file))) };
}
