import type { ArchivedReport } from '../archive/archive.ts';
import { buildChart, type ChartSubject, type RowSource } from './build-chart.ts';
import type { ChartData } from './chart-data.ts';
import { chartTopics } from './chart-topics.ts';

/**
 * The charts of one agency over the years. Takes its reports oldest first; years between them for
 * which there is no report are shown as such. Without reports there are no charts.
 */
export function agencyCharts(reports: readonly ArchivedReport[]): ChartData[] {
  const rows = yearRows(reports);
  return chartTopics(reports.map(({ report }) => report.form)).flatMap((topic) => {
    const subject: ChartSubject = { ...topic, id: `chart-${topic.id}`, rowsHeader: '年度', rows };
    return buildChart(subject) ?? [];
  });
}

function yearRows(reports: readonly ArchivedReport[]): RowSource[] {
  const factsByYear = new Map(reports.map(({ report, facts }) => [report.year, facts]));
  const years = [...factsByYear.keys()];
  const first = Math.min(...years);
  const count = years.length === 0 ? 0 : Math.max(...years) - first + 1;
  return Array.from({ length: count }, (_, at) => {
    const facts = factsByYear.get(first + at);
    return {
      label: String(first + at),
      spoken: `${first + at}年度`,
      ...(facts ? { facts } : {}),
    };
  });
}
