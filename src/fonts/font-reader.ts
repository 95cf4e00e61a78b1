import { createRequire } from 'node:module';
import type * as fontkit from 'fontkit';
import { FontFormatError } from './sfnt.ts';

const require = createRequire(import.meta.url);

/**
 * Opens one font, a collection's members being cut out before. Fontkit is loaded when the first
 * font is opened: most runs open none, and would wait for it all the same.
 *
 * @throws FontFormatError where fontkit cannot read it
 */
export function openFont(bytes: Buffer): fontkit.Font {
  const { create } = require('fontkit') as typeof fontkit;
  try {
    const font = create(bytes);
    if ('fonts' in font) throw new FontFormatError('a collection');
    return font;
  } catch (cause) {
    throw new FontFormatError('fontkit cannot read the font', { cause });
  }
}

/**
 * The code points that a font has glyphs for.
 *
 * @throws FontFormatError where its character map cannot be read, or is empty
 */
export function charactersIn(bytes: Buffer): number[] {
  const font = openFont(bytes);
  let characters: number[];
  try {
    characters = font.characterSet;
  } catch (cause) {
    throw new FontFormatError('fontkit cannot read the character map', { cause });
  }
  if (characters.length === 0) throw new FontFormatError('a font without characters');
  return characters;
}
