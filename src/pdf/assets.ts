import { readFile } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { faceId } from '../fonts/face.ts';
import { type FontSet, fontStyles } from '../fonts/font-set.ts';

/**
 * Where a print document seems to come from. No such host exists (RFC 6761 reserves `.invalid`):
 * every request is answered by this process or refused, and none leaves the machine. A document
 * may link `../../../styles/print.css` from any depth, because a URL cannot climb above its root.
 */
export const PRINT_ORIGIN = 'http://print.invalid';

/** All that a print document may load. */
export interface PrintAssets {
  /** Folder that `/styles/` stands for. */
  readonly styles: string;
  /** Faces, at `/fonts/faces.css` and `/fonts/<id>`. */
  readonly fonts: FontSet;
}

export interface Asset {
  /** For messages. */
  readonly name: string;
  readonly type: string;
  /** @throws what the file system throws where there is no such file */
  read(): Promise<string | Buffer>;
}

const STYLES = '/styles/';
const FACES = '/fonts/faces.css';
const FONTS = '/fonts/';

/** What is behind a URL; undefined when a print document may not have it. */
export function findAsset(url: string, assets: PrintAssets): Asset | undefined {
  const { origin, pathname } = new URL(url);
  return origin === PRINT_ORIGIN ? assetAt(pathname, assets) : undefined;
}

/** What is behind a path such as `/styles/print.css`, wherever the document comes from. */
export function assetAt(pathname: string, { styles, fonts }: PrintAssets): Asset | undefined {
  if (pathname === FACES) {
    return { name: FACES, type: typeOf(FACES), read: async () => fontStyles(fonts) };
  }
  if (pathname.startsWith(FONTS)) {
    const id = pathname.slice(FONTS.length);
    const face = fonts.faces.find((each) => faceId(each) === id);
    return face && { name: face.name, type: 'font/sfnt', read: () => fontBytes(face.fontFile()) };
  }
  if (!pathname.startsWith(STYLES)) return undefined;
  const folder = resolve(styles);
  const file = join(folder, decodePath(pathname.slice(STYLES.length)));
  if (!file.startsWith(folder + sep)) return undefined;
  return { name: file, type: typeOf(file), read: () => readFile(file) };
}

async function fontBytes(font: Promise<string | Buffer>): Promise<Buffer> {
  const source = await font;
  return typeof source === 'string' ? readFile(source) : source;
}

const TYPES = new Map([
  ['css', 'text/css; charset=utf-8'],
  ['svg', 'image/svg+xml'],
  ['png', 'image/png'],
]);

/** The media type by file name. */
function typeOf(file: string): string {
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
