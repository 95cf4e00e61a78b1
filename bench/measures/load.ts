import type { Measure } from '../measure.ts';

/** Reading, checking and computing an archive, against reading the same YAML and nothing more. */
export const load: Measure = {
  name: 'load',
  job: 'read {reports} reports from disk and compute their facts',
  archive: 'large',
  ours: { label: 'loadArchive', module: new URL('load/gongkai.ts', import.meta.url) },
  bare: { label: 'bare js-yaml load', module: new URL('load/js-yaml.ts', import.meta.url) },
  aim: 3,
};
