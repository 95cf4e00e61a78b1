import { type Figure, zero } from '../facts/figure.ts';
import { subtotalKey } from '../form/facts.ts';
import {
  type Column,
  type Form,
  leafColumns,
  type Row,
  type Table,
  tableOf,
} from '../form/form.ts';
import { keysOfTable } from '../form/read.ts';
import { childOf, type YamlEntry, type YamlNode } from '../yaml/node.ts';
import { type Reading, shorten } from '../yaml/reading.ts';
import { notStated, readFigure } from './number.ts';

/** Covers every row or column that a mapping does not name. */
export const remainder = '其余';

export interface TableFigures {
  /** By index of the form's facts; undefined for sums. */
  figures: (Figure | null | undefined)[];
  offsets: number[];
  units: Map<string, string>;
}

/** A row to be filled, with the columns of its block. */
interface OpenRow {
  row: Row;
  columns: readonly Column[];
  path: string;
}

/** Reads the primary figures of all tables of a form out of a report. */
export class FigureReader {
  readonly result: TableFigures = { figures: [], offsets: [], units: new Map() };
  readonly #reading: Reading;
  readonly #form: Form;
  readonly #otherForms: readonly Form[];
  readonly #archived: boolean;

  constructor(reading: Reading, form: Form, otherForms: readonly Form[], archived: boolean) {
    this.#reading = reading;
    this.#form = form;
    this.#otherForms = otherForms;
    this.#archived = archived;
  }

  /** Reads one table; `owner` is its key, at which missing rows are reported. */
  readTable(table: Table, owner: { start: number }, node: YamlNode): void {
    const rows = table.blocks.flatMap((block) =>
      openRows(block.rows, leafColumns(block.columns), table.key),
    );
    this.#readRows(table, rows, owner, node, table.key);
  }

