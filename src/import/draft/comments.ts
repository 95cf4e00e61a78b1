import type { Remark } from '../source-document.ts';
import type { DraftLine } from './draft-line.ts';
import { placeText } from './place-text.ts';
import { oneLine } from './yaml-text.ts';

const signs: Readonly<Record<Remark['kind'], string>> = {
  'needs-person': '待核',
  mended: '已改',
  'left-out': '未收',
  noticed: '注',
};

/** Comments at one line; what more there is stands in the receipt. */
const mostComments = 12;
/** Characters of a message and of the source's words that a comment shows. */
const longestMessage = 200;
const longestQuotation = 40;

/** The lines with a comment above each that a remark concerns. */
export function withComments(lines: readonly DraftLine[], remarks: readonly Remark[]): string[] {
  const lineOf = linesByPath(lines);
  const byLine = new Map<DraftLine, Remark[]>();
  for (const remark of remarks) {
    const line = lineOf(remark);
    if (!line) continue;
    const known = byLine.get(line);
    if (known) known.push(remark);
    else byLine.set(line, [remark]);
  }
  return lines.flatMap((line) => {
    const indent = /^ */.exec(line.text)![0];
    const comments = commentsOf(byLine.get(line) ?? []);
    return [...comments.map((comment) => `${indent}${comment}`), line.text];
  });
}

/** Comments on what no single line states. */
export function headComments(lines: readonly DraftLine[], remarks: readonly Remark[]): string[] {
  const lineOf = linesByPath(lines);
  const general = remarks.filter((remark) => !lineOf(remark));
  const leftOut = remarks.filter(({ kind }) => kind === 'left-out').length;
  return [
    ...commentsOf(general.filter(({ kind }) => kind === 'needs-person')),
    ...commentsOf(general.filter(({ kind }) => kind === 'noticed')),
    ...(leftOut > 0 ? [`# 未收：原文有 ${leftOut} 处没有收入，全文见导入回执。`] : []),
  ];
}

function commentsOf(remarks: readonly Remark[]): string[] {
  const comments = [...new Set(remarks.map(commentOf))];
  const more = comments.length - mostComments;
  return more > 0
    ? [...comments.slice(0, mostComments), `# 此处另有 ${more} 条，见导入回执。`]
    : comments;
}

/** Finds the line that states what a remark is about, as exactly as any does. */
function linesByPath(
  lines: readonly DraftLine[],
): (remark: Pick<Remark, 'fact'>) => DraftLine | undefined {
  const byPath = new Map<string, DraftLine>();
  for (const line of lines) if (line.path && !byPath.has(line.path)) byPath.set(line.path, line);
  return ({ fact }) => {
    let path = fact ?? '';
    while (path !== '' && !byPath.has(path))
      path = path.slice(0, Math.max(0, path.lastIndexOf('.')));
    return byPath.get(path);
  };
}

function commentOf({ kind, message, place, text }: Remark): string {
  const words = shortened(oneLine(message), longestMessage);
  const where = place ? placeText(place) : '';
  const quotation = text === undefined ? '' : shortened(oneLine(text), longestQuotation);
  const isQuoted = quotation === '' || words.includes(quotation) || kind === 'noticed';
  const additions = [where, ...(isQuoted ? [] : [`原文：${quotation}`])].filter(Boolean);
  return `# ${signs[kind]}：${words}${additions.length > 0 ? `（${additions.join('，')}）` : ''}`;
}

function shortened(text: string, most: number): string {
  const characters = [...text];
  return characters.length > most ? `${characters.slice(0, most).join('')}…` : text;
}
