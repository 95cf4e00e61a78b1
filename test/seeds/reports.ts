import { type FullReport, fullReports } from '../fixtures/full/expected.ts';
import { type SeedReport, seedReports } from './figures.ts';
import type { PrintedReport } from './printed-cells.ts';

/** A report whose every figure is known independently of the project's code. */
export interface KnownReport extends PrintedReport {
  /** `<agency>/<year>` */
  readonly key: string;
  readonly agency: string;
  readonly year: number;
}

/** 上屯镇 says 万元 of its 采购总金额; 景芝镇 does not say. */
const seedUnits: Readonly<Record<string, string>> = { 'tanghe-shangtun': '万元' };

/** The five seed reports: mostly zeros and lost figures. */
export const seeds: readonly (KnownReport & SeedReport)[] = seedReports.map((report) => {
  const procurementUnit = seedUnits[report.agency];
  return { ...report, key: keyOf(report), ...(procurementUnit ? { procurementUnit } : {}) };
});

/** The reports of `test/fixtures/full`: figures that differ from each other, in all three forms. */
export const full: readonly (KnownReport & FullReport)[] = fullReports.map((report) => ({
  ...report,
  key: keyOf(report),
}));

function keyOf({ agency, year }: { agency: string; year: number }): string {
  return `${agency}/${year}`;
}
