import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import type { Prepare } from '../../measure.ts';
import { reportFiles } from '../report-files.ts';

export const prepare: Prepare = async ({ root }) => {
  return async () => {
    const reports = reportFiles(root).map((file) => load(readFileSync(file, 'utf8')));
    return reports.length;
  };
};
