import {
  type PDFContext,
  type PDFDict,
  type PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFObject,
  type PDFRef,
  PDFString,
} from 'pdf-lib';
import {
  type Attribute,
  type Content,
  elementsIn,
  isContent,
  isElement,
  type Kid,
  type StructureElement,
} from './structure-element.ts';

/** Roles of PDF 2.0 that Chromium writes, and what they are in 1.7. */
const ROLE_MAP = { Strong: 'Span', Em: 'Span', Code: 'Span', FENote: 'Note' };

/** Writes a structure into a document that has none, with its parent tree and ids. */
export function writeStructure(pdf: PDFDocument, root: StructureElement): void {
  const { context } = pdf;
  const tree = context.nextRef();
  const writer = new Writer(context, newIds(root));
  const document = writer.write(root, tree);
  const entries = writer.parents();
  context.assign(
    tree,
    context.obj({
      Type: 'StructTreeRoot',
      K: document,
      RoleMap: ROLE_MAP,
      ParentTree: context.register(
        context.obj({ Nums: entries.flatMap(([key, value]) => [PDFNumber.of(key), value]) }),
      ),
      ParentTreeNextKey: (entries.at(-1)?.[0] ?? -1) + 1,
      ...(writer.ids.length > 0 ? { IDTree: idTree(context, writer.ids) } : {}),
    }),
  );
  pdf.catalog.set(PDFName.of('StructTreeRoot'), tree);
}

/** New ids for the header cells that a cell names, in order. */
function newIds(root: StructureElement): ReadonlyMap<string, string> {
  const named = new Set([...elementsIn(root)].flatMap(({ headers }) => headers ?? []));
  const ids = new Map<string, string>();
  for (const { id } of elementsIn(root)) {
    // All of one length: an id tree is sorted.
    if (id !== undefined && named.has(id)) {
      ids.set(id, `header${String(ids.size + 1).padStart(6, '0')}`);
    }
  }
  return ids;
}

function idTree(context: PDFContext, ids: readonly [string, PDFRef][]): PDFRef {
  const [first, last] = [ids[0]!, ids.at(-1)!];
  return context.register(
    context.obj({
      Limits: [PDFString.of(first[0]), PDFString.of(last[0])],
      Names: ids.flatMap(([id, element]) => [PDFString.of(id), element]),
    }),
  );
}

class Writer {
  /** Ids in order, with their elements. */
  readonly ids: [string, PDFRef][] = [];
  readonly #context: PDFContext;
  readonly #newIds: ReadonlyMap<string, string>;
  /** For each page: the elements of its contents, by their numbers. */
  readonly #pages = new Map<PDFRef, PDFRef[]>();
  /** Elements of annotations. */
  readonly #objects = new Map<PDFRef, PDFRef>();

  constructor(context: PDFContext, newIds: ReadonlyMap<string, string>) {
    this.#context = context;
    this.#newIds = newIds;
  }

  write(element: StructureElement, parent: PDFRef): PDFRef {
    const context = this.#context;
    const reference = context.nextRef();
    const id = element.id === undefined ? undefined : this.#newIds.get(element.id);
    if (id !== undefined) this.ids.push([id, reference]);
    const page = element.kids.find(isContent)?.page;
    const attributes = this.#attributes(element);
    const { language, actualText } = element;
    const dictionary: Record<string, PDFObject> = {
      Type: PDFName.of('StructElem'),
      S: PDFName.of(element.role),
      P: parent,
      ...(page ? { Pg: page } : {}),
      ...(id === undefined ? {} : { ID: PDFString.of(id) }),
      ...(attributes.length > 0 ? { A: context.obj(attributes) } : {}),
      ...(language === undefined ? {} : { Lang: PDFString.of(language) }),
      ...(actualText === undefined ? {} : { ActualText: PDFHexString.fromText(actualText) }),
    };
    const kids = element.kids.map((kid) => this.#kid(kid, reference, page));
    if (kids.length > 0) dictionary.K = kids.length === 1 ? kids[0]! : context.obj(kids);
    context.assign(reference, context.obj(dictionary));
    return reference;
  }

  /** The parent tree: what each page's and each annotation's number leads to, in order. */
  parents(): [number, PDFObject][] {
    const context = this.#context;
    const numberOf = (owner: PDFRef, key: string): number =>
      (context.lookup(owner) as PDFDict).lookup(PDFName.of(key), PDFNumber).asNumber();
    const pages = [...this.#pages].map(([page, elements]): [number, PDFObject] => [
      numberOf(page, 'StructParents'),
      context.obj(elements),
    ]);
    const objects = [...this.#objects].map(([object, element]): [number, PDFObject] => [
      numberOf(object, 'StructParent'),
      element,
    ]);
    return [...pages, ...objects].sort(([a], [b]) => a - b);
  }

  #kid(kid: Kid, element: PDFRef, page: PDFRef | undefined): PDFObject {
    if (isElement(kid)) return this.write(kid, element);
    if (!isContent(kid)) {
      this.#objects.set(kid.object, element);
      return this.#context.obj({ Type: 'OBJR', Pg: kid.page, Obj: kid.object });
    }
    this.#adopt(kid, element);
    if (kid.page === page) return PDFNumber.of(kid.number);
    return this.#context.obj({ Type: 'MCR', Pg: kid.page, MCID: kid.number });
  }

  #adopt({ page, number }: Content, element: PDFRef): void {
    const elements = this.#pages.get(page) ?? [];
    elements[number] = element;
    this.#pages.set(page, elements);
  }

  #attributes({ attributes, headers }: StructureElement): PDFObject[] {
    const context = this.#context;
    const ids = headers?.flatMap((id) => this.#newIds.get(id) ?? []) ?? [];
    const all: Attribute[] = [...attributes];
    if (ids.length > 0) {
      const value = context.obj(ids.map((id) => PDFString.of(id)));
      all.unshift({ owner: 'Table', name: 'Headers', value });
    }
    return [...Map.groupBy(all, ({ owner }) => owner)].map(([owner, own]) =>
      context.obj({ O: owner, ...Object.fromEntries(own.map(({ name, value }) => [name, value])) }),
    );
  }
}
