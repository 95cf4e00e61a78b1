import type { Form, Part } from '../../form/form.ts';
import type { Block, Place, Remark, TableBlock, TextBlock } from '../source-document.ts';
import { textOfBlock } from './block-text.ts';
import { joinLabels } from './joined-label.ts';
import { labelOf, nearestWord } from './label.ts';
import { isLabelHere } from './own-table.ts';
import { debrisLine } from './source-debris.ts';
import { type SourceRow, type Token, tableRows, textRow } from './source-row.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Neighbouring blocks that hold statutory tables or pieces of them. */
export interface Region {
  blocks: readonly Block[];
  rows: readonly SourceRow[];
}

/** Distinct labels that make a table a statutory one wherever it stands. */
const enoughLabels = 3;
const longestLine = 80;
/** No statutory table comes near these, not even with a line for each cell. */
const mostRows = 2000;
const mostCells = 200;
/** Cells of all tables together that are looked at; a whole report has fewer than a thousand. */
const mostCellsInAll = 50_000;

/** What may be a region. */
interface Candidate extends Region {
  /** Words of its labels, those aside that stand in all sorts of tables. */
  labels: ReadonlySet<string>;
  /** Whether it stands below the heading of a part that is a table. */
  isInTablePart: boolean;
}

interface Piece {
  block: Block;
  rows: SourceRow[];
  /** `glue` belongs to a table only if tables stand on both its sides. */
  kind: 'table' | 'line' | 'glue';
}

/** Where statutory tables are, and what a person should know of the search. */
export interface Regions {
  regions: readonly Region[];
  remarks: readonly Remark[];
}

/**
 * The blocks that hold statutory tables. Below the heading of a part that is a table one label is
 * enough; elsewhere, tables of the agency's own may share a few words with the form, or repeat what
 * the statutory ones say.
 */
export function tableRegions(
  blocks: readonly Block[],
  vocabularies: readonly Vocabulary[],
): Regions {
  const isLabel = (token: Token) =>
    vocabularies.some((vocabulary) => vocabulary.lookUp(token.label) !== undefined);
  const isExactLabel = (token: Token) =>
    vocabularies.some((vocabulary) => vocabulary.lookUp(token.label)?.isExact);
  const partTitles = titlesOf(vocabularies.map(({ form }) => form));
  const candidates: Candidate[] = [];
  const remarks: Remark[] = [];
  let pieces: Piece[] = [];
  let part: Part | undefined;
  let cells = 0;
  const close = () => {
    const candidate = candidateOf(pieces, vocabularies, isExactLabel, part);
    if (candidate) candidates.push(candidate);
    pieces = [];
  };
  for (const block of blocks) {
    const heading = block.kind === 'text' ? headingOf(block, partTitles, isLabel) : undefined;
    const isLarge = block.kind === 'table' && isTooLarge(block);
    const before = cells;
    if (block.kind === 'table' && !isLarge) cells += cellsOf(block);
    if (isLarge) remarks.push(tooLarge(block));
    if (before <= mostCellsInAll && cells > mostCellsInAll) remarks.push(tooMany(block.place));
    const piece =
      heading || isLarge || cells > mostCellsInAll ? undefined : pieceOf(block, isLabel);
    if (piece) pieces.push(piece);
    else close();
    if (heading) part = heading.part;
  }
  close();
  const regions = withoutRepeated(candidates);
  const pageNumbers = regions.flatMap((region) => region.blocks.flatMap(pageNumberRemark));
  return { regions, remarks: [...remarks, ...pageNumbers] };
}

/** Tables in texts say nothing new where the parts that are tables have all their labels. */
function withoutRepeated(candidates: readonly Candidate[]): Candidate[] {
  const statutory = new Set(
    candidates.filter(({ isInTablePart }) => isInTablePart).flatMap(({ labels }) => [...labels]),
  );
  return candidates.filter(
    ({ isInTablePart, labels }) =>
      isInTablePart || ![...labels].every((label) => statutory.has(label)),
  );
}

function pageNumberRemark(block: Block): Remark[] {
  if (!isPageNumber(block)) return [];
  const text = textOfBlock(block);
  return [{ kind: 'mended', message: `去掉了表格中间的页码“${text}”。`, place: block.place, text }];
}

/** Among cells that have lines of their own, a page number would be one of them. */
function isPageNumber(block: Block): boolean {
  return block.kind === 'text' && debrisLine(block.text) === '页码';
}

function tooLarge({ rows, place }: TableBlock): Remark {
  const widest = Math.max(...rows.map(({ length }) => length));
  const size =
    rows.length > mostRows
      ? `有 ${rows.length} 行，超过 ${mostRows} 行`
      : `一行有 ${widest} 格，超过 ${mostCells} 格`;
  const message = `这张表${size}，没有当作法定表格识读：里面若有要填的数字，请自行填写。`;
  return { kind: 'needs-person', message, place };
}

