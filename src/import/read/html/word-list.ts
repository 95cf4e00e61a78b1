import { type DomElement, isElement, textOf } from './dom.ts';

/** What Word has written before a paragraph that it numbers by itself. */
export interface ListLabel {
  /** As it is to be read; empty for a bullet. */
  text: string;
  isBullet: boolean;
  /** The number, where the label is nothing but it and a point. */
  plainNumber?: number;
}

/** The label in an element that Word marks for itself to ignore; undefined for any other element. */
export function listLabel(element: DomElement): ListLabel | undefined {
  if (!/(?:^|;)\s*mso-list\s*:\s*ignore/i.test(element.attribs.style ?? '')) return undefined;
  const text = textOf(element).replace(/\s+/g, '');
  const plain = /^(\d{1,6})[.．]$/.exec(text)?.[1];
  return {
    text: isBullet(text) ? '' : `${text}${/[\w.．]$/.test(text) ? ' ' : ''}`,
    isBullet: isBullet(text),
    ...(plain === undefined ? {} : { plainNumber: Number(plain) }),
  };
}

/** Symbol fonts show letters as dots and ticks; a number has more than one character, or is one. */
function isBullet(text: string): boolean {
  return [...text].length <= 1 && !/[\p{Script=Han}\p{N}]/u.test(text);
}

/** Depth of a paragraph in its list, as Word writes it: `mso-list:l0 level2 lfo1`. */
export function listDepth(paragraph: DomElement): number {
  for (let at: DomElement | undefined = paragraph; at; at = parentOf(at)) {
    const level = /(?:^|;)\s*mso-list\s*:[^;]*\blevel(\d)\b/i.exec(at.attribs.style ?? '')?.[1];
    if (level !== undefined) return Number(level);
  }
  return 1;
}

function parentOf({ parent }: DomElement): DomElement | undefined {
  return isElement(parent) ? parent : undefined;
}
