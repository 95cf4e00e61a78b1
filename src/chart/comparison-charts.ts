import type { Agency } from '../archive/agencies.ts';
import { type ArchivedReport, nameInYear } from '../archive/archive.ts';
import { buildChart, type RowSource } from './build-chart.ts';
import type { ChartData } from './chart-data.ts';
import { chartTopics } from './chart-topics.ts';

/** An agency that is compared with others, and its report where there is one. */
export interface ComparedAgency {
  agency: Agency;
  report?: ArchivedReport;
}

/**
 * The charts of several agencies in one year, in the order given: they are compared, not ranked.
 * An agency without report is shown as such.
 *
 * @param scope whose agencies they are, as titles say it
 */
export function comparisonCharts(
  year: number,
  compared: readonly ComparedAgency[],
  scope = '各机关',
): ChartData[] {
  const rows = compared.map(({ agency, report }): RowSource => {
    const name = nameInYear(agency, year);
    return { label: name, spoken: name, ...(report ? { facts: report.facts } : {}) };
  });
  const forms = compared.flatMap(({ report }) => report?.report.form ?? []);
  return chartTopics(forms).flatMap((topic) => {
    const chart = buildChart({
      ...topic,
      id: `comparison-${topic.id}`,
      title: `${year}年度${scope}：${topic.title}`,
      rowsHeader: '行政机关',
      rows,
    });
    return chart ?? [];
  });
}
