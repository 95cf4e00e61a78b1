import {
  type Content,
  isContent,
  isElement,
  type Kid,
  type StructureElement,
} from './structure-element.ts';

/**
 * Languages by which paged-tags.js marks the rest of a block, or of one in it, that a page break has
 * split. Nothing else of an element reaches its tag.
 */
const REST = /^zh-x-rest\d+$/;

/** Cells keep their place in a table when they are empty. */
const MAY_BE_EMPTY = new Set(['TD', 'TH']);

/**
 * The structure as it was meant: each block in one piece, on however many pages it stands, without
 * elements that only group others, and contents in which nothing is written.
 */
export function mendTree(
  root: StructureElement,
  hasText: (content: Content) => boolean,
): StructureElement {
  return withBodies(joined(written(flattened(root), hasText) ?? { ...root, kids: [] }));
}

/** Without elements that only group others, such as those of pages and of `span`. */
function flattened(element: StructureElement): StructureElement {
  const kids = element.kids.flatMap((kid): readonly Kid[] => {
    if (!isElement(kid)) return [kid];
    const flat = flattened(kid);
    return flat.role === 'NonStruct' ? flat.kids : [flat];
  });
  return { ...element, kids };
}

/** Without contents that hold rules only; the bullet of a list item is drawn, but says something. */
function written(
  element: StructureElement,
  hasText: (content: Content) => boolean,
): StructureElement | undefined {
  const { role } = element;
  if (role === 'Lbl' && element.kids.every((kid) => isContent(kid) && !hasText(kid))) {
    return { ...element, actualText: '•' };
  }
  const kids = element.kids.flatMap((kid): Kid | readonly Kid[] => {
    if (isElement(kid)) return written(kid, hasText) ?? [];
    return isContent(kid) && !hasText(kid) ? [] : kid;
  });
  return kids.length > 0 || MAY_BE_EMPTY.has(role) ? { ...element, kids } : undefined;
}

function joined(element: StructureElement): StructureElement {
  const kids: Kid[] = [];
  for (const kid of element.kids) {
    if (!isElement(kid)) kids.push(kid);
    else if (REST.test(kid.language ?? '')) addRest(kids, kid);
    else kids.push(joined(kid));
  }
  return { ...element, kids };
}

/** Adds the rest of what stands last; what it is the rest of may have been all in the margin. */
function addRest(kids: Kid[], { language: _, ...rest }: StructureElement): void {
  const last = kids.at(-1);
  if (last === undefined || !isElement(last) || last.role !== rest.role) {
    kids.push(joined(rest));
    return;
  }
  kids[kids.length - 1] = joined({ ...last, kids: [...last.kids, ...rest.kids] });
}

/** What follows the label of a list item is its body. */
function withBodies(element: StructureElement): StructureElement {
  const kids = element.kids.map((kid) => (isElement(kid) ? withBodies(kid) : kid));
  if (element.role !== 'LI') return { ...element, kids };
  const isLabel = (kid: Kid) => isElement(kid) && kid.role === 'Lbl';
  const body = kids.filter((kid) => !isLabel(kid));
  return {
    ...element,
    kids: [...kids.filter(isLabel), { role: 'LBody', kids: body, attributes: [] }],
  };
}
