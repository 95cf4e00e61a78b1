import type { Budget, Growth, Measure } from '../measure.ts';

const buildSite = { label: 'buildSite', module: new URL('site/gongkai.ts', import.meta.url) };

/**
 * What the first pages of reports and agencies cost, tables and prose without anything else, as a
 * multiple of bare Eleventy's.
 */
const plainPages = 2.05;

/**
 * The whole site but PDFs and the index of the search (comparisons, charts, data files, what is for
 * servers) against Eleventy writing a page per report with as much prose and a 28 × 7 table and
 * nothing else. Both are given their data in memory.
 */
export const site: Measure = {
  name: 'site',
  job: 'write the site of {reports} reports that are in memory',
  archive: 'large',
  ours: buildSite,
  bare: { label: 'bare Eleventy', module: new URL('site/eleventy.ts', import.meta.url) },
  aim: 3 * plainPages,
};

/** What is written, by kind of file. */
export const siteSize: Budget = {
  name: 'site-size',
  job: 'write the site of {reports} reports and look at its files',
  archive: 'large',
  side: buildSite,
  aims: [
    { figure: 'pages', label: 'pages', digits: 0 },
    { figure: 'millisecondsPerPage', label: 'ms per page', digits: 2 },
    { figure: 'millisecondsPerReport', label: 'ms per report', digits: 2 },
    { figure: 'reportPage', label: 'KiB of gzip of a report page, mean', most: 40, digits: 1 },
    { figure: 'html', label: 'KiB of HTML per report, all pages', digits: 1 },
    { figure: 'json', label: 'KiB of JSON per report', digits: 1 },
    { figure: 'csv', label: 'KiB of CSV per report', digits: 1 },
    { figure: 'xlsx', label: 'KiB of XLSX per report', digits: 1 },
    { figure: 'other', label: 'KiB of everything else per report', digits: 1 },
    { figure: 'files', label: 'files', digits: 0 },
  ],
};

/** Whether the costs of a page grow with the number of pages. */
export const siteGrowth: Growth = {
  name: 'site-growth',
  job: 'write the site of an archive and of one with ten times as many agencies',
  side: buildSite,
  per: { figure: 'pages', label: 'page' },
  aim: 1.2,
  mostMebibytes: 2048,
};

/** The index of the search, which the others leave out. */
export const siteSearch: Budget = {
  name: 'site-search',
  job: 'index {reports} reports for the search',
  archive: 'large',
  side: { label: 'searchFiles', module: new URL('site/search.ts', import.meta.url) },
  aims: [
    { figure: 'millisecondsPerReport', label: 'ms per report', digits: 2 },
    { figure: 'kibibytesPerReport', label: 'KiB per report', digits: 1 },
    { figure: 'files', label: 'files', digits: 0 },
    { figure: 'startedMebibytes', label: 'MiB at most in Pagefind’s program', digits: 0 },
  ],
};

/** A preview, from the saving of a file until its page shows what was typed. */
export const siteEdit: Budget = {
  name: 'site-edit',
  job: 'show an edit in the preview of {reports} reports, five times',
  archive: 'large',
  side: { label: 'gongkai start', module: new URL('site/edit.ts', import.meta.url) },
  aims: [
    { figure: 'seconds', label: 's from saving to showing, median edit', most: 2, digits: 2 },
    { figure: 'slowest', label: 's, slowest edit', digits: 2 },
    { figure: 'rebuild', label: 's for reading, checking and writing all anew', digits: 2 },
    { figure: 'share', label: 'of that for an edit', most: 0.25, digits: 2 },
  ],
};
