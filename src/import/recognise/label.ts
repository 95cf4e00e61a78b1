import { distance } from 'fastest-levenshtein';

/** A label without what varies from one source to the next. */
export interface Label {
  /** Its number in one notation: `一、`, `(一)` or `1.`; empty where it has none. */
  ordinal: string;
  /** Words alone, those in brackets included. */
  text: string;
  /** Words without those in brackets, unless there are no others. */
  bare: string;
  /** What stands in brackets, such as 单位:万元. */
  hint: string;
}

/** Longest text that may be a label; the longest of the forms has 35 characters. */
const longest = 120;
const hintPattern = /\(([^()]*)(?:\)|$)/g;
const ordinalPattern =
  /^(?:\(([一二三四五六七八九十]{1,3})\)|([一二三四五六七八九十]{1,3})[、.,:]|\(?(\d{1,2})(?:[.、,)]+|(?=[^\d年月日件条项个,.%])))/;

/** A text in one notation: full and half width, white space, marks that cannot be seen. */
export function foldText(text: string): string {
  return text.normalize('NFKC').replace(/[\p{White_Space}\p{Cf}]/gu, '');
}

/** A written label → its parts. */
export function labelOf(written: string): Label {
  const folded = foldText(written.length > 4 * longest ? written.slice(0, 4 * longest) : written);
  const [prefix = '', bracketed, chinese, arabic] = ordinalPattern.exec(folded) ?? [];
  const rest = folded.slice(prefix.length);
  const hints = [...rest.matchAll(hintPattern)].map(([, hint = '']) => hint);
  const text = wordsOf(rest);
  return {
    ordinal: bracketed ? `(${bracketed})` : chinese ? `${chinese}、` : arabic ? `${arabic}.` : '',
    text,
    bare: wordsOf(rest.replace(hintPattern, '')) || text,
    hint: hints.join('；'),
  };
}

function wordsOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '');
}

/**
 * The one known word that a written one was most likely meant to be: a quarter of its characters
 * may differ, and no other may be as near. Undefined where none is.
 */
export function nearestWord(written: string, known: Iterable<string>): string | undefined {
  if (written.length > longest) return undefined;
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const word of known) {
    const allowed = Math.floor(Math.max(written.length, word.length) / 4);
    if (Math.abs(written.length - word.length) > allowed) continue;
    const apart = distance(written, word);
    if (apart > allowed || apart > bestDistance) continue;
    best = apart === bestDistance ? undefined : word;
    bestDistance = apart;
  }
  return best;
}
