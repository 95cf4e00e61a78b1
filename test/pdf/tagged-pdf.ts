import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFRef,
  PDFString,
} from 'pdf-lib';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** An element of the structure tree as a reader of the file finds it. */
export interface Tag {
  role: string;
  /** Everything written in it, in order. */
  text: string;
  /** Text as pieces, one for each marked content. */
  pieces: string[];
  kids: Tag[];
  id?: string;
  scope?: string;
  headers: string[];
  language?: string;
}

/** The structure of a PDF, and what stands outside of it. */
export interface TaggedPdf {
  root: Tag;
  /** Texts marked as artifacts, by page. */
  artifacts: string[][];
  /** Texts that are marked as nothing. */
  untagged: string[];
  /** Marked contents that no element holds, or that several do. */
  misplaced: string[];
}

/** Reads the tree with pdf-lib, the text of its contents with pdf.js. */
export async function readTags(bytes: Uint8Array): Promise<TaggedPdf> {
  const contents = new Map<string, string>();
  const artifacts: string[][] = [];
  const untagged: string[] = [];
  const shown = await getDocument({ data: bytes.slice(), verbosity: 0 }).promise;
  for (let number = 1; number <= shown.numPages; number += 1) {
    const page = await shown.getPage(number);
    const { items } = await page.getTextContent({
      includeMarkedContent: true,
      disableNormalization: true,
    });
    const open: string[] = [];
    const onPage: string[] = [];
    for (const item of items as { type?: string; tag?: string; id?: string; str?: string }[]) {
      if (item.type?.startsWith('begin')) open.push(item.id ?? item.tag ?? '');
      else if (item.type === 'endMarkedContent') open.pop();
      else if (item.str?.trim()) {
        const [outermost] = open;
        if (outermost === undefined) untagged.push(item.str);
        else if (outermost === 'Artifact') onPage.push(item.str);
        else {
          const key = `${number}/${outermost.replace(/^.*_mc/, '')}`;
          contents.set(key, (contents.get(key) ?? '') + item.str.replaceAll(' ', ''));
        }
      }
    }
    artifacts.push(onPage);
  }
  await shown.loadingTask.destroy();

  const pdf = await PDFDocument.load(bytes, { updateMetadata: false });
  const reader = new TagReader(pdf, contents);
  const root = reader.read();
  const misplaced = [...contents.keys()].filter((key) => reader.uses.get(key) !== 1);
  return { root, artifacts, untagged, misplaced };
}

/** A tag and all below it. */
export function* tagsIn(tag: Tag): Generator<Tag> {
  yield tag;
  for (const kid of tag.kids) yield* tagsIn(kid);
}

class TagReader {
  readonly uses = new Map<string, number>();
  readonly #pdf: PDFDocument;
  readonly #contents: ReadonlyMap<string, string>;
  readonly #pages: ReadonlyMap<PDFRef, number>;

  constructor(pdf: PDFDocument, contents: ReadonlyMap<string, string>) {
    this.#pdf = pdf;
    this.#contents = contents;
    this.#pages = new Map(pdf.getPages().map(({ ref }, index) => [ref, index + 1]));
  }

  read(): Tag {
    const tree = this.#pdf.catalog.lookup(PDFName.of('StructTreeRoot'), PDFDict);
    return this.#tag(tree.lookup(PDFName.of('K'), PDFDict));
  }

  #tag(element: PDFDict): Tag {
    const tag: Tag = {
      role: element.lookup(PDFName.of('S'), PDFName).decodeText(),
      text: '',
      pieces: [],
      kids: [],
      headers: [],
    };
    const id = textOf(element.lookup(PDFName.of('ID')));
    if (id !== undefined) tag.id = id;
    const language = textOf(element.lookup(PDFName.of('Lang')));
    if (language !== undefined) tag.language = language;
    for (const attributes of this.#all(element.get(PDFName.of('A')))) {
      if (!(attributes instanceof PDFDict)) continue;
      const scope = attributes.lookupMaybe(PDFName.of('Scope'), PDFName);
      if (scope) tag.scope = scope.decodeText();
      const headers = attributes.lookupMaybe(PDFName.of('Headers'), PDFArray);
      tag.headers.push(...(headers?.asArray() ?? []).map((each) => textOf(each)!));
    }
    for (const kid of this.#all(element.get(PDFName.of('K')))) {
      if (kid instanceof PDFNumber) this.#addContent(tag, element.get(PDFName.of('Pg')), kid);
      else if (kid instanceof PDFDict && kid.has(PDFName.of('MCID'))) {
        const page = kid.get(PDFName.of('Pg'));
        this.#addContent(tag, page, kid.lookup(PDFName.of('MCID'), PDFNumber));
      } else if (kid instanceof PDFDict && kid.has(PDFName.of('S'))) {
        const below = this.#tag(kid);
        tag.kids.push(below);
        tag.text += below.text;
        tag.pieces.push(...below.pieces);
      }
    }
    return tag;
  }

  #addContent(tag: Tag, page: PDFObject | undefined, number: PDFNumber): void {
    const key = `${this.#pages.get(page as PDFRef)}/${number.asNumber()}`;
    this.uses.set(key, (this.uses.get(key) ?? 0) + 1);
    const text = this.#contents.get(key) ?? '';
    tag.text += text;
    tag.pieces.push(text);
  }

  #all(object: PDFObject | undefined): (PDFObject | undefined)[] {
    const value = object instanceof PDFRef ? this.#pdf.context.lookup(object) : object;
    if (value === undefined) return [];
    return value instanceof PDFArray ? value.asArray().flatMap((each) => this.#all(each)) : [value];
  }
}

function textOf(object: PDFObject | undefined): string | undefined {
  return object instanceof PDFString || object instanceof PDFHexString
    ? object.decodeText()
    : undefined;
}