function tooMany(place: Place): Remark {
  const message = `各表合起来超过 ${mostCellsInAll} 格，从这里起的表没有当作法定表格识读：里面若有要填的数字，请自行填写。`;
  return { kind: 'needs-person', message, place };
}

function titlesOf(forms: readonly Form[]): Map<string, Part> {
  const parts = forms.flatMap((form) => form.parts).filter((part) => part.title);
  return new Map(parts.map((part) => [labelOf(part.title!).text, part]));
}

/** The part that a heading opens, undefined in it where the heading is no part's of any form. */
function headingOf(
  block: TextBlock,
  titles: ReadonlyMap<string, Part>,
  isLabel: (token: Token) => boolean,
): { part: Part | undefined } | undefined {
  if (block.text.length > longestLine) return undefined;
  const label = labelOf(block.text);
  const isNumbered = /^[一二三四五六七八九十]+、$/.test(label.ordinal);
  const exact = titles.get(label.text);
  if (exact || (block.level === undefined && !isNumbered)) return exact && { part: exact };
  if (isLabel(textRow(block).tokens[0]!)) return undefined;
  const near = titles.get(nearestWord(label.text, titles.keys()) ?? '');
  return near || isNumbered ? { part: near } : undefined;
}

function pieceOf(block: Block, isLabel: (token: Token) => boolean): Piece | undefined {
  if (block.kind === 'table') return { block, rows: tableRows(block), kind: 'table' };
  if (block.text.trim() === '' || isPageNumber(block)) return { block, rows: [], kind: 'glue' };
  if (block.text.length > longestLine) return undefined;
  const row = textRow(block);
  const [first] = row.tokens;
  if (isLabel(first!)) return { block, rows: [row], kind: 'line' };
  if (block.level !== undefined) return undefined;
  if (first!.kind === 'value') return { block, rows: [row], kind: 'glue' };
  const isFragment =
    row.tokens.length > 1 || (first!.label.bare.length <= 12 && !/[。；！？]/.test(block.text));
  return isFragment || /^(注|备注|说明|单位)/.test(first!.label.bare)
    ? { block, rows: [row], kind: 'glue' }
    : undefined;
}

function cellsOf({ rows }: TableBlock): number {
  return rows.reduce((sum, row) => sum + row.length, 0);
}

function isTooLarge({ rows }: TableBlock): boolean {
  return rows.length > mostRows || rows.some((cells) => cells.length > mostCells);
}

function candidateOf(
  pieces: readonly Piece[],
  vocabularies: readonly Vocabulary[],
  isExactLabel: (token: Token) => boolean,
  part: Part | undefined,
): Candidate | undefined {
  const first = pieces.findIndex(({ kind }) => kind !== 'glue');
  if (first < 0) return undefined;
  let end = pieces.findLastIndex(({ kind }) => kind !== 'glue') + 1;
  // Figures after the last label are its own.
  while (end < pieces.length && isValueOrBlank(pieces[end]!)) end += 1;
  const own = pieces.slice(first, end);
  const rows = joinLabels(
    own.flatMap((piece) => piece.rows),
    isExactLabel,
  );
  const isInTablePart = part?.content === 'table';
  const labels = labelsOf(rows, vocabularies, part?.content === 'text');
  const tokens = rows.flatMap((row) => row.tokens);
  // 其他 and 总计 stand in all sorts of tables.
  const strong = new Set([...labels].filter((words) => words.length > 2));
  const onlyValues =
    tokens.some(({ kind }) => kind === 'value') && tokens.every(({ kind }) => kind !== 'text');
  const isStatutory =
    strong.size >= enoughLabels || (isInTablePart && (labels.size > 0 || onlyValues));
  if (!isStatutory) return undefined;
  return { blocks: own.map(({ block }) => block), rows, labels: strong, isInTablePart };
}

/** The words of the forms' labels in rows. `isInText`: among them may be tables of the agency's own. */
function labelsOf(
  rows: readonly SourceRow[],
  vocabularies: readonly Vocabulary[],
  isInText: boolean,
): Set<string> {
  const labels = new Set<string>();
  for (const row of rows) {
    for (const [at, { kind, label }] of row.tokens.entries()) {
      if (kind !== 'text') continue;
      const isLabel = isInText
        ? isLabelHere(row, at, vocabularies)
        : vocabularies.some(({ lookUp }) => lookUp(label) !== undefined);
      if (isLabel) labels.add(label.bare);
    }
  }
  return labels;
}

function isValueOrBlank({ rows }: Piece): boolean {
  return rows.every(({ tokens }) => tokens.every(({ kind }) => kind !== 'text'));
}
