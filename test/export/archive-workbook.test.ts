import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { home, loadArchive } from '../../src/archive/load.ts';
import { dataFiles } from '../../src/export/data-files.ts';
import { reportFigures } from '../../src/export/figure-rows.ts';
import { FigureSheets } from '../../src/export/figure-sheet.ts';
import { writtenContent } from '../../src/export/file-content.ts';
import { SharedTexts } from '../../src/export/spreadsheet/cells.ts';
import { sharedTextsEntry, workbook } from '../../src/export/spreadsheet/workbook.ts';
import { zipArchive } from '../../src/zip/zip-archive.ts';
import { fixtureRoot } from '../roots.ts';
import { full } from '../seeds/reports.ts';
import { type BuiltSite, buildPages } from '../site/built-site.ts';
import { readTable } from './csv-reader.ts';
import { readWorkbook, type SheetContent, sheetOf, sheetTable } from './xlsx-reader.ts';

const textsOf = (sheet: SheetContent) =>
  sheetTable(sheet).map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, cell?.text ?? ''])),
  );

describe('the workbooks of the years and of all', () => {
  const years = [...new Set(full.map(({ year }) => year))].sort();
  let site: BuiltSite;
  beforeAll(async () => {
    site = await buildPages(fixtureRoot('full'));
  });
  afterAll(() => site.remove());
  const bytesOf = (file: string) => readFile(path.join(site.folder, 'data', file));

  test.each(years)('%i: a table per sheet and notes, each as its CSV', async (year) => {
    const sheets = readWorkbook(await bytesOf(`${year}.xlsx`));
    expect(sheets.map(({ name }) => name)).toEqual([String(year), '报告', '机关', '指标', '说明']);
    expect(textsOf(sheetOf(sheets, String(year)))).toEqual(readTable(await bytesOf(`${year}.csv`)));
    const reports = readTable(await bytesOf('reports.csv'));
    expect(textsOf(sheetOf(sheets, '报告'))).toEqual(
      reports.filter((row) => row.year === String(year)),
    );
    for (const { cells } of sheets)
      for (const { formula } of cells.values()) expect(formula).toBeUndefined();
  });

  test('all: a sheet per year', async () => {
    const sheets = readWorkbook(await bytesOf('all.xlsx'));
    const names = years.map(String);
    expect(sheets.map(({ name }) => name)).toEqual([...names, '报告', '机关', '指标', '说明']);
    for (const name of names)
      expect(textsOf(sheetOf(sheets, name))).toEqual(readTable(await bytesOf(`${name}.csv`)));
    for (const [name, file] of Object.entries({ 报告: 'reports', 机关: 'agencies', 指标: 'facts' }))
      expect(textsOf(sheetOf(sheets, name))).toEqual(readTable(await bytesOf(`${file}.csv`)));
  });
});

test('all.xlsx does without more figures than it may hold, and says so', async () => {
  const { site, agencies, forms, reports } = loadArchive(home, fixtureRoot('full')).archive!;
  const published = reports.filter(({ report }) => !report.isDraft);
  const source = {
    site,
    agencies,
    forms,
    reports: published.map((archived) => ({
      archived,
      acknowledged: [],
      notes: [],
      fingerprint: 'f',
    })),
  };
  const figureCount = published.reduce(
    (count, archived) => count + [...archived.facts.all()].length,
    0,
  );
  const sheetsOf = async (mostFigures: number) => {
    for await (const { path, content } of dataFiles(source, mostFigures))
      if (path === 'data/all.xlsx') return readWorkbook(Buffer.from(writtenContent(content)));
    throw new Error('there is no all.xlsx');
  };
  expect(await sheetsOf(figureCount)).toHaveLength(9);
  const sheets = await sheetsOf(figureCount - 1);
  expect(sheets.map(({ name }) => name)).toEqual(['报告', '机关', '指标', '说明']);
  expect([...sheetOf(sheets, '说明').cells.values()].map(({ text }) => text).join()).toContain(
    '1,048,576行',
  );
});

test('figures that a sheet cannot hold go on in the next, no report in two', async () => {
  const { agencies, reports } = loadArchive(home, fixtureRoot('full')).archive!;
  const figures = reports.slice(0, 3).map((archived) => reportFigures(archived, agencies));
  const counts = figures.map(({ records }) => records.length);
  const shared = new SharedTexts();
  const sheets = new FigureSheets(shared, counts[0]! + counts[1]! + 1);
  for (const ofReport of figures) await sheets.add(ofReport);
  const entries = await sheets.end();
  const read = readWorkbook(
    zipArchive(
      workbook({
        title: '',
        creator: '',
        sheets: entries.map((entry, at) => ({ name: `${at}`, entry })),
        sharedTexts: sharedTextsEntry(shared.xml()),
      }),
    ),
  );
  expect(read.map((sheet) => textsOf(sheet).length)).toEqual([counts[0]! + counts[1]!, counts[2]!]);
  expect(new Set(textsOf(read[1]!).map(({ year }) => year)).size).toBe(1);
});

test('files that are written in several pieces are whole, in the CSV, the JSON and the workbook', async () => {
  const archive = loadArchive(home, fixtureRoot('full')).archive!;
  const { site, agencies, forms } = archive;
  const archived = archive.reports.find(({ report }) => !report.isDraft)!;
  const { year } = archived.report;
  // As many as make more than a mebibyte of CSV.
  const ids = Array.from({ length: 20 }, (_, at) => `copy-${String(at).padStart(2, '0')}`);
  const reports = ids.map((id) => ({
    archived: { ...archived, report: { ...archived.report, agency: id } },
    acknowledged: [],
    notes: [],
    fingerprint: 'f',
  }));
  const pieces = new Map<string, Buffer[]>();
  for await (const file of dataFiles({ site, agencies, forms, reports })) {
    const before = pieces.get(file.path) ?? [];
    expect(file.isContinued, file.path).toBe(before.length > 0);
    pieces.set(file.path, [...before, Buffer.from(writtenContent(file.content))]);
  }
  const fileOf = (file: string) => Buffer.concat(pieces.get(file)!);
  expect(pieces.get(`data/${year}.csv`)!.length).toBeGreaterThan(2);

  const rows = ids.flatMap((id) => readTable(fileOf(`${id}/${year}/${id}-${year}.csv`)));
  expect(new Set(rows.map(({ agency }) => agency)).size).toBe(ids.length);
  const sheets = readWorkbook(fileOf(`data/${year}.xlsx`));
  expect(textsOf(sheetOf(sheets, String(year)))).toEqual(rows);
  for (const name of [year, 'all']) {
    expect(readTable(fileOf(`data/${name}.csv`)), `${name}`).toEqual(rows);
    const json: { reports: { agency: string }[] } = JSON.parse(`${fileOf(`data/${name}.json`)}`);
    expect(json.reports.map(({ agency }) => agency)).toEqual(ids);
  }
});
