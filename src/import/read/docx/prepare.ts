import type { CheerioAPI } from 'cheerio';
import { escapeHtml } from '../../../prose/markdown.ts';
import type { Remark } from '../../source-document.ts';
import { refuseParagraphs } from '../extent.ts';
import { type DomElement, elementsBelow, isElement, textOf } from '../html/dom.ts';
import { child, Numbering, settingOf } from './numbering.ts';
import { settleRelations } from './relations.ts';
import { completeRow } from './table-row.ts';
import type { WordPackage } from './word-package.ts';

/** Around the number of an item in a list, for `docx.ts` to find again behind mammoth. */
export const numberMark = { start: '\ue000', end: '\ue001' } as const;

/**
 * Makes plain what mammoth would lose of a document: numbers that Word counts by itself, columns
 * that a row leaves out at its beginning. Hidden text is taken away, revisions are told.
 *
 * @throws ImportError where it is longer than any report
 */
export function prepareDocument(word: WordPackage): Remark[] {
  const { document, numbering, styles } = word;
  const body = elementsBelow(document.root()[0]!.children.find(isElement)!);
  refuseParagraphs(body.filter(({ name }) => name === 'w:p').length);
  const remarks = [
    ...settleRevisions(document, body),
    ...takeHiddenText(body),
    ...takeContents(document, styles, body),
    ...foreignRemarks(body),
  ];
  settleRelations(word, body);
  for (const row of body) if (row.name === 'w:tr') completeRow(document, row);
  const counter = new Numbering(numbering, styles);
  for (const paragraph of body) {
    if (paragraph.name !== 'w:p' || !paragraph.parent || isAlternative(paragraph)) continue;
    const label = counter.next(paragraph);
    if (!label) continue;
    const isItem = label.plainNumber !== undefined && !isWithin(paragraph, 'w:tc');
    insertText(
      document,
      paragraph,
      isItem
        ? `${numberMark.start}${label.plainNumber}${numberMark.end}`
        : `${label.text}${/[\w.．]$/.test(label.text) ? ' ' : ''}`,
    );
    if (!isItem) dropNumbering(document, paragraph);
  }
  return remarks;
}

/** Whether an element stands in what only newer programs show, for which there is another version. */
export function isAlternative(element: DomElement): boolean {
  const choice = ancestor(element, 'mc:Choice');
  const { parent } = choice ?? {};
  return choice !== undefined && isElement(parent) && child(parent, 'mc:Fallback') !== undefined;
}

export function isWithin(element: DomElement, name: string): boolean {
  return ancestor(element, name) !== undefined;
}

function ancestor(element: DomElement, name: string): DomElement | undefined {
  for (let at = element.parent; isElement(at); at = at.parent) if (at.name === name) return at;
  return undefined;
}

/** Revisions count as accepted. mammoth knows this, too; but what becomes of a row is to be told. */
function settleRevisions(document: CheerioAPI, body: readonly DomElement[]): Remark[] {
  const removedRows = body.filter(
    (row) => row.name === 'w:tr' && child(child(row, 'w:trPr'), 'w:del') !== undefined,
  );
  const rows = new Set<DomElement | undefined>(removedRows);
  const removed = body.filter(
    (element) =>
      (element.name === 'w:del' || element.name === 'w:moveFrom') &&
      !rows.has(ancestor(element, 'w:tr')),
  );
  const inserted = body.filter(
    (element) => element.name === 'w:ins' || element.name === 'w:moveTo',
  );
  const removedTexts = [
    ...removed.map(textOf),
    ...removedRows.map((row) => row.children.map(textOf).join(' ').trim()),
  ].filter((text) => text.trim() !== '');
  const insertions = inserted.filter((element) => textOf(element).trim() !== '').length;
  document(removedRows).remove();
  if (removedTexts.length === 0 && insertions === 0) return [];
  return [
    {
      kind: 'noticed',
      message: `文件里有未接受的修订：插入的 ${insertions} 处已经采用，删除的 ${removedTexts.length} 处没有采用，请确认这就是定稿。`,
      ...(removedTexts.length === 0 ? {} : { text: removedTexts.join('\n') }),
    },
  ];
}

function takeHiddenText(body: readonly DomElement[]): Remark[] {
  const hidden = body.filter((run) => {
    if (run.name !== 'w:r') return false;
    const mark = child(child(run, 'w:rPr'), 'w:vanish');
    return mark !== undefined && !['0', 'false', 'off'].includes(mark.attribs['w:val'] ?? '');
  });
  const texts = hidden.map(textOf).filter((text) => text.trim() !== '');
  for (const run of hidden)
    run.children = run.children.filter((node) => isElement(node) && node.name === 'w:rPr');
  if (texts.length === 0) return [];
  return [{ kind: 'left-out', message: '设为“隐藏”的文字没有采用。', text: texts.join('\n') }];
}

/** A table of contents would name each part before it comes. */
function takeContents(
  document: CheerioAPI,
  styles: CheerioAPI | undefined,
  body: readonly DomElement[],
): Remark[] {
  const names = new Map(
    styles?.('w\\:style')
      .toArray()
      .map((style) => [style.attribs['w:styleId'] ?? '', settingOf(style, 'w:name') ?? '']),
  );
  const lines = body.filter((paragraph) => {
    if (paragraph.name !== 'w:p') return false;
    const style = settingOf(child(paragraph, 'w:pPr'), 'w:pStyle') ?? '';
    return /^(toc|目录) ?(\d|heading|标题)$/i.test(names.get(style) ?? style);
  });
  if (lines.length === 0) return [];
  const text = lines.map(textOf).join('\n');
  document(lines).remove();
  return [{ kind: 'left-out', message: '文首的目录没有采用。', text }];
}

/** What holds words or figures that are no part of the document's own text. */
function foreignRemarks(body: readonly DomElement[]): Remark[] {
  const has = (name: string) => body.some((element) => element.name === name);
  const remarks: Remark[] = [];
  if (has('w:altChunk'))
    remarks.push({
      kind: 'needs-person',
      message: '文件里嵌有另一份文档，读不出来：请用 Word 打开后另存为新的 .docx 再导入。',
    });
  if (has('c:chart') || has('dgm:relIds'))
    remarks.push({
      kind: 'noticed',
      message: '文件里有图表或 SmartArt 图形，没有采用：其中的数字和文字请对照原件。',
    });
  return remarks;
}

function insertText(document: CheerioAPI, paragraph: DomElement, text: string): void {
  const run = `<w:r><w:t xml:space="preserve">${escapeHtml(text)}</w:t></w:r>`;
  const properties = child(paragraph, 'w:pPr');
  if (properties) document(properties).after(run);
  else document(paragraph).prepend(run);
}

/** The style may number, too: list 0 is none. */
function dropNumbering(document: CheerioAPI, paragraph: DomElement): void {
  const properties = child(paragraph, 'w:pPr');
  if (!properties) return;
  document(properties).children('w\\:numPr').remove();
  document(properties).append('<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>');
}
