import { hash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { overlay } from './overlay.ts';

/** A style or script of the pages. */
export interface Asset {
  /** By which templates ask for it, such as `screen.css`. */
  name: string;
  /** Where it lies in the site: `assets/screen.<hash>.css`. */
  path: string;
  /** Where it was found: in the root, else in the project. */
  file: string;
  content: Uint8Array;
}

/** Styles of the screen; that of charts is linked where there are any. */
const names = ['tokens.css', 'screen.css', 'chart.css'];

/** Hexadecimal digits: enough that no two versions of a file ever share a name. */
const hashLength = 16;

/**
 * The styles of the pages, by name. With a hash of the content in its name a file may be kept for
 * ever by browsers; a preview's are renewed under the same name.
 */
export function readAssets(
  root: string,
  { areHashed }: { areHashed: boolean },
): ReadonlyMap<string, Asset> {
  const found = names.flatMap((name) => {
    const file = overlay(root, 'styles')
      .map((folder) => path.join(folder, name))
      .find((candidate) => existsSync(candidate));
    return file === undefined ? [] : [asset(name, file, areHashed)];
  });
  return new Map(found.map((each) => [each.name, each]));
}

function asset(name: string, file: string, isHashed: boolean): Asset {
  const content = readFileSync(file);
  const { name: stem, ext } = path.parse(name);
  const mark = isHashed ? `.${hash('sha256', content).slice(0, hashLength)}` : '';
  return { name, path: `assets/${stem}${mark}${ext}`, file, content };
}
