import type { Form, Table } from '../../form/form.ts';
import type { Place, Remark } from '../source-document.ts';
import type { PlacedUnit } from './cell-reading.ts';
import { labelOf } from './label.ts';
import { trimBlanks } from './placement.ts';
import type { Run } from './run.ts';
import type { Token } from './source-row.ts';
import type { FormRow } from './vocabulary.ts';
import { vocabularyRows } from './vocabulary.ts';

/** What a person should know of the rows and cells of a table. */
export function tableRemarks(
  form: Form,
  table: Table,
  placed: readonly PlacedUnit[],
  place: Place,
  units: ReadonlyMap<string, string>,
): Remark[] {
  return [
    ...lostRows(form, table, placed, place),
    ...columnRemarks(form, placed),
    ...placed.flatMap((unit) => [
      ...labelRemarks(unit),
      ...cellRemarks(form, unit, units),
      ...notStatedRemarks(unit),
      ...placementRemarks(unit),
      ...lostCells(form, unit),
    ]),
  ];
}

/** Rows of the form that the source lacks, neighbours in one remark. */
function lostRows(form: Form, table: Table, placed: readonly PlacedUnit[], place: Place): Remark[] {
  const rows = vocabularyRows(form).filter((row) => row.table.key === table.key);
  const found = new Set(placed.flatMap(({ unit }) => unit.rows.map(({ path }) => path)));
  if (found.size === 0) {
    return [
      {
        kind: 'needs-person',
        message: `表“${titleOf(form, table)}”只有表头，没有数字：全部作未载。`,
        place,
      },
    ];
  }
  const gaps: FormRow[][] = [];
  for (const row of rows) {
    if (found.has(row.path)) continue;
    const last = gaps.at(-1);
    if (last?.at(-1)?.index === row.index - 1) last.push(row);
    else gaps.push([row]);
  }
  return gaps.map((gap) => ({
    kind: 'needs-person',
    message: `原文缺少${gap.length > 1 ? `${gap.length}行` : ''}${gap.map(({ written }) => `“${written}”`).join('、')}：作未载。`,
    place: placeBefore(gap[0]!, placed) ?? place,
    fact: gap[0]!.path,
  }));
}

/** Of a table of one row: columns without a cell. */
function lostCells(form: Form, { unit, cells, state }: PlacedUnit): Remark[] {
  if (unit.rows[0]!.table.style !== 'single-row' || state === 'doubtful') return [];
  return unit.rows.flatMap((row): Remark[] => {
    const lost = row.columns.flatMap(({ key }) => {
      const address = `${row.path}.${key}`;
      return cells.has(address) ? [] : [form.facts[form.indexByAddress.get(address)!]!];
    });
    if (lost.length === 0) return [];
    const names = lost.map(({ columnLabel }) => `“${columnLabel}”`).join('、');
    const message = `“${row.written}”缺少${names}的数：作未载。`;
    return [
      { kind: 'needs-person', message, place: unit.run.row.tokens[0]!.place, fact: row.path },
    ];
  });
}

function placeBefore(row: FormRow, placed: readonly PlacedUnit[]): Place | undefined {
  const before = placed.filter(({ unit }) => unit.rows[0]!.index < row.index);
  return before.at(-1)?.unit.run.row.tokens[0]?.place;
}

function titleOf(form: Form, table: Table): string {
  return form.parts.find(({ key }) => key === table.key)?.title ?? table.key;
}

function labelRemarks({ unit }: PlacedUnit): Remark[] {
  const { label } = unit.run;
  const [row] = unit.rows;
  if (!label || !row || unit.rows.length > 1) return [];
  const remarks: Remark[] = [];
  const path = row.path;
  if (!unit.isExact)
    remarks.push(mended(label, `“${oneLine(label)}”按“${row.written}”理解。`, path));
  const words = (text: string) => labelOf(text).text;
  if (label.label.hint && words(label.label.hint) !== words(row.label.hint)) {
    remarks.push({
      kind: 'left-out',
      message: `“${row.written}”一行的提示文字没有收入。`,
      place: label.place,
      text: label.label.hint,
      fact: path,
    });
  }
  return remarks;
}

/** Misprinted, renamed and unknown columns, each once for all rows below it. */
function columnRemarks(form: Form, placed: readonly PlacedUnit[]): Remark[] {
  const remarks = new Map<Token, Remark>();
  const extras = new Map<Token, string[]>();
  for (const { unit, placement } of placed) {
    for (const { key, token, isExact } of placement.order.columns) {
      if (key === undefined) extras.set(token!, extras.get(token!) ?? []);
      if (key === undefined || !token) continue;
      const fact = form.facts[form.indexByAddress.get(key)!]!;
      const hint = labelOf(fact.columnLabel).hint;
      if (!isExact)
        remarks.set(token, mended(token, `“${oneLine(token)}”按“${fact.columnLabel}”理解。`));
      else if (token.label.hint && token.label.hint !== hint && !isUnit(token.label.hint)) {
        remarks.set(token, {
          kind: 'left-out',
          message: `表头“${fact.columnLabel}”的提示文字没有收入。`,
          place: token.place,
          text: token.label.hint,
        });
      }
    }
    for (const { column, cell } of placement.extra) {
      const texts = extras.get(column) ?? [];
      texts.push(`${rowName(unit.run)}：${cell.text.trim()}`);
      extras.set(column, texts);
    }
  }
  for (const [column, texts] of extras) {
    remarks.set(column, {
      kind: 'left-out',
      message: `“${oneLine(column)}”一栏不在格式之内，没有收入。`,
      place: column.place,
      text: texts.length > 0 ? texts.join('\n') : column.text.trim(),
    });
  }
  return [...remarks.values()];
}

