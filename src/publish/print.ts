import type nunjucks from 'nunjucks';
import type { PrintDocument } from '../pdf/paginate.ts';
import type { Publication } from '../site/publication.ts';

/** The print document of one report. */
export function printDocument(
  environment: nunjucks.Environment,
  publication: Publication,
  key: string,
): PrintDocument {
  const report = publication.report(key, 'print');
  const html = environment.render('print/report.njk', { report, site: publication.site });
  return { html, title: report.title, language: 'zh-CN', date: report.pdfDate };
}
