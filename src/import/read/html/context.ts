import { type DomElement, isElement } from './dom.ts';

const bold = new Set(['b', 'strong']);
const emphasised = new Set(['i', 'em']);
const lists = new Set(['ul', 'ol', 'menu', 'dir']);

/** What a place in a page inherits from the elements around it. */
export interface Context {
  isBold: boolean;
  isEmphasised: boolean;
  address: string | undefined;
  level: number | undefined;
  item: { depth: number; number?: number } | undefined;
  listDepth: number;
}

export const plain: Context = {
  isBold: false,
  isEmphasised: false,
  address: undefined,
  level: undefined,
  item: undefined,
  listDepth: 0,
};

/** Of an element that is a block of its own. */
export function blockContext(element: DomElement, context: Context, numbers: ItemNumbers): Context {
  const heading = /^h([1-6])$/.exec(element.name);
  if (heading) return { ...context, level: Number(heading[1]), item: undefined };
  const outline = /(?:^|;)\s*mso-outline-level\s*:\s*([1-6])/i.exec(element.attribs.style ?? '');
  if (outline) return { ...context, level: Number(outline[1]), item: undefined };
  if (lists.has(element.name)) return { ...context, listDepth: context.listDepth + 1 };
  if (element.name !== 'li') return context;
  const number = numberOf(element, numbers);
  const depth = Math.max(1, context.listDepth);
  return { ...context, item: { depth, ...(number === undefined ? {} : { number }) } };
}

/** The number of an item in its list, as HTML counts; undefined where the list has none. */
function numberOf(item: DomElement, numbers: ItemNumbers): number | undefined {
  const { parent } = item;
  if (!isElement(parent) || parent.name !== 'ol') return undefined;
  const known = numbers.get(parent) ?? countItems(parent);
  numbers.set(parent, known);
  return known.get(item);
}

/** Of each ordered list, so that a list is counted once. */
export type ItemNumbers = Map<DomElement, ReadonlyMap<DomElement, number>>;

function countItems(list: DomElement): Map<DomElement, number> {
  const counted = new Map<DomElement, number>();
  let number = wholeNumber(list.attribs.start) ?? 1;
  for (const item of list.children.filter(isElement).filter(({ name }) => name === 'li')) {
    number = wholeNumber(item.attribs.value) ?? number;
    counted.set(item, number);
    number += 1;
  }
  return counted;
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\s*\d{1,6}\s*$/.test(text) ? Number(text) : undefined;
}

/** Of an element that stands in a line. */
export function inlineContext(element: DomElement, context: Context): Context {
  const { style = '', href } = element.attribs;
  const weight = /(?:^|;)\s*font-weight\s*:\s*(\w+)/i.exec(style)?.[1]?.toLowerCase();
  const slant = /(?:^|;)\s*font-style\s*:\s*(\w+)/i.exec(style)?.[1]?.toLowerCase();
  return {
    ...context,
    isBold: weight
      ? ['bold', 'bolder', '600', '700', '800', '900'].includes(weight)
      : context.isBold || bold.has(element.name),
    isEmphasised: slant
      ? slant === 'italic' || slant === 'oblique'
      : context.isEmphasised || emphasised.has(element.name),
    address: element.name === 'a' && href !== undefined ? href.trim() : context.address,
  };
}
