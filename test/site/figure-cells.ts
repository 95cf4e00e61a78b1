import type { HtmlElement } from 'html-validate';
import { attribute, type Page, textOf } from './page.ts';

/** A figure of a statutory table as its page shows it. */
export interface FigureCell {
  /** Address of the fact. */
  fact: string;
  text: string;
  /** Texts of the headers that its `headers` attribute names, in that order. */
  headers: string[];
  /** Texts of the headers that stand over it or at its left, as a sighted reader finds them. */
  seen: string[];
}

/** Every figure of the statutory tables of a page, in reading order. */
export function figureCells(page: Page): FigureCell[] {
  const byId = new Map(page.all('th').map((cell) => [attribute(cell, 'id'), cell]));
  const labelOf = (id: string): string => {
    const cell = byId.get(id);
    if (!cell) throw new Error(`${page.file}: no header ${id}`);
    return textOf(cell);
  };
  return page.all('table.statutory').flatMap((table) =>
    placeCells(table).flatMap((placed, _, all) => {
      const fact = attribute(placed.cell, 'data-fact');
      if (placed.cell.tagName !== 'td' || fact === undefined) return [];
      return [
        {
          fact,
          text: textOf(placed.cell),
          headers: idsOf(placed.cell).map(labelOf),
          seen: all.filter((header) => governs(header, placed)).map(({ cell }) => textOf(cell)),
        },
      ];
    }),
  );
}

/** A cell at its place in the grid of its table, counted from 0. */
interface PlacedCell {
  cell: HtmlElement;
  section: number;
  top: number;
  left: number;
  height: number;
  width: number;
}

/** Lays cells out as browsers do: each goes to the first free place of its row. */
function placeCells(table: HtmlElement): PlacedCell[] {
  const placed: PlacedCell[] = [];
  const taken = new Set<string>();
  let top = 0;
  const groups = table.childElements.filter(({ tagName }) => /^t(head|body)$/.test(tagName));
  for (const [section, group] of groups.entries()) {
    for (const row of group.childElements) {
      let left = 0;
      for (const cell of row.childElements) {
        while (taken.has(`${top} ${left}`)) left += 1;
        const height = Number(attribute(cell, 'rowspan') ?? 1);
        const width = Number(attribute(cell, 'colspan') ?? 1);
        for (let y = top; y < top + height; y += 1)
          for (let x = left; x < left + width; x += 1) {
            if (taken.has(`${y} ${x}`)) throw new Error(`Two cells at ${y}, ${x}`);
            taken.add(`${y} ${x}`);
          }
        placed.push({ cell, section, top, left, height, width });
      }
      top += 1;
    }
  }
  return placed;
}

/**
 * Whether a header's label is read for a cell: a row header that stands in the cell's row, or a
 * column header over it. In 表二 each block is a section with column headers of its own, while the
 * head of 表三 and 表四 is a section that governs the whole table.
 */
function governs(header: PlacedCell, cell: PlacedCell): boolean {
  if (header.cell.tagName !== 'th') return false;
  const scope = attribute(header.cell, 'scope')!;
  if (scope.startsWith('row')) {
    return (
      header.left < cell.left && header.top <= cell.top && cell.top < header.top + header.height
    );
  }
  const isOver = header.left < cell.left + cell.width && cell.left < header.left + header.width;
  return header.top < cell.top && isOver && (header.section === cell.section || isInHead(header));
}

function isInHead({ cell }: PlacedCell): boolean {
  return cell.closest('thead') !== null;
}

function idsOf(cell: HtmlElement): string[] {
  return (attribute(cell, 'headers') ?? '').split(' ').filter(Boolean);
}
