import type { Budget, Measure } from '../measure.ts';

const gongkai = { label: 'printReports', module: new URL('pdf/gongkai.ts', import.meta.url) };

/** Everything that a build does for its PDFs, reading them back included, against a process each. */
export const pdf: Measure = {
  name: 'pdf',
  job: 'make the PDFs of {reports} reports that are in memory',
  archive: 'documents',
  ours: gongkai,
  bare: { label: 'pagedjs-cli', module: new URL('pdf/pagedjs-cli.ts', import.meta.url) },
  aim: 1 / 3,
};

/** Stricter: as many processes at a time as there are cores, which whoever calls it would see to. */
export const pdfParallel: Measure = {
  ...pdf,
  name: 'pdf-parallel',
  bare: {
    label: 'pagedjs-cli, parallel',
    module: new URL('pdf/pagedjs-cli-parallel.ts', import.meta.url),
  },
};

/** The same against the browser's own pages, as many at a time in one browser. */
export const pdfPlain: Measure = {
  name: 'pdf-plain',
  job: 'make the PDFs of {reports} reports that are in memory',
  archive: 'documents',
  ours: gongkai,
  bare: { label: 'page.pdf', module: new URL('pdf/page-pdf.ts', import.meta.url) },
  aim: 2.5,
};

/** Looking at it takes time of its own, and so it is no part of the others. */
export const pdfMemory: Budget = {
  name: 'pdf-memory',
  job: 'make the PDFs of {reports} reports, and look at the browser’s memory',
  archive: 'documents',
  side: gongkai,
  aims: [
    {
      figure: 'startedMebibytes',
      label: 'MiB at most in all processes of the browser',
      most: 700,
      digits: 0,
    },
  ],
};

/** The cache is filled by the program's own hand, but not with real PDFs: that would take an hour. */
export const pdfCache: Budget = {
  name: 'pdf-cache',
  job: 'take the PDFs of {reports} reports from the cache, and print one that has changed',
  archive: 'large',
  side: { label: 'printReports', module: new URL('pdf/cache.ts', import.meta.url) },
  aims: [
    { figure: 'printed', label: 'printed', most: 1, digits: 0 },
    { figure: 'millisecondsEach', label: 'ms for each of the others', most: 2, digits: 2 },
  ],
};
