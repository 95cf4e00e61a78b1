import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { PNG } from 'pngjs';
import { openPaginator } from '../../src/pdf/paginate.ts';
import { run } from '../cli/recorder.ts';
import { KeptImages } from '../images/kept-images.ts';
import { projectRoot, temporaryFolder } from '../roots.ts';
import { openPageDrawer } from './page-images.ts';
import { documentOf, filler } from './printing.ts';

/** The pages that are kept. */
export const keptPages = new KeptImages(path.join(import.meta.dirname, 'references'), 'grey');

const sample = path.join(import.meta.dirname, '../fixtures/print/sample.html');

const rows = Array.from(
  { length: 45 },
  (_, index) =>
    `<tr><td>第${index + 1}项</td><td>${filler((index * 7) % 60)}</td><td class="align-right">${index * 37}</td></tr>`,
).join('');

const STRESS: Readonly<Record<string, string>> = {
  'long-table': `<table><thead><tr><th>序号</th><th>公开事项</th><th class="align-right">数量</th></tr></thead><tbody>${rows}</tbody></table>`,
  lists: `<ol>${`<li>${filler(40)}<ul><li>${filler(34)}</li></ul></li>`.repeat(3)}</ol><ol><li><p>${filler(30)}</p><p>${filler(30)}</p></li></ol>`,
  'long-name': `<h1>新疆维吾尔自治区伊犁哈萨克自治州察布查尔锡伯自治县爱新色里镇人民政府<br>2021年政府信息公开工作年度报告</h1><p>${filler(60)}</p>`,
};

/** The PDFs that are kept as images: the five reports, and some that try the layout hard. */
export async function referenceDocuments(): Promise<Map<string, Uint8Array>> {
  const documents = new Map<string, Uint8Array>();
  await using folder = await temporaryFolder();
  const site = path.join(folder.path, '_site');
  const built = await run('build', '--root', projectRoot, '--out', site, '--no-cache');
  if (built.code !== 0) throw new Error(built.err + built.out);
  for (const file of globSync('*/*/*.pdf', { cwd: site }).sort())
    documents.set(path.basename(file, '.pdf'), new Uint8Array(readFileSync(path.join(site, file))));
  await using paginator = await openPaginator();
  const html = readFileSync(sample, 'utf8');
  documents.set('five-digits', await paginator.paginate({ ...documentOf(''), html }));
  for (const [name, body] of Object.entries(STRESS))
    documents.set(name, await paginator.paginate(documentOf(body)));
  return documents;
}

/** The image of every page by its name: `<document>-<page>`. */
export async function referenceImages(
  documents: ReadonlyMap<string, Uint8Array>,
): Promise<Map<string, PNG>> {
  await using drawer = await openPageDrawer();
  const images = new Map<string, PNG>();
  for (const [name, pdf] of documents)
    for (const [index, image] of (await drawer.draw(pdf)).entries())
      images.set(`${name}-${index + 1}`, image);
  return images;
}
