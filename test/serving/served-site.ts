import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createIndex } from 'pagefind';
import { fixtureRoot, temporaryRoot } from '../roots.ts';
import { type BuiltSite, buildPages, filesIn } from '../site/built-site.ts';

/** Bytes that stand for a PDF, which pages alone are built without. */
export const pdfBytes = '%PDF-1.7 stands for a report';

/** A small site with redirects, complete but for its PDF's content. */
export async function buildServedSite(): Promise<BuiltSite> {
  await using root = await temporaryRoot(fixtureRoot('bad-input/base'), {
    'data/redirects.yaml': `/nianbao/2021.html: /town/2021/
/旧栏目/年报/: /town/
/xxgk/show.aspx: /nianbao/2021.html
/down/2021.pdf: /town/2021/town-2021.pdf
`,
  });
  const site = await buildPages(root.path);
  await writeFile(path.join(site.folder, 'town/2021/town-2021.pdf'), pdfBytes);
  // Not the project's own, so that it is known what must come.
  await writeFile(path.join(site.folder, '404.html'), '<!DOCTYPE html><title>没有这个网页</title>');
  await mkdir(path.join(site.folder, 'search'), { recursive: true });
  await writeFile(
    path.join(site.folder, 'search/index.html'),
    '<!DOCTYPE html><title>检索</title>',
  );
  await writeSearchIndex(path.join(site.folder, 'search/pagefind'));
  await writeFile(path.join(site.folder, 'SHA256SUMS'), 'sums');
  await writeFile(path.join(site.folder, '.gongkai'), 'mark');
  return { ...site, files: await filesIn(site.folder) };
}

/** Every kind of file that a search asks for, as Pagefind itself writes them. */
async function writeSearchIndex(outputPath: string): Promise<void> {
  const { index } = await createIndex({ forceLanguage: 'zh' });
  await index!.addHTMLFile({
    url: '/town/2021/',
    content: `<html lang="zh-CN"><body><h1>年度报告</h1>
<p data-pagefind-filter="年度:2021">收到政府信息公开申请。</p></body></html>`,
  });
  await index!.writeFiles({ outputPath });
  await index!.deleteIndex();
}
