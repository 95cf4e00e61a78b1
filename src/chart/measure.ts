import { comparableAddress, type Form, leafColumns, type Row, tableOf } from '../form/form.ts';

/** A figure that is followed from report to report, whatever their editions. */
export interface Measure {
  label: string;
  /** See `Series`. */
  tone: number;
  /**
   * Where editions have it. Facts that compare with one of these belong to the measure as well;
   * two of these need not compare with each other.
   */
  places: readonly FactPlace[];
}

interface FactPlace {
  form: Form;
  address: string;
}

interface LabelledAddress {
  label: string;
  address: string;
  tone?: number;
}

export const requestTable = '申请办理';
export const disclosureTable = '主动公开';

/** Address at which a form has the measure, or undefined where it has not. */
export function addressIn({ places }: Measure, form: Form): string | undefined {
  for (const place of places) {
    const address = comparableAddress(place.form, place.address, form);
    if (address !== undefined) return address;
  }
  return undefined;
}

/** 本年新收, 办结 and 结转下年度, as far as the forms have them. */
export function requestMeasures(forms: readonly Form[]): Measure[] {
  return united(forms, (form) =>
    totalsOf(form, [
      { path: '本年新收', label: '本年新收', tone: 1 },
      { path: '办理结果.总计', label: '本年办结', tone: 2 },
      { path: '结转下年度', label: '结转下年度', tone: 3 },
    ]),
  );
}

/** 上年结转 and 结转下年度. */
export function carriedOverMeasures(forms: readonly Form[]): Measure[] {
  return united(forms, (form) =>
    totalsOf(form, [
      { path: '上年结转', label: '上年结转', tone: 4 },
      { path: '结转下年度', label: '结转下年度', tone: 3 },
    ]),
  );
}

/** The kinds of 办理结果: a group with a subtotal is one kind, any other group its rows. */
export function outcomeMeasures(forms: readonly Form[]): Measure[] {
  const key = '办理结果';
  return united(forms, (form) => {
    const rows = tableOf(form, requestTable)?.blocks[0]?.rows ?? [];
    const outcomes = rows.find((row) => row.key === key)?.rows ?? [];
    return outcomes.flatMap((row) => kindsUnder(form, row, `${requestTable}.${key}`));
  });
}

/** The kinds of applicants of 本年新收. */
export function applicantMeasures(forms: readonly Form[]): Measure[] {
  return united(forms, (form) => {
    const columns = tableOf(form, requestTable)?.blocks[0]?.columns ?? [];
    return leafColumns(columns).flatMap((column) => {
      if (column.isSum || column.key === undefined) return [];
      const group = groupOf(columns, column.key);
      // 其他 says nothing without the group that it is the rest of.
      const label = column.key === '其他' && group ? `${column.key}（${group}）` : column.key;
      return existing(form, { label, address: `${requestTable}.本年新收.${column.key}` });
    });
  });
}

/**
 * Normative documents in force. The editions count differently, so that the measure may have
 * places which do not compare.
 */
export function documentMeasures(forms: readonly Form[]): Measure[] {
  const kinds = [
    { path: '行政规范性文件.现行有效件数', label: '现行有效的行政规范性文件' },
    { path: '规范性文件.对外公开总数量', label: '对外公开的规范性文件' },
  ];
  const found = forms.flatMap((form) =>
    kinds
      .map(({ path, label }) => ({ form, label, address: `${disclosureTable}.${path}` }))
      .filter(({ address }) => form.indexByAddress.has(address)),
  );
  if (found.length === 0) return [];
  const labels = new Set(found.map(({ label }) => label));
  const places = found.map(({ form, address }) => ({ form, address }));
  return [{ label: labels.size === 1 ? found[0]!.label : '规范性文件', tone: 5, places }];
}

/** The measures of all forms, each once, in the order of the forms. */
function united(
  forms: readonly Form[],
  measuresOf: (form: Form) => readonly LabelledAddress[],
): Measure[] {
  const measures: Measure[] = [];
  for (const form of forms) {
    for (const { label, address, tone } of measuresOf(form)) {
      if (measures.some((measure) => addressIn(measure, form) === address)) continue;
      measures.push({ label, tone: tone ?? measures.length + 1, places: [{ form, address }] });
    }
  }
  return measures;
}

function kindsUnder(form: Form, row: Row, parent: string): LabelledAddress[] {
  if (row.isSum) return [];
  const path = row.key === undefined ? parent : `${parent}.${row.key}`;
  const label = row.key ?? row.label;
  const total = sumColumnOf(form);
  if (row.rows.length === 0) return existing(form, { label, address: `${path}.${total}` });
  if (row.hasSubtotal) return existing(form, { label, address: `${path}.小计.${total}` });
  return row.rows.flatMap((below) => kindsUnder(form, below, path));
}

function totalsOf(
  form: Form,
  rows: readonly { path: string; label: string; tone: number }[],
): LabelledAddress[] {
  const total = sumColumnOf(form);
  return rows.flatMap(({ path, label, tone }) =>
    existing(form, { label, tone, address: `${requestTable}.${path}.${total}` }),
  );
}

function existing(form: Form, labelled: LabelledAddress): LabelledAddress[] {
  return form.indexByAddress.has(labelled.address) ? [labelled] : [];
}

/** Key of the column of totals. */
function sumColumnOf(form: Form): string | undefined {
  const columns = tableOf(form, requestTable)?.blocks[0]?.columns ?? [];
  return leafColumns(columns).find(({ isSum }) => isSum)?.key;
}

/** Label of the innermost group that a column stands in, the outermost group left out. */
function groupOf(
  columns: ReturnType<typeof leafColumns>,
  key: string,
  depth = 0,
): string | undefined {
  for (const column of columns) {
    if (column.columns.some((below) => below.key === key))
      return depth === 0 ? undefined : column.label;
    const below = groupOf(column.columns, key, depth + 1);
    if (below !== undefined) return below;
  }
  return undefined;
}
