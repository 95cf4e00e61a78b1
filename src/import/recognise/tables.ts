import type { Form, Table } from '../../form/form.ts';
import type { RecognisedTable, RecognisedTables } from '../recognised.ts';
import type { Block, Place, Remark } from '../source-document.ts';
import { headUnit, type PlacedUnit, placeUnits } from './cell-reading.ts';
import { chooseEdition } from './edition.ts';
import { type FormReading, isHeadOf, readByForm } from './form-reading.ts';
import { labelOf } from './label.ts';
import { tableRegions } from './region.ts';
import type { Run } from './run.ts';
import type { Token } from './source-row.ts';
import { readTable } from './table-reading.ts';
import { rowName } from './table-remarks.ts';
import { untoldWords } from './untold-words.ts';
import { vocabulariesOf } from './vocabulary.ts';

/** The tables of a source, and which of its blocks they were read from. */
export interface TableRecognition extends RecognisedTables {
  /** Blocks that are tables or parts of them; all others are prose. */
  consumed: ReadonlySet<Block>;
}

/**
 * Recognises the statutory tables in all blocks of a source, whichever way they are laid out: as
 * tables, as lines with tabs, as one cell in each line. `forms` by edition; at least one. The
 * edition is decided from the rows and columns that the source has.
 */
export function recogniseTables(
  blocks: readonly Block[],
  forms: ReadonlyMap<string, Form>,
): TableRecognition {
  const vocabularies = vocabulariesOf(forms.values());
  const { regions, remarks: found } = tableRegions(blocks, vocabularies);
  const readings = vocabularies.map((vocabulary) => readByForm(regions, vocabulary));
  const { reading, remarks } = chooseEdition(readings);
  const { form } = reading;
  const placed = placeUnits(form, reading.units);
  const tables = tablesOf(reading, placed);
  const own = [
    ...found,
    ...remarks,
    ...missingTables(reading),
    ...otherRemarks(reading),
    ...unknownHeads(reading, placed),
  ];
  const told = [...own, ...tables.flatMap((table) => table.remarks)];
  return {
    form,
    tables,
    remarks: [...own, ...untoldWords(regions, reading.vocabulary, told, unitHeads(form, placed))],
    consumed: new Set(regions.flatMap((region) => region.blocks)),
  };
}

function tablesOf(reading: FormReading, placed: readonly PlacedUnit[]): RecognisedTable[] {
  return reading.form.tables.flatMap((table) => {
    const place = placeOf(reading, table);
    const own = placed.filter(({ unit }) => unit.rows[0]!.table === table);
    return place ? [readTable(reading.form, table, own, place)] : [];
  });
}

/** Where a table begins; undefined where the source has nothing of it. */
function placeOf({ units, heads }: FormReading, table: Table): Place | undefined {
  const head = heads.find((candidate) => isOwnHead(table, candidate));
  const unit = units.find(({ rows }) => rows[0]!.table === table);
  return head?.labels[0]?.token.place ?? unit?.run.row.tokens[0]?.place;
}

function isOwnHead(table: Table, head: FormReading['heads'][number]): boolean {
  const labels = head.labels.filter(({ match }) =>
    match?.meanings.some(
      (meaning) =>
        (meaning.kind === 'head' || meaning.kind === 'column') && meaning.table === table,
    ),
  );
  const words = new Set(labels.map(({ token }) => token.label.bare));
  return isHeadOf(table, head) || words.size >= 2;
}

function missingTables(reading: FormReading): Remark[] {
  return reading.form.tables
    .filter((table) => !placeOf(reading, table))
    .map(({ key }) => {
      const title = reading.form.parts.find((part) => part.key === key)?.title ?? key;
      return { kind: 'needs-person', message: `原文没有“${title}”的表：作未载。`, fact: key };
    });
}

/** Rows that are no rows of the form, and rows that the source has twice. */
function otherRemarks({ repeated, unknown, units }: FormReading): Remark[] {
  const runOf = new Map(units.flatMap(({ run, rows }) => rows.map((row) => [row, run] as const)));
  const words = (run: Run) => run.values.map(({ text }) => text.trim()).join('\n');
  const remarks = repeated.map(({ run, row }): Remark => {
    const at = { place: run.label!.place, text: textOf(run), fact: row.path };
    return run.values.length === 0 || words(run) === words(runOf.get(row)!)
      ? { kind: 'noticed', message: `“${row.written}”一行重复出现，两处相同。`, ...at }
      : {
          kind: 'needs-person',
          message: `“${row.written}”一行出现不止一次，数字不同：用的是第一处，请核对。`,
          ...at,
        };
  });
  for (const run of unknown) {
    const at = { place: (run.label ?? run.values[0])?.place ?? {}, text: textOf(run) };
    if (at.text === '') continue;
    const filled = run.values.filter(({ kind }) => kind !== 'blank');
    if (run.label && filled.length === 0)
      remarks.push({ kind: 'left-out', message: '表格中的一段文字没有收入。', ...at });
    else if (run.label)
      remarks.push({
        kind: 'left-out',
        message: `“${rowName(run)}”一行不在格式之内，没有收入。`,
        ...at,
      });
    else {
      remarks.push({ kind: 'left-out', message: '没有行名的数字没有收入。', ...at });
      if (filled.length > 1)
        remarks.push({
          kind: 'needs-person',
          message: '有一行数字没有行名，不知属于哪一行：请对照原文。',
          ...at,
        });
    }
  }
  return remarks;
}

/** Words among the labels of columns that are neither the form's nor a column with figures. */
function unknownHeads({ heads }: FormReading, placed: readonly PlacedUnit[]): Remark[] {
  const columns = new Set(
    placed.flatMap(({ placement }) => placement.order.columns.map(({ token }) => token)),
  );
  return heads.flatMap(({ labels }) =>
    labels
      .filter(({ match, token }) => !match && !columns.has(token))
      .map(
        ({ token }): Remark => ({
          kind: 'left-out',
          message: '表头中的一段文字没有收入。',
          place: token.place,
          text: token.text.trim(),
        }),
      ),
  );
}

/** Labels of columns whose hint is the unit of figures, which the figures have with them. */
function unitHeads(form: Form, placed: readonly PlacedUnit[]): Set<Token> {
  const heads = new Set<Token>();
  for (const { cells, placement } of placed) {
    for (const { key, token } of placement.order.columns) {
      if (key === undefined || !token || cells.get(key)?.taken.digits == null) continue;
      const { kind } = form.facts[form.indexByAddress.get(key)!]!;
      const unit = headUnit(kind, token);
      if (unit !== undefined && labelOf(token.label.hint).text.replace(/^单位/, '') === unit)
        heads.add(token);
    }
  }
  return heads;
}

function textOf({ label, values }: Run): string {
  const cells = label ? [label, ...values] : values;
  return cells
    .map(({ text }) => text.trim())
    .filter((text) => text !== '')
    .join(' ');
}
