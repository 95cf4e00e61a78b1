import type { ContinuedTables } from './compare.ts';
import type { ExpectedContent } from './content.ts';
import { comparable, matchText, matchTexts } from './match.ts';
import type { Mismatch } from './mismatch.ts';
import type { PageText } from './pdf-text.ts';
import type { TextRun } from './text-runs.ts';

/**
 * Compares what is marked as no part of the document: each page has its number and the running
 * lines once, and nothing else but the header row of a table that goes on there.
 */
export function compareRunningText(
  { runningLines }: ExpectedContent,
  pages: readonly PageText[],
  continuedTables: ContinuedTables,
): Mismatch[] {
  return pages.flatMap((page) => {
    const runs = page.runs.filter((run) => run.isArtifact);
    const due = [`— ${page.number} —`, ...runningLines];
    const header = continuedTables.get(page.number);
    let mayRepeat = header !== undefined;
    const surplus: TextRun[] = [];
    for (let at = 0; at < runs.length; ) {
      const line = due.findIndex((text) => matchText(text, runs, at) !== undefined);
      const repeated = header && mayRepeat ? matchTexts(header, runs, at) : undefined;
      if (line >= 0) at = matchText(due.splice(line, 1)[0]!, runs, at)!;
      else if (repeated !== undefined) {
        mayRepeat = false;
        at = repeated;
      } else surplus.push(runs[at++]!);
    }
    const actual = comparable(surplus.map(({ text }) => text).join(''));
    const place = '页码、页眉等';
    return [
      ...due.map((expected) => ({ page: page.number, place, expected: `“${expected}”` })),
      ...(actual === '' ? [] : [{ page: page.number, place, actual }]),
    ];
  });
}
