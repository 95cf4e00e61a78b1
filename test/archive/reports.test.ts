import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { lineage } from '../../src/archive/agencies.ts';
import { type ArchivedReport, publishedReports, reportTitle } from '../../src/archive/archive.ts';
import { home, loadArchive } from '../../src/archive/load.ts';
import { placeholderContext } from '../../src/archive/placeholder-context.ts';
import { resolvePlaceholder } from '../../src/facts/resolve.ts';
import { renderProse } from '../../src/prose/markdown.ts';
import { draft, fullReports } from '../fixtures/full/expected.ts';
import { inventedReport } from '../fixtures/invented-edition/expected.ts';
import { fixtureRoot, projectRoot, temporaryRoot } from '../roots.ts';
import { seedReports } from '../seeds/figures.ts';

const fullRoot = fixtureRoot('full');
const loaded = loadArchive(home, fullRoot);
const full = loaded.archive!;

const nameOf = ({ report }: ArchivedReport) => `${report.agency} ${report.year}`;
const find = (agency: string, year: number) =>
  full.reports.find(({ report }) => report.agency === agency && report.year === year)!;

describe('the project’s own archive', async () => {
  const { archive, findings, reportCount } = loadArchive(home, projectRoot);

  test('holds the five seed reports, archived and without errors', () => {
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(reportCount).toBe(5);
    expect(archive!.site.isDemo).toBe(true);
    const seeds = seedReports.map(({ agency, year }) => `${agency} ${year}`);
    expect(publishedReports(archive!).map(nameOf).sort()).toEqual(seeds.sort());
    for (const { report } of archive!.reports) expect(report.archived).toBeDefined();
  });

  test('places each of them under county, city and province', () => {
    for (const { agency } of archive!.reports) {
      const above = lineage(archive!.agencies, agency.id);
      expect(above.map(({ level }) => level)).toEqual(['省', '市', '县', '乡']);
    }
  });
});

describe('the full fixture', () => {
  test('is read without errors', () => {
    expect(loaded.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(loaded.reportCount).toBe(fullReports.length + 1);
    expect(full.site).toMatchObject({ isDemo: true, idCode: '0123456789' });
  });

  test('publishes everything but the draft', () => {
    expect(publishedReports(full).map(nameOf)).toEqual(
      fullReports.map(({ agency, year }) => `${agency} ${year}`),
    );
    const own = find(draft.agency, draft.year);
    expect(own.report.isDraft).toBe(true);
    expect(own.report.published).toBeUndefined();
    expect(own.lastYear).toBe(find(draft.agency, draft.year - 1));
  });

  test.each(fullReports)('$agency $year has its title and time', (expected) => {
    const archived = find(expected.agency, expected.year);
    expect(reportTitle(archived)).toBe(expected.title);
    expect(archived.report.published).toEqual(expected.published);
  });

  test.each(fullReports)('$agency $year says what its placeholders stand for', (expected) => {
    const text = readableText(find(expected.agency, expected.year));
    for (const phrase of expected.phrases) expect(text).toContain(phrase);
    expect(text).not.toContain('{{');
  });

  test('knows each report’s last year, and none before the first', () => {
    expect(find('lin-shui-jiaoyu', 2019).lastYear).toBeUndefined();
    expect(find('lin-shui-yunping', 2023).lastYear).toBeUndefined();
    for (const year of [2020, 2021, 2022, 2023])
      expect(find('lin-shui-jiaoyu', year).lastYear).toBe(find('lin-shui-jiaoyu', year - 1));
  });
});

test('the report of the invented edition says what its placeholders stand for', async () => {
  const { archive } = loadArchive(home, fixtureRoot('invented-edition'));
  for (const phrase of inventedReport.phrases)
    expect(readableText(archive!.reports[0]!)).toContain(phrase);
});

describe('a placeholder that has no value', () => {
  const file = (year: number) => `reports/lin-shui-jiaoyu/${year}.yaml`;
  const source = (year: number) => readFile(path.join(fullRoot, file(year)), 'utf8');
  /** What is told of the full fixture with one report changed. */
  const findingsWith = async (year: number, change: (text: string) => string) => {
    const changed = change(await source(year));
    await using root = await temporaryRoot(fullRoot, { [file(year)]: changed });
    const { findings } = loadArchive(home, root.path);
    const about = findings.filter(({ rule }) => /^prose\/(unresolved|address)$/.test(rule));
    return { findings: about, lines: changed.split('\n') };
  };

  test('is told at its own line and column', async () => {
    const { findings, lines } = await findingsWith(2019, (text) =>
      text.replace('没有其他需要报告的事项。', '上年新收 {{ 上年:申请办理.本年新收.总计 }} 件。'),
    );
    const line = lines.findIndex((text) => text.includes('上年:申请办理')) + 1;
    expect(findings).toMatchObject([
      {
        rule: 'prose/unresolved',
        severity: 'error',
        file: file(2019),
        line,
        column: '  上年新收 '.length + 1,
        message: '没有 2018 年的报告，不能引用上年数字',
        fact: '申请办理.本年新收.总计',
      },
    ]);
  });

  test('is an error in every report that counts on a draft of last year', async () => {
    const { findings } = await findingsWith(2021, (text) => `状态: 草稿\n${text}`);
    expect(findings.length).toBeGreaterThan(0);
    for (const finding of findings) {
      expect(finding).toMatchObject({ severity: 'error', file: file(2022) });
      expect(finding.message).toBe('2021 年的报告还是草稿，不能引用上年数字');
    }
  });

  test('is a warning in a draft', async () => {
    const { findings } = await findingsWith(2024, (text) =>
      text.replace(
        '待补。',
        '{{ 同比 复议诉讼.复议后起诉.结果维持 }} {{ 占比 主动公开.行政强制.本年处理决定数量 / 主动公开.行政处罚.本年处理决定数量 }}',
      ),
    );
    expect(findings).toMatchObject([{ rule: 'prose/unresolved', severity: 'warning' }]);
    expect(findings[0]!.message).toContain('不能计算占比');
  });

  test('is an error at its own place where nothing bears the address', async () => {
    const { findings } = await findingsWith(2023, (text) =>
      text.replace('全年未收取信息处理费。', '全年新收 {{ 申请办理.本年新受.总计 }} 件。'),
    );
    expect(findings).toMatchObject([
      { rule: 'prose/address', severity: 'error', column: '  全年新收 '.length + 1 },
    ]);
    expect(findings[0]!.message).toContain('申请办理.本年新收.总计');
  });
});

test('an agency bears the name that it had at the end of the year', () => {
  const title = (year: number) => reportTitle(find('lin-shui-jiaoyu', year));
  expect(title(2020)).toMatch(/^林水县教育体育局2020年/);
  expect(title(2021)).toMatch(/^林水县教育局2021年/);
});

/** The prose of a report as a reader sees it, its placeholders replaced. */
function readableText(archived: ArchivedReport): string {
  const context = placeholderContext(archived);
  const html = [...archived.report.prose.values()].map(({ text }) =>
    renderProse(text, {
      partId: 'part',
      level: 2,
      medium: 'print',
      resolve: (placeholder) => {
        const resolved = resolvePlaceholder(placeholder, context);
        if ('error' in resolved) throw new Error(resolved.error);
        return resolved;
      },
    }),
  );
  const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"' };
  return html
    .join('')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&(amp|lt|gt|quot);/g, (_, name: string) => entities[name]!)
    .replaceAll(/\s+/g, ' ');
}
