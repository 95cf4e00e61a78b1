import type { PlaceholderContext } from '../facts/resolve.ts';
import { resolvePlaceholder } from '../facts/resolve.ts';
import type { Placeholder, PlaceholderKind } from '../prose/placeholder.ts';
import type { Report } from '../report/report.ts';
import type { YamlScalar } from '../yaml/node.ts';
import { offsetInSource } from '../yaml/offsets.ts';

/** A text part as a reader sees it: placeholders filled in, marks of Markdown taken out. */
export interface ProsePart {
  key: string;
  /** Statutory heading; the preface has none. */
  title?: string;
  text: string;
  /** Markdown as written. */
  written: string;
  scalar: YamlScalar;
  /** For each character of `text`, its index in `written`. */
  origins: ArrayLike<number>;
  /** Ranges of `text` that placeholders filled, with the address of the fact. */
  filled: readonly FilledRange[];
  /** Offset in the source of a character of `text`. */
  offsetAt(index: number): number;
}

export interface FilledRange {
  start: number;
  end: number;
  address: string;
  kind: PlaceholderKind;
}

export type ReportProse = readonly ProsePart[];

/** Marks of Markdown that do not belong to the text: emphasis, heading and list signs. */
const marks = /\*\*|__|^ {0,3}#{1,6} +|^ *[-*+] +|^ *> ?/gm;

/** The text parts of a report, in the form's order. */
export function reportProse(report: Report, context: PlaceholderContext): ReportProse {
  return report.form.parts.flatMap(({ key, title }) => {
    const prose = report.prose.get(key);
    if (!prose) return [];
    const { scalar, text: written } = prose;
    const builder = new TextBuilder(written);
    const cuts = [
      ...prose.placeholders.map((placeholder) => ({
        start: placeholder.start,
        end: placeholder.end,
        placeholder,
      })),
      ...[...written.matchAll(marks)].map(({ index, 0: mark }) => ({
        start: index,
        end: index + mark.length,
        placeholder: undefined,
      })),
    ].sort((a, b) => a.start - b.start);
    for (const { start, end, placeholder } of cuts) {
      if (start < builder.at) continue;
      builder.copyTo(start);
      const resolved = placeholder && resolvePlaceholder(placeholder, context);
      if (resolved && 'text' in resolved) builder.fill(resolved.text, placeholder, start);
      builder.at = end;
    }
    builder.copyTo(written.length);
    const { text, filled } = builder;
    // Most texts give no cause to tell of a place in them.
    let origins: Uint32Array | undefined;
    const part: ProsePart = {
      key,
      text,
      written,
      scalar,
      get origins() {
        origins ??= builder.origins;
        return origins;
      },
      filled,
      offsetAt: (index) =>
        offsetInSource(report.source.text, scalar, part.origins[index] ?? written.length),
      ...(title === undefined ? {} : { title }),
    };
    return [part];
  });
}

class TextBuilder {
  text = '';
  filled: FilledRange[] = [];
  at = 0;
  readonly #written: string;
  /** Lengths of the text's pieces and where each was written; copied pieces go on from there. */
  readonly #pieces: { length: number; origin: number; isCopied: boolean }[] = [];

  constructor(written: string) {
    this.#written = written;
  }

  copyTo(end: number): void {
    this.#pieces.push({ length: end - this.at, origin: this.at, isCopied: true });
    this.text += this.#written.slice(this.at, end);
    this.at = end;
  }

  fill(text: string, { address, kind }: Placeholder, origin: number): void {
    const { length } = this.text;
    this.filled.push({ start: length, end: length + text.length, address, kind });
    this.#pieces.push({ length: text.length, origin, isCopied: false });
    this.text += text;
  }

  get origins(): Uint32Array {
    const origins = new Uint32Array(this.text.length);
    let index = 0;
    for (const { length, origin, isCopied } of this.#pieces) {
      for (let n = 0; n < length; n++) origins[index++] = isCopied ? origin + n : origin;
    }
    return origins;
  }
}

export interface Clause {
  text: string;
  /** Index of the clause in the part's text. */
  start: number;
  /** The sentence that it belongs to. */
  sentence: string;
  sentenceStart: number;
}

/** A sentence of a text, and where it begins. */
export interface Sentence {
  text: string;
  start: number;
}

const sentences = new WeakMap<ProsePart, readonly Sentence[]>();

/** Sentences cut at full stops, line ends and the borders of table cells; one part is cut once. */
export function sentencesOf(part: ProsePart): readonly Sentence[] {
  let known = sentences.get(part);
  if (!known) {
    // A sentence without an end would cost the square of its length.
    known = Array.from(part.text.matchAll(/[^。！？\n|]{1,1000}/g), ({ 0: text, index }) => ({
      text,
      start: index,
    }));
    sentences.set(part, known);
  }
  return known;
}

/** Where a clause ends; a comma between digits groups thousands. */
const clauseMark = /[，；：;]|,(?!(?<=\d,)\d{3})/g;

/** The clause around an index of a sentence: where it begins and ends. */
export function clauseAround(sentence: string, index: number): { start: number; end: number } {
  let start = 0;
  clauseMark.lastIndex = 0;
  for (let mark = clauseMark.exec(sentence); mark; mark = clauseMark.exec(sentence)) {
    if (mark.index >= index) return { start, end: mark.index };
    start = mark.index + 1;
  }
  return { start, end: sentence.length };
}

/** Clauses of a sentence, cut at commas. */
export function clausesIn({ text, start }: Sentence): Clause[] {
  // A comma between digits groups thousands.
  return Array.from(
    text.matchAll(/(?:[^，；：,;]|(?<=\d),(?=\d{3}))+/g),
    ({ 0: clause, index }) => ({
      text: clause,
      start: start + index,
      sentence: text,
      sentenceStart: start,
    }),
  );
}
