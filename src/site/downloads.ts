import { pdfName } from './report-view.ts';

/** A file that a page offers. */
export interface Download {
  label: string;
  /** Relative to the page. */
  href: string;
}

/** Where a year's or the whole archive's data lie, below `data/`. */
export interface DataSet {
  name: string;
  files: { format: string; href: string; label: string }[];
}

/** The files beside a report's page. */
export function reportDownloads(
  report: { agency: string; year: number },
  { isPreview }: { isPreview: boolean },
): Download[] {
  const stem = `${report.agency}-${report.year}`;
  const json = { label: '下载数据（JSON）', href: 'report.json' };
  if (isPreview) return [{ label: '预览打印版', href: 'print/' }, json];
  return [
    { label: '下载 PDF 正式文本', href: pdfName(report) },
    { label: '下载表格（XLSX）', href: `${stem}.xlsx` },
    { label: '下载数据（CSV）', href: `${stem}.csv` },
    json,
  ];
}

const formats = ['csv', 'xlsx', 'json'];

/** The data of the whole archive, then those of each year. */
export function dataSets(years: readonly number[]): DataSet[] {
  const stems = [{ name: '全部年度', stem: 'all' }].concat(
    years.map((year) => ({ name: `${year}年度`, stem: String(year) })),
  );
  return stems.map(({ name, stem }) => ({
    name,
    files: formats.map((format) => ({
      format: format.toUpperCase(),
      href: `${stem}.${format}`,
      label: `${name}的数据，${format.toUpperCase()}`,
    })),
  }));
}
