import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { home, type LoadedArchive } from '../../src/archive/load.ts';
import { Recollection } from '../../src/archive/recollection.ts';
import { inspect } from '../../src/check/inspect.ts';
import { reportJson } from '../../src/export/report-json.ts';
import { fixtureRoot, projectRoot, type TemporaryFolder, temporaryRoot } from '../roots.ts';

/** What a reader would notice of a reading: every finding, every figure, what stands beside them. */
function noticed({ archive, findings, reportCount }: LoadedArchive) {
  return {
    findings,
    reportCount,
    site: archive?.site,
    agencies: archive && [...archive.agencies.values()],
    editions: archive && [...archive.forms.keys()],
    reports: archive?.reports.map((archived) => ({
      members: archived.aggregation?.members.map((member) => member.agency.name),
      absent: archived.aggregation?.absent.map(({ agency, reason }) => [agency.name, reason]),
      json: reportJson(archived, []),
      agency: archived.agency.name,
      before: archived.lastYear?.report.source.text,
      prose: [...archived.report.prose.values()].map(({ text }) => text),
    })),
  };
}

let root: TemporaryFolder;
const recollection = new Recollection();
beforeAll(async () => {
  root = await temporaryRoot(fixtureRoot('full'));
});
afterAll(() => root.remove());

const inRoot = (file: string) => path.join(root.path, file);
const replace = async (file: string, from: string | RegExp, to: string) => {
  const text = await readFile(inRoot(file), 'utf8');
  expect(text.search(from)).toBeGreaterThanOrEqual(0);
  await writeFile(inRoot(file), text.replace(from, to));
};
const aggregating = 'reports/lin-shui-yunping/2023.yaml';
/** What is published of a report as the root is now. */
const jsonOf = (agency: string, year: number) => {
  const { archive } = inspect(home, root.path, { recollection });
  const found = archive!.reports.find(
    ({ report }) => report.agency === agency && report.year === year,
  )!;
  return reportJson(found, []);
};
const jiaoyu = (year: number) => `reports/lin-shui-jiaoyu/${year}.yaml`;

/** Each is done upon what those before it have left. */
const edits: [string, () => Promise<void>][] = [
  ['nothing', async () => {}],
  ['a figure of 2021', () => replace(jiaoyu(2021), '现行有效件数: 20}', '现行有效件数: 21}')],
  [
    'a figure that contradicts the sums',
    () => replace(jiaoyu(2020), /上年结转: .*/, '上年结转: 9'),
  ],
  ['a text that is no YAML', () => replace(jiaoyu(2022), '总体情况: |', '总体情况： |')],
  ['the text mended', () => replace(jiaoyu(2022), '总体情况： |', '总体情况: |')],
  ['a year taken away', () => rm(inRoot(jiaoyu(2021)))],
  [
    'the year put back',
    () => cp(path.join(fixtureRoot('full'), jiaoyu(2021)), inRoot(jiaoyu(2021))),
  ],
  [
    'a text copied by another agency',
    async () => cp(inRoot(jiaoyu(2023)), inRoot('reports/lin-shui-yunping/2024.yaml')),
  ],
  [
    'a report that adds up the other',
    () => replace(aggregating, /^格式:.*$/m, '$&\n汇总: {成员: [lin-shui-jiaoyu]}'),
  ],
  [
    'a figure of a member, which is another sum',
    async () => {
      const published = () => jsonOf('lin-shui-yunping', 2023);
      const before = published();
      await replace(jiaoyu(2023), /行政许可: (\d+)/, '行政许可: 1$1');
      expect(published()).not.toBe(before);
    },
  ],
  ['a member made a draft', () => replace(jiaoyu(2023), /^发布日期:.*$/m, '$&\n状态: 草稿')],
  ['the member’s report taken away', () => rm(inRoot(jiaoyu(2023)))],
  [
    'the member’s report put back',
    () => cp(path.join(fixtureRoot('full'), jiaoyu(2023)), inRoot(jiaoyu(2023))),
  ],
  ['an agency renamed', () => replace('data/agencies.yaml', '林水县教育局', '林水县文教局')],
  ['the agencies unreadable', () => replace('data/agencies.yaml', '名称', '名 称')],
  ['the agencies mended', () => replace('data/agencies.yaml', '名 称', '名称')],
  ['the site renamed', () => replace('data/site.yaml', /SiteName: .*/, 'SiteName: 另一个网站')],
  [
    'a form of the root’s own',
    async () => {
      const forms = path.join(projectRoot, 'data/forms');
      await cp(forms, inRoot('data/forms'), { recursive: true });
      await replace('data/forms/2021.yaml', '政府信息公开工作年度报告', '年度报告');
    },
  ],
];

test.each(edits)('after %s, a root is read as if for the first time', async (_, edit) => {
  await edit();
  const again = inspect(home, root.path, { recollection });
  recollection.forgetOthers();
  expect(noticed(again)).toEqual(noticed(inspect(home, root.path)));
});

test('what has not changed is not made again', async () => {
  const first = inspect(home, root.path, { recollection });
  await replace(jiaoyu(2023), /^发布日期: .*/m, '发布日期: 2024-01-02');
  const second = inspect(home, root.path, { recollection });
  const changed = second.archive!.reports.filter(
    (archived, at) => archived !== first.archive!.reports[at],
  );
  const keys = changed.map(({ report }) => `${report.agency}/${report.year}`);
  // The draft of 2024 quotes its last year; the other agency adds 2023 up, and goes on from it.
  expect(keys).toEqual([
    'lin-shui-jiaoyu/2023',
    'lin-shui-jiaoyu/2024',
    'lin-shui-yunping/2023',
    'lin-shui-yunping/2024',
  ]);
});
