import { isDay } from '../../../report/date.ts';
import type { Block, SourceDocument } from '../../source-document.ts';
import { ownAdditions } from '../own-additions.ts';
import type { PdfMetadata } from './page-text.ts';

const program = 'Gongkai';

/** The date of publication that this program's own PDFs bear, where the report states one. */
export function publishedOf({ creator, created }: PdfMetadata): string | undefined {
  if (creator !== program) return undefined;
  const [, year, month, day] = /^D:(\d{4})(\d\d)(\d\d)/.exec(created ?? '') ?? [];
  if (!isDay(Number(year), Number(month), Number(day))) return undefined;
  // They bear the last day of the report's year where it states none.
  if (month === '12' && day === '31') return undefined;
  return `${year}-${month}-${day}`;
}

/** A document without what this program's own PDFs add to a report. */
export function withoutImprint(document: SourceDocument, { creator }: PdfMetadata): SourceDocument {
  if (creator !== program) return document;
  const { blocks } = document;
  const last = blocks.findLastIndex(
    (block) => block.kind === 'text' && /^格式依据：/.test(block.text),
  );
  const { start, notices } = ownAdditions(
    document,
    last < 0 ? blocks.length : last,
    (block) => block.kind === 'text' && block.level === 2,
  );
  if (start === blocks.length) return document;
  return {
    ...document,
    blocks: blocks.slice(0, start).filter((_, at) => !notices.has(at)),
    remarks: [
      ...document.remarks,
      {
        kind: 'left-out',
        message: 'PDF 是本程序生成的：它加在年报后面的数据说明、格式依据等没有采用。',
        place: blocks[start]!.place,
        text: blocks.slice(start).map(textOf).join('\n'),
      },
    ],
  };
}

function textOf(block: Block): string {
  return block.kind === 'text'
    ? block.text
    : block.rows.map((row) => row.map(({ text }) => text).join(' ')).join('\n');
}
