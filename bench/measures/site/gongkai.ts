import { buildSite } from '../../../src/site/build.ts';
import type { Prepare } from '../../measure.ts';
import { publicationOf } from '../publication.ts';
import { countReportPages } from './count.ts';
import { outputSizes } from './sizes.ts';

export const prepare: Prepare = async ({ root, output }) => {
  const publication = publicationOf(root);
  return async () => {
    const start = performance.now();
    // The search has a measure of its own.
    await buildSite({ root, publication: () => publication, hasSearch: false }, output);
    const milliseconds = performance.now() - start;
    const reports = countReportPages(output);
    return {
      reports,
      figures: () => {
        const sizes = outputSizes(output, reports);
        return {
          ...sizes,
          millisecondsPerPage: milliseconds / sizes.pages,
          millisecondsPerReport: milliseconds / reports,
        };
      },
    };
  };
};
