import { realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { ToldError } from '../told-error.ts';
import type { FontFace } from './face.ts';
import { fileFace } from './file-face.ts';
import { fontsIn, type NamedFont } from './font-names.ts';
import { defaultFonts, FontSet } from './font-set.ts';
import {
  findFont,
  fontFileName,
  fontFilesBelow,
  installedFonts,
  nearestFonts,
  systemFontFolders,
} from './installed.ts';
import { type FontRole, fontRoles, knownFaces } from './roles.ts';
import { FontFormatError } from './sfnt.ts';

/** What a site says of its fonts (字体), each with the offset in its file. */
export interface FontSettings {
  /** Folder below the root whose fonts are known by their names. */
  readonly folder?: Setting;
  /** A font's name, or a file below the root. */
  readonly roles: ReadonlyMap<FontRole, Setting>;
}

export interface Setting {
  readonly text: string;
  readonly offset: number;
}

export interface FontSources {
  root: string;
  settings?: FontSettings;
  /** A folder that the person running the program has named; it may lie anywhere. */
  folder?: string;
  /** Where to look for names at last; by default the system's own folders. */
  installed?: readonly string[];
}

export interface ChosenFonts {
  fonts: FontSet;
  problems: { offset: number; rule: string; message: string }[];
}

/** Thrown when the folder named on the command line is of no use; the message is for that person. */
export class FontFolderError extends ToldError {
  override name = 'FontFolderError';
}

/** A setting that no font can be found for. */
class SettingError extends Error {
  override name = 'SettingError';
}

/**
 * The faces for each role: the one that the site names; else one that is known by its name in the
 * person's folder or the site's; else the one that comes with the program.
 *
 * @throws FontFolderError
 */
export function chooseFonts({ root, settings, folder, installed }: FontSources): ChosenFonts {
  if (!settings && folder === undefined) return { fonts: defaultFonts, problems: [] };
  const problems: ChosenFonts['problems'] = [];
  const attempt = <T>({ offset }: Setting, read: () => T): T | undefined => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof SettingError)) throw error;
      problems.push({ offset, rule: 'fonts/setting', message: error.message });
      return undefined;
    }
  };

  const own = folder === undefined ? [] : personsFonts(folder);
  const setting = settings?.folder;
  const ofSite = (setting && attempt(setting, () => siteFonts(root, setting.text))) ?? [];
  const near = [...own, ...ofSite];
  const lookUp = { near, far: installed ?? systemFontFolders() };

  const chosen = new Map<FontRole, FontFace>();
  for (const role of fontRoles) {
    const named = settings?.roles.get(role);
    const face = named
      ? attempt(named, () => readFace(fontOf(root, role, named.text, lookUp)))
      : (personsFace(role, own) ?? (setting && attempt(setting, () => recognised(role, ofSite))));
    if (face) chosen.set(role, face);
  }
  if (folder !== undefined) refuseUseless(folder, own, chosen);
  return { fonts: new FontSet(chosen), problems };
}

/** Fonts of the person's folder. */
function personsFonts(folder: string): NamedFont[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new FontFolderError(`--fonts 应当是一个目录：${folder}`);
  const files = fontFilesBelow(folder);
  if (files.length === 0)
    throw new FontFolderError(`--fonts 的目录里没有字体文件（.ttf、.otf、.ttc）：${folder}`);
  return files.flatMap((file) => {
    try {
      return fontsIn(file);
    } catch (cause) {
      throw new FontFolderError(`不是字体文件，或者已经损坏：${file}`, { cause });
    }
  });
}

function personsFace(role: FontRole, own: readonly NamedFont[]): FontFace | undefined {
  try {
    return recognised(role, own);
  } catch (error) {
    throw error instanceof SettingError ? new FontFolderError(error.message) : error;
  }
}

