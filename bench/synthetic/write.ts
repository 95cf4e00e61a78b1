import type { Agency } from '../../src/archive/agencies.ts';
import type { Figures } from './figures.ts';
import type { InventedReport } from './report.ts';
import type { InventedStatistics } from './statistics.ts';

/** A report in the order and style in which editors write it. */
export function writeReport({
  edition,
  published,
  prose,
  figures,
  statistics,
  more,
}: InventedReport): string {
  const text = (key: string) => `${key}: |\n${indent(prose.get(key)!)}`;
  const table = (key: string) => `${key}:\n${writeFigures(figures[key] as Figures, '  ')}`;
  return joined([
    `格式: "${edition}"\n发布日期: ${published.includes(' ') ? `"${published}"` : published}`,
    text('前言'),
    text('总体情况'),
    table('主动公开'),
    table('申请办理'),
    table('复议诉讼'),
    text('主要问题及改进'),
    text('其他事项'),
    `统计:\n${writeStatistics(statistics)}`,
    ...(more === undefined ? [] : [more]),
  ]);
}

/** Groups of rows one below the other, the figures of a row on one line. */
function writeFigures(figures: Figures, margin: string): string {
  return Object.entries(figures)
    .map(([key, value]) => {
      if (typeof value === 'string') return `${margin}${key}: ${value}`;
      const row = Object.entries(value).filter(([, figure]) => typeof figure === 'string');
      return row.length > 0
        ? `${margin}${key}: ${flow(row as [string, string][])}`
        : `${margin}${key}:\n${writeFigures(value, `${margin}  `)}`;
    })
    .join('\n');
}

function writeStatistics(statistics: InventedStatistics): string {
  return Object.entries(statistics)
    .map(([name, { unit, breakdown, amount }]) => {
      if (amount !== undefined) return `  ${name}: {单位: ${unit}, 数量: ${amount}}`;
      const parts = Object.entries(breakdown ?? {}).map(
        ([part, figure]) => `      ${part}: ${figure}`,
      );
      return `  ${name}:\n    单位: ${unit}\n    分项:\n${parts.join('\n')}`;
    })
    .join('\n');
}

/** `data/agencies.yaml` */
export function writeAgencies(agencies: readonly Agency[]): string {
  return joined(
    agencies.map((agency) => {
      const lines: [string, string | number | undefined][] = [
        ['名称', agency.name],
        ['简称', agency.shortName === agency.name ? undefined : agency.shortName],
        ['类型', agency.type],
        ['层级', agency.level],
        ['上级', agency.parent],
        ['起', agency.since],
        ['止', agency.until],
        ['承接', agency.predecessors && `[${agency.predecessors.join(', ')}]`],
        ['地址', agency.address],
        ['电话', agency.telephone],
        ['网址', agency.website],
      ];
      const written = lines.filter(([, value]) => value !== undefined);
      return `${agency.id}:\n${written.map(([key, value]) => `  ${key}: ${value}`).join('\n')}`;
    }),
  );
}

/** `data/site.yaml` */
export const siteFile = `# 本目录由 bench/generate.ts 生成：机关、数字和文字全为虚构。
SiteName: 政府信息公开工作年度报告公开（虚构数据）
SiteDomain: gongkai.example
SiteIDCode: "0000000000"
主办单位: 演示单位（虚构）
联系方式: 演示电话 000-00000000
ICP备案: 演示ICP备00000000号
公安备案: 演示公网安备00000000000000号
找错: https://gongkai.example/zhaocuo
演示: true
`;

function flow(entries: readonly [string, string][]): string {
  return `{${entries.map(([key, value]) => `${key}: ${value}`).join(', ')}}`;
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}

/** Blocks with an empty line between them. */
function joined(blocks: readonly string[]): string {
  return `${blocks.join('\n\n')}\n`;
}
