import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type ReportTexts, rootOf } from '../check/archive-of.ts';
import type { TemporaryFolder } from '../roots.ts';

/** A table 三 in balance: what natural persons asked, all answered in full. */
export const requests = (persons: number) => `
  本年新收: {自然人: ${persons}, 其余: 0}
  上年结转: 0
  办理结果:
    予以公开: {自然人: ${persons}, 其余: 0}
    其余: 0
  结转下年度: 0`;

/** `with` are the report's own figures: applications, and 万元 of fees. */
function report(agency: string, persons: number, fees: string, more?: string): ReportTexts {
  return {
    agency,
    申请办理: requests(persons),
    主动公开: `{行政事业性收费: ${fees}, 其余: 0}`,
    ...(more === undefined ? {} : { more }),
  };
}

const agencies = `\
jiang-zhou: {名称: 江州市, 简称: 江州, 类型: 地区, 层级: 市}
qing-he: {名称: 清河县, 简称: 清河, 类型: 地区, 层级: 县, 上级: jiang-zhou}
city: {名称: 江州市人民政府, 类型: 政府, 层级: 市, 上级: jiang-zhou, 起: 2022}
county: {名称: 清河县人民政府, 类型: 政府, 层级: 县, 上级: qing-he, 起: 2022}
education: {名称: 清河县教育局, 类型: 部门, 层级: 县, 上级: qing-he, 起: 2022}
founded: {名称: 清河县新设局, 类型: 部门, 层级: 县, 上级: qing-he, 起: 2022}
liulin: {名称: 清河县柳林镇人民政府, 类型: 乡镇街道, 层级: 乡, 上级: qing-he, 起: 2022}
city-education: {名称: 江州市教育局, 类型: 部门, 层级: 市, 上级: jiang-zhou, 起: 2022}
`;

const acknowledgement = (place: string) =>
  `  - {规则: aggregation/members, 位置: ${place}, 数值: [无, 缺报], 理由: 机构撤并未编制, 署名: 甲, 日期: 2023-01-20}`;

/**
 * A city of a county and a department; the county adds up its education bureau, which has had
 * nothing to do, and a town, and lacks its new office, which both explain.
 */
export async function countyRoot(): Promise<TemporaryFolder> {
  const root = await rootOf(
    report('education', 0, '0'),
    report('liulin', 10, '26.50'),
    report('city-education', 1, '0'),
    report('county', 4, '1', `汇总: {成员: 全部下级}\n说明:\n${acknowledgement('founded')}`),
    report('city', 100, '0', `汇总: {成员: 全部下级}\n说明:\n${acknowledgement('founded')}`),
  );
  await writeFile(path.join(root.path, 'data/agencies.yaml'), agencies);
  return root;
}
