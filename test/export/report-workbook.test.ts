import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixtureRoot, projectRoot } from '../roots.ts';
import {
  litigationCells,
  type PrintedCell,
  proactiveCells,
  requestCells,
} from '../seeds/printed-cells.ts';
import { full, type KnownReport, seeds } from '../seeds/reports.ts';
import { type BuiltSite, buildPages } from '../site/built-site.ts';
import { readTable } from './csv-reader.ts';
import { evaluate } from './formula.ts';
import {
  columnLetters,
  filledGrid,
  readWorkbook,
  type SheetCell,
  type SheetContent,
  sheetOf,
  sheetTable,
} from './xlsx-reader.ts';

/** 1980-01-01 00:00 as ZIP writes it: day and month in the lower bits, above 16 bits of time. */
const earliestDate = (1 | (1 << 5)) << 16;

/** Title and heading stand above each table. */
const rowsAbove = 2;
/** Header rows of 表三 and 表四, and columns of row labels, counted on the printed form. */
const headRows = 3;
const stubColumns = 3;

interface FoundCell extends PrintedCell {
  reference: string;
  cell: SheetCell;
}

const withoutRepeats = (labels: readonly string[]) =>
  labels.filter((label, at) => label !== labels[at - 1]);

/** 表三 and 表四: figures below the header rows and right of the row labels, as a reader sees them. */
function gridFigures(sheet: SheetContent, stub: number): FoundCell[] {
  const grid = filledGrid(sheet).slice(rowsAbove);
  const head = grid.slice(0, headRows);
  return grid.slice(headRows).flatMap((row, down) =>
    row.slice(stub).map((_, right) => {
      const labels = [
        ...withoutRepeats(row.slice(0, stub)),
        ...withoutRepeats(head.map((labels) => labels[stub + right]!)),
      ];
      return figureAt(sheet, labels, rowsAbove + headRows + down + 1, stub + right);
    }),
  );
}

/** 表二: below each band a line of column labels, then its rows. */
function bandFigures(sheet: SheetContent): FoundCell[] {
  const grid = filledGrid(sheet).slice(rowsAbove);
  let band = '';
  let columns: string[] = [];
  return grid.flatMap((row, down) => {
    if (new Set(row).size === 1 && row.length > 1) {
      band = row[0]!;
      columns = [];
      return [];
    }
    if (columns.length === 0) {
      columns = row;
      return [];
    }
    return row.flatMap((_, at) => {
      const isCovered = columns[at] === columns[at - 1];
      if (at === 0 || isCovered) return [];
      return [figureAt(sheet, [band, row[0]!, columns[at]!], rowsAbove + down + 1, at)];
    });
  });
}

function figureAt(sheet: SheetContent, labels: string[], row: number, column: number): FoundCell {
  const reference = `${columnLetters(column)}${row}`;
  const cell = sheet.cells.get(reference)!;
  return { labels, text: shown(cell), reference, cell };
}

/** What a reader sees: the digits in the cell's number format. */
function shown({ type, text, format }: SheetCell): string {
  if (type !== 'n') return text;
  const decimals = /^\+?0(?:\.(0+))?(?:;|$)/.exec(format ?? '')?.[1]?.length ?? 0;
  const plus = format?.startsWith('+') && Number(text) > 0 ? '+' : '';
  return plus + Number(text).toFixed(decimals);
}

