import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { packageCache, packageFolder, packageVersion } from '../packages/installed.ts';
import { unpacked } from '../packages/unpacked.ts';
import { CodePoints, rangesOf } from './code-points.ts';
import { type FontFace, sha256 } from './face.ts';
import { charactersIn } from './font-reader.ts';
import { fontFromWoff } from './woff.ts';

const serif = '@expo-google-fonts/noto-serif-sc';
const sans = '@expo-google-fonts/noto-sans-sc';
const wenkai = '@fontsource/lxgw-wenkai';
const unpackedName = 'LXGWWenKai.ttf';

/** A font of an npm package. What is known of it is worked out once per version of the package. */
class NpmFace implements FontFace {
  readonly name: string;
  readonly #package: string;
  readonly #file: string;
  #fingerprint: string | undefined;
  #characters: CodePoints | undefined;

  constructor(name: string, packageName: string, file: string) {
    this.name = name;
    this.#package = packageName;
    this.#file = file;
  }

  get fingerprint(): string {
    this.#fingerprint ??= sha256(this.#package, packageVersion(this.#package), this.#file);
    return this.#fingerprint;
  }

  get characters(): CodePoints {
    this.#characters ??= CodePoints.fromRanges(this.#knownRanges() ?? this.#readRanges());
    return this.#characters;
  }

  async fontFile(): Promise<string> {
    if (!this.#file.endsWith('.woff')) return this.#path;
    // Fontconfig reads neither WOFF nor WOFF2.
    const folder = await unpacked(this.#package, async (staging) => {
      await writeFile(join(staging, unpackedName), fontFromWoff(await readFile(this.#path)));
    });
    return join(folder, unpackedName);
  }

  get #path(): string {
    return join(packageFolder(this.#package), this.#file);
  }

  get #rangesFile(): string {
    return packageCache(this.#package, `-${sha256(this.#file).slice(0, 8)}-characters.json`);
  }

  /** What an earlier run has found out; undefined where there is nothing of use. */
  #knownRanges(): number[] | undefined {
    try {
      const known: unknown = JSON.parse(readFileSync(this.#rangesFile, 'utf8'));
      return Array.isArray(known) && known.length > 0 && known.every(Number.isInteger)
        ? (known as number[])
        : undefined;
    } catch {
      return undefined;
    }
  }

  #readRanges(): number[] {
    const ranges = rangesOf(charactersIn(readFileSync(this.#path)));
    const file = this.#rangesFile;
    const aside = `${file}.${process.pid}`;
    try {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(aside, JSON.stringify(ranges));
      renameSync(aside, file);
    } catch {
      // It is a shortcut only: where it cannot be kept, it is found out anew the next time.
      rmSync(aside, { force: true });
    }
    return ranges;
  }
}

/** The faces that come with the program. */
export const npmFaces = {
  song: new NpmFace('思源宋体', serif, '400Regular/NotoSerifSC_400Regular.ttf'),
  songBold: new NpmFace('思源宋体粗体', serif, '700Bold/NotoSerifSC_700Bold.ttf'),
  hei: new NpmFace('思源黑体', sans, '500Medium/NotoSansSC_500Medium.ttf'),
  kai: new NpmFace('霞鹜文楷', wenkai, 'files/lxgw-wenkai-latin-500-normal.woff'),
} satisfies Record<string, FontFace>;
