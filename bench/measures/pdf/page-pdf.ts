import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { pathToFileURL } from 'node:url';
import { startBrowser } from '../../../src/pdf/browser.ts';
import type { Prepare } from '../../measure.ts';
import { publicationOf } from '../publication.ts';
import { countPdfs } from './count.ts';
import { writeDocuments } from './documents.ts';
import { inLanes } from './lanes.ts';

/** The browser's own PDFs of the same HTML, without Paged.js, tagged; pages are used again. */
export const prepare: Prepare = async ({ root, output }) => {
  const { files } = await writeDocuments(root, output);
  const { fonts } = publicationOf(root).archive;
  return async () => {
    const running = await startBrowser(undefined, fonts);
    const lanes = availableParallelism();
    const pages = await Promise.all(Array.from({ length: lanes }, () => running.browser.newPage()));
    await inLanes(files, lanes, async (file, lane) => {
      const page = pages[lane]!;
      await page.goto(pathToFileURL(file).href);
      const bytes = await page.pdf({
        preferCSSPageSize: true,
        printBackground: true,
        tagged: true,
      });
      await writeFile(file.replace('.html', '.pdf'), bytes);
    });
    await running.close();
    return countPdfs(output);
  };
};
