import type { FontSet } from '../../fonts/font-set.ts';
import { codesOf, explainMissing, missingCharacters } from '../../fonts/missing.ts';
import type { Form } from '../../form/form.ts';
import { decodeEntities } from '../../prose/markdown.ts';
import { wordsAround } from '../passage.ts';
import type { ProsePart } from '../prose-text.ts';
import type { Rule, RuleContext, Suspicion } from '../rule.ts';

/** Most findings of one character in a report. */
const mostOfACharacter = 10;

export const rule: Rule = {
  id: 'fonts/missing-glyph',
  title: '印不出来的字',
  severity: 'error',
  basis: 'GB 18030-2022《信息技术 中文编码字符集》；PDF 只能印出字体里有的字',
  description:
    '要印出来的文字（标题、正文、统计的名称、说明的理由、原载的出处、格式的标签）里，有所用的字体都没有的字，或者私用区的自造字。字体见 data/site.yaml 的“字体”；没有写的，用随附的字体。',
  message: '“{character}”（{code}）印不出来：请改用字体里有的、正式编码的字',
  mustBeMended: true,
  *check(context) {
    const counts = new Map<string, number>();
    for (const suspicion of findMissing(context)) {
      const character = String(suspicion.actual);
      const count = (counts.get(character) ?? 0) + 1;
      counts.set(character, count);
      if (count <= mostOfACharacter) yield suspicion;
    }
  },
};

function* findMissing({ report, prose, archive }: RuleContext): Generator<Suspicion> {
  const { fonts } = archive;
  for (const part of prose) yield* missingInProse(part, fonts);
  const source = report.source.text;
  for (const { text, from } of printedTexts(report)) {
    for (const missing of missingCharacters(text, fonts)) {
      // Where the text is written with escapes, its characters may be somewhere near.
      const start = Math.max(source.indexOf(text, from), from);
      const found = source.indexOf(missing.character, start);
      yield { ...told(missing), offset: found < 0 ? from : found };
    }
  }
  for (const missing of missingInForm(report.form, fonts))
    yield { ...told(missing), offset: keyOffset(source, '格式') };
}

function* missingInProse(part: ProsePart, fonts: FontSet): Generator<Suspicion> {
  for (const missing of missingCharacters(part.text, fonts)) {
    const { index, character } = missing;
    yield {
      ...told(missing),
      offset: part.offsetAt(index),
      passage: wordsAround(part.text, index, index + character.length),
    };
  }
  // Markdown writes characters by number and by name as well.
  for (const { 0: entity, index } of part.text.matchAll(/&(?:#x?[0-9a-f]+|[a-z][a-z0-9]*);/gi)) {
    for (const missing of missingCharacters(decodeEntities(entity), fonts))
      yield { ...told(missing), offset: part.offsetAt(index), passage: entity };
  }
}

function told(missing: ReturnType<typeof missingCharacters>[number]) {
  const { character } = missing;
  return {
    values: { character, code: codesOf(character) },
    message: explainMissing(missing),
    actual: character,
  };
}

/** Printed texts besides prose, and where in the source to look for their characters. */
function printedTexts({
  source,
  title,
  archived,
  statistics,
  acknowledgements,
}: RuleContext['report']): { text: string; from: number }[] {
  const at = (key: string) => keyOffset(source.text, key);
  return [
    ...(title === undefined ? [] : [{ text: title, from: at('标题') }]),
    ...(archived?.origin === undefined ? [] : [{ text: archived.origin, from: at('原载') }]),
    ...statistics.flatMap(({ name, breakdown, offset }) => [
      { text: name, from: offset },
      ...(breakdown ?? []).map((part) => ({ text: part.name, from: offset })),
    ]),
    ...acknowledgements.map(({ reason, offset }) => ({ text: reason, from: offset })),
  ];
}

/** Where a key of the report stands; its beginning where the key is not found. */
function keyOffset(source: string, key: string): number {
  return Math.max(0, source.search(new RegExp(`^["']?${key}["']?\\s*:`, 'm')));
}

const ofForms = new WeakMap<Form, WeakMap<FontSet, ReturnType<typeof missingCharacters>>>();

/** Characters of a form's titles and labels that cannot be printed; a form is looked at once. */
function missingInForm(form: Form, fonts: FontSet) {
  const known = ofForms.get(form) ?? new WeakMap();
  ofForms.set(form, known);
  let missing = known.get(fonts);
  if (!missing) {
    const { title, basis, document, parts, tables } = form;
    missing = missingCharacters(JSON.stringify([title, basis, document, parts, tables]), fonts);
    known.set(fonts, missing);
  }
  return missing;
}
