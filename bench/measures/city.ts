import type { Measure } from '../measure.ts';

const loaded = { label: 'loadArchive, no 汇总', module: new URL('city/load.ts', import.meta.url) };

/**
 * What the sums of a city and its counties cost beyond reading: they are made while the reports are
 * read, and so that is timed against reading the same reports without 汇总.
 */
export const citySums: Measure = {
  name: 'city-sums',
  job: 'read {reports} reports of a city and add up its counties, against reading them',
  archive: 'city',
  ours: { label: 'loadArchive', module: new URL('load/gongkai.ts', import.meta.url) },
  bare: loaded,
  aim: 1.5,
};

/**
 * The sums and all that is checked, of every member and every sum by every rule, as in `check`:
 * what comes after reading against reading.
 */
export const city: Measure = {
  name: 'city',
  job: 'add up and check {reports} reports of a city that are in memory, against reading them',
  archive: 'city',
  ours: { label: 'assemble, checkReports', module: new URL('city/gongkai.ts', import.meta.url) },
  bare: loaded,
  aim: 1.5,
};
