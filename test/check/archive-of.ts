import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Archive } from '../../src/archive/archive.ts';
import { home, loadArchive } from '../../src/archive/load.ts';
import { placeholderContext } from '../../src/archive/placeholder-context.ts';
import { rules } from '../../src/check/catalogue.ts';
import { checkReports } from '../../src/check/check.ts';
import { reportProse } from '../../src/check/prose-text.ts';
import { type Finding, hasErrors } from '../../src/finding/finding.ts';
import { type TemporaryFolder, temporaryFolder } from '../roots.ts';

/** Invented agencies of one county, of every kind that reports. */
const agencies = `\
jiang-zhou: {名称: 江州市, 简称: 江州, 类型: 地区, 层级: 市}
qing-he: {名称: 清河县, 简称: 清河, 类型: 地区, 层级: 县, 上级: jiang-zhou}
county: {名称: 清河县人民政府, 类型: 政府, 层级: 县, 上级: qing-he}
office: {名称: 清河县人民政府办公室, 简称: 县政府办公室, 类型: 部门, 层级: 县, 上级: qing-he}
education: {名称: 清河县教育局, 简称: 县教育局, 类型: 部门, 层级: 县, 上级: qing-he}
health: {名称: 清河县卫生健康委员会, 简称: 县卫健委, 类型: 部门, 层级: 县, 上级: qing-he}
development: {名称: 清河县发展改革委员会（清河县粮食局）, 类型: 部门, 层级: 县, 上级: qing-he}
ministry: {名称: 测绘部, 类型: 部门, 层级: 国家}
province: {名称: 东海省人民政府, 类型: 政府, 层级: 省}
city: {名称: 江州市人民政府, 类型: 政府, 层级: 市, 上级: jiang-zhou}
city-education: {名称: 江州市教育局, 类型: 部门, 层级: 市, 上级: jiang-zhou}
founded: {名称: 清河县新设局, 类型: 部门, 层级: 县, 上级: qing-he, 起: 2022}
ended: {名称: 清河县撤并局, 类型: 部门, 层级: 县, 上级: qing-he, 止: 2021}
heir: {名称: 清河县承接局, 类型: 部门, 层级: 县, 上级: qing-he, 起: 2022, 承接: [ended]}
liulin: {名称: 清河县柳林镇人民政府, 简称: 柳林镇, 类型: 乡镇街道, 层级: 乡, 上级: qing-he}
qiaotou: {名称: 清河县桥头乡人民政府, 简称: 桥头乡, 类型: 乡镇街道, 层级: 乡, 上级: qing-he}
xinqiao:
  名称: 清河县人民政府新桥街道办事处
  简称: 新桥街道
  曾用名: [{名称: 清河县新桥镇人民政府, 止: 2020}]
  类型: 乡镇街道
  层级: 乡
  上级: qing-he
${Array.from({ length: 12 }, (_, at) => `town-${at + 1}: {名称: 清河县第${at + 1}镇人民政府, 类型: 乡镇街道, 层级: 乡, 上级: qing-he}\n`).join('')}`;

const site = `\
SiteName: 清河县政府信息公开年报（测试）
SiteDomain: qing-he.example
SiteIDCode: "0000000000"
演示: true
`;

/** What a report says; parts that are left out say what no rule minds. */
export interface ReportTexts {
  agency?: string;
  year?: number;
  form?: string;
  isDraft?: boolean;
  /** 发布日期, as YAML; in time by default. */
  published?: string;
  前言?: string;
  总体情况?: string;
  主要问题及改进?: string;
  其他事项?: string;
  /** Tables, as YAML; 0 by default. */
  主动公开?: string;
  申请办理?: string;
  复议诉讼?: string;
  /** More keys, as YAML. */
  more?: string;
}

const plain = {
  总体情况:
    '主动公开、政府信息管理、平台建设和监督保障各项如常；依申请公开一项，当年没有新收的申请。',
  主要问题及改进: '解读材料偏少，栏目更新偏慢，今后逐件配发解读，按月检查栏目。',
  其他事项: '当年没有收取信息处理费。',
};

