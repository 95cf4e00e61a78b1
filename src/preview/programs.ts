import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Asset } from '../pdf/assets.ts';
import { contentTypeOf } from '../serving/headers.ts';

/** Where the preview's own scripts and styles are served; no agency's id has an underscore in it. */
export const programPrefix = '/_preview/';

/** A script or style that comes with this program for the preview's pages. */
export type Program = Pick<Asset, 'type' | 'read'>;

/** The address of a script or style. */
export function programAddress(file: string): string {
  return programPrefix + path.basename(file);
}

/** Scripts and styles by their addresses. */
export function programs(files: readonly string[]): ReadonlyMap<string, Program> {
  return new Map(
    files.map((file) => [
      programAddress(file),
      { type: contentTypeOf(file), read: () => readFile(file) },
    ]),
  );
}

/** A page with more at the end of its head. */
export function withInHead(html: string, elements: string): string {
  return html.replace(/<\/head>|<body\b|$/i, (mark) => `${elements}\n${mark}`);
}
