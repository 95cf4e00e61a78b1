import { readdirSync, realpathSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { distance } from 'fastest-levenshtein';
import { compareText } from '../finding/finding.ts';
import { fontsIn, type NamedFont } from './font-names.ts';

/** Formats that a face may be in: those that a browser and a PDF take as they are. */
export const fontFileName = /\.(?:ttf|otf|ttc|otc)$/i;

/** Deeper than any system's font folders; a link that leads in a circle ends here too. */
const deepest = 8;

/** Where a system keeps its fonts, the person's own first. */
export function systemFontFolders(platform: NodeJS.Platform = process.platform): string[] {
  const home = homedir();
  const { env } = process;
  if (platform === 'win32') {
    return [
      path.join(env.LOCALAPPDATA ?? path.join(home, 'AppData', 'Local'), 'Microsoft/Windows/Fonts'),
      path.join(env.WINDIR ?? 'C:\\Windows', 'Fonts'),
    ];
  }
  if (platform === 'darwin') {
    return [path.join(home, 'Library/Fonts'), '/Library/Fonts', '/System/Library/Fonts'];
  }
  return [
    path.join(env.XDG_DATA_HOME ?? path.join(home, '.local/share'), 'fonts'),
    path.join(home, '.fonts'),
    '/usr/local/share/fonts',
    '/usr/share/fonts',
    '/usr/share/texmf/fonts',
    '/usr/share/texlive/texmf-dist/fonts',
  ];
}

/** Font files below a folder, by path; none where it cannot be read. */
export function fontFilesBelow(folder: string, depth = 0): string[] {
  if (depth > deepest) return [];
  try {
    const names = readdirSync(folder).filter((name) => !name.startsWith('.'));
    return names.sort(compareText).flatMap((name) => {
      const full = path.join(folder, name);
      const stats = statSync(full, { throwIfNoEntry: false });
      if (stats?.isDirectory()) return fontFilesBelow(full, depth + 1);
      return stats?.isFile() && fontFileName.test(name) ? [full] : [];
    });
  } catch {
    return [];
  }
}

const installed = new Map<string, readonly NamedFont[]>();

/** The fonts of the system's folders; what cannot be read is passed over. Looked up once in a run. */
export function installedFonts(folders: readonly string[]): readonly NamedFont[] {
  return folders.flatMap((folder) => {
    let fonts = installed.get(folder);
    if (!fonts) {
      fonts = fontFilesBelow(folder).flatMap(readableFonts);
      installed.set(folder, fonts);
    }
    return fonts;
  });
}

function readableFonts(file: string): NamedFont[] {
  try {
    return fontsIn(realpathSync(file));
  } catch {
    return [];
  }
}

/**
 * The font of a name: its own, or its family's; of several weights the regular one. Case, blanks,
 * hyphens and underlines do not count, as systems write them in different ways.
 */
export function findFont(name: string, fonts: readonly NamedFont[]): NamedFont | undefined {
  const wanted = bare(name);
  const isNamed = (names: readonly string[]) => names.some((each) => bare(each) === wanted);
  const rank = (font: NamedFont) =>
    (isNamed(font.ownNames) ? 0 : 10_000) +
    (font.isItalic ? 1_000 : 0) +
    Math.abs(font.weight - 400);
  return fonts
    .filter(({ ownNames, familyNames }) => isNamed(ownNames) || isNamed(familyNames))
    .reduce<NamedFont | undefined>(
      (best, font) => (best && rank(best) <= rank(font) ? best : font),
      undefined,
    );
}

/** Names of fonts that are written much like one that is not there, nearest first. */
export function nearestFonts(name: string, fonts: readonly NamedFont[], most = 3): string[] {
  const wanted = bare(name);
  const distances = new Map<string, number>();
  for (const { ownNames, familyNames } of fonts) {
    for (const each of [...familyNames, ...ownNames]) {
      const plain = bare(each);
      const isPart = plain.length > 1 && (wanted.includes(plain) || plain.includes(wanted));
      const apart = isPart ? 1 : distance(wanted, plain);
      const allowed = Math.max(1, Math.floor(Math.max(wanted.length, plain.length) / 2));
      if (apart <= allowed) distances.set(each, apart);
    }
  }
  return [...distances]
    .sort(([a, m], [b, n]) => m - n || compareText(a, b))
    .slice(0, most)
    .map(([each]) => each);
}

function bare(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]/g, '');
}
