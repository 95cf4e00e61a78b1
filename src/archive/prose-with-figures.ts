import { type PlaceholderContext, resolvePlaceholder } from '../facts/resolve.ts';
import type { Prose } from '../report/report.ts';

/**
 * Markdown of a part with each placeholder replaced by its text, without empty lines at the
 * beginning and white space at the end. A placeholder without a value stays as it is written.
 */
export function proseWithFigures(
  { text, placeholders }: Prose,
  context: PlaceholderContext,
): string {
  let filled = '';
  let at = 0;
  for (const placeholder of placeholders) {
    const resolved = resolvePlaceholder(placeholder, context);
    filled += text.slice(at, placeholder.start);
    filled += 'text' in resolved ? resolved.text : text.slice(placeholder.start, placeholder.end);
    at = placeholder.end;
  }
  return (filled + text.slice(at)).replace(/^\n+/, '').trimEnd();
}
