import type { PDFObject, PDFRef } from 'pdf-lib';

/** Marked content on a page, by its number there. */
export interface Content {
  readonly page: PDFRef;
  readonly number: number;
}

/** An object that belongs to the structure, such as the annotation of a link. */
export interface ObjectReference {
  readonly page: PDFRef;
  readonly object: PDFRef;
}

export type Kid = StructureElement | Content | ObjectReference;

/** An attribute such as `Scope` of the owner `Table` (ISO 32000-1, 14.8.5). */
export interface Attribute {
  readonly owner: string;
  readonly name: string;
  readonly value: PDFObject;
}

/** An element of the logical structure (ISO 32000-1, 14.7.2). */
export interface StructureElement {
  readonly role: string;
  readonly kids: readonly Kid[];
  readonly attributes: readonly Attribute[];
  /** By which cells name it as their header */
  readonly id?: string;
  /** Ids of a cell's header cells */
  readonly headers?: readonly string[];
  readonly language?: string;
  /** What it says, where it is drawn and not written */
  readonly actualText?: string;
}

export function isElement(kid: Kid): kid is StructureElement {
  return 'role' in kid;
}

export function isContent(kid: Kid): kid is Content {
  return 'number' in kid;
}

/** An element and all in it, in order. */
export function* elementsIn(element: StructureElement): Generator<StructureElement> {
  yield element;
  for (const kid of element.kids) if (isElement(kid)) yield* elementsIn(kid);
}
