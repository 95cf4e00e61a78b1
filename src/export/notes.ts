import { type DataTable, roles, statuses } from './data-table.ts';

/** What everybody who uses the figures must know; each a subject and a sentence. */
export const generalNotes: readonly (readonly [string, string])[] = [
  ['空值', '数值为空表示原报告未载，不是零；没有发生的，原报告写 0。'],
  ['缺报', '没有报告的年度没有行，不能当作零。'],
  [
    '重复计算',
    '总计和合计（role 为 total、derived）由别的行相加而来；相加时只取 role 为 primary 的行。',
  ],
  ['跨格式比较', '2019、2021等格式的数字不都可比：“指标”表里 comparable 相同的才可比。'],
  ['跨机关相加', '有机关缺报或未载时，相加所得不是全部，应当说明。'],
];

/** Values that stand in a great many rows. */
export const codeTexts: readonly string[] = [...Object.keys(statuses), ...Object.keys(roles)];

/** What the columns of a table mean. */
export function columnNotes({ fields }: DataTable): (readonly [string, string])[] {
  return fields.map(({ name, title, description }) => [
    name,
    description === '' ? title : `${title}：${description}`,
  ]);
}
