import type { Measure } from '../measure.ts';

/**
 * The pages of all reports, with what comes with them (agency pages, home, report.json), against
 * Eleventy writing as many pages with as much prose and a 28 × 7 table and nothing else. Both are
 * given their data in memory.
 */
export const html: Measure = {
  name: 'html',
  job: 'write the HTML of {reports} reports that are in memory',
  archive: 'large',
  ours: { label: 'buildSite', module: new URL('html/gongkai.ts', import.meta.url) },
  bare: { label: 'bare Eleventy', module: new URL('html/eleventy.ts', import.meta.url) },
  aim: 2,
};
