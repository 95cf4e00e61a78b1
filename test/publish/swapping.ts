import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openStaging } from '../../src/publish/staging.ts';

/** A build of its own: puts a site of two pages with one text in the output's place, again and again. */
const [output, root, text, rounds] = process.argv.slice(2) as [string, string, string, string];
for (let round = 0; round < Number(rounds); round++) {
  const staging = await openStaging(output, root);
  for (const name of ['a.html', 'b.html']) await writeFile(path.join(staging.folder, name), text);
  staging.swapIn();
}
