import type { Measure } from '../measure.ts';

/** All rules over an archive in memory, against reading it; best with ten years of each agency. */
export const check: Measure = {
  name: 'check',
  job: 'check {reports} reports that are in memory, against reading them',
  archive: 'large',
  ours: { label: 'checkReports', module: new URL('check/gongkai.ts', import.meta.url) },
  bare: { label: 'loadArchive', module: new URL('load/gongkai.ts', import.meta.url) },
  aim: 1,
};
