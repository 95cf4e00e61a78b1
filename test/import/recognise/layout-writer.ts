import { type Form, tableOf } from '../../../src/form/form.ts';
import { layoutTable } from '../../../src/form/layout.ts';
import type { Block } from '../../../src/import/source-document.ts';
import { blocksOf, grid } from './blocks.ts';

/** Printed figures by address. */
export type Figures = Readonly<Record<string, string>>;

type SpanCell = readonly [text: string, rowSpan: number, columnSpan: number];

/** How a source may set a report's tables. */
export type Setting = 'spans' | 'tables apart' | 'tabs' | 'narrow tabs' | 'cell per line';

export const settings: readonly Setting[] = [
  'spans',
  'tables apart',
  'tabs',
  'narrow tabs',
  'cell per line',
];

/** White space that a source may put into or around the words of a cell. */
export type Spoil = (text: string, isFigure: boolean) => string;

/** The rows of a table of the form with these figures, spans as the form has them. */
export function tableCells(form: Form, key: string, figures: Figures): SpanCell[][] {
  return layoutTable(tableOf(form, key)!).sections.flatMap(({ rows }) =>
    rows.map((cells) =>
      cells.map((cell): SpanCell => {
        const text =
          cell.kind === 'figure'
            ? figures[cell.address]!
            : cell.kind === 'header'
              ? cell.label
              : cell.text;
        return [text, cell.rowspan, cell.colspan];
      }),
    ),
  );
}

/** Blocks of a report's tables below the headings of their parts. */
export function writeTables(
  form: Form,
  figures: Figures,
  setting: Setting,
  spoil: Spoil = (text) => text,
): Block[] {
  return form.tables.flatMap(({ key }): Block[] => {
    const heading = form.parts.find((part) => part.key === key)!.title!;
    const rows = tableCells(form, key, figures).map((cells) =>
      cells.map(([text, rowSpan, columnSpan]): SpanCell => {
        return [spoil(text, /^[+-]?\d/.test(text) && !/\p{L}/u.test(text)), rowSpan, columnSpan];
      }),
    );
    return [...blocksOf(heading), ...writeRows(rows, setting)];
  });
}

function writeRows(rows: readonly SpanCell[][], setting: Setting): readonly Block[] {
  const plain = (text: string) => text.replace(/[\t\n]/g, ' ');
  switch (setting) {
    case 'spans':
      return [grid(rows)];
    case 'tables apart':
      // A table for each half, as after a page break.
      return [grid(rows.slice(0, 4)), grid(rows.slice(4))];
    case 'tabs':
      return blocksOf(
        expanded(rows)
          .map((cells) => cells.map(plain).join('\t'))
          .join('\n'),
      );
    case 'narrow tabs':
      // Empty cells lost: labels that are not repeated leave nothing behind.
      return blocksOf(
        rows.map((cells) => `${cells.map(([text]) => plain(text)).join('\t')}\t`).join('\n'),
      );
    case 'cell per line':
      return blocksOf(
        rows.map((cells) => cells.map(([text]) => `\t${plain(text)}`).join('\n')).join('\n\n'),
      );
  }
}

/** A rectangle of texts: cells stand where they begin, what they cover is empty. */
function expanded(rows: readonly SpanCell[][]): string[][] {
  const filled: string[][] = rows.map(() => []);
  for (const [at, cells] of rows.entries()) {
    let column = 0;
    for (const [text, rowSpan, columnSpan] of cells) {
      while (filled[at]![column] !== undefined) column += 1;
      for (let down = 0; down < rowSpan; down += 1)
        for (let right = 0; right < columnSpan; right += 1)
          filled[at + down]![column + right] = down + right === 0 ? text : '';
    }
  }
  return filled;
}
