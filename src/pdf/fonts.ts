import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageFolder } from './packages.ts';
import { unpacked } from './unpacked.ts';
import { fontFromWoff } from './woff.ts';

const SONG = '@expo-google-fonts/noto-serif-sc';
const HEI = '@expo-google-fonts/noto-sans-sc';
const KAI = '@fontsource/lxgw-wenkai';

/** The npm packages that styles/print.css takes its fonts from. */
export const FONT_PACKAGES = [SONG, HEI, KAI] as const;

/**
 * Writes into `folder` a fontconfig file that installs the print fonts, and nothing else, for a
 * browser started with it as FONTCONFIG_FILE; returns its path.
 *
 * As web fonts they cost each document some two seconds: the browser checks every one of their 50
 * MB anew. Installed ones are mapped into memory, and styles/print.css prefers them by `local()`.
 * As no other font is there, a missing character cannot take on a shape from the machine's own.
 *
 * @throws PrintError when a font cannot be unpacked
 */
export async function writeFontConfiguration(folder: string): Promise<string> {
  const fontFolders = [
    join(packageFolder(SONG), '400Regular'),
    join(packageFolder(SONG), '700Bold'),
    join(packageFolder(HEI), '500Medium'),
    await unpacked(KAI, unpackKai),
  ];
  const file = join(folder, 'fonts.conf');
  await writeFile(
    file,
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
${fontFolders.map((path) => `  <dir>${escapeXml(path)}</dir>`).join('\n')}
  <cachedir>${escapeXml(join(folder, 'fontconfig'))}</cachedir>
</fontconfig>
`,
  );
  return file;
}

// Fontconfig reads neither WOFF nor WOFF2.
async function unpackKai(folder: string): Promise<void> {
  const woff = await readFile(
    join(packageFolder(KAI), 'files', 'lxgw-wenkai-latin-500-normal.woff'),
  );
  await writeFile(join(folder, 'LXGWWenKai.ttf'), fontFromWoff(woff));
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
