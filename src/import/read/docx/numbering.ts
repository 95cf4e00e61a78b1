import type { CheerioAPI } from 'cheerio';
import { type DomElement, isElement } from '../html/dom.ts';
import { numeral } from './numeral.ts';

/** What Word prints before a paragraph that it numbers by itself. */
export interface NumberLabel {
  text: string;
  /** The number, where the label is nothing but it and a point: an item of an ordinary list. */
  plainNumber?: number;
}

interface Level {
  start: number;
  format: string;
  pattern: string;
  style: string | undefined;
  /** Shows the numbers of all levels as decimals. */
  isLegal: boolean;
}

interface NumberedList {
  levels: ReadonlyMap<number, Level>;
  /** Lists with the same one count on together. */
  counter: string;
}

/** Counts the paragraphs of a document as Word does, from its first to its last. */
export class Numbering {
  readonly #lists: ReadonlyMap<string, NumberedList>;
  readonly #styles: ReadonlyMap<string, StyleNumber>;
  readonly #counts = new Map<string, number[]>();

  constructor(numbering: CheerioAPI | undefined, styles: CheerioAPI | undefined) {
    this.#lists = numbering ? readLists(numbering) : new Map();
    this.#styles = styles ? readStyles(styles) : new Map();
  }

  /** The label of the next paragraph; undefined where it has none, or a bullet. */
  next(paragraph: DomElement): NumberLabel | undefined {
    const properties = child(paragraph, 'w:pPr');
    const style = this.#styleNumber(settingOf(properties, 'w:pStyle'));
    const own = child(properties, 'w:numPr');
    const list = settingOf(own, 'w:numId') ?? style?.list;
    const numbered = this.#lists.get(list ?? '');
    if (!numbered) return undefined;
    const depth = Number(settingOf(own, 'w:ilvl') ?? style?.depth ?? 0);
    const level = numbered.levels.get(depth);
    if (!level || level.format === 'bullet' || level.format === 'none') return undefined;
    const counts = this.#count(numbered, depth);
    const text = level.pattern.replace(/%([1-9])/g, (_, digit) => {
      const shown = numbered.levels.get(Number(digit) - 1);
      if (!shown) return '';
      const format = level.isLegal ? 'decimal' : shown.format;
      return numeral(counts[Number(digit) - 1] ?? shown.start, format);
    });
    const isPlain = level.format === 'decimal' && /^%[1-9][.．]?$/.test(level.pattern);
    return { text, ...(isPlain ? { plainNumber: counts[depth]! } : {}) };
  }

  #styleNumber(style: string | undefined): StyleNumber | undefined {
    const seen = new Set<string>();
    for (let at = style; at !== undefined && !seen.has(at); at = this.#styles.get(at)?.basedOn) {
      seen.add(at);
      const found = this.#styles.get(at);
      if (found?.list === undefined) continue;
      const levels = this.#lists.get(found.list)?.levels ?? new Map<number, Level>();
      const linked = [...levels].find(([, level]) => level.style === at)?.[0];
      return linked === undefined ? found : { ...found, depth: linked };
    }
    return undefined;
  }

  #count({ counter, levels }: NumberedList, depth: number): readonly number[] {
    const counts = this.#counts.get(counter) ?? [];
    for (let outer = 0; outer < depth; outer += 1) counts[outer] ??= levels.get(outer)?.start ?? 1;
    counts[depth] = (counts[depth] ?? (levels.get(depth)?.start ?? 1) - 1) + 1;
    counts.length = depth + 1;
    this.#counts.set(counter, counts);
    return counts;
  }
}

interface StyleNumber {
  list?: string;
  depth?: number;
  basedOn?: string;
}

function readStyles(styles: CheerioAPI): Map<string, StyleNumber> {
  return new Map(
    styles('w\\:style')
      .toArray()
      .map((style) => {
        const number = child(child(style, 'w:pPr'), 'w:numPr');
        const list = settingOf(number, 'w:numId');
        const depth = settingOf(number, 'w:ilvl');
        const basedOn = settingOf(style, 'w:basedOn');
        const read: StyleNumber = {
          ...(list === undefined ? {} : { list }),
          ...(depth === undefined ? {} : { depth: Number(depth) }),
          ...(basedOn === undefined ? {} : { basedOn }),
        };
        return [style.attribs['w:styleId'] ?? '', read] as const;
      }),
  );
}

function readLists(numbering: CheerioAPI): Map<string, NumberedList> {
  const abstract = new Map(
    numbering('w\\:abstractNum')
      .toArray()
      .map((element) => [element.attribs['w:abstractNumId'] ?? '', readLevels(element)]),
  );
  return new Map(
    numbering('w\\:num')
      .toArray()
      .map((element) => {
        const id = element.attribs['w:numId'] ?? '';
        const base = settingOf(element, 'w:abstractNumId') ?? '';
        const levels = new Map(abstract.get(base));
        const overrides = children(element, 'w:lvlOverride');
        for (const override of overrides) {
          const depth = Number(override.attribs['w:ilvl']);
          const level = readLevels(override).get(depth) ?? levels.get(depth);
          const start = settingOf(override, 'w:startOverride');
          if (level)
            levels.set(depth, start === undefined ? level : { ...level, start: Number(start) });
        }
        const counter = overrides.length > 0 ? `own ${id}` : `shared ${base}`;
        return [id, { levels, counter }] as const;
      }),
  );
}

function readLevels(element: DomElement): Map<number, Level> {
  return new Map(
    children(element, 'w:lvl').map((level) => [
      Number(level.attribs['w:ilvl'] ?? 0),
      {
        start: Number(settingOf(level, 'w:start') ?? 1),
        format: settingOf(level, 'w:numFmt') ?? 'decimal',
        pattern: settingOf(level, 'w:lvlText') ?? '',
        style: settingOf(level, 'w:pStyle'),
        isLegal: child(level, 'w:isLgl') !== undefined,
      },
    ]),
  );
}

/** A child element by its name. */
export function child(element: DomElement | undefined, name: string): DomElement | undefined {
  return element?.children.filter(isElement).find((candidate) => candidate.name === name);
}

function children(element: DomElement, name: string): DomElement[] {
  return element.children.filter(isElement).filter((candidate) => candidate.name === name);
}

/** What a child element says in `w:val`. */
export function settingOf(element: DomElement | undefined, name: string): string | undefined {
  return child(element, name)?.attribs['w:val'];
}
