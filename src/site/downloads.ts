import { type ArchivedReport, reportTitle } from '../archive/archive.ts';
import { pdfName } from './report-view.ts';

/** A file that a page offers. */
export interface Download {
  label: string;
  /** Relative to the page. */
  href: string;
  /** Under which it is saved; absent where it is to be shown. */
  name?: string;
}

/** Where a year's or the whole archive's data lie, below `data/`. */
export interface DataSet {
  name: string;
  /** Absent where it is the whole archive. */
  year?: number;
  files: { format: string; href: string; label: string }[];
}

/** The files beside a report's page. */
export function reportDownloads(
  archived: ArchivedReport,
  { isPreview }: { isPreview: boolean },
): Download[] {
  const { agency, year } = archived.report;
  const stem = `${agency}-${year}`;
  const saved = (label: string, href: string, type: string): Download => ({
    label,
    href,
    name: downloadName(archived, type),
  });
  const json = saved('下载数据（JSON）', 'report.json', 'json');
  if (isPreview) return [{ label: '预览打印版', href: 'print/' }, json];
  return [
    saved('下载 PDF 正式文本', pdfName(archived.report), 'pdf'),
    saved('下载表格（XLSX）', `${stem}.xlsx`, 'xlsx'),
    saved('下载数据（CSV）', `${stem}.csv`, 'csv'),
    json,
  ];
}

/**
 * The name under which a file of a report is saved: its title, without what a file system would
 * not take, as in `清河县教育局2021年政府信息公开工作年度报告.pdf`.
 */
export function downloadName(
  archived: Pick<ArchivedReport, 'report' | 'agency'>,
  type: string,
): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is to be left out.
  return `${reportTitle(archived).replace(/[\\/:*?"<>|\u0000-\u001f\u007f]/g, '_')}.${type}`;
}

const formats = ['csv', 'xlsx', 'json'];

/** The data of the whole archive, then those of each year. */
export function dataSets(years: readonly number[]): DataSet[] {
  const stems = [
    { name: '全部年度', stem: 'all' },
    ...years.map((year) => ({ name: `${year}年度`, stem: String(year), year })),
  ];
  return stems.map(({ stem, ...scope }) => ({
    ...scope,
    files: formats.map((format) => ({
      format: format.toUpperCase(),
      href: `${stem}.${format}`,
      label: `${scope.name}的数据，${format.toUpperCase()}`,
    })),
  }));
}
