import { join, resolve, sep } from 'node:path';
import { FONT_PACKAGES } from './fonts.ts';
import { packageFolder } from './packages.ts';

/**
 * Where a print document seems to come from. No such host exists (RFC 6761 reserves `.invalid`):
 * every request is answered by this process or refused, and none leaves the machine. A document
 * may link `../../../styles/print.css` from any depth, because a URL cannot climb above its root.
 */
export const PRINT_ORIGIN = 'http://print.invalid';

/** Maps a path such as `/styles/print.css` to the folder that serves it. */
export type AssetFolders = ReadonlyMap<string, string>;

/** The styles and the font packages: all that a print document may load. */
export function printAssetFolders(styles: string): AssetFolders {
  return new Map([
    ['/styles/', resolve(styles)],
    ...FONT_PACKAGES.map((name): [string, string] => [
      `/node_modules/${name}/`,
      packageFolder(name),
    ]),
  ]);
}

/** The local file behind a URL; undefined when the URL lies outside the allowed folders. */
export function assetFile(url: string, folders: AssetFolders): string | undefined {
  const { origin, pathname } = new URL(url);
  if (origin !== PRINT_ORIGIN) return undefined;
  for (const [prefix, folder] of folders) {
    if (!pathname.startsWith(prefix)) continue;
    const file = join(folder, decodePath(pathname.slice(prefix.length)));
    if (file.startsWith(folder + sep)) return file;
  }
  return undefined;
}

const TYPES = new Map([
  ['css', 'text/css; charset=utf-8'],
  ['ttf', 'font/ttf'],
  ['otf', 'font/otf'],
  ['woff', 'font/woff'],
  ['woff2', 'font/woff2'],
  ['svg', 'image/svg+xml'],
  ['png', 'image/png'],
]);

/** The media type by file name. */
export function assetType(file: string): string {
  return (
    TYPES.get(file.slice(file.lastIndexOf('.') + 1).toLowerCase()) ?? 'application/octet-stream'
  );
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
