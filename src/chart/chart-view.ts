import { type ChartData, type ChartTable, hasFigures } from './chart-data.ts';
import { describeSeries } from './describe.ts';
import { panelLayouts } from './panel-layout.ts';
import { panelSvg } from './panel-svg.ts';

/** A chart ready for `partials/chart.njk`. */
export interface ChartView {
  id: string;
  title: string;
  description: string;
  /** One SVG per series, everything in it escaped; none where there is no figure to draw. */
  panels: string[];
  notes: string[];
  source: string;
  table: ChartTable;
}

export function chartView(chart: ChartData): ChartView {
  const { id, title, notes, source, table } = chart;
  const layouts = hasFigures(chart) ? panelLayouts(chart) : [];
  return {
    id,
    title,
    description: chart.description.join(''),
    panels: layouts.map((layout, index) => {
      const series = chart.series[index]!;
      return panelSvg(layout, {
        id: `${id}-${index + 1}`,
        title: `${title}：${series.label}`,
        description: describeSeries(chart, series),
        tone: series.tone,
      });
    }),
    notes,
    source,
    table,
  };
}
