import type { Block, SourceDocument } from '../source-document.ts';
import { ownAdditions } from './own-additions.ts';

/** How the last lines of a document of this program begin: on what its format rests, what it is made of. */
const colophon = /^格式依据：.*《中华人民共和国政府信息公开工作年度报告格式(（试行）)?》/;
const fingerprint = /内容指纹（SHA-256）：\s*[0-9a-f]/;

/**
 * A document without what this program adds to a report that it exports, by whatever way the
 * document was passed on: the data notes and the colophon. Others are left as they are.
 */
export function withoutColophon(document: SourceDocument): SourceDocument {
  const { blocks, remarks } = document;
  const last = blocks.findLastIndex((block) => colophon.test(textOf(block)));
  if (last < 0) return document;
  const next = blocks[last + 1];
  const end = next && fingerprint.test(textOf(next)) ? last + 2 : last + 1;
  const { start, notices } = ownAdditions(document, last, () => true);
  return {
    ...document,
    blocks: [...blocks.slice(0, start).filter((_, at) => !notices.has(at)), ...blocks.slice(end)],
    remarks: [
      ...remarks,
      {
        kind: 'left-out',
        message: '文件是本程序导出的：它加在年报后面的数据说明、格式依据等没有采用。',
        place: blocks[start]!.place,
        text: blocks.slice(start, end).map(textOf).join('\n'),
      },
    ],
  };
}

function textOf(block: Block): string {
  return block.kind === 'text' ? block.text : '';
}
