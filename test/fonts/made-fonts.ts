import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as fontkit from 'fontkit';

const require = createRequire(import.meta.url);

/** Fonts of npm packages, for taking the part of installed ones. */
export const npmFonts = {
  /** Small, Latin only, TrueType */
  latin: require.resolve('pdfjs-dist/standard_fonts/LiberationSans-Regular.ttf'),
  /** Whole GB 2312, and thin where the program's own faces are not */
  thin: require.resolve('@expo-google-fonts/noto-sans-sc/100Thin/NotoSansSC_100Thin.ttf'),
  light: require.resolve('@expo-google-fonts/noto-serif-sc/300Light/NotoSerifSC_300Light.ttf'),
  kai: require.resolve('@expo-google-fonts/noto-serif-sc/500Medium/NotoSerifSC_500Medium.ttf'),
};

export interface FontNames {
  family: string;
  /** Without blanks */
  postscript: string;
  /** The family in Chinese */
  chinese?: string;
}

interface Table {
  tag: string;
  data: Buffer;
}

/** A font like the one in `file` that calls itself otherwise. */
export function renamed(file: string, names: FontNames): Buffer {
  const tables = tablesOf(readFileSync(file)).map((table) =>
    table.tag === 'name' ? { tag: 'name', data: nameTable(names) } : table,
  );
  return fontFile(tables, 0);
}

/** The font with lines that are much higher than they should be, by its own metrics. */
export function heightened(font: Buffer): Buffer {
  const tables = tablesOf(font).map(({ tag, data }) => {
    const copy = Buffer.from(data);
    const ascents = tag === 'hhea' ? [4] : tag === 'OS/2' ? [68, 74] : [];
    for (const at of ascents) copy.writeInt16BE(2 * data.readInt16BE(at), at);
    return { tag, data: copy };
  });
  return fontFile(tables, 0);
}

/** The font without a character map that could be read. */
export function damaged(font: Buffer): Buffer {
  const tables = tablesOf(font).map(({ tag, data }) => ({
    tag,
    data: tag === 'cmap' ? Buffer.alloc(data.length, 0xee) : data,
  }));
  return fontFile(tables, 0);
}

/** The font with more characters, each drawn like one that it has. */
export function withTwins(font: Buffer, twins: Readonly<Record<string, string>>): Buffer {
  const opened = fontkit.create(font);
  if ('fonts' in opened) throw new Error('a collection');
  const glyphOf = (code: number) => opened.glyphForCodePoint(code).id;
  const glyphs = new Map(opened.characterSet.map((code) => [code, glyphOf(code)]));
  for (const [twin, like] of Object.entries(twins))
    glyphs.set(twin.codePointAt(0)!, glyphOf(like.codePointAt(0)!));
  const groups = [...glyphs].sort(([a], [b]) => a - b);
  // One table for Windows, format 12, a group for each character.
  const cmap = Buffer.alloc(12 + 16 + 12 * groups.length);
  cmap.writeUInt16BE(1, 2);
  cmap.writeUInt16BE(3, 4);
  cmap.writeUInt16BE(10, 6);
  cmap.writeUInt32BE(12, 8);
  cmap.writeUInt16BE(12, 12);
  cmap.writeUInt32BE(cmap.length - 12, 16);
  cmap.writeUInt32BE(groups.length, 24);
  for (const [index, [code, glyph]] of groups.entries()) {
    for (const [field, value] of [code, code, glyph].entries())
      cmap.writeUInt32BE(value, 28 + 12 * index + 4 * field);
  }
  const tables = tablesOf(font).map(({ tag, data }) => ({
    tag,
    data: tag === 'cmap' ? cmap : data,
  }));
  return fontFile(tables, 0);
}

/** A collection (TTC) of some font files. */
export function collection(...fonts: readonly Buffer[]): Buffer {
  const header = Buffer.alloc(12 + 4 * fonts.length);
  header.write('ttcf', 0, 'latin1');
  header.writeUInt32BE(0x00010000, 4);
  header.writeUInt32BE(fonts.length, 8);
  const parts: Buffer[] = [header];
  let at = header.length;
  for (const [index, font] of fonts.entries()) {
    header.writeUInt32BE(at, 12 + 4 * index);
    // Tables are addressed from the beginning of the file, not of their font.
    const moved = fontFile(tablesOf(font), at);
    parts.push(moved);
    at += moved.length;
  }
  return Buffer.concat(parts);
}

function tablesOf(font: Buffer): Table[] {
  return Array.from({ length: font.readUInt16BE(4) }, (_, index) => {
    const entry = 12 + 16 * index;
    const start = font.readUInt32BE(entry + 8);
    return {
      tag: font.toString('latin1', entry, entry + 4),
      data: font.subarray(start, start + font.readUInt32BE(entry + 12)),
    };
  });
}

/** A font file that stands `at` a place within another. */
function fontFile(tables: readonly Table[], at: number): Buffer {
  const directory = Buffer.alloc(12 + 16 * tables.length);
  const power = Math.floor(Math.log2(tables.length));
  directory.writeUInt32BE(0x00010000, 0);
  directory.writeUInt16BE(tables.length, 4);
  directory.writeUInt16BE(16 << power, 6);
  directory.writeUInt16BE(power, 8);
  directory.writeUInt16BE(16 * tables.length - (16 << power), 10);
  const parts: Buffer[] = [directory];
  let offset = directory.length;
  for (const [index, { tag, data }] of tables.entries()) {
    const padded = Buffer.concat([data, Buffer.alloc(-data.length & 3)]);
    const entry = 12 + 16 * index;
    directory.write(tag, entry, 'latin1');
    directory.writeUInt32BE(checksum(padded), entry + 4);
    directory.writeUInt32BE(at + offset, entry + 8);
    directory.writeUInt32BE(data.length, entry + 12);
    parts.push(padded);
    offset += padded.length;
  }
  return Buffer.concat(parts);
}

function checksum(table: Buffer): number {
  let sum = 0;
  for (let at = 0; at < table.length; at += 4) sum = (sum + table.readUInt32BE(at)) >>> 0;
  return sum;
}

const english = 0x409;
const chinese = 0x804;

/** A name table: family, style, full and PostScript name, for Windows, in Unicode. */
function nameTable(names: FontNames): Buffer {
  const records = [
    { id: 1, language: english, text: names.family },
    { id: 2, language: english, text: 'Regular' },
    { id: 4, language: english, text: names.family },
    { id: 6, language: english, text: names.postscript },
    ...(names.chinese === undefined
      ? []
      : [
          { id: 1, language: chinese, text: names.chinese },
          { id: 4, language: chinese, text: names.chinese },
        ]),
  ].sort((a, b) => a.language - b.language || a.id - b.id);
  const header = Buffer.alloc(6 + 12 * records.length);
  header.writeUInt16BE(records.length, 2);
  header.writeUInt16BE(header.length, 4);
  const texts: Buffer[] = [];
  let offset = 0;
  for (const [index, { id, language, text }] of records.entries()) {
    const bytes = Buffer.from(text, 'utf16le').swap16();
    for (const [field, value] of [3, 1, language, id, bytes.length, offset].entries())
      header.writeUInt16BE(value, 6 + 12 * index + 2 * field);
    texts.push(bytes);
    offset += bytes.length;
  }
  return Buffer.concat([header, ...texts]);
}
