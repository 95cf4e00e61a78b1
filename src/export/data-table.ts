/** A column of a data table; the names are those of Frictionless Table Schema. */
export interface Field {
  /** ASCII; never changed. */
  name: string;
  title: string;
  description: string;
  type: 'string' | 'number' | 'integer' | 'year' | 'date';
  constraints?: { required?: boolean; enum?: readonly string[] };
}

/** Whether a spreadsheet has the values as numbers. */
export function isNumeric({ type }: Field): boolean {
  return type === 'number' || type === 'integer' || type === 'year';
}

export interface ForeignKey {
  fields: readonly string[];
  /** Name of another table; empty for the table itself. */
  table: string;
  referenced: readonly string[];
}

/** A table of the open data, described once for CSV, XLSX and the data package. */
export interface DataTable {
  name: string;
  title: string;
  description: string;
  fields: readonly Field[];
  primaryKey: readonly string[];
  foreignKeys: readonly ForeignKey[];
}

/** Where a figure's value comes from. */
export const statuses = {
  stated: '原报告填报',
  computed: '由填报的数字相加得出',
  printed: '加数未载，照录原报告印出的总计',
  settled: '加数未载，按勾稽关系推定，只有这一个可能的值',
  missing: '原报告未载，也无从推定；数值为空，不是零',
} as const;

/** What a figure is among the others; whoever adds figures up takes `primary` alone. */
export const roles = {
  primary: '填报的数字',
  total: '表中的总计',
  derived: '表中没有、由表中数字相加的合计',
} as const;

function codeList(codes: Readonly<Record<string, string>>): string {
  return Object.entries(codes)
    .map(([code, meaning]) => `${code}：${meaning}`)
    .join('；');
}

const required = { required: true };

/** A column of text that may be empty. */
function text(name: string, title: string, description = ''): Field {
  return { name, title, description, type: 'string' };
}

function requiredText(name: string, title: string, description = ''): Field {
  return { ...text(name, title, description), constraints: required };
}

function code(name: string, title: string, codes: Readonly<Record<string, string>>): Field {
  return {
    ...text(name, title, codeList(codes)),
    constraints: { required: true, enum: Object.keys(codes) },
  };
}

const agency = requiredText('agency', '机关标识', '不随机关改名而变，也是网址的一节');
const year: Field = {
  name: 'year',
  title: '报告年度',
  description: '数字所属的年度，不是发布的年份',
  type: 'year',
  constraints: required,
};
const edition = requiredText('edition', '格式', '报告所用的法定格式');
const region = text('region', '所属', '上级的机关标识，从上到下，以“/”分隔');
const published: Field = {
  name: 'published',
  title: '发布日期',
  description: '原报告未载的为空',
  type: 'date',
};
const address = requiredText('address', '地址', '数字的名称，在网页、JSON、CSV、XLSX 里都一样');
const labels = [
  text('id', 'ASCII 标识', '地址的 ASCII 写法；各机关自己的统计没有'),
  requiredText('part', '部分', '地址的第一节'),
  requiredText('row', '行', '表中的行标签，从外到内以“ / ”分隔'),
  requiredText('column', '列', '表中的列标签'),
  code('role', '角色', roles),
];
const unit = text('unit', '单位', '件、项、万元等；原报告未载的为空');

const ofAgency: ForeignKey = { fields: ['agency'], table: 'agencies', referenced: ['agency'] };

/** One row per figure of a report. */
export const figuresTable: DataTable = {
  name: 'figures',
  title: '数字',
  description: '一行一个数字，总计和各机关自己的统计也在内',
  fields: [
    agency,
    requiredText('agency_name', '机关名称', '在报告年度的全称'),
    region,
    year,
    edition,
    published,
    address,
    ...labels,
    {
      name: 'value',
      title: '数值',
      description: '十进制数，写法同原报告，不四舍五入；未载的为空，不是零',
      type: 'number',
    },
    code('status', '来历', statuses),
    unit,
  ],
  primaryKey: ['agency', 'year', 'address'],
  foreignKeys: [
    ofAgency,
    { fields: ['agency', 'year'], table: 'reports', referenced: ['agency', 'year'] },
  ],
};

/** Columns of `figuresTable` that are the same in all rows of a report. */
export const reportColumnCount = figuresTable.fields.findIndex(({ name }) => name === 'address');

/** `figuresTable` without these columns. */
export const figuresTableOfOne: DataTable = {
  ...figuresTable,
  fields: figuresTable.fields.slice(reportColumnCount),
  primaryKey: ['address'],
  foreignKeys: [],
};

