import {
  decodePDFRawStream,
  PDFDict,
  type PDFDocument,
  PDFName,
  PDFRawStream,
  PDFRef,
} from 'pdf-lib';
import { compareText } from '../finding/finding.ts';
import { type CharacterMap, readCharacterMap, writeCharacterMap } from './character-map.ts';
import type { PageContent } from './page-content.ts';
import {
  codesOf,
  glyphMeanings,
  type ShownCode,
  type ShowPart,
  shownCodes,
  showOperand,
} from './shown-text.ts';
import type { Operation } from './structure/content-stream.ts';

/**
 * Makes the fonts of a document as the browser writes it name the characters that its text was
 * written in.
 *
 * Fonts show several characters with one glyph: 工 and the radical ⼯, — and ―, or whatever else a
 * font's maker saw fit. The browser gives each glyph one name in the font (ToUnicode), and where
 * another character was meant, says so at the place (ActualText), which many readers pass over.
 * Here each glyph gets the name that was meant at its places. Where one document means several
 * characters by one glyph, the name is the most frequent one, and the others are shown in a second
 * entry of the same font that differs in its names only: text is exact for every reader.
 *
 * @returns the contents of the pages, which are to be written
 */
export function nameCharacters(pdf: PDFDocument, contents: readonly PageContent[]): PageContent[] {
  const pages = contents.map((content): Content => {
    const entries = content.page.Resources()?.lookupMaybe(PDFName.of('Font'), PDFDict);
    const fonts = fontsOf(pdf, entries);
    const shown = shownCodes(content.operations, (name) => fonts.get(name)?.width ?? 1);
    return withoutMeanings({ ...content, entries, fonts, shown });
  });
  const uses = new FontUses();
  for (const { fonts, shown } of pages) {
    for (const { font, code, meaning } of shown) {
      const known = fonts.get(font);
      if (known) uses.add(known.reference, code, meaning);
    }
  }
  const variants = new Map<PDFRef, readonly FontVariant[]>();
  for (const [reference, codes] of uses.byFont) {
    const named = nameFont(pdf, reference, codes);
    if (named.length > 0) variants.set(reference, named);
  }
  return pages.map((content) => ({
    page: content.page,
    reference: content.reference,
    operations: variants.size > 0 ? withVariants(content, variants) : content.operations,
  }));
}

interface Content extends PageContent {
  /** The page's own list of fonts. */
  readonly entries: PDFDict | undefined;
  readonly fonts: PageFonts;
  readonly shown: readonly ShownCode[];
}

/** Without what is said of single glyphs at their places: their fonts are to say it. */
function withoutMeanings(content: Content): Content {
  const needless = new Set(glyphMeanings(content.operations, content.shown).flat());
  let kept = 0;
  const places = content.operations.map((_, at) => (needless.has(at) ? -1 : kept++));
  return {
    ...content,
    operations: content.operations.filter((_, at) => !needless.has(at)),
    shown: content.shown.map((code) => ({ ...code, at: places[code.at]! })),
  };
}

/** The fonts of a page by name; a code is as many bytes as `width`. */
type PageFonts = ReadonlyMap<string, { readonly reference: PDFRef; readonly width: number }>;

/** How often each code means which text; `undefined` where nothing but the font says it. */
type CodeMeanings = Map<string, Map<string | undefined, number>>;

class FontUses {
  readonly byFont = new Map<PDFRef, CodeMeanings>();

  add(font: PDFRef, code: string, meaning: string | undefined): void {
    const codes = this.byFont.get(font) ?? new Map();
    const meanings = codes.get(code) ?? new Map();
    meanings.set(meaning, (meanings.get(meaning) ?? 0) + 1);
    codes.set(code, meanings);
    this.byFont.set(font, codes);
  }
}

/** A second entry for a font, in which some codes have other names. */
interface FontVariant {
  readonly reference: PDFRef;
  /** From 1, among the variants of its font. */
  readonly number: number;
  readonly names: CharacterMap;
  /** Names of the font as the browser made it, for codes that nothing else is said of. */
  readonly former: CharacterMap;
}

