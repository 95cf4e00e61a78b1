import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ArchivedReport } from '../../src/archive/archive.ts';
import { home, loadArchive } from '../../src/archive/load.ts';
import { type DataSource, dataFiles } from '../../src/export/data-files.ts';
import { writtenContent } from '../../src/export/file-content.ts';
import { computeFacts } from '../../src/facts/compute.ts';
import { figureOf } from '../../src/report/figure.ts';
import { fixtureRoot } from '../roots.ts';
import { looksLikeFormula, readCsv, readTable } from './csv-reader.ts';
import { readWorkbook, type SheetContent, sheetOf, sheetTable } from './xlsx-reader.ts';

const archive = loadArchive(home, fixtureRoot('full')).archive!;
const archived = archive.reports.find(({ report }) => report.year === 2023)!;

/** A root whose texts, all of them, are what somebody hostile has typed. */
function sourceOf(text: string): DataSource {
  const agency = { ...archived.agency, name: text, shortName: text, formerNames: [{ name: text }] };
  const statistic = { name: text, unit: text, offset: 0 };
  const breakdown = [{ name: text, figure: figureOf('-3'), offset: 0 }];
  const report = {
    ...archived.report,
    title: text,
    archived: { origin: text },
    statistics: [{ ...statistic, breakdown }],
  };
  const hostile: ArchivedReport = { report, agency, facts: computeFacts(report) };
  return {
    site: { ...archive.site, name: text },
    agencies: new Map([...archive.agencies, [agency.id, agency]]),
    forms: new Map([[report.form.edition, report.form]]),
    reports: [{ archived: hostile, acknowledged: [], notes: [text], fingerprint: 'f' }],
  };
}

async function filesOf(source: DataSource): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  for await (const { path, content, isContinued } of dataFiles(source)) {
    const before = isContinued ? files.get(path)! : Buffer.alloc(0);
    files.set(path, Buffer.concat([before, Buffer.from(writtenContent(content))]));
  }
  return files;
}

const attacks = [
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '=HYPERLINK("http://x.invalid","点击")',
  "'=1+1",
  "''@x",
  "'",
  ' =1',
  '\u00a0=1',
  '\ufeff=1',
  '\u202e=1',
  '\0=1',
  '＝1+1',
  '＠x',
  '\t=1',
  '\r=1',
  '\n=1',
  'a\r\n=1,"b"',
  '"',
  '""",=1',
  'a,b',
  '</t></is></c><f>1+1</f>',
  ']]>&amp;&#0;',
  '_x0041_',
  '_x_x0041_',
  '\ud800',
  'a\udc00b',
  '\ufffe\uffff\ufffd',
  '\u202a\u2066右到左\u2069\u202c',
  '\0\u0001\u001f\u007f\u0085',
  `x${'😀'.repeat(16_384)}`,
];

const hostile = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...attacks) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1 }) },
  {
    weight: 2,
    arbitrary: fc
      .array(fc.constantFrom(...'=+-@＝\'", \t\r\n\0\ufeff\u202e_x0041<&;1甲'), { minLength: 1 })
      .map((characters) => characters.join('')),
  },
);

/** Excel's limit, and how a longer text ends. */
const longestCell = 32_767;

function expectCell(cell: { type: string; text: string } | undefined, text: string): void {
  expect(cell?.type).not.toBe('n');
  if (text.length <= longestCell) expect(cell?.text).toBe(text);
  else {
    expect(cell!.text.length).toBeLessThanOrEqual(longestCell);
    expect(cell!.text.length).toBeGreaterThan(longestCell - 3);
    expect(cell!.text.endsWith('…') && text.startsWith(cell!.text.slice(0, -1))).toBe(true);
    expect(cell!.text.isWellFormed()).toBe(true);
  }
}

function formulasOf(sheets: readonly SheetContent[]): string[] {
  return sheets.flatMap(({ cells }) => [...cells.values()].flatMap(({ formula }) => formula ?? []));
}

async function expectUnharmed(typed: string): Promise<void> {
  const files = await filesOf(sourceOf(typed));
  // UTF-8 has no halves of characters.
  const text = typed.toWellFormed();
  const stem = `${archived.report.agency}/2023/${archived.report.agency}-2023`;

  for (const [file, bytes] of files) {
    if (!file.endsWith('.csv')) continue;
    const [heading, ...records] = readCsv(bytes);
    const isHarmless = (field: string, at: number) =>
      heading![at] === 'value' ? /^(-?\d+(\.\d+)?)?$/.test(field) : !looksLikeFormula(field);
    expect(
      records.flatMap((record) => record.filter((field, at) => !isHarmless(field, at))),
    ).toEqual([]);
  }
  const figures = readTable(files.get(`${stem}.csv`)!);
  const own = figures.filter(({ part }) => part === '统计');
  expect(own.map(({ row, column, unit, value }) => [row, column, unit, value])).toEqual([
    [text, text, text, '-3'],
    [text, '合计', text, '-3'],
  ]);
  const [reportRow] = readTable(files.get('data/reports.csv')!);
  expect(reportRow).toMatchObject({ title: text, origin: text, notes: text });
  const agencyRow = readTable(files.get('data/agencies.csv')!).find(({ name }) => name === text);
  expect(agencyRow).toMatchObject({ short_name: text, former_names: text });

  const printed = readWorkbook(files.get(`${stem}.xlsx`)!);
  expectCell(sheetOf(printed, '表三').cells.get('A1'), text);
  const ownCells = sheetTable(sheetOf(printed, '数据')).slice(-2);
  for (const { row, unit, value } of ownCells) {
    expectCell(row, text);
    expectCell(unit, text);
    expect(value).toEqual({ type: 'n', text: '-3' });
  }
  expectCell(sheetOf(printed, '说明').cells.get('B1'), text);
  for (const file of ['data/2023.xlsx', 'data/all.xlsx']) {
    const sheets = readWorkbook(files.get(file)!);
    expectCell(sheetTable(sheetOf(sheets, '报告'))[0]!.title, text);
    expectCell(sheetTable(sheetOf(sheets, '2023')).at(-1)!.agency_name, text);
    expect(formulasOf(sheets)).toEqual([]);
  }
  for (const formula of formulasOf(printed)) expect(formula).toMatch(/^SUM\([A-Z\d:,]+\)$/);

  const { reports } = JSON.parse(String(files.get('data/all.json')!));
  // JSON has a way to write halves of characters.
  expect(reports[0]).toMatchObject({ title: typed, agencyName: typed });
}

test.each(attacks)('text survives and becomes no formula: %j', async (attack) => {
  await expectUnharmed(attack);
});

test('any text survives and becomes no formula', async () => {
  await fc.assert(fc.asyncProperty(hostile, expectUnharmed), { numRuns: 30 });
});
