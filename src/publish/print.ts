import { existsSync } from 'node:fs';
import path from 'node:path';
import type nunjucks from 'nunjucks';
import type { PrintAssets } from '../pdf/assets.ts';
import type { PrintDocument } from '../pdf/print-document.ts';
import { overlay } from '../site/plugin.ts';
import type { Publication } from '../site/publication.ts';

/** The print document of one report. */
export function printDocument(
  environment: nunjucks.Environment,
  publication: Publication,
  key: string,
): PrintDocument {
  const report = publication.report(key, 'print');
  const html = environment.render('print/report.njk', {
    report,
    site: publication.site,
    fingerprint: publication.fingerprint(key),
  });
  return { html, title: report.title, language: 'zh-CN', date: report.pdfDate };
}

/** All that a print document may load; of the styles the root's own, where it has a `print.css`. */
export function printAssets(root: string, { archive }: Publication): PrintAssets {
  const styles = overlay(root, 'styles').find((folder) =>
    existsSync(path.join(folder, 'print.css')),
  )!;
  return { styles, fonts: archive.fonts };
}
