import { reportTitle } from '../archive/archive.ts';
import { reportDataPath } from '../export/data-files.ts';
import type { Publication } from '../site/publication.ts';
import { pdfName, reportKey } from '../site/report-view.ts';

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
    const title = fileName(reportTitle(archived));
    return [
      { path: `${reportKey(report)}/${pdfName(report)}`, name: `${title}.pdf` },
      { path: reportDataPath(report, 'xlsx'), name: `${title}.xlsx` },
      { path: reportDataPath(report, 'csv'), name: `${title}.csv` },
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

/** Without what a file system would not take. */
function fileName(title: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is to be left out.
  return title.replace(/[\\/:*?"<>|\u0000-\u001f\u007f]/g, '_');
}

function encodeExtended(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
