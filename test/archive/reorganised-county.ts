import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { home } from '../../src/archive/load.ts';
import { inspect } from '../../src/check/inspect.ts';
import { type ReportTexts, reportYaml } from '../check/archive-of.ts';
import { type TemporaryFolder, temporaryFolder } from '../roots.ts';

/**
 * An invented county that was reorganised: in 2023 two towns became one, in 2024 two bureaus became
 * one and one bureau became two.
 */
const agencies = `\
qing-he: {名称: 清河县, 类型: 地区, 层级: 县}
culture: {名称: 清河县文化局, 类型: 部门, 层级: 县, 上级: qing-he, 起: 2022, 止: 2023}
culture-tourism: {名称: 清河县文化和旅游局, 类型: 部门, 层级: 县, 上级: qing-he, 起: 2024, 承接: [culture, tourism]}
construction: {名称: 清河县建设局, 类型: 部门, 层级: 县, 上级: qing-he, 起: 2023, 止: 2023}
housing: {名称: 清河县住房保障局, 类型: 部门, 层级: 县, 上级: qing-he, 起: 2024, 承接: [construction]}
planning: {名称: 清河县规划局, 类型: 部门, 层级: 县, 上级: qing-he, 起: 2024, 承接: [construction]}
east: {名称: 清河县东镇人民政府, 简称: 东镇, 类型: 乡镇街道, 层级: 乡, 上级: qing-he, 起: 2022, 止: 2022}
west: {名称: 清河县西镇人民政府, 简称: 西镇, 类型: 乡镇街道, 层级: 乡, 上级: qing-he, 起: 2022, 止: 2022}
middle:
  名称: 清河县中镇人民政府
  简称: 中镇
  曾用名: [{名称: 清河县新镇人民政府, 止: 2023}]
  类型: 乡镇街道
  层级: 乡
  上级: qing-he
  起: 2023
  承接: [east, west]
tourism: {名称: 清河县旅游局, 类型: 部门, 层级: 县, 上级: qing-he, 起: 2023, 止: 2023}
`;

const site = `\
SiteName: 清河县政府信息公开年报（测试）
SiteDomain: qing-he.example
SiteIDCode: "0000000000"
演示: true
`;

/** 表三 of a report: what came in, what the year before left, what was granted, what is left. */
export function requests(received: string, before: string, granted: string, left: string): string {
  return `
  本年新收: ${received}
  上年结转: ${before}
  办理结果: {予以公开: ${granted}, 其余: 0}
  结转下年度: ${left}`;
}

/** What is the same in each case: every agency's reports, in which all that is handed over arrives. */
export const arrived: Readonly<Record<string, ReportTexts>> = {
  'culture/2022': {},
  'culture/2023': {
    申请办理: requests(
      '{自然人: 9, 商业企业: 2, 其余: 0}',
      '0',
      '{自然人: 6, 商业企业: 1, 其余: 0}',
      '{自然人: 3, 商业企业: 1, 其余: 0}',
    ),
    主动公开: '{行政事业性收费: 26.50, 其余: 0}',
  },
  'tourism/2023': {
    申请办理: requests('{自然人: 6, 其余: 0}', '0', '{自然人: 4, 其余: 0}', '{自然人: 2, 其余: 0}'),
    主动公开: '{行政事业性收费: 3.255, 其余: 0}',
  },
  'culture-tourism/2024': {
    申请办理: requests(
      '{自然人: 20, 其余: 0}',
      '{自然人: 5, 商业企业: 1, 其余: 0}',
      '{自然人: 25, 商业企业: 1, 其余: 0}',
      '0',
    ),
  },
  'culture-tourism/2025': {},
  'construction/2023': {
    申请办理: requests('{自然人: 7, 其余: 0}', '0', '0', '{自然人: 7, 其余: 0}'),
  },
  'housing/2024': {
    申请办理: requests('0', '{自然人: 4, 其余: 0}', '{自然人: 4, 其余: 0}', '0'),
  },
  'planning/2024': {
    申请办理: requests('0', '{自然人: 3, 其余: 0}', '{自然人: 3, 其余: 0}', '0'),
  },
  'east/2022': {
    form: '2019',
    申请办理: requests('{其他: 2, 其余: 0}', '0', '0', '{其他: 2, 其余: 0}'),
  },
  'west/2022': {
    申请办理: requests('{其他: 1, 其余: 0}', '0', '0', '{其他: 1, 其余: 0}'),
  },
  'middle/2023': {
    申请办理: requests('0', '{其他: 3, 其余: 0}', '{其他: 3, 其余: 0}', '0'),
  },
};

/** The county's root; `changes` say more of a report, or that there is none. */
export async function reorganisedCounty(
  changes: Readonly<Record<string, ReportTexts | undefined>> = {},
): Promise<TemporaryFolder> {
  const folder = await temporaryFolder();
  const write = async (file: string, content: string) => {
    await mkdir(path.dirname(path.join(folder.path, file)), { recursive: true });
    await writeFile(path.join(folder.path, file), content);
  };
  await write('data/agencies.yaml', agencies);
  await write('data/site.yaml', site);
  for (const [key, texts] of Object.entries(arrived)) {
    if (key in changes && !changes[key]) continue;
    const year = Number(key.split('/')[1]);
    await write(`reports/${key}.yaml`, reportYaml({ year, ...texts, ...changes[key] }));
  }
  return folder;
}

/** What is told of the county: `<agency>/<year> severity: message`, errors and notes of carry-over. */
export async function toldOfCounty(
  changes: Readonly<Record<string, ReportTexts | undefined>> = {},
): Promise<string[]> {
  await using root = await reorganisedCounty(changes);
  return inspect(home, root.path)
    .findings.filter(({ rule, severity }) => severity === 'error' || /^carry-over/.test(rule))
    .map(({ file, severity, message }) => `${file.slice(8, -5)} ${severity}: ${message}`);
}
