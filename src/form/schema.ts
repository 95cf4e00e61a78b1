import { type Column, type Form, leafColumns, type Row, type Table, tableOf } from './form.ts';

/** A JSON Schema, draft-07: what the YAML extension of editors understands. */
export type JsonSchema = { [key: string]: unknown };

const remainder = '其余';
const notStated = '未载';

const zeroOrNotStated = {
  enum: [0, notStated],
  description: '0：以下全部为零；未载：原文没有载明（只用于写明“原载”的报告）',
};

/** Schema of a report of this form: keys, titles and choices for completion and first checks. */
export function reportSchema(form: Form): JsonSchema {
  const parts = Object.fromEntries(
    form.parts.map(({ key, title, content }) => {
      const table = content === 'table' ? tableOf(form, key) : undefined;
      return [
        key,
        table
          ? tableSchema(table, title ?? key)
          : textSchema(title ?? '前言：编制依据、统计期限、联系方式'),
      ];
    }),
  );
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: `${form.title}（${form.name}）`,
    description: `${form.basis}《${form.document}》`,
    type: 'object',
    additionalProperties: false,
    required: ['格式', ...form.parts.filter((part) => !part.optional).map((part) => part.key)],
    properties: {
      格式: { title: '格式', description: form.name, enum: formNames(form.edition) },
      状态: { title: '状态', description: '没有定稿的写 草稿；定稿后删去这一行', enum: ['草稿'] },
      原载: {
        title: '原载',
        description: '先前已在别处发布的报告才写',
        type: 'object',
        additionalProperties: false,
        required: ['出处'],
        properties: { 出处: { type: 'string', description: '原文的网址或名称；不知道的写 未载' } },
      },
      发布日期: {
        title: '发布日期',
        description: '如 2022-01-20 或 "2022-01-20 09:30"',
        type: 'string',
      },
      标题: { title: '标题', description: '不写时为机关名称、年度和法定名称', type: 'string' },
      ...parts,
      统计: {
        title: '统计',
        description: '本机关自己的统计数字',
        type: 'object',
        additionalProperties: statisticSchema,
      },
      刊载总计: {
        title: '刊载总计',
        description: '原载报告印出的总计，按地址写',
        type: 'object',
        additionalProperties: { type: 'number' },
      },
      说明: {
        title: '说明',
        description: '对检查结果的说明，随报告公开',
        type: 'array',
        items: acknowledgementSchema,
      },
      汇总: aggregationSchema,
      更正: {
        title: '更正',
        description: '发布以后改动了的数字和文字，随报告公开',
        type: 'array',
        items: correctionSchema,
      },
    },
  };
}

/** An edition may be written with or without quotes. */
function formNames(edition: string): (string | number)[] {
  return /^\d+$/.test(edition) ? [edition, Number(edition)] : [edition];
}

function textSchema(title: string): JsonSchema {
  return { title, description: 'Markdown 文字；“|”后另起一行写', type: 'string' };
}

function tableSchema(table: Table, title: string): JsonSchema {
  const rows = table.blocks.flatMap((block) =>
    block.rows.map((row) => ({ row, columns: leafColumns(block.columns) })),
  );
  return { title, anyOf: [zeroOrNotStated, rowsSchema(rows, title)] };
}

function rowsSchema(
  rows: readonly { row: Row; columns: readonly Column[] }[],
  title: string,
): JsonSchema {
  const open = rows.flatMap(({ row, columns }) => openRow(row, columns));
  const properties = Object.fromEntries(
    open.map(({ row, columns }) => [row.key!, rowSchema(row, columns)]),
  );
  return mappingSchema(title, properties);
}

/** Rows that editors fill; a group that is only printed stands for its rows. */
function openRow(row: Row, columns: readonly Column[]): { row: Row; columns: readonly Column[] }[] {
  if (row.isSum) return [];
  return row.key === undefined
    ? row.rows.flatMap((child) => openRow(child, columns))
    : [{ row, columns }];
}

