import { childOf, type YamlEntry, type YamlMapping, type YamlNode } from '../yaml/node.ts';
import type { Reading } from '../yaml/reading.ts';
import type {
  Balance,
  Block,
  Column,
  DerivedRow,
  NumberKind,
  Part,
  Row,
  Table,
  TableStyle,
} from './form.ts';

const tableKeys = ['版式', '首列', '首格', '分栏', '列', '行', '派生', '恒等'] as const;
const blockKeys = ['标题', '列', '行'] as const;
const columnKeys = ['键', 'id', '标签', '数类', '合计', '列'] as const;
const rowKeys = ['键', 'id', '标签', '合计', '小计', '行'] as const;
const derivedKeys = ['键', 'id', '标签', '相加', '列'] as const;
const balanceKeys = ['左', '右'] as const;
const kindKeys = ['单位', '小数位', '带符号', '单位键', '单位小数位'] as const;

const styles: Record<string, TableStyle> = { 分栏: 'stacked', 矩阵: 'matrix', 横排: 'single-row' };

type Kinds = ReadonlyMap<string, NumberKind>;

/** Reads 数类: what sort of number a column holds, and its unit. */
export function readKinds(reading: Reading, entry: YamlEntry | undefined): Kinds {
  const kinds = new Map<string, NumberKind>();
  for (const { key, value } of (entry && reading.mapping(entry.value, '数类')?.entries) ?? []) {
    const mapping = reading.mapping(value, key.text);
    if (!mapping) continue;
    const entries = reading.entries(mapping, kindKeys);
    const unit = reading.lineAt(entries, '单位');
    const unitKey = reading.lineAt(entries, '单位键');
    const decimals = entries.get('小数位');
    const unitDecimals = entries.get('单位小数位');
    const perUnit =
      (unitDecimals && reading.mapping(unitDecimals.value, '单位小数位')?.entries) ?? [];
    kinds.set(key.text, {
      name: key.text,
      decimals: (decimals && reading.integer(decimals.value, '小数位')) ?? 0,
      signed: reading.flagAt(entries, '带符号'),
      ...(unit ? { unit } : {}),
      ...(unitKey ? { unitKey } : {}),
      ...(perUnit.length > 0
        ? {
            unitDecimals: new Map(
              perUnit.map((each) => [
                each.key.text,
                reading.integer(each.value, each.key.text) ?? 0,
              ]),
            ),
          }
        : {}),
    });
  }
  return kinds;
}

/** Reads one table; its key and id are those of its part. */
export function readTable(
  reading: Reading,
  node: YamlNode,
  part: Part,
  kinds: Kinds,
): Table | undefined {
  const mapping = reading.mapping(node, part.key);
  if (!mapping) return undefined;
  const entries = reading.entries(mapping, tableKeys);
  const styleNode = entries.get('版式')?.value ?? node;
  const style = reading.choice(styleNode, '版式', Object.keys(styles));
  if (!style) return undefined;
  const blocks: Block[] = entries.has('分栏')
    ? reading.itemsAt(entries, '分栏').flatMap((item) => readBlock(reading, item, kinds))
    : [
        {
          columns: readColumns(reading, entries, kinds),
          rows: readRows(reading, entries),
        },
      ];
  const stubLabel = reading.lineAt(entries, '首列');
  const corner = reading.lineAt(entries, '首格');
  return {
    key: part.key,
    id: part.id,
    style: styles[style]!,
    blocks,
    derived: reading.itemsAt(entries, '派生').flatMap((item) => readDerived(reading, item)),
    balances: reading.itemsAt(entries, '恒等').flatMap((item) => readBalance(reading, item)),
    ...(stubLabel ? { stubLabel } : {}),
    ...(corner ? { corner } : {}),
  };
}

function readBlock(reading: Reading, node: YamlNode, kinds: Kinds): Block[] {
  const mapping = reading.mapping(node, '分栏');
  if (!mapping) return [];
  const entries = reading.entries(mapping, blockKeys);
  const title = reading.lineAt(entries, '标题');
  const columns = readColumns(reading, entries, kinds);
  return [{ columns, rows: readRows(reading, entries), ...(title ? { title } : {}) }];
}

