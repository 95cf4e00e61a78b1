/** A statutory edition (格式) of the report: its parts, tables, figures and the sums among them. */
export interface Form {
  /** As the report's 格式 names it, such as `2021` or `2021-其他处理一行`. */
  edition: string;
  /** The edition whose rules apply: a variant's base, else the edition itself. */
  family: string;
  name: string;
  /** Document number of the provision, such as 国办公开办函〔2021〕30号. */
  basis: string;
  /** Name of the provision, without title marks. */
  document: string;
  /** First report year for which this edition is the usual one; variants have none. */
  sinceYear?: number;
  /** The statutory name of the report, without agency and year. */
  title: string;
  parts: Part[];
  tables: Table[];
  /** All facts that a report of this form has, in printed order, derived ones after their table. */
  facts: FactDefinition[];
  /** Index in `facts` by address. */
  indexByAddress: ReadonlyMap<string, number>;
  identities: Identity[];
  /** Address (or its beginning) to the name that compares across editions. */
  comparableNames: ReadonlyMap<string, string>;
}

export interface Part {
  key: string;
  id: string;
  /** Statutory heading; only the preface has none. */
  title?: string;
  content: 'text' | 'table';
  optional: boolean;
}

/** How a table is set: blocks one below the other, rows by columns, or all in one row. */
export type TableStyle = 'stacked' | 'matrix' | 'single-row';

export interface Table {
  key: string;
  id: string;
  style: TableStyle;
  /** Label of the first column of a stacked table. */
  stubLabel?: string;
  /** Text of the corner cell of a matrix. */
  corner?: string;
  blocks: Block[];
  derived: DerivedRow[];
  balances: Balance[];
}

export interface Block {
  title?: string;
  columns: Column[];
  rows: Row[];
}

/** A column with figures, or a group of columns that is only printed. */
export interface Column {
  key?: string;
  id?: string;
  label: string;
  kind?: NumberKind;
  /** Whether it holds the sum of the other columns of its block. */
  isSum: boolean;
  columns: Column[];
}

/** A row with figures, or a group of rows; a group without a key is only printed. */
export interface Row {
  key?: string;
  id?: string;
  label: string;
  /** Whether it holds, per column, the sum of the other rows of its group. */
  isSum: boolean;
  /** Whether the group has an unprinted subtotal. */
  hasSubtotal: boolean;
  rows: Row[];
}

/** A sum of rows that the form does not print. */
export interface DerivedRow {
  key: string;
  id: string;
  label: string;
  /** Row paths, relative to the table. */
  addends: string[];
  /** Column keys; absent: every column. */
  columns?: string[];
}

/** Rows (paths relative to the table) whose sums must be equal in every column. */
export interface Balance {
  left: string[];
  right: string[];
}

export interface NumberKind {
  name: string;
  /** 件, 项, 万元 …; absent where the report names it. */
  unit?: string;
  /** Most digits after the decimal point. */
  decimals: number;
  signed: boolean;
  /** Key under which the report names the unit, and the decimals allowed for each unit. */
  unitKey?: string;
  unitDecimals?: ReadonlyMap<string, number>;
}

export interface FactDefinition {
  address: string;
  /** ASCII ids joined by dots, for machine formats. */
  id: string;
  /** Key of its table. */
  table: string;
  /** Printed labels from the outermost row group to the row. */
  rowLabels: string[];
  columnLabel: string;
  kind: NumberKind;
  /** primary: typed by editors; printed-sum: a total in the form; derived: a total that is not printed. */
  role: 'primary' | 'printed-sum' | 'derived';
  /**
   * For sums: sets of indexes whose facts add up to this one; each set is sufficient.
   * The first set leads to primaries without passing through this fact.
   */
  addends: number[][];
}

/** An equation between facts that must hold (勾稽), one per column. */
export interface Identity {
  table: string;
  columnKey: string;
  left: number[];
  right: number[];
}

/** Leaf columns, left to right. */
export function leafColumns(columns: readonly Column[]): Column[] {
  return columns.flatMap((column) =>
    column.columns.length > 0 ? leafColumns(column.columns) : [column],
  );
}

/** The text part or table part with this key. */
export function tableOf(form: Form, key: string): Table | undefined {
  return form.tables.find((table) => table.key === key);
}

/** The name under which a fact compares with facts of other editions. */
export function comparableName(form: Form, address: string): string {
  for (let end = address.length; end > 0; end = address.lastIndexOf('.', end - 1)) {
    const name = form.comparableNames.get(address.slice(0, end));
    if (name !== undefined) return name + address.slice(end);
  }
  return address;
}

const addressesByName = new WeakMap<Form, Map<string, string>>();

/** Address in `other` of the fact that compares with `address` of `form`, or undefined. */
export function comparableAddress(form: Form, address: string, other: Form): string | undefined {
  if (form === other) return address;
  let addresses = addressesByName.get(other);
  if (!addresses) {
    addresses = new Map(
      other.facts.map((fact) => [comparableName(other, fact.address), fact.address]),
    );
    addressesByName.set(other, addresses);
  }
  return addresses.get(comparableName(form, address));
}