/** A report as YAML: the form on line 1, the texts from line 3 on, then the tables, then the rest. */
export function reportYaml(texts: ReportTexts): string {
  const { year = 2022, form = year < 2021 ? '2019' : '2021' } = texts;
  const parts = { ...(texts.前言 === undefined ? {} : { 前言: texts.前言 }), ...plain };
  return [
    `格式: "${form}"`,
    texts.isDraft ? '状态: 草稿' : `发布日期: ${texts.published ?? `${year + 1}-01-20`}`,
    ...Object.keys(parts).map((key) => {
      const text = texts[key as keyof typeof plain] ?? plain[key as keyof typeof plain];
      return `${key}: |\n${text.replace(/^(?=.)/gm, '  ')}`;
    }),
    ...(['主动公开', '申请办理', '复议诉讼'] as const).map((key) => `${key}: ${texts[key] ?? '0'}`),
    ...(texts.more === undefined ? [] : [texts.more]),
    '',
  ].join('\n');
}

/** A root with some reports. */
export async function rootOf(...reports: readonly ReportTexts[]): Promise<TemporaryFolder> {
  const folder = await temporaryFolder();
  const write = async (file: string, content: string) => {
    await mkdir(path.dirname(path.join(folder.path, file)), { recursive: true });
    await writeFile(path.join(folder.path, file), content);
  };
  await write('data/agencies.yaml', agencies);
  await write('data/site.yaml', site);
  for (const texts of reports)
    await write(
      `reports/${texts.agency ?? 'liulin'}/${texts.year ?? 2022}.yaml`,
      reportYaml(texts),
    );
  return folder;
}

/** An archive of some reports, which must be read without errors. */
export async function archiveOf(reports: readonly ReportTexts[]): Promise<Archive> {
  await using root = await rootOf(...reports);
  const { archive, findings } = loadArchive(home, root.path);
  if (!archive || hasErrors(findings))
    throw new Error(findings.map(({ message }) => message).join('\n') || 'unreadable');
  return archive;
}

/** A finding as tests compare it. */
export interface Told {
  /** `line:column` */
  at: string;
  message: string;
  passage: string | undefined;
  /** Expected and actual value, where there are any. */
  values: [unknown, unknown];
  isAcknowledged: boolean;
}

/** What one rule tells of the last of some reports. */
export async function toldBy(ruleId: string, ...reports: readonly ReportTexts[]): Promise<Told[]> {
  const { agency = 'liulin', year = 2022 } = reports.at(-1)!;
  return toldOf(ruleId, await archiveOf(reports), agency, year);
}

/** The findings of one rule on the last of some reports. */
export async function findingsBy(
  ruleId: string,
  ...reports: readonly ReportTexts[]
): Promise<Finding[]> {
  const { agency = 'liulin', year = 2022 } = reports.at(-1)!;
  const archive = await archiveOf(reports);
  const last = archive.reports.filter(
    ({ report }) => report.agency === agency && report.year === year,
  );
  return checkReports(archive, last).filter(({ rule }) => rule === ruleId);
}

/** What one rule tells of one report of an archive. */
export function toldOf(ruleId: string, archive: Archive, agency: string, year: number): Told[] {
  const rule = rules.find(({ id }) => id === ruleId);
  if (!rule) throw new Error(`No rule ${ruleId}`);
  const archived = archive.reports.find(
    ({ report }) => report.agency === agency && report.year === year,
  )!;
  const prose = reportProse(archived.report, placeholderContext(archived));
  const isOf = !rule.editions || rule.editions.includes(archived.report.form.family);
  const passages = isOf
    ? [...rule.check({ ...archived, archive, prose })].map(({ passage }) => passage)
    : [];
  return checkReports(archive, [archived])
    .filter((finding) => finding.rule === ruleId)
    .map(({ line, column, message, expected, actual, acknowledged }, index) => ({
      at: `${line}:${column}`,
      message,
      passage: passages[index],
      values: [expected, actual],
      isAcknowledged: acknowledged === true,
    }));
}
