import { execFile } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { packageFolder } from '../../../src/packages/installed.ts';
import { bundledChromium } from '../../../src/pdf/bundled-chromium.ts';
import type { Prepare } from '../../measure.ts';
import { countPdfs } from './count.ts';
import { writeDocuments } from './documents.ts';
import { inLanes } from './lanes.ts';

const cli = path.join(packageFolder('pagedjs-cli'), 'src/cli.js');
const shippedBrowser = fileURLToPath(new URL('shipped-browser.js', import.meta.url));
const browserArguments = [
  '--no-sandbox',
  '--no-zygote',
  '--disable-gpu',
  '--font-render-hinting=none',
  '--force-color-profile=srgb',
].join(',');

/** Its command line as a script calls it: a process for each document, one after the other. */
export const prepare: Prepare = (place) => prepareLanes(place, 1);

/** The same, so many at a time. */
export async function prepareLanes(
  { root, output }: Parameters<Prepare>[0],
  lanes: number,
): ReturnType<Prepare> {
  const { files, fontConfiguration } = await writeDocuments(root, output);
  const { executablePath, libraryPath } = await bundledChromium();
  const env = {
    ...process.env,
    FONTCONFIG_FILE: fontConfiguration,
    LD_LIBRARY_PATH: libraryPath,
    SHIPPED_BROWSER: executablePath,
  };
  const print = async (file: string) => {
    const command = ['--import', shippedBrowser, cli, file, '-o', file.replace('.html', '.pdf')];
    await promisify(execFile)(process.execPath, [...command, `--browserArgs=${browserArguments}`], {
      env,
    });
  };
  return async () => {
    await inLanes(files, lanes, print);
    return countPdfs(output);
  };
}
