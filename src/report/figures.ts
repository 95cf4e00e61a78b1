import { type Form, type Table, tableOf } from '../form/form.ts';
import { keysOfTable } from '../form/read.ts';
import { isBlank, type YamlEntry, type YamlMapping, type YamlNode } from '../yaml/node.ts';
import { type Reading, shorten } from '../yaml/reading.ts';
import { type Figure, zero } from './figure.ts';
import { notStated, readFigure } from './number.ts';
import { type OpenCell, type OpenRow, openRowsOf } from './open-rows.ts';

/** Covers every row or column that a mapping does not name. */
export const remainder = '其余';

export interface TableFigures {
  /** By index of the form's facts; undefined for sums. */
  figures: (Figure | null | undefined)[];
  offsets: number[];
  units: Map<string, string>;
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
    this.#readRows(table, openRowsOf(this.#form, table), owner, node, table.key);
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
      else if (isBlank(node)) this.#failBlank(node, name);
      else
        reading.fail(
          node,
          'figure/row',
          `“${name}”下面有多行，不能只写“${shorten(node.text)}”：请逐行填写；全部为零时写 0`,
        );
      return;
    }
    const mapping = reading.mapping(node, name);
    if (!mapping) return;
    const known = rows.map(({ key }) => key);
    const { entries, meant } = this.#entries(mapping, known, table, '行');
    const missing: OpenRow[] = [];
    for (const open of rows) {
      const entry = entries.get(open.key);
      if (!entry) missing.push(open);
      else if (open.rows.length > 0)
        this.#readRows(table, open.rows, entry.key, entry.value, open.key);
      else this.#readRow(table, open, entry.key, entry.value);
    }
    const rest = entries.get(remainder);
    if (rest) {
      const value = this.#remainder(rest.value);
      if (value !== undefined) this.#fillRows(missing, value, rest.value.start);
    } else {
      const keys = missing.map(({ key }) => key);
      this.#failMissing(owner, mapping, name, '行', keys, meant);
    }
  }

  #readRow(table: Table, { key, cells }: OpenRow, owner: { start: number }, node: YamlNode): void {
    const reading = this.#reading;
    const amount = cells.find(({ kind }) => kind.unitKey !== undefined);
    if (node.kind === 'scalar') {
      const value = this.#uniform(node);
      if (value !== undefined) this.#fill(cells, value, node.start);
      else if (cells.length === 1 && !amount) this.#readCell(cells[0]!, node, key);
      else if (isBlank(node)) this.#failBlank(node, key);
      else {
        const columnList = cells.map((cell) => cell.key).join('、');
        reading.fail(
          node,
          'figure/row',
          `“${key}”这一行有 ${cells.length} 个数字（${columnList}），请分别填写；全部为零时写 0`,
        );
      }
      return;
    }
    const example = `${key}: {${cells[0]?.key}: 1, ${remainder}: 0}`;
    const mapping = reading.mapping(node, key, example);
    if (!mapping) return;
    const known = cells.map((cell) => cell.key);
    const unitKey = amount?.kind.unitKey;
    const keys = unitKey === undefined ? known : [...known, unitKey];
    const { entries, meant } = this.#entries(mapping, keys, table, '列');
    const unitEntry = unitKey === undefined ? undefined : entries.get(unitKey);
    const unit = unitEntry && this.#readUnit(amount!, unitEntry.value);
    const missing: OpenCell[] = [];
    for (const cell of cells) {
      const entry = entries.get(cell.key);
      if (!entry) missing.push(cell);
      else this.#readCell(cell, entry.value, `${key}·${cell.key}`, unit);
    }
    const rest = entries.get(remainder);
    if (rest) {
      const value = this.#remainder(rest.value);
      if (value !== undefined) this.#fill(missing, value, rest.value.start);
    } else {
      const missingKeys = missing.map((cell) => cell.key);
      this.#failMissing(owner, mapping, key, '列', missingKeys, meant);
    }
    if (amount && !unitEntry && !meant.has(unitKey!)) this.#requireUnit(amount, owner);
  }

  #readCell(cell: OpenCell, node: YamlNode, name: string, unit?: string): void {
    const { kind, address } = cell;
    const decimals = kind.unitDecimals && Math.max(...kind.unitDecimals.values());
    const allowed = unit === undefined ? decimals : (kind.unitDecimals?.get(unit) ?? decimals);
    const figure = readFigure(this.#reading, node, kind, name, {
      archived: this.#archived,
      fact: address,
      ...(allowed === undefined ? {} : { decimals: allowed }),
    });
    if (figure !== undefined) this.#set(cell, figure, node.start);
  }

  #readUnit({ kind, address }: OpenCell, node: YamlNode): string | undefined {
    const units = [...(kind.unitDecimals?.keys() ?? [])];
    if (!this.#archived && node.kind === 'scalar' && node.text === notStated) {
      return this.#reading.fail(
        node,
        'archived/only',
        `“${notStated}”只能用在写明“原载”的报告里：请写明单位（${units.join('、')}）`,
      );
    }
    const choices = this.#archived ? [...units, notStated] : units;
    const unit = this.#reading.choice(node, kind.unitKey!, choices);
    if (unit !== undefined && unit !== notStated) this.result.units.set(address, unit);
    return unit;
  }

  /** An amount that is not 0 needs its unit. */
  #requireUnit({ key, kind, address, index }: OpenCell, owner: { start: number }): void {
    const figure = this.result.figures[index];
    if (!figure || figure.value.eq(0)) return;
    const units = [...(kind.unitDecimals?.keys() ?? [])].join('、');
    this.#reading.fail(
      owner,
      'figure/unit-missing',
      `“${key}”不为 0，须写明“${kind.unitKey}”（${units}）`,
      address,
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

  #remainder(node: YamlNode): Figure | null | undefined {
    const value = this.#uniform(node);
    if (value === undefined) {
      this.#reading.fail(
        node,
        'figure/remainder',
        `“${remainder}”只能写 0${this.#archived ? `或 ${notStated}` : ''}，不加引号：有数字的请逐项写明`,
      );
    }
    return value;
  }

  #failBlank(node: YamlNode, name: string): void {
    this.#reading.fail(node, 'figure/missing', `“${name}”没有填写：全部为零时写 0`);
  }

  /** Entries by key, and the keys that mistyped ones were meant to be. */
  #entries(
    mapping: YamlMapping,
    keys: readonly string[],
    table: Table,
    what: '行' | '列',
  ): { entries: Map<string, YamlEntry>; meant: Set<string> } {
    const known = [...keys, remainder];
    const meant = new Set<string>();
    const entries = this.#reading.entries(mapping, known, ({ key, value }, nearest) => {
      const written = shorten(key.text);
      if (/^(总计|小计|合计)$/.test(key.text)) {
        const archived = this.#archived ? '；原文刊载的总计写在“刊载总计”里' : '';
        return `“${written}”由系统计算，不要填写${archived}`;
      }
      if (/^\d+$/.test(key.text) && isBlank(value))
        return `不认识的键“${written}”：数字里是否写了千分位逗号？例如 1,234 应写作 1234`;
      if (this.#form.parts.some((part) => part.key === key.text))
        return `“${written}”要顶格写，行首不空格`;
      if (nearest) meant.add(nearest);
      const other = this.#otherForms.find((form) => {
        const same = tableOf(form, table.key);
        return same !== undefined && keysOfTable(same).has(key.text);
      });
      return (
        other &&
        `不认识的键“${written}”。此${what}属于${other.edition}格式，本报告用的是${this.#form.edition}格式`
      );
    });
    return { entries, meant };
  }

  /** Reports what is missing, apart from what was written under a mistyped key. */
  #failMissing(
    owner: { start: number },
    mapping: YamlMapping,
    name: string,
    what: '行' | '列',
    keys: readonly string[],
    meant: ReadonlySet<string>,
  ): void {
    const missing = keys.filter((key) => !meant.has(key));
    if (missing.length === 0) return;
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
      `“${name}”缺少${mapping.entries.length === 0 ? '全部内容' : some}。${advice}`,
    );
  }

  #fillRows(rows: readonly OpenRow[], value: Figure | null, offset: number): void {
    for (const open of rows) {
      this.#fillRows(open.rows, value, offset);
      this.#fill(open.cells, value, offset);
    }
  }

  #fill(cells: readonly OpenCell[], value: Figure | null, offset: number): void {
    for (const cell of cells) this.#set(cell, value, offset);
  }

  #set({ index }: OpenCell, figure: Figure | null, offset: number): void {
    this.result.figures[index] = figure;
    this.result.offsets[index] = offset;
  }
}
