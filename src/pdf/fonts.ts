import { copyFile, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type FontFace, faceId } from '../fonts/face.ts';
import type { FontSet } from '../fonts/font-set.ts';

/**
 * Writes into `folder` a fontconfig file that installs the faces, and nothing else, for a browser
 * started with it as FONTCONFIG_FILE; returns its path.
 *
 * As web fonts they cost each document some two seconds: the browser checks every one of their 50
 * MB anew. Installed ones are mapped into memory, and the style sheet of the faces prefers them by
 * `local()`. As no other font is there, a missing character cannot take on a shape from the
 * machine's own. Each is installed under its id: two fonts may well call themselves the same.
 *
 * @throws PrintError when a font cannot be unpacked, and what the file system throws
 */
export async function writeFontConfiguration(folder: string, fonts: FontSet): Promise<string> {
  const fontFolder = join(folder, 'fonts');
  await mkdir(fontFolder, { recursive: true });
  const names = await Promise.all(fonts.faces.map((face) => install(fontFolder, face)));
  const file = join(folder, 'fonts.conf');
  await writeFile(
    file,
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${escapeXml(fontFolder)}</dir>
  <cachedir>${escapeXml(join(folder, 'fontconfig'))}</cachedir>
${names.join('\n')}
</fontconfig>
`,
  );
  return file;
}

/** Puts a face into the folder and returns the rule that names it. */
async function install(folder: string, face: FontFace): Promise<string> {
  const id = faceId(face);
  // Whatever its format: Chromium takes no installed font whose file is not named like one.
  const target = join(folder, `${id}.ttf`);
  const source = await face.fontFile();
  if (typeof source !== 'string') await writeFile(target, source);
  // Not every system lets everyone make links.
  else await symlink(source, target).catch(() => copyFile(source, target));
  const edits = ['postscriptname', 'fullname'].map(
    (name) =>
      `    <edit name="${name}" mode="assign" binding="strong"><string>${id}</string></edit>`,
  );
  return `  <match target="scan">
    <test name="file"><string>${escapeXml(target)}</string></test>
${edits.join('\n')}
  </match>`;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