/** A folder that changes nothing was not meant so. */
function refuseUseless(
  folder: string,
  fonts: readonly NamedFont[],
  chosen: ReadonlyMap<FontRole, FontFace>,
): void {
  const used = new Set([...chosen.values()].map(({ name }) => name));
  if (fonts.some(({ name }) => used.has(name))) return;
  const names = fonts.slice(0, 5).map(({ name }) => name);
  throw new FontFolderError(
    `--fonts 的目录里没有认得用途的字体，只有${names.join('、')}${fonts.length > 5 ? '等' : ''}：${folder}。请在 data/site.yaml 的“字体”里写明哪个用作${fontRoles.join('、')}`,
  );
}

function siteFonts(root: string, folder: string): NamedFont[] {
  const full = insideRoot(root, folder);
  if (!statSync(full).isDirectory()) throw new SettingError(`“${folder}”不是目录`);
  const realRoot = realpathSync(root);
  const files = fontFilesBelow(full).map((file) => path.relative(realRoot, file));
  if (files.length === 0) throw new SettingError(`“${folder}”里没有字体文件（.ttf、.otf、.ttc）`);
  return files.flatMap((file) => readFile(insideRoot(realRoot, file), file));
}

/** The font that a role's setting means. */
function fontOf(
  root: string,
  role: FontRole,
  text: string,
  { near, far }: { near: readonly NamedFont[]; far: readonly string[] },
): NamedFont {
  if (fontFileName.test(text)) {
    const fonts = readFile(insideRoot(root, text), text);
    return recognisedFont(role, fonts) ?? fonts[0]!;
  }
  if (/\.woff2?$|[/\\]/i.test(text))
    throw new SettingError(`“${text}”不是能用的字体文件：只能用 .ttf、.otf、.ttc、.otc`);
  const found = findFont(text, near) ?? findFont(text, installedFonts(far));
  if (found) return found;
  const nearest = nearestFonts(text, [...near, ...installedFonts(far)]);
  const advice =
    nearest.length > 0
      ? `是否应为${nearest.map((name) => `“${name}”`).join('、')}？`
      : '请先安装；或者把字体文件放在 data/ 旁边的目录里，用“目录”指明';
  throw new SettingError(`找不到字体“${text}”。${advice}`);
}

function recognised(role: FontRole, fonts: readonly NamedFont[]): FontFace | undefined {
  const font = recognisedFont(role, fonts);
  return font && readFace(font);
}

function recognisedFont(role: FontRole, fonts: readonly NamedFont[]): NamedFont | undefined {
  for (const name of knownFaces[role]) {
    const font = findFont(name, fonts);
    if (font) return font;
  }
  return undefined;
}

/** The real path of a file or folder, which must lie inside the root, links followed. */
function insideRoot(root: string, relative: string): string {
  const full = path.resolve(root, relative);
  const holds = (folder: string, file: string) => file.startsWith(folder + path.sep);
  if (path.isAbsolute(relative) || !holds(path.resolve(root), full))
    throw new SettingError(
      `“${relative}”应当是从含 data/、reports/ 的目录算起的路径，不能在这个目录之外`,
    );
  try {
    const real = realpathSync(full);
    if (holds(realpathSync(root), real)) return real;
  } catch {
    throw new SettingError(`没有“${relative}”这个文件或目录`);
  }
  throw new SettingError(`“${relative}”是链接，指向了含 data/、reports/ 的目录之外，不予读取`);
}

function readFile(file: string, shown: string): NamedFont[] {
  try {
    return fontsIn(file);
  } catch (cause) {
    throw new SettingError(`“${shown}”不是字体文件，或者已经损坏`, { cause });
  }
}

function readFace(font: NamedFont): FontFace {
  try {
    return fileFace(font);
  } catch (cause) {
    if (!(cause instanceof FontFormatError)) throw cause;
    throw new SettingError(`字体“${font.name}”已经损坏（${path.basename(font.file)}）`, { cause });
  }
}
