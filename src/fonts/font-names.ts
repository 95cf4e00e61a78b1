import { closeSync, openSync, readSync } from 'node:fs';
import { openFont } from './font-reader.ts';
import { cutFont, fontOffsets, type ReadBytes } from './sfnt.ts';

/** A font in a file, by what it calls itself. */
export interface NamedFont {
  readonly file: string;
  /** Which font of the file it is; 0 unless the file is a collection. */
  readonly index: number;
  /** For telling people: Chinese where the font has such a name. */
  readonly name: string;
  /** Full and PostScript names, in every language. */
  readonly ownNames: readonly string[];
  /** Names that it shares with its other weights. */
  readonly familyNames: readonly string[];
  /** 100 to 900; 400 is regular. */
  readonly weight: number;
  readonly isItalic: boolean;
}

/** The tables that tell names and weight: some KB of a file that may have 20 MB. */
const nameTables = new Set(['name', 'OS/2']);

/**
 * The fonts of a file, by their names.
 *
 * @throws FontFormatError where it is no font, and what the file system throws
 */
export function fontsIn(file: string): NamedFont[] {
  const descriptor = openSync(file, 'r');
  try {
    const read: ReadBytes = (offset, length) => {
      const bytes = Buffer.alloc(Math.min(length, 0x400_0000));
      return bytes.subarray(0, readSync(descriptor, bytes, 0, bytes.length, offset));
    };
    return fontOffsets(read).map((offset, index) =>
      describe(file, index, cutFont(read, offset, nameTables)),
    );
  } finally {
    closeSync(descriptor);
  }
}

/** What of fontkit's font its types leave out: names by kind and language, as they were decoded. */
interface NameRecords {
  readonly name?: { readonly records: Record<string, Record<string, unknown> | undefined> };
}

function describe(file: string, index: number, bytes: Buffer): NamedFont {
  const font = openFont(bytes);
  const records = (font as NameRecords).name?.records ?? {};
  const every = (...kinds: string[]) => [
    ...new Set(kinds.flatMap((kind) => Object.values(records[kind] ?? {}).filter(isName))),
  ];
  const ownNames = every('fullName', 'postscriptName');
  const familyNames = every('preferredFamily', 'fontFamily');
  const style = font['OS/2'];
  return {
    file,
    index,
    name: chineseFirst(every('fullName')) ?? ownNames[0] ?? familyNames[0] ?? '',
    ownNames,
    familyNames,
    weight: style?.usWeightClass ?? 400,
    isItalic: style?.fsSelection?.italic ?? false,
  };
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

function chineseFirst(names: readonly string[]): string | undefined {
  return names.find((name) => /\p{Script=Han}/u.test(name)) ?? names[0];
}