function rowSchema(row: Row, columns: readonly Column[]): JsonSchema {
  const title = row.label;
  if (row.rows.length > 0) {
    return {
      title,
      anyOf: [
        zeroOrNotStated,
        rowsSchema(
          row.rows.map((child) => ({ row: child, columns })),
          title,
        ),
      ],
    };
  }
  const primaries = columns.filter((column) => !column.isSum);
  const properties: JsonSchema = Object.fromEntries(
    primaries.map((column) => [column.key!, figureSchema(column)]),
  );
  for (const { kind } of primaries) {
    if (kind?.unitKey)
      properties[kind.unitKey] = {
        title: kind.unitKey,
        enum: [...(kind.unitDecimals?.keys() ?? []), notStated],
      };
  }
  const single = primaries.length === 1 ? [figureSchema(primaries[0]!)] : [];
  return { title, anyOf: [zeroOrNotStated, ...single, mappingSchema(title, properties)] };
}

function figureSchema({ label, kind }: Column): JsonSchema {
  const number = {
    ...(kind?.decimals === 0 && !kind.unitDecimals ? { type: 'integer' } : { type: 'number' }),
    ...(kind?.signed ? {} : { minimum: 0 }),
  };
  // A signed number written with + is text to YAML's reader of numbers.
  const signed = kind?.signed ? [{ type: 'string', pattern: '^\\+[1-9]\\d*$' }] : [];
  const unit = kind?.unit ? `（${kind.unit}）` : '';
  return {
    title: label,
    description: `${label}${unit}`,
    anyOf: [number, ...signed, { const: notStated }],
  };
}

function mappingSchema(title: string, properties: JsonSchema): JsonSchema {
  return {
    title,
    type: 'object',
    additionalProperties: false,
    properties: {
      ...properties,
      [remainder]: { title: remainder, description: '没有写到的各行、各列', enum: [0, notStated] },
    },
  };
}

const statisticSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['单位'],
  oneOf: [{ required: ['数量'] }, { required: ['分项'] }],
  properties: {
    单位: { type: 'string', description: '如 条、篇次' },
    数量: {
      description: '单独一个数',
      anyOf: [{ type: 'number', minimum: 0 }, { const: notStated }],
    },
    分项: {
      type: 'object',
      description: '各项的数，由系统相加',
      additionalProperties: { anyOf: [{ type: 'number', minimum: 0 }, { const: notStated }] },
    },
  },
};

const acknowledgementSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['规则', '数值', '理由', '署名', '日期'],
  oneOf: [{ required: ['位置'] }, { required: ['原文'] }],
  properties: {
    规则: { type: 'string', description: '检查结果末尾的规则名，如 prose/figures' },
    位置: { type: 'string', description: '数字的地址' },
    原文: { type: 'string', description: '文字的片段' },
    数值: { type: 'array', description: '[应为, 现为]，照抄检查结果' },
    理由: { type: 'string', description: '向公众说明的理由' },
    署名: { type: 'string', description: '不公开' },
    日期: { type: 'string', description: '如 2022-01-25' },
  },
};

const agencyIds = { type: 'array', items: { type: 'string', description: '机关的 id' } };

const aggregationSchema = {
  title: '汇总',
  description: '公布的数字是表中所填（本级）与各成员之和',
  type: 'object',
  additionalProperties: false,
  required: ['成员'],
  properties: {
    成员: {
      description: '计入的机关：全部下级，或逐个列出机关的 id',
      anyOf: [{ enum: ['全部下级'] }, { ...agencyIds, minItems: 1 }],
    },
    除外: { ...agencyIds, description: '全部下级中不计入的机关' },
  },
};

const correctedValue = {
  anyOf: [{ type: 'string' }, { type: 'number' }],
};

const correctionSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['日期', '地址', '原值', '现值', '理由'],
  properties: {
    日期: { type: 'string', description: '更正的日期，如 2022-03-01' },
    地址: { type: 'string', description: '数字的地址，或文字部分的名称，如 总体情况' },
    原值: { ...correctedValue, description: '已发布的数字，或原来的一段文字；原来没有的写 无' },
    现值: { ...correctedValue, description: '现在的数字，或现在的一段文字；删去了的写 无' },
    理由: { type: 'string', description: '向公众说明的理由' },
  },
};
