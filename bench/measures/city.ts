import type { Measure } from '../measure.ts';

const reading = { label: 'loadArchive, no 汇总', module: new URL('city/load.ts', import.meta.url) };

/**
 * What the sums of a city and its counties cost beyond reading: adding up is part of reading, and
 * then every rule looks at the reports that are sums. Against the same reports without 汇总.
 */
export const citySums: Measure = {
  name: 'city-sums',
  job: 'read {reports} reports of a city, add up its counties and check the sums, against reading',
  archive: 'city',
  ours: { label: 'loadArchive, checkReports', module: new URL('city/sums.ts', import.meta.url) },
  bare: reading,
  aim: 1.5,
};

/** Stricter, as `check` is: every rule looks at every member, too, and reads all its text. */
export const city: Measure = {
  name: 'city',
  job: 'add up and check {reports} reports of a city that are in memory, against reading them',
  archive: 'city',
  ours: { label: 'assemble, checkReports', module: new URL('city/gongkai.ts', import.meta.url) },
  bare: reading,
  aim: 1.5,
};