function readColumns(reading: Reading, parent: Map<string, YamlEntry>, kinds: Kinds): Column[] {
  return reading.itemsAt(parent, '列').flatMap((node) => {
    const mapping = reading.mapping(node, '列');
    if (!mapping) return [];
    const entries = reading.entries(mapping, columnKeys);
    const named = readNamed(reading, node, entries, '列');
    const kindName = reading.lineAt(entries, '数类');
    const kind = kindName === undefined ? undefined : kinds.get(kindName);
    if (kindName !== undefined && !kind)
      reading.fail(entries.get('数类')!.value, 'form/kind', `没有“${kindName}”这个数类`);
    if (!named) return [];
    return [
      {
        ...named,
        isSum: reading.flagAt(entries, '合计'),
        columns: readColumns(reading, entries, kinds),
        ...(kind ? { kind } : {}),
      },
    ];
  });
}

function readRows(reading: Reading, entries: Map<string, YamlEntry>): Row[] {
  return reading.itemsAt(entries, '行').flatMap((node) => readRow(reading, node) ?? []);
}

/** Reads one row, with the rows below it. */
export function readRow(reading: Reading, node: YamlNode): Row | undefined {
  const mapping = reading.mapping(node, '行');
  if (!mapping) return undefined;
  const entries = reading.entries(mapping, rowKeys);
  const named = readNamed(reading, node, entries, '行');
  if (!named) return undefined;
  return {
    ...named,
    isSum: reading.flagAt(entries, '合计'),
    hasSubtotal: reading.flagAt(entries, '小计'),
    rows: readRows(reading, entries),
  };
}

interface Named {
  key?: string;
  id?: string;
  label: string;
}

/** Key, id and label; whatever has figures needs a key and an id, the label is the key by default. */
function readNamed(
  reading: Reading,
  node: YamlNode,
  entries: Map<string, YamlEntry>,
  childKey: string,
): Named | undefined {
  const key = reading.lineAt(entries, '键');
  const id = node.kind === 'mapping' ? readId(reading, node) : undefined;
  const label = reading.lineAt(entries, '标签') ?? key;
  const isGroup = entries.has(childKey);
  if (!label || (!isGroup && !key) || (key !== undefined && !id)) {
    return reading.fail(
      node,
      'key/missing',
      '每一行、每一列都要写明“键”和“id”；只印不填的分组要写明“标签”',
    );
  }
  return { label, ...(key ? { key } : {}), ...(id ? { id } : {}) };
}

function readDerived(reading: Reading, node: YamlNode): DerivedRow[] {
  const mapping = reading.mapping(node, '派生');
  if (!mapping) return [];
  const entries = reading.entries(mapping, derivedKeys);
  const named = readNamed(reading, node, entries, '');
  const columns = entries.get('列');
  if (!named?.key || !named.id) return [];
  return [
    {
      key: named.key,
      id: named.id,
      label: named.label,
      addends: reading.linesAt(entries, '相加'),
      ...(columns ? { columns: reading.linesAt(entries, '列') } : {}),
    },
  ];
}

function readBalance(reading: Reading, node: YamlNode): Balance[] {
  const mapping = reading.mapping(node, '恒等');
  if (!mapping) return [];
  const entries = reading.entries(mapping, balanceKeys);
  return [{ left: reading.linesAt(entries, '左'), right: reading.linesAt(entries, '右') }];
}

/** An id: lower-case ASCII words joined by hyphens, as HTML ids and machine formats use it. */
export function readId(reading: Reading, mapping: YamlMapping): string | undefined {
  const node = childOf(mapping, 'id');
  if (!node) return undefined;
  const id = reading.line(node, 'id');
  if (id === undefined || /^[a-z][a-z0-9-]*$/.test(id)) return id;
  return reading.fail(node, 'value/type', 'id 只能用小写字母、数字和连字符，以字母开头');
}