  #readRows(
    table: Table,
    rows: readonly OpenRow[],
    owner: { start: number },
    node: YamlNode,
    name: string,
  ): void {
    const reading = this.#reading;
    if (node.kind === 'scalar') {
      const value = this.#uniform(node);
      if (value !== undefined) this.#fillRows(rows, value, node.start);
      else if (!reading.blank(node, name)) {
        reading.fail(
          node,
          'figure/row',
          `“${name}”下面有多行，不能只写“${shorten(node.text)}”：请逐行填写；全部为零时写 0`,
        );
      }
      return;
    }
    const mapping = reading.mapping(node, name);
    if (!mapping) return;
    const known = rows.map(({ row }) => row.key!);
    const entries = this.#entries(mapping, known, table);
    const missing: OpenRow[] = [];
    for (const open of rows) {
      const entry = entries.get(open.row.key!);
      if (!entry) missing.push(open);
      else if (open.row.rows.length > 0) {
        this.#readRows(
          table,
          openRows(open.row.rows, open.columns, open.path),
          entry.key,
          entry.value,
          open.row.key!,
        );
      } else this.#readRow(table, open, entry.key, entry.value);
    }
    const rest = this.#remainder(entries.get(remainder));
    if (rest) this.#fillRows(missing, rest.value, rest.offset);
    else if (missing.length > 0)
      this.#failMissing(
        owner,
        name,
        '行',
        missing.map(({ row }) => row.key!),
        entries,
      );
  }

  #readRow(
    table: Table,
    { row, columns, path }: OpenRow,
    owner: { start: number },
    node: YamlNode,
  ): void {
    const reading = this.#reading;
    const primaries = columns.filter((column) => !column.isSum);
    const unitKey = primaries.find((column) => column.kind?.unitKey)?.kind?.unitKey;
    if (node.kind === 'scalar') {
      const value = this.#uniform(node);
      if (value !== undefined) this.#fillRow(path, primaries, value, node.start);
      else if (primaries.length === 1 && !unitKey)
        this.#readCell(path, primaries[0]!, node, row.key!);
      else if (!reading.blank(node, row.key!)) {
        const columnList = primaries.map((column) => column.key).join('、');
        reading.fail(
          node,
          'figure/row',
          `“${row.key}”这一行有 ${primaries.length} 个数字（${columnList}），请分别填写；全部为零时写 0`,
        );
      }
      return;
    }
    const mapping = reading.mapping(node, row.key!);
    if (!mapping) return;
    const known = primaries.map((column) => column.key!);
    const entries = this.#entries(mapping, unitKey ? [...known, unitKey] : known, table);
    const unit = unitKey
      ? this.#readUnit(path, primaries, unitKey, childOf(mapping, unitKey))
      : undefined;
    const missing: Column[] = [];
    for (const column of primaries) {
      const entry = entries.get(column.key!);
      if (!entry) missing.push(column);
      else this.#readCell(path, column, entry.value, `${row.key}·${column.key}`, unit);
    }
    const rest = this.#remainder(entries.get(remainder));
    if (rest) this.#fillRow(path, missing, rest.value, rest.offset);
    else if (missing.length > 0)
      this.#failMissing(
        owner,
        row.key!,
        '列',
        missing.map((column) => column.key!),
        entries,
      );
    if (unitKey && unit === undefined) this.#requireUnit(path, primaries, unitKey, owner);
  }

  #readCell(path: string, column: Column, node: YamlNode, name: string, unit?: string): void {
    const kind = column.kind!;
    const address = `${path}.${column.key}`;
    const decimals = kind.unitDecimals && Math.max(...kind.unitDecimals.values());
    const allowed = unit === undefined ? decimals : (kind.unitDecimals?.get(unit) ?? decimals);
    const figure = readFigure(this.#reading, node, kind, name, {
      archived: this.#archived,
      fact: address,
      ...(allowed === undefined ? {} : { decimals: allowed }),
    });
    if (figure !== undefined) this.#set(address, figure, node.start);
  }

  #readUnit(
    path: string,
    columns: readonly Column[],
    unitKey: string,
    node: YamlNode | undefined,
  ): string | undefined {
    if (!node) return undefined;
    const column = columns.find((candidate) => candidate.kind?.unitKey === unitKey)!;
    const units = [...(column.kind!.unitDecimals?.keys() ?? [])];
    const unit = this.#reading.choice(node, unitKey, [...units, notStated]);
    if (unit === notStated && !this.#archived) {
      return this.#reading.fail(
        node,
        'archived/only',
        `“${notStated}”只能用在写明“原载”的报告里：请写明单位（${units.join('、')}）`,
      );
    }
    if (unit !== undefined && unit !== notStated)
      this.result.units.set(`${path}.${column.key}`, unit);
    return unit;
  }

  /** An amount that is not 0 needs its unit. */
  #requireUnit(
    path: string,
    columns: readonly Column[],
    unitKey: string,
    owner: { start: number },
  ): void {
    const column = columns.find((candidate) => candidate.kind?.unitKey === unitKey)!;
    const index = this.#form.indexByAddress.get(`${path}.${column.key}`)!;
    const figure = this.result.figures[index];
    if (!figure || figure.value.eq(0)) return;
    const units = [...(column.kind!.unitDecimals?.keys() ?? [])].join('、');
    this.#reading.fail(
      owner,
      'figure/unit-missing',
      `“${column.key}”不为 0，须写明“${unitKey}”（${units}）`,
      `${path}.${column.key}`,
    );
  }

  /** 0 or 未载 said of everything below; undefined for any other text. */
  #uniform(node: YamlNode): Figure | null | undefined {
    if (node.kind !== 'scalar' || node.style !== 'plain') return undefined;
    if (node.text === '0') return zero;
    if (node.text !== notStated) return undefined;
    if (!this.#archived)
      this.#reading.fail(
        node,
        'archived/only',
        `“${notStated}”只能用在写明“原载”的报告里：请填写数字`,
      );
    return null;
  }

  #remainder(entry: YamlEntry | undefined): { value: Figure | null; offset: number } | undefined {
    if (!entry) return undefined;
    const value = this.#uniform(entry.value);
    if (value === undefined) {
      this.#reading.fail(
        entry.value,
        'figure/remainder',
        `“${remainder}”只能写 0${this.#archived ? `或 ${notStated}` : ''}：有数字的请逐项写明`,
      );
    }
    return { value: value ?? null, offset: entry.value.start };
  }

  #entries(
    mapping: Parameters<Reading['entries']>[0],
    known: readonly string[],
    table: Table,
  ): Map<string, YamlEntry> {
    return this.#reading.entries(mapping, [...known, remainder], ({ key, value }) => {
      if (/^(总计|小计|合计)$/.test(key.text) || key.text === subtotalKey)
        return '合计由系统计算，不要填写；原文刊载的总计写在“刊载总计”里';
      if (/^\d+$/.test(key.text) && value.kind === 'scalar' && value.text === '')
        return '数字里是否写了千分位逗号？请写成 1234';
      const other = this.#otherForms.find((form) => {
        const same = tableOf(form, table.key);
        return same !== undefined && keysOfTable(same).has(key.text);
      });
      return other && `此行属于${other.edition}格式`;
    });
  }

  #failMissing(
    owner: { start: number },
    name: string,
    what: string,
    missing: readonly string[],
    entries: Map<string, YamlEntry>,
  ): void {
    const onlyOther = missing.length === 1 && missing[0] === '其他';
    const advice = onlyOther
      ? `“其他”是表里单独的一${what}，与“${remainder}”不同；为零时写 其他: 0 或 ${remainder}: 0`
      : `没有写到的都为零时，加上 ${remainder}: 0`;
    const some =
      missing.length > 6
        ? `${missing.slice(0, 6).join('、')}等 ${missing.length} ${what}`
        : missing.join('、');
    this.#reading.fail(
      owner,
      'figure/missing',
      `“${name}”缺少${entries.size === 0 ? '全部内容' : some}。${advice}`,
    );
  }

  #fillRows(rows: readonly OpenRow[], value: Figure | null, offset: number): void {
    for (const { row, columns, path } of rows) {
      if (row.rows.length > 0) this.#fillRows(openRows(row.rows, columns, path), value, offset);
      else
        this.#fillRow(
          path,
          columns.filter((column) => !column.isSum),
          value,
          offset,
        );
    }
  }

  #fillRow(path: string, columns: readonly Column[], value: Figure | null, offset: number): void {
    for (const column of columns) this.#set(`${path}.${column.key}`, value, offset);
  }

  #set(address: string, figure: Figure | null, offset: number): void {
    const index = this.#form.indexByAddress.get(address)!;
    this.result.figures[index] = figure;
    this.result.offsets[index] = offset;
  }
}

/** Rows that editors fill, groups without a key replaced by their rows. */
function openRows(rows: readonly Row[], columns: readonly Column[], path: string): OpenRow[] {
  return rows.flatMap((row) => {
    if (row.isSum) return [];
    if (row.key === undefined) return openRows(row.rows, columns, path);
    return [{ row, columns, path: `${path}.${row.key}` }];
  });
}
