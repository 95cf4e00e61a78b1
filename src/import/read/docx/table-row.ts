import type { CheerioAPI } from 'cheerio';
import { type DomElement, isElement } from '../html/dom.ts';
import { child, settingOf } from './numbering.ts';

const mostColumns = 256;

/**
 * Gives a row the cells that HTML has for it: an empty one for the columns that it leaves out at
 * its beginning, one with a span for those that are merged in the manner of old Word files.
 */
export function completeRow(document: CheerioAPI, row: DomElement): void {
  mergeAlong(document, row);
  const columns = Number(settingOf(child(row, 'w:trPr'), 'w:gridBefore') ?? 0);
  const first = child(row, 'w:tc');
  if (!first || !(columns >= 1 && columns <= mostColumns)) return;
  document(first).before(
    `<w:tc><w:tcPr><w:gridSpan w:val="${columns}"/></w:tcPr><w:p></w:p></w:tc>`,
  );
}

/** `w:hMerge`: a cell that begins, and cells that continue it. */
function mergeAlong(document: CheerioAPI, row: DomElement): void {
  let start: { properties: DomElement; columns: number } | undefined;
  for (const cell of row.children.filter(isElement).filter(({ name }) => name === 'w:tc')) {
    const properties = child(cell, 'w:tcPr');
    const merge = child(properties, 'w:hMerge');
    const columns = Number(settingOf(properties, 'w:gridSpan') ?? 1);
    if (!properties || !merge) start = undefined;
    else if (merge.attribs['w:val'] === 'restart') start = { properties, columns };
    else if (start) {
      start.columns += columns;
      document(start.properties).children('w\\:gridSpan').remove();
      document(start.properties).prepend(`<w:gridSpan w:val="${start.columns}"/>`);
      document(cell).remove();
    }
  }
}
