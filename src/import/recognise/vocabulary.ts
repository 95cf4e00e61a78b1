import {
  type Block,
  type Column,
  type Form,
  leafColumns,
  type Row,
  type Table,
} from '../../form/form.ts';
import { type Label, labelOf, nearestWord } from './label.ts';

/** A row of the form that has figures. */
export interface FormRow {
  table: Table;
  block: Block;
  /** Position among all rows of the form. */
  index: number;
  label: Label;
  /** As the form prints it. */
  written: string;
  /** Words of the groups around it, outermost first. */
  groups: string[];
  /** Address up to the column. */
  path: string;
  key: string;
  columns: Column[];
}

/** What a label may stand for. */
export type Meaning =
  | { kind: 'row'; row: FormRow }
  | { kind: 'group'; words: string; table: Table }
  | { kind: 'column'; key: string; table: Table; written: string }
  | { kind: 'head'; table: Table };

export interface Match {
  /** Whether the words are the form's own. */
  isExact: boolean;
  meanings: readonly Meaning[];
}

/** The labels of a form. */
export interface Vocabulary {
  form: Form;
  rows: readonly FormRow[];
  /** What a written label may mean; undefined for words that are not the form's. */
  lookUp(label: Label): Match | undefined;
  /** Whether another form has exactly these words and this one has not. */
  isForeign(label: Label): boolean;
}

/** A form's labels by their words. */
type Words = Map<string, Meaning[]>;

/** Vocabularies of several forms, which know what belongs to the others. */
export function vocabulariesOf(forms: Iterable<Form>): Vocabulary[] {
  const read = [...forms].map((form) => {
    const rows = vocabularyRows(form);
    return { form, rows, words: wordsOf(form, rows) };
  });
  return read.map(({ form, rows, words }) => {
    const isForeign = (label: Label) =>
      !has(words, label) && read.some((other) => other.words !== words && has(other.words, label));
    const known = new Map<string, Match | undefined>();
    return {
      form,
      rows,
      isForeign,
      lookUp: (label) => {
        const key = `${label.text}\n${label.bare}`;
        if (!known.has(key)) known.set(key, matchOf(label, words, isForeign));
        return known.get(key);
      },
    };
  });
}

/** What sources call a label of the form, too far from it to be a misprint. */
const otherNames: ReadonlyMap<string, string> = new Map([['合计', '总计']]);

function has(words: Words, label: Label): boolean {
  return words.has(label.text) || words.has(label.bare);
}

function matchOf(
  label: Label,
  words: Words,
  isForeign: (label: Label) => boolean,
): Match | undefined {
  if (label.bare === '') return undefined;
  const exact = words.get(label.text) ?? words.get(label.bare);
  if (exact) return { isExact: true, meanings: exact };
  const other = words.get(otherNames.get(label.bare) ?? '');
  if (other) return { isExact: false, meanings: other };
  // What another edition calls so is no misprint of what this one does.
  if (isForeign(label)) return undefined;
  const near = nearestWord(label.bare, words.keys());
  return near === undefined ? undefined : { isExact: false, meanings: words.get(near)! };
}

/** The rows of a form that have figures, in its order. */
export function vocabularyRows(form: Form): FormRow[] {
  const found: FormRow[] = [];
  for (const table of form.tables) {
    for (const block of table.blocks) {
      const columns = leafColumns(block.columns);
      const visit = (rows: readonly Row[], path: string[], groups: string[]) => {
        for (const row of rows) {
          const own = row.key ? [...path, row.key] : path;
          if (row.rows.length > 0) visit(row.rows, own, [...groups, labelOf(row.label).bare]);
          else {
            found.push({
              table,
              block,
              index: found.length,
              label: labelOf(row.label),
              written: row.label,
              groups,
              path: own.join('.'),
              key: row.key!,
              columns,
            });
          }
        }
      };
      visit(block.rows, [table.key], []);
    }
  }
  return found;
}

function wordsOf(form: Form, rows: readonly FormRow[]): Words {
  const words: Words = new Map();
  const add = (key: string, meaning: Meaning) => {
    if (key === '') return;
    const known = words.get(key);
    if (known) known.push(meaning);
    else words.set(key, [meaning]);
  };
  const addLabel = (label: Label, meaning: Meaning) => {
    add(label.bare, meaning);
    if (label.text !== label.bare) add(label.text, meaning);
  };
  for (const row of rows) {
    addLabel(row.label, { kind: 'row', row });
    // Editors' short names are known to those who made tables from our files.
    if (!has(words, labelOf(row.key))) add(labelOf(row.key).bare, { kind: 'row', row });
  }
  for (const table of form.tables) {
    const visitGroups = (siblings: readonly Row[]) => {
      for (const row of siblings.filter((candidate) => candidate.rows.length > 0)) {
        addLabel(labelOf(row.label), { kind: 'group', words: labelOf(row.label).bare, table });
        visitGroups(row.rows);
      }
    };
    const visitColumns = (columns: readonly Column[]) => {
      for (const column of columns) {
        const meaning: Meaning =
          column.columns.length > 0
            ? { kind: 'head', table }
            : { kind: 'column', key: column.key!, table, written: column.label };
        addLabel(labelOf(column.label), meaning);
        visitColumns(column.columns);
      }
    };
    for (const block of table.blocks) {
      // Titles differ in what stands in brackets: 第二十条第（五）项.
      if (block.title) add(labelOf(block.title).text, { kind: 'head', table });
      visitColumns(block.columns);
      visitGroups(block.rows);
    }
    if (table.stubLabel) addLabel(labelOf(table.stubLabel), { kind: 'head', table });
    if (table.corner) addLabel(labelOf(table.corner), { kind: 'head', table });
  }
  return words;
}