/** Names the codes of a font, and returns the variants that are needed besides. */
function nameFont(pdf: PDFDocument, reference: PDFRef, codes: CodeMeanings): FontVariant[] {
  const font = pdf.context.lookup(reference);
  const unicode = font instanceof PDFDict ? font.get(PDFName.of('ToUnicode')) : undefined;
  const stream = unicode instanceof PDFRef ? pdf.context.lookup(unicode) : undefined;
  if (!(font instanceof PDFDict && unicode instanceof PDFRef && stream instanceof PDFRawStream))
    return [];
  const source = Buffer.from(decodePDFRawStream(stream).decode()).toString('latin1');
  const former = readCharacterMap(source);
  const named = new Map(former);
  const others: Map<string, string>[] = [];
  for (const [code, meanings] of codes) {
    const [usual, ...rest] = byFrequency(meanings, former.get(code));
    if (usual !== undefined) named.set(code, usual);
    for (const [index, text] of rest.entries()) {
      others[index] ??= new Map();
      others[index].set(code, text);
    }
  }
  const write = (map: CharacterMap) => pdf.context.flateStream(writeCharacterMap(source, map));
  pdf.context.assign(unicode, write(named));
  return others.map((names, index) => {
    const variant = font.clone(pdf.context);
    variant.set(
      PDFName.of('ToUnicode'),
      pdf.context.register(write(new Map([...named, ...names]))),
    );
    return { reference: pdf.context.register(variant), number: index + 1, names, former };
  });
}

/** What a code means, the most frequent first. */
function byFrequency(
  meanings: ReadonlyMap<string | undefined, number>,
  former: string | undefined,
): string[] {
  const counts = new Map<string, number>();
  for (const [meaning, count] of meanings) {
    const text = meaning ?? former;
    if (text !== undefined) counts.set(text, (counts.get(text) ?? 0) + count);
  }
  return [...counts]
    .sort(([a, often], [b, times]) => times - often || compareText(a, b))
    .map(([text]) => text);
}

/** The codes of a page that mean something else than usual, shown in the variants of their fonts. */
function withVariants(
  { entries, fonts, operations, shown }: Content,
  variants: ReadonlyMap<PDFRef, readonly FontVariant[]>,
): readonly Operation[] {
  if (!entries) return operations;
  const shownAt = Map.groupBy(shown, ({ at }) => at);
  const sizes = new FontSizes();
  return operations.flatMap((operation, at) => {
    sizes.follow(operation);
    const codes = shownAt.get(at) ?? [];
    const found = codes.map((each) => variantOf(each, fonts, variants));
    if (found.every((variant) => variant === undefined)) return [operation];
    const { font } = codes[0]!;
    const names = found.map((variant) => variant && entryName(entries, font, variant));
    return splitShow(operation, names, font, sizes.size, fonts.get(font)!.width);
  });
}

function variantOf(
  { font, code, meaning }: ShownCode,
  fonts: PageFonts,
  variants: ReadonlyMap<PDFRef, readonly FontVariant[]>,
): FontVariant | undefined {
  const reference = fonts.get(font)?.reference;
  const known = reference && variants.get(reference);
  return known?.find(({ names, former }) => names.get(code) === (meaning ?? former.get(code)));
}

/** The variant's name among the page's fonts, entered there when it is first needed. */
function entryName(entries: PDFDict, font: string, { reference, number }: FontVariant): string {
  const name = `${font}.${number}`;
  entries.set(PDFName.of(name), reference);
  return name;
}

/** The size of the font at each place, as written. */
class FontSizes {
  size = '1';
  readonly #saved: string[] = [];

  follow({ operator, operands }: Operation): void {
    if (operator === 'q') this.#saved.push(this.size);
    else if (operator === 'Q') this.size = this.#saved.pop() ?? '1';
    else if (operator === 'Tf') this.size = operands[1]!;
  }
}

/** A show operation in pieces: each code in the font that `names` has for it, or in its own. */
function splitShow(
  { operator, operands }: Operation,
  names: readonly (string | undefined)[],
  font: string,
  size: string,
  width: number,
): Operation[] {
  const pieces = showOperand(operands[0]!).flatMap((part): ShowPart[] =>
    'move' in part ? [part] : codesOf(part, width).map((hex) => ({ hex })),
  );
  const select = (name: string): Operation => ({ operator: 'Tf', operands: [`/${name}`, size] });
  let index = 0;
  return pieces.flatMap((piece) => {
    if ('move' in piece) return [{ operator, operands: [`[${piece.move}]`] }];
    const show: Operation = { operator: 'Tj', operands: [`<${piece.hex}>`] };
    const name = names[index++];
    return name === undefined ? [show] : [select(name), show, select(font)];
  });
}

function fontsOf(pdf: PDFDocument, entries: PDFDict | undefined): PageFonts {
  const composite = PDFName.of('Type0');
  return new Map(
    (entries?.entries() ?? []).flatMap(([name, reference]) => {
      const font = pdf.context.lookup(reference);
      if (!(reference instanceof PDFRef && font instanceof PDFDict)) return [];
      const width = font.get(PDFName.of('Subtype')) === composite ? 2 : 1;
      return [[name.decodeText(), { reference, width }] as const];
    }),
  );
}