describe.each<[string, string, readonly KnownReport[]]>([
  ['the five seed reports', projectRoot, seeds],
  ['the full fixture', fixtureRoot('full'), full],
])('%s', (_, root, reports) => {
  let site: BuiltSite;
  beforeAll(async () => {
    site = await buildPages(root);
  });
  afterAll(() => site.remove());

  describe.each(reports)('$key', (report) => {
    const pathOf = (extension: string) =>
      path.join(site.folder, report.key, `${report.agency}-${report.year}.${extension}`);
    const read = async () => readWorkbook(await readFile(pathOf('xlsx')));

    test('has a sheet per table, the data, and notes', async () => {
      const names = (await read()).map(({ name }) => name);
      expect(names).toEqual(['表二', '表三', '表四', '数据', '说明']);
    });

    test('shows each table as the form prints it, every figure below its labels', async () => {
      const sheets = await read();
      const plain = (cells: readonly PrintedCell[]) =>
        cells.map(({ labels, text }) => ({ labels, text }));
      expect(plain(bandFigures(sheetOf(sheets, '表二')))).toEqual(proactiveCells(report));
      expect(plain(gridFigures(sheetOf(sheets, '表三'), stubColumns))).toEqual(
        requestCells(report),
      );
      expect(plain(gridFigures(sheetOf(sheets, '表四'), 0))).toEqual(litigationCells(report));
    });

    test('has numbers as numbers, and “—” as text', async () => {
      for (const sheet of await read()) {
        if (!sheet.name.startsWith('表')) continue;
        const figures =
          sheet.name === '表二'
            ? bandFigures(sheet)
            : gridFigures(sheet, sheet.name === '表三' ? stubColumns : 0);
        for (const { cell, text } of figures) expect(cell.type === 'n').toBe(text !== '—');
      }
    });

    test('has a formula for each total whose addends are all stated, and nowhere else', async () => {
      const sheets = await read();
      const live = (cells: readonly FoundCell[]) =>
        cells.filter(({ cell }) => cell.formula !== undefined).map(({ labels }) => labels);
      expect(live(gridFigures(sheetOf(sheets, '表三'), stubColumns))).toEqual(
        liveTotals(requestCells(report)),
      );
      expect(live(gridFigures(sheetOf(sheets, '表四'), 0))).toEqual(
        liveBlocks(litigationCells(report)),
      );
      expect(live(bandFigures(sheetOf(sheets, '表二')))).toEqual([]);
    });

    test('each formula gives the very number that stands in the cell', async () => {
      for (const sheet of await read()) {
        for (const [reference, { formula, text }] of sheet.cells)
          if (formula !== undefined)
            expect(evaluate(sheet, reference), `${sheet.name} ${reference}`).toBe(Number(text));
      }
    });

    test('has the figures of the CSV in its data sheet', async () => {
      const rows = sheetTable(sheetOf(await read(), '数据'));
      const texts = rows.map((row) =>
        Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, cell?.text ?? ''])),
      );
      const csv = readTable(await readFile(pathOf('csv'))).map((row) =>
        Object.fromEntries(Object.keys(texts[0]!).map((name) => [name, row[name]])),
      );
      expect(texts).toEqual(csv);
      for (const { value } of rows) expect(value?.type ?? 'n').toBe('n');
    });

    test('tells in its notes what is known of the report', async () => {
      const grid = filledGrid(sheetOf(await read(), '说明'));
      const notes = new Map(grid.map(([subject, text]) => [subject, text]));
      expect(notes.get('标题')).toBe(site.reportJson(report.key).title);
      expect(notes.get('永久网址')).toMatch(new RegExp(`^https://.+/${report.key}/$`));
    });

    test('says nowhere when it was made', async () => {
      const bytes = await readFile(pathOf('xlsx'));
      const names = Object.keys(unzipSync(bytes));
      expect(names).not.toContain('docProps/app.xml');
      // The date of each entry, as the ZIP format places it after the mark of a directory entry.
      const mark = Buffer.from('PK\x01\x02', 'latin1');
      const dates: number[] = [];
      for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, at + 1))
        dates.push(bytes.readUInt32LE(at + 12));
      expect(dates).toHaveLength(names.length);
      expect(new Set(dates)).toEqual(new Set([earliestDate]));
    });
  });
});

/** Labels of the totals of 表三 whose addends all are figures: of rows, and of the row （七）总计. */
function liveTotals(cells: readonly PrintedCell[]): string[][] {
  const columnOf = ({ labels }: PrintedCell) => labels.at(-1)!;
  const rowOf = ({ labels }: PrintedCell) => labels.slice(0, labels.indexOf('申请人情况'));
  const isOutcome = (cell: PrintedCell) => rowOf(cell)[0] === '三、本年度办理结果';
  const isSumRow = (cell: PrintedCell) => rowOf(cell).at(-1) === '（七）总计';
  const addendsOf = (total: PrintedCell) =>
    cells.filter((cell) => {
      const isInRow = String(rowOf(cell)) === String(rowOf(total));
      const isSummed = isOutcome(cell) && !isSumRow(cell);
      if (isSumRow(total))
        return columnOf(total) === '总计'
          ? isSummed && columnOf(cell) !== '总计'
          : isSummed && columnOf(cell) === columnOf(total);
      return isInRow && columnOf(cell) !== '总计';
    });
  return cells
    .filter((cell) => columnOf(cell) === '总计' || isSumRow(cell))
    .filter((cell) => addendsOf(cell).every(({ text }) => text !== '—'))
    .map(({ labels }) => labels);
}

/** Labels of the totals of 表四 whose four addends all are figures. */
function liveBlocks(cells: readonly PrintedCell[]): string[][] {
  const blocks = Map.groupBy(cells, ({ labels }) => labels.slice(0, -1).join());
  return [...blocks.values()]
    .filter((block) => block.slice(0, -1).every(({ text }) => text !== '—'))
    .map((block) => block.at(-1)!.labels);
}
