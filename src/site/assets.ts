import { hash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { overlay } from './overlay.ts';

/** A style, script or icon of the pages. */
export interface Asset {
  /** By which templates ask for it, such as `screen.css`. */
  name: string;
  /** Where it lies in the site: `assets/screen.<hash>.css`. */
  path: string;
  /** What it is made of, one after the other: files of the root or of the project. */
  files: readonly string[];
  content: Uint8Array;
}

/**
 * Files below `styles/` by what they make up, in the order of the cascade. What few pages need is a
 * style of its own.
 */
const styles: Readonly<Record<string, readonly string[]>> = {
  'screen.css': [
    'tokens.css',
    'screen/text.css',
    'screen/frame.css',
    'screen/lists.css',
    'screen/report.css',
    'screen/aggregation.css',
    'screen/tables.css',
    'screen/sticky-columns.css',
    'screen/display.css',
    'screen/search-form.css',
    'screen/paper.css',
  ],
  'chart.css': ['chart.css'],
  'search.css': ['search.css'],
  'icon.svg': ['icon.svg'],
};

/** Files of the program that run in pages, each by itself. */
const scripts = ['display.js', 'search.js'];

const scriptFolder = path.join(import.meta.dirname, 'page');

/** Hexadecimal digits: enough that no two versions of a file ever share a name. */
const hashLength = 16;

/**
 * The styles, scripts and icon of the pages, by name. A file of the root's own `styles/` stands for the
 * project's of the same path; scripts are the project's.
 *
 * With a hash of the content in its name a file may be kept for ever by browsers; a preview's are
 * renewed under the same name.
 *
 * Throws what the file system throws where a file cannot be read.
 */
export function readAssets(
  root: string,
  { areHashed }: { areHashed: boolean },
): ReadonlyMap<string, Asset> {
  const styleFolders = overlay(root, 'styles');
  const assets = [
    ...Object.entries(styles).map(([name, files]) =>
      asset(
        name,
        files.map((file) => firstOf(styleFolders, file)),
        areHashed,
      ),
    ),
    ...scripts.map((name) => asset(name, [path.join(scriptFolder, name)], areHashed)),
  ];
  return new Map(assets.map((each) => [each.name, each]));
}

/** Where a file is first found; the project, whose folder is the last, has them all. */
function firstOf(folders: readonly string[], file: string): string {
  const candidates = folders.map((folder) => path.join(folder, file));
  return candidates.find((candidate) => existsSync(candidate)) ?? candidates.at(-1)!;
}

function asset(name: string, files: readonly string[], isHashed: boolean): Asset {
  const content = Buffer.from(files.map((file) => readFileSync(file, 'utf8')).join('\n'));
  const { name: stem, ext } = path.parse(name);
  const mark = isHashed ? `.${hash('sha256', content).slice(0, hashLength)}` : '';
  return { name, path: `assets/${stem}${mark}${ext}`, files, content };
}
