import type { Agencies } from '../../archive/agencies.ts';
import { nameInYear } from '../../archive/archive.ts';
import { notStated } from '../../report/number.ts';
import { foldText } from '../recognise/label.ts';
import type { RecognisedProse, RecognisedReport } from '../recognised.ts';
import { allRemarks } from './all-remarks.ts';
import { headComments, withComments } from './comments.ts';
import type { DraftLine } from './draft-line.ts';
import { totalsToState } from './printed-totals.ts';
import { type Receipt, receiptOf } from './receipt.ts';
import { tableLines } from './table-lines.ts';
import { oneLine, scalarOf } from './yaml-text.ts';

/** A report file that an editor has to confirm, and what became of its source. */
export interface Draft {
  /** Read without error by the report reader. */
  yaml: string;
  receipt: Receipt;
}

export interface DraftContext {
  agencies: Agencies;
  /** Address or name of the original; without it, the source's own name. */
  origin?: string;
}

/** What a person has to decide is not published before somebody has. */
const unconfirmed: readonly DraftLine[] = [
  { text: '# “待核”的各处处理完以后，删去下一行，这份年报才会发布。' },
  { text: '状态: 草稿' },
];

/** Stands in for a part that the source lacks. */
const missingPart = '（原文未载。）';

/** The report that a source holds, as YAML with comments, and its receipt. */
export function draftOf(recognised: RecognisedReport, context: DraftContext): Draft {
  const remarks = allRemarks(recognised);
  const needsPerson = remarks.some(({ kind }) => kind === 'needs-person');
  const lines = [...headLines(recognised, context, needsPerson), ...partLines(recognised)];
  const comments = [
    `# 由“${oneLine(recognised.name)}”导入：请对照原文，逐项核对。`,
    ...headComments(lines, remarks),
  ];
  const yaml = `${[...comments, ...withComments(lines, remarks)].join('\n')}\n`;
  return { yaml, receipt: receiptOf(recognised) };
}

function headLines(
  { name, agency, year, title, published, tables: { form } }: RecognisedReport,
  { agencies, origin = name }: DraftContext,
  needsPerson: boolean,
): DraftLine[] {
  const known = agency === undefined ? undefined : agencies.get(agency);
  const computed =
    known && year !== undefined ? `${nameInYear(known, year)}${year}年${form.title}` : undefined;
  const isOwnTitle =
    title !== undefined && !title.includes('{{') && foldText(title) !== foldText(computed ?? '');
  return [
    { text: `格式: ${JSON.stringify(form.edition)}` },
    ...(needsPerson ? unconfirmed : []),
    { text: `原载: {出处: ${originOf(origin)}}` },
    { text: `发布日期: ${published === undefined ? notStated : dateScalar(published)}` },
    ...(isOwnTitle ? [{ text: `标题: ${scalarOf(title)}` }] : []),
  ];
}

/** The name of the source's file without its folders, or its address. */
function originOf(origin: string): string {
  const name = /^https?:\/\//i.test(origin) ? origin : (origin.split(/[/\\]/).at(-1) ?? '');
  const line = oneLine(name);
  return line === '' || line === '-' ? notStated : JSON.stringify(line);
}

function dateScalar(published: string): string {
  return published.includes(' ') ? JSON.stringify(published) : published;
}

function partLines({ tables: { form, tables }, prose }: RecognisedReport): DraftLine[] {
  const byKey = new Map(prose.map((part) => [part.key, part]));
  const lines: DraftLine[] = [];
  for (const { key, content, optional } of form.parts) {
    const own =
      content === 'table'
        ? tableLines(
            form,
            key,
            tables.find((table) => table.key === key),
          )
        : proseLines(key, byKey.get(key), optional);
    if (own.length > 0) lines.push({ text: '' });
    for (const line of own) lines.push(line);
  }
  const totals = totalsToState(form, tables);
  if (totals.length > 0) lines.push({ text: '' }, { text: '刊载总计:' });
  for (const { address, digits } of totals)
    lines.push({ text: `  ${address}: ${digits}`, path: address });
  return lines;
}

function proseLines(
  key: string,
  prose: RecognisedProse | undefined,
  optional: boolean,
): DraftLine[] {
  if (!prose && optional) return [];
  const text = prose?.markdown ?? missingPart;
  return [
    { text: `${key}: |`, path: key },
    ...text.split('\n').map((line) => ({ text: line === '' ? '' : `  ${line}` })),
  ];
}
