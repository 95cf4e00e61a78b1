import type { ArchivedReport } from '../archive/archive.ts';
import { buildChart, type ChartSubject, type RowSource } from './build-chart.ts';
import type { ChartData } from './chart-data.ts';
import { allTopics, chartTopics, requestTopic, type Topic } from './chart-topics.ts';

/** The chart of what an agency has received, dealt with and carried over; see `agencyCharts`. */
export function requestChart(reports: readonly ArchivedReport[]): ChartData | undefined {
  return agencyCharts(reports, [requestTopic])[0];
}

/**
 * The charts of one agency over the years. Takes its reports oldest first; years between them for
 * which there is no report are shown as such. Without reports there are no charts.
 */
export function agencyCharts(
  reports: readonly ArchivedReport[],
  topics: readonly Topic[] = allTopics,
): ChartData[] {
  const rows = yearRows(reports);
  return chartTopics(
    reports.map(({ report }) => report.form),
    topics,
  ).flatMap((topic) => {
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