function isUnit(hint: string): boolean {
  return /^(单位:?)?(万元|元|件|项|个)$/.test(hint);
}

function cellRemarks(
  form: Form,
  { cells, unit }: PlacedUnit,
  units: ReadonlyMap<string, string>,
): Remark[] {
  return [...cells].flatMap(([address, { cell, taken }]): Remark[] => {
    const { kind } = form.facts[form.indexByAddress.get(address)!]!;
    const written = cell.text.trim();
    const at = { place: cell.place, text: written, fact: address };
    const remarks: Remark[] = [];
    if (taken.mended)
      remarks.push({ kind: 'mended', message: `“${address}”：${taken.mended}。`, ...at });
    if (taken.doubt) {
      const message = `“${address}”原文写的是“${written}”，${taken.doubt}：请核对。`;
      remarks.push({
        kind: 'needs-person',
        message: message.replace('，请核对：请核对', '：请核对'),
        ...at,
      });
    }
    const isAmount = kind.unitKey && taken.digits !== null && !/^0(\.0*)?$/.test(taken.digits);
    if (isAmount && !units.has(unit.rows[0]!.key)) {
      const message = `“${address}”是 ${taken.digits}，原文没有写明单位：请查明。`;
      remarks.push({ kind: 'needs-person', message, ...at });
    }
    return remarks;
  });
}

/** Cells that state nothing, one remark for each way in which a row says so. */
function notStatedRemarks({ cells, unit }: PlacedUnit): Remark[] {
  return unit.rows.flatMap((row) => {
    const byWriting = new Map<string, Token[]>();
    for (const { key } of row.columns) {
      const reading = cells.get(`${row.path}.${key}`);
      if (!reading || reading.taken.digits !== null || reading.taken.doubt) continue;
      const written = reading.cell.text.trim();
      byWriting.set(written, [...(byWriting.get(written) ?? []), reading.cell]);
    }
    const name = unit.rows.length > 1 ? row.written : rowName(unit.run);
    return [...byWriting].map(
      ([written, [first, ...others]]): Remark => ({
        kind: 'noticed',
        message: `“${name}”一行有 ${others.length + 1} 格${written ? `写的是“${written}”` : '空白'}：作未载。`,
        place: first!.place,
        fact: row.path,
        ...(written ? { text: written } : {}),
      }),
    );
  });
}

function placementRemarks({ unit, placement, cells, state }: PlacedUnit): Remark[] {
  const { run } = unit;
  const name = rowName(run);
  const text = trimBlanks(run.values)
    .map((cell) => cell.text.trim() || '（空）')
    .join(' ');
  const at = { place: run.row.tokens[0]!.place, text, fact: unit.rows[0]!.path };
  const remarks: Remark[] = [];
  if (state === 'moved') {
    const message = `“${name}”一行的数字错了一格：只有一种摆法合乎各行各列之和，已照此摆放。`;
    remarks.push({ kind: 'mended', message, ...at });
  }
  if (state === 'doubtful') {
    const causes: Record<Placement['fit'], string> = {
      whole: '数字之和与总计不符，可能错了格',
      ambiguous: '有空格，看不出各数属于哪一栏',
      short: '格数比栏数少，看不出缺的是哪一栏',
      long: '格数比栏数多，看不出多的是哪一格',
      merged: '有合并的格，其中的数不知属于哪一栏，作未载',
    };
    remarks.push({
      kind: 'needs-person',
      message: `“${name}”一行${causes[placement.fit]}：${cells.size > 0 ? '' : '作未载，'}请对照原文。`,
      ...at,
    });
  }
  const stray = placement.stray.filter(({ kind }) => kind !== 'blank');
  if (stray.length > 0) {
    const isMerged = placement.fit === 'merged';
    const what = isMerged ? '合并的格' : cells.size > 0 ? '多出的内容' : '的数字';
    remarks.push({
      kind: 'left-out',
      message: `“${name}”一行${what}没有收入。`,
      place: stray[0]!.place,
      text: stray.map((cell) => cell.text.trim()).join(' '),
      fact: unit.rows[0]!.path,
    });
  }
  return remarks;
}

type Placement = PlacedUnit['placement'];

function mended(token: Token, message: string, fact?: string): Remark {
  return {
    kind: 'mended',
    message,
    place: token.place,
    text: token.text,
    ...(fact ? { fact } : {}),
  };
}

/** A row's name as the source has it. */
export function rowName(run: Run): string {
  return run.label ? oneLine(run.label) : '（无行名）';
}

function oneLine({ text }: Token): string {
  return text.replace(/\s+/g, '').slice(0, 60);
}
