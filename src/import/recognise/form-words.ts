import type { Column, Form, Row } from '../../form/form.ts';
import { foldText } from './label.ts';

/** Every text that a form prints, folded: labels, titles of blocks and parts, hints. */
export function formWords(form: Form): ReadonlySet<string> {
  const words = new Set<string>();
  const add = (text: string | undefined) => {
    if (text !== undefined) words.add(foldText(text));
  };
  const addRows = (rows: readonly Row[]) => {
    for (const row of rows) {
      add(row.label);
      addRows(row.rows);
    }
  };
  const addColumns = (columns: readonly Column[]) => {
    for (const column of columns) {
      add(column.label);
      addColumns(column.columns);
    }
  };
  for (const { title } of form.parts) add(title);
  for (const table of form.tables) {
    add(table.stubLabel);
    add(table.corner);
    for (const block of table.blocks) {
      add(block.title);
      addColumns(block.columns);
      addRows(block.rows);
    }
  }
  return words;
}
