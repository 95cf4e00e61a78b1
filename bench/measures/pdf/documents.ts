import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fontStyles } from '../../../src/fonts/font-set.ts';
import { writeFontConfiguration } from '../../../src/pdf/fonts.ts';
import { printAssets, printDocument } from '../../../src/publish/print.ts';
import { createEnvironment } from '../../../src/site/environment.ts';
import { overlay } from '../../../src/site/plugin.ts';
import { publicationOf } from '../publication.ts';

/** The print documents of an archive as files, with all that they load. */
export interface DocumentFiles {
  /** Paths of the HTML files. */
  files: string[];
  /** For a browser's FONTCONFIG_FILE. */
  fontConfiguration: string;
}

/** Writes them into `folder`, which is there: the same HTML, styles and fonts as the program's own. */
export async function writeDocuments(root: string, folder: string): Promise<DocumentFiles> {
  const publication = publicationOf(root);
  const { styles, fonts } = printAssets(root, publication);
  await cp(styles, path.join(folder, 'styles'), { recursive: true });
  const print = path.join(folder, 'styles/print.css');
  await writeFile(print, (await readFile(print, 'utf8')).replaceAll('"/', '"../'));
  await mkdir(path.join(folder, 'fonts'));
  const faces = fontStyles(fonts).replaceAll('url("/fonts/', 'url("');
  await writeFile(path.join(folder, 'fonts/faces.css'), faces);
  const environment = createEnvironment(overlay(root, 'templates'));
  const files = publication.reportKeys.map((key) =>
    path.join(folder, `${key.replace('/', '-')}.html`),
  );
  for (const [at, key] of publication.reportKeys.entries()) {
    const { html } = printDocument(environment, publication, key);
    await writeFile(files[at]!, html.replaceAll('href="/', 'href="'));
  }
  return { files, fontConfiguration: await writeFontConfiguration(folder, fonts) };
}