export const reportsTable: DataTable = {
  name: 'reports',
  title: '报告',
  description: '一行一份报告；缺报的没有行，不等于零',
  fields: [
    agency,
    year,
    requiredText('agency_name', '机关名称', '在报告年度的全称'),
    region,
    edition,
    requiredText('title', '标题'),
    published,
    text('origin', '原载', '先前在别处发布的报告的出处'),
    text('notes', '数据说明', '更正，和读这份报告的数字须知道的事，一行一条'),
    requiredText('fingerprint', '内容指纹', '报告内容的 SHA-256'),
  ],
  primaryKey: ['agency', 'year'],
  foreignKeys: [ofAgency],
};

export const agenciesTable: DataTable = {
  name: 'agencies',
  title: '机关',
  description: '一行一个机关或地区',
  fields: [
    agency,
    requiredText('name', '名称', '现在的全称'),
    requiredText('short_name', '简称'),
    requiredText('type', '类型', '地区、政府、部门、乡镇街道'),
    requiredText('level', '层级', '国家、省、市、县、乡'),
    text('parent', '上级', '上级的机关标识'),
    region,
    text('region_names', '所属的名称', '上级的简称，从上到下，以“/”分隔'),
    { name: 'since', title: '起', description: '应当编制报告的第一年', type: 'year' },
    { name: 'until', title: '止', description: '应当编制报告的最后一年', type: 'year' },
    text('former_names', '曾用名', '一行一个，括号里是最后一年'),
    text('website', '网址'),
    text('predecessors', '承接', '它承接的机关的标识，一行一个'),
  ],
  primaryKey: ['agency'],
  foreignKeys: [{ fields: ['parent'], table: '', referenced: ['agency'] }],
};

/** One row per correction of a published report. */
export const correctionsTable: DataTable = {
  name: 'corrections',
  title: '更正',
  description: '一行一条更正：发布以后改动了的数字和文字；没有更正过的报告没有行',
  fields: [
    agency,
    year,
    {
      name: 'number',
      title: '序号',
      description: '这份报告的第几条更正',
      type: 'integer',
      constraints: required,
    },
    {
      name: 'date',
      title: '更正日期',
      description: '',
      type: 'date',
      constraints: required,
    },
    requiredText('address', '地址', '数字的地址，或文字部分的名称'),
    requiredText('before', '原值', '原来的数字或一段文字；原来没有的为“无”'),
    requiredText('after', '现值', '现在的数字或一段文字；删去了的为“无”'),
    requiredText('reason', '理由'),
  ],
  primaryKey: ['agency', 'year', 'number'],
  foreignKeys: [
    ofAgency,
    { fields: ['agency', 'year'], table: 'reports', referenced: ['agency', 'year'] },
  ],
};

/** One row per figure that an agency has contributed to a sum. */
export const contributionsTable: DataTable = {
  name: 'contributions',
  title: '汇总构成',
  description:
    '一行是汇总的报告里一个数字中一个机关的份额；份额为 0 的没有行，所以同一地址各行之和就是报告的数字',
  fields: [
    agency,
    year,
    address,
    requiredText('member', '成员', '成员的机关标识；与 agency 相同的是本级'),
    {
      name: 'value',
      title: '数值',
      description: '该机关的数字，写法同原报告；未载或不可比的为空，不是零',
      type: 'number',
    },
    requiredText('member_name', '成员名称', '在报告年度的全称'),
  ],
  primaryKey: ['agency', 'year', 'address', 'member'],
  foreignKeys: [
    ofAgency,
    { fields: ['member'], table: 'agencies', referenced: ['agency'] },
    { fields: ['agency', 'year'], table: 'reports', referenced: ['agency', 'year'] },
  ],
};

/** `contributionsTable` without the columns that are the same in all rows of a report. */
export const contributionsTableOfOne: DataTable = {
  ...contributionsTable,
  fields: contributionsTable.fields.filter(({ name }) => name !== 'agency' && name !== 'year'),
  primaryKey: ['address', 'member'],
  foreignKeys: [],
};

/** The dictionary of addresses. */
export const factsTable: DataTable = {
  name: 'facts',
  title: '指标',
  description: '一行一个地址，按格式列出；各机关自己的统计不在内',
  fields: [
    edition,
    address,
    ...labels,
    text('unit', '单位', '由报告自己写明单位的为空'),
    {
      name: 'decimals',
      title: '小数位',
      description: '至多有几位小数',
      type: 'integer',
      constraints: required,
    },
    requiredText('comparable', '可比名称', '名称相同的，不同格式之间可以比较；不同的不能'),
  ],
  primaryKey: ['edition', 'address'],
  foreignKeys: [],
};
