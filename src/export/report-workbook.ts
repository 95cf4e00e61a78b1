import { type ArchivedReport, nameInYear, reportKey, reportTitle } from '../archive/archive.ts';
import { correctionNotes } from '../correction/sentences.ts';
import type { Form } from '../form/form.ts';
import type { PlainEntry, ZipContent, ZipEntry } from '../zip/zip-archive.ts';
import { contributionRowsOfOne } from './archive-rows.ts';
import { contributionsTable, contributionsTableOfOne, figuresTableOfOne } from './data-table.ts';
import type { ExportedReport } from './exported-report.ts';
import { factColumns, type ReportFigures } from './figure-rows.ts';
import { addReportFigureSheet } from './figure-sheet.ts';
import { codeTexts, columnNotes } from './notes.ts';
import { type PrintedSheet, printedSheets } from './printed-sheet.ts';
import { publishedText } from './report-json.ts';
import { SharedTexts } from './spreadsheet/cells.ts';
import {
  sharedTextsEntry,
  sheetEntry,
  sheetNames,
  workbook,
  xmlDeclaration,
} from './spreadsheet/workbook.ts';
import { mostRows, noteSheet, tableSheet } from './table-sheet.ts';
import { TextBytes } from './text-bytes.ts';

/** What is the same in the workbooks of all reports of a form. */
interface PreparedWorkbook {
  printed: readonly PrintedSheet[];
  sheetNames: readonly string[];
  shared: SharedTexts;
  sharedEntry: ZipEntry;
}

const preparedForms = new WeakMap<Form, PreparedWorkbook>();

const dataNotes = columnNotes(figuresTableOfOne);

const shareNotes = [
  [
    contributionsTable.title,
    `“${contributionsTable.title}”页：${contributionsTable.description}。各列：`,
  ] as const,
  ...columnNotes(contributionsTableOfOne),
];

/**
 * A report as the parts of an XLSX file: each statutory table as the form prints it, its totals as formulas
 * where all addends are stated; then all figures as a data table, for a report with 汇总 whose figures
 * they are the sum of, and notes.
 *
 * @param home address of the site, with a slash at the end
 */
export function reportWorkbook(
  { archived, notes }: ExportedReport,
  figures: ReportFigures,
  home: string,
): ZipContent {
  const { report, agency } = archived;
  const { printed, sheetNames, shared, sharedEntry } = prepare(report.form);
  const title = reportTitle(archived);
  const facts = [...archived.facts.all()];
  const xml = new TextBytes();
  const taken = (): PlainEntry => ({ name: '', content: xml.take() });
  const entries = printed.map(({ addTo }) => {
    addTo(xml, title, facts);
    return taken();
  });
  xml.addText(xmlDeclaration);
  addReportFigureSheet(xml, figures, shared);
  const shares = contributionRowsOfOne(archived);
  const hasShares = shares.length > 0 && shares.length < mostRows;
  const about = [...reportNotes(archived, notes, home), ...(hasShares ? shareNotes : [])];
  const sheets = [
    ...entries,
    taken(),
    hasShares ? sheetEntry(tableSheet(contributionsTableOfOne, shares, shared)) : undefined,
    sheetEntry(noteSheet(about, shared)),
  ];
  return workbook({
    title,
    creator: nameInYear(agency, report.year),
    sheets: sheets.flatMap((entry, at) => (entry ? [{ name: sheetNames[at]!, entry }] : [])),
    sharedTexts: sharedEntry,
  });
}

function prepare(form: Form): PreparedWorkbook {
  let prepared = preparedForms.get(form);
  if (!prepared) {
    const shared = new SharedTexts();
    for (const { name } of figuresTableOfOne.fields) shared.indexOf(name);
    for (const text of codeTexts) shared.indexOf(text);
    for (const columns of factColumns(form))
      for (const text of Object.values(columns)) shared.indexOf(text);
    for (const { kind } of form.facts) shared.indexOf(kind.unit ?? '');
    for (const text of dataNotes.flat()) shared.indexOf(text);
    const printed = printedSheets(form, shared);
    prepared = {
      printed,
      sheetNames: sheetNames([
        ...printed.map(({ name }) => name),
        '数据',
        contributionsTable.title,
        '说明',
      ]),
      shared,
      sharedEntry: sharedTextsEntry(shared.xml()),
    };
    preparedForms.set(form, prepared);
  }
  return prepared;
}

function reportNotes(
  archived: ArchivedReport,
  notes: readonly string[],
  home: string,
): (readonly [string, string])[] {
  const { report, agency } = archived;
  const { form, published } = report;
  return [
    ['标题', reportTitle(archived)],
    ['机关', nameInYear(agency, report.year)],
    ['报告年度', String(report.year)],
    ['发布日期', published ? publishedText(published) : '原文未载'],
    ['格式', `${form.name}（${form.basis}《${form.document}》）`],
    ['永久网址', `${home}${reportKey(report)}/`],
    [
      '表中数字',
      '加数都已填报的总计是公式；“—”表示原报告未载，不是零。有效数字超过15位的数，电子表格不能精确表示，写作文本。',
    ],
    ...correctionNotes(report).map((note) => ['更正', note] as const),
    ...notes.map((note) => ['数据说明', note] as const),
    ['数据', '“数据”页一行一个数字，与同名 CSV 文件相同，只略去每行都一样的各列。各列：'],
    ...dataNotes,
  ];
}
