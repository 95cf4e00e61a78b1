import { createHash } from 'node:crypto';
import { CodePoints } from './code-points.ts';

/** One font that a print document is set in. */
export interface FontFace {
  /** For telling people. */
  readonly name: string;
  /**
   * What the font is, as hexadecimal SHA-256: the same wherever it lies, and another one for other
   * outlines. It names the face in style sheets and addresses, and keys what was made with it.
   */
  readonly fingerprint: string;
  /** Characters that it has glyphs for; found out when first asked for. */
  readonly characters: CodePoints;
  /** A file that holds the font and no other, or the bytes of one. */
  fontFile(): Promise<string | Buffer>;
}

/** The face's name in style sheets, addresses and the browser's list of fonts. */
export function faceId({ fingerprint }: FontFace): string {
  return `gongkai-${fingerprint.slice(0, 16)}`;
}

export function sha256(...parts: readonly (string | Buffer)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex');
}

/** Characters that any of some faces has. */
export function charactersOf(faces: readonly FontFace[]): CodePoints {
  return CodePoints.union(faces.map(({ characters }) => characters));
}
