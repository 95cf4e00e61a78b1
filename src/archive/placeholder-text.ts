import { resolvePlaceholder } from '../facts/resolve.ts';
import type { Placeholder } from '../prose/placeholder.ts';
import type { ArchivedReport } from './archive.ts';
import { placeholderContext } from './placeholder-context.ts';

/**
 * What stands in the place of each placeholder of a report, whatever shows it. Throws
 * UnresolvedPlaceholderError where one has no value: such a report has errors and is never shown.
 */
export function placeholderText(archived: ArchivedReport): (placeholder: Placeholder) => string {
  const context = placeholderContext(archived);
  return (placeholder) => {
    const resolved = resolvePlaceholder(placeholder, context);
    if ('error' in resolved)
      throw new UnresolvedPlaceholderError(`${archived.report.source.file}：${resolved.error}`);
    return resolved.text;
  };
}

/** Thrown when a report with an error is shown all the same; a mistake of the caller. */
export class UnresolvedPlaceholderError extends Error {
  override name = 'UnresolvedPlaceholderError';
}
