import { reportKey } from '../archive/archive.ts';
import { reportDataPath } from '../export/data-files.ts';
import { downloadName } from '../site/downloads.ts';
import type { Publication } from '../site/publication.ts';
import { pdfName } from '../site/report-view.ts';

/** A file that is saved rather than shown, under the name of its report. */
export interface Download {
  /** Path from the site's top. */
  path: string;
  /** Such as `清河县教育局2021年政府信息公开工作年度报告.pdf`. */
  name: string;
}

/** The files of all reports that are meant to be kept. */
export function downloads(publication: Publication): Download[] {
  return publication.archivedReports.flatMap((archived) => {
    const { report } = archived;
    const name = (type: string) => downloadName(archived, type);
    return [
      { path: `${reportKey(report)}/${pdfName(report)}`, name: name('pdf') },
      { path: reportDataPath(report, 'xlsx'), name: name('xlsx') },
      { path: reportDataPath(report, 'csv'), name: name('csv') },
    ];
  });
}

/**
 * `Content-Disposition` by RFC 6266: the name in its own characters by RFC 8187, and the file's own
 * plain name for programs that do not know that.
 */
export function contentDisposition({ path, name }: Download): string {
  const plain = path.split('/').at(-1);
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeExtended(name)}`;
}

function encodeExtended(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
