import { load } from 'cheerio';
import { strFromU8, unzipSync } from 'fflate';
import mammoth from 'mammoth';
import type { PrintedCell } from '../seeds/printed-cells.ts';
import { type Element, parseXml } from './xml-reader.ts';

/** A Word file, each of its parts well-formed XML. */
export interface WordFile {
  parts: ReadonlyMap<string, Element>;
  paragraphs: readonly WordParagraph[];
  tables: readonly Element[];
}

export interface WordParagraph {
  style: string | undefined;
  text: string;
  /** Texts of its runs in bold. */
  bold: readonly string[];
  /** Depth in a list, from 0. */
  depth: number | undefined;
  element: Element;
}

export function readWord(bytes: Uint8Array): WordFile {
  const parts = new Map(
    Object.entries(unzipSync(bytes)).map(([name, part]) => [name, parseXml(strFromU8(part))]),
  );
  const body = parts.get('word/document.xml')!.children[0]!;
  return {
    parts,
    paragraphs: body.children.filter(({ name }) => name === 'w:p').map(paragraphOf),
    tables: body.children.filter(({ name }) => name === 'w:tbl'),
  };
}

export function below(element: Element, name: string): Element[] {
  return element.children.flatMap((child) => [
    ...(child.name === name ? [child] : []),
    ...below(child, name),
  ]);
}

/** The value of the first element of a name. */
export function firstValue(element: Element, name: string): string | undefined {
  return below(element, name)[0]?.attributes['w:val'];
}

function paragraphOf(element: Element): WordParagraph {
  const depth = firstValue(element, 'w:ilvl');
  return {
    style: firstValue(element, 'w:pStyle'),
    text: below(element, 'w:t')
      .map(({ text }) => text)
      .join(''),
    bold: below(element, 'w:r')
      .filter((run) => below(run, 'w:b').length > 0)
      .map(({ text }) => text),
    depth: depth === undefined ? undefined : Number(depth),
    element,
  };
}

/** The tables as mammoth reads them, every cell in all the places that it covers. */
export async function gridsOf(bytes: Uint8Array): Promise<string[][][]> {
  const { value } = await mammoth.convertToHtml({ buffer: Buffer.from(bytes) });
  const page = load(value);
  return page('table')
    .toArray()
    .map((table) => {
      const grid: string[][] = [];
      page(table)
        .find('tr')
        .each((row, tr) => {
          grid[row] ??= [];
          for (const cell of page(tr).children('td, th').toArray()) {
            let column = 0;
            while (grid[row]![column] !== undefined) column++;
            const { rowspan = '1', colspan = '1' } = cell.attribs;
            for (let down = 0; down < Number(rowspan); down++)
              for (let right = 0; right < Number(colspan); right++) {
                grid[row + down] ??= [];
                grid[row + down]![column + right] = page(cell).text();
              }
          }
        });
      return grid;
    });
}

/** Header rows of 表三 and 表四, counted on the printed form. */
const headRows = 3;

const withoutRepeats = (labels: readonly string[]) =>
  labels.filter((label, at) => label !== labels[at - 1]);

/** 表三 and 表四: figures below the header rows, right of `stub` columns of labels. */
export function gridCells(grid: readonly (readonly string[])[], stub: number): PrintedCell[] {
  const head = grid.slice(0, headRows);
  return grid.slice(headRows).flatMap((row) =>
    row.slice(stub).map((text, right) => ({
      labels: [
        ...withoutRepeats(row.slice(0, stub)),
        ...withoutRepeats(head.map((labels) => labels[stub + right]!)),
      ],
      text,
    })),
  );
}

/** 表二: below each band a line of column labels, then its rows. */
export function bandCells(grid: readonly (readonly string[])[]): PrintedCell[] {
  let band = '';
  let columns: readonly string[] = [];
  return grid.flatMap((row) => {
    if (new Set(row).size === 1) {
      band = row[0]!;
      columns = [];
      return [];
    }
    if (columns.length === 0) {
      columns = row;
      return [];
    }
    return row.flatMap((text, at) =>
      at === 0 || columns[at] === columns[at - 1]
        ? []
        : [{ labels: [band, row[0]!, columns[at]!], text }],
    );
  });
}
