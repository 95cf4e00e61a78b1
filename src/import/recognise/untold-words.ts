import type { Form } from '../../form/form.ts';
import type { Remark } from '../source-document.ts';
import { formWords } from './form-words.ts';
import { foldText, type Label, labelOf } from './label.ts';
import type { Region } from './region.ts';
import type { Token } from './source-row.ts';
import type { Match, Meaning, Vocabulary } from './vocabulary.ts';

/**
 * A last look at the words of tables, so that none disappears: what is neither the form's own nor
 * spoken of in a remark yet. `understood`: those whose hint is.
 */
export function untoldWords(
  regions: readonly Region[],
  { form, lookUp }: Vocabulary,
  remarks: readonly Remark[],
  understood: ReadonlySet<Token>,
): Remark[] {
  const own = ownWords(form);
  // A number before words that the form does not number may be a figure.
  const isNumbered = ({ text, ordinal }: Label) => ordinal !== '' && own.get(text) === false;
  const told = new Told(remarks);
  const found: Remark[] = [];
  for (const token of regions.flatMap(({ rows }) => rows.flatMap(({ tokens }) => tokens))) {
    const { text, bare, hint } = token.label;
    const isFigured = isNumbered(token.label);
    if (token.kind !== 'text' || text === '' || (own.has(text) && !isFigured)) continue;
    const match = lookUp(token.label);
    const isOwn = !isFigured && (own.has(bare) || match?.isExact === true);
    if (isOwn && understood.has(token)) continue;
    const words = isOwn ? hint : token.text;
    if ((isOwn && own.has(labelOf(words).text)) || told.has(words)) continue;
    const remark = isOwn
      ? leftOut('表格中的提示文字没有收入。', token, hint)
      : match
        ? mended(token, meaningOf(token, match))
        : leftOut('表格中的一段文字没有收入。', token, token.text.trim());
    found.push(remark);
    told.add(remark);
  }
  return found;
}

/** The words of a form, and whether it numbers them anywhere. */
function ownWords(form: Form): Map<string, boolean> {
  const words = new Map<string, boolean>();
  for (const written of formWords(form)) {
    const { text, bare, hint, ordinal } = labelOf(written);
    for (const each of [text, bare, labelOf(hint).text])
      words.set(each, words.get(each) || ordinal !== '');
  }
  return words;
}

/** So many words are looked for in the midst of others; beyond, some may be told twice. */
const mostSearched = 1000;

/** What remarks say, so that words are found in it fast. */
class Told {
  private readonly words = new Set<string>();
  private readonly texts: string[] = [];
  private searched = 0;

  constructor(remarks: readonly Remark[]) {
    for (const remark of remarks) this.add(remark);
  }

  add({ message, text = '' }: Remark): void {
    this.texts.push(foldText(message), foldText(text));
    for (const line of text.split('\n'))
      for (const word of [line, ...line.split(' ')]) this.words.add(foldText(word));
  }

  has(written: string): boolean {
    const word = foldText(written);
    if (this.words.has(word)) return true;
    this.searched += 1;
    return this.searched <= mostSearched && this.texts.some((text) => text.includes(word));
  }
}

/** Labels without a number are columns rather than rows. */
function meaningOf({ label }: Token, { meanings }: Match): Meaning {
  const column = meanings.find(({ kind }) => kind === 'column');
  return label.ordinal === '' && column ? column : meanings[0]!;
}

function mended(token: Token, meaning: Meaning): Remark {
  const meant =
    meaning.kind === 'row'
      ? meaning.row.written
      : meaning.kind === 'column'
        ? meaning.written
        : meaning.kind === 'group'
          ? meaning.words
          : undefined;
  const words = token.text.replace(/\s+/g, '').slice(0, 60);
  return {
    kind: 'mended',
    message: meant === undefined ? `“${words}”当作表头。` : `“${words}”按“${meant}”理解。`,
    place: token.place,
    text: token.text.trim(),
  };
}

function leftOut(message: string, { place }: Token, text: string): Remark {
  return { kind: 'left-out', message, place, text };
}
