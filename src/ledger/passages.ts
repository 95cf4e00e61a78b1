import { nothing } from '../correction/sentences.ts';
import type { Correction } from '../report/report.ts';
import { textChecksum, withoutLayout } from './content.ts';

/** Most texts that are tried, and most characters of them: a short passage may stand in many places. */
const mostTried = 5000;
const mostCharacters = 20_000_000;

/**
 * How a part of text was corrected: as the corrections say, or the first that does not fit.
 * `vague` where it stands in more places than can be tried.
 */
export type PassageVerdict = 'fits' | { misfit: Correction; at: 'before' | 'after' | 'vague' };

/**
 * Whether taking back corrections, the last first, gives the text that has the checksum. Passages
 * are compared without layout; one that stands in several places is taken back in each.
 *
 * @param texts as it reads now, and as it would read with the figures that were published
 * @param published checksum; undefined where it is not known
 */
export function judgePassages(
  texts: readonly string[],
  corrections: readonly Correction[],
  published: string | undefined,
): PassageVerdict {
  let candidates = new Set(texts.map(withoutLayout));
  let vague: Correction | undefined;
  let characters = 0;
  for (const correction of corrections.toReversed()) {
    const earlier = new Set<string>();
    for (const former of takenBack(candidates, correction)) {
      // At least one is tried for each correction.
      if (earlier.size >= mostTried || (earlier.size > 0 && characters > mostCharacters)) {
        vague ??= correction;
        break;
      }
      earlier.add(former);
      characters += former.length;
    }
    if (earlier.size === 0)
      return vague ? { misfit: vague, at: 'vague' } : { misfit: correction, at: 'after' };
    candidates = earlier;
  }
  const isKnown =
    published === undefined || [...candidates].some((text) => textChecksum(text) === published);
  if (isKnown) return 'fits';
  return vague ? { misfit: vague, at: 'vague' } : { misfit: corrections[0]!, at: 'before' };
}

/** What texts may have been before a correction. */
function* takenBack(texts: Iterable<string>, { before, after }: Correction): Generator<string> {
  const former = before === nothing ? '' : withoutLayout(before);
  const passage = after === nothing ? '' : withoutLayout(after);
  for (const text of texts)
    for (let at = text.indexOf(passage); at >= 0; at = text.indexOf(passage, at + 1)) {
      yield text.slice(0, at) + former + text.slice(at + passage.length);
      // An empty passage is found at the end for ever.
      if (at >= text.length) break;
    }
}
