import {
  PDFArray,
  type PDFContext,
  PDFDict,
  type PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFRef,
  PDFString,
} from 'pdf-lib';
import type { Attribute, Kid, StructureElement } from './structure-element.ts';

/** Thrown for a document whose structure is missing or made in a way that is not known here. */
export class StructureError extends Error {
  override name = 'StructureError';
}

/** The structure of a document, and the numbers of the objects that hold it. */
export interface ReadStructure {
  readonly root: StructureElement;
  readonly objects: readonly PDFRef[];
}

/**
 * Reads the structure tree.
 *
 * @throws StructureError where there is none, or not one element at its root
 */
export function readStructure(pdf: PDFDocument): ReadStructure {
  const reference = pdf.catalog.get(PDFName.of('StructTreeRoot'));
  if (!(reference instanceof PDFRef)) throw new StructureError('no structure tree');
  const tree = pdf.context.lookup(reference, PDFDict);
  const reader = new Reader(pdf.context);
  const [root, ...others] = reader.kids(tree.get(PDFName.of('K')), undefined);
  if (!root || !('role' in root) || others.length > 0) throw new StructureError('not one root');
  reader.remember(reference);
  for (const key of ['ParentTree', 'IDTree']) reader.rememberAll(tree.get(PDFName.of(key)));
  return { root, objects: reader.objects };
}

class Reader {
  readonly objects: PDFRef[] = [];
  readonly #context: PDFContext;

  constructor(context: PDFContext) {
    this.#context = context;
  }

  remember(object: PDFObject | undefined): void {
    if (object instanceof PDFRef) this.objects.push(object);
  }

  /** A name or number tree: its nodes, not what they lead to. */
  rememberAll(node: PDFObject | undefined): void {
    this.remember(node);
    const kids = this.#dictionary(node)?.lookupMaybe(PDFName.of('Kids'), PDFArray);
    for (const kid of kids?.asArray() ?? []) this.rememberAll(kid);
  }

  kids(object: PDFObject | undefined, page: PDFRef | undefined): Kid[] {
    if (object === undefined) return [];
    const value = object instanceof PDFRef ? this.#context.lookup(object) : object;
    if (value instanceof PDFArray) return value.asArray().flatMap((each) => this.kids(each, page));
    if (value instanceof PDFNumber) return [{ page: onPage(page), number: value.asNumber() }];
    if (!(value instanceof PDFDict)) throw new StructureError(`unknown kid ${object}`);
    this.remember(object);
    const own = value.get(PDFName.of('Pg'));
    const itsPage = own instanceof PDFRef ? own : page;
    const type = value.lookupMaybe(PDFName.of('Type'), PDFName)?.decodeText();
    if (type === 'MCR') {
      const number = value.lookup(PDFName.of('MCID'), PDFNumber).asNumber();
      return [{ page: onPage(itsPage), number }];
    }
    if (type === 'OBJR') {
      const target = value.get(PDFName.of('Obj'));
      if (!(target instanceof PDFRef)) throw new StructureError('object without a reference');
      return [{ page: onPage(itsPage), object: target }];
    }
    return [this.#element(value, itsPage)];
  }

  #element(value: PDFDict, page: PDFRef | undefined): StructureElement {
    const id = textOf(value.lookup(PDFName.of('ID')));
    const language = textOf(value.lookup(PDFName.of('Lang')));
    const attributes = this.#attributes(value.get(PDFName.of('A')));
    const headers = attributes.find(({ name }) => name === 'Headers')?.value;
    return {
      role: value.lookup(PDFName.of('S'), PDFName).decodeText(),
      kids: this.kids(value.get(PDFName.of('K')), page),
      attributes: attributes.filter((attribute) => !isNeedless(attribute)),
      ...(id === undefined ? {} : { id }),
      ...(language === undefined ? {} : { language }),
      ...(headers instanceof PDFArray ? { headers: this.#texts(headers) } : {}),
    };
  }

  #attributes(object: PDFObject | undefined): Attribute[] {
    const value = object instanceof PDFRef ? this.#context.lookup(object) : object;
    if (value instanceof PDFArray) return value.asArray().flatMap((each) => this.#attributes(each));
    if (!(value instanceof PDFDict)) return [];
    this.remember(object);
    const owner = value.lookup(PDFName.of('O'), PDFName).decodeText();
    return value
      .entries()
      .map(([name, entry]) => ({ owner, name: name.decodeText(), value: entry }))
      .filter(({ name }) => name !== 'O');
  }

  #texts(array: PDFArray): string[] {
    return array.asArray().flatMap((each) => textOf(this.#context.lookup(each)) ?? []);
  }

  #dictionary(object: PDFObject | undefined): PDFDict | undefined {
    const value = object instanceof PDFRef ? this.#context.lookup(object) : object;
    return value instanceof PDFDict ? value : undefined;
  }
}

/** Headers are read apart, and a span of one cell is what every cell has. */
function isNeedless({ name, value }: Attribute): boolean {
  return name === 'Headers' || (/^(Row|Col)Span$/.test(name) && String(value) === '1');
}

function textOf(object: PDFObject | undefined): string | undefined {
  return object instanceof PDFString || object instanceof PDFHexString
    ? object.decodeText()
    : undefined;
}

function onPage(page: PDFRef | undefined): PDFRef {
  if (!page) throw new StructureError('content without a page');
  return page;
}
