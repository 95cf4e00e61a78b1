import type { CheerioAPI } from 'cheerio';
import type { Block, Remark, SourceDocument, TableBlock } from '../source-document.ts';
import { decodeText } from './encoding.ts';
import { isElement, parseHtml } from './html/dom.ts';
import { elsewhereRemarks } from './html/elsewhere.ts';
import { type Flow, type FlowBlock, readFlow } from './html/flow.ts';
import { takeOwnAdditions } from './html/own-page.ts';
import { dateIn, declaredEncoding, pageMeta } from './html/page-meta.ts';
import { pictureRemarks } from './html/pictures.ts';
import { findReport } from './html/report-body.ts';
import { ImportError } from './import-error.ts';

const mebibyte = 1024 * 1024;
const mostMebibytes = 16;

/**
 * A web page, saved from a site or by Word: the report in it as blocks, all around it as remarks.
 * Nothing that the page refers to is fetched.
 *
 * @throws ImportError where the bytes are no text or the page is too large or nested too deep
 */
export function readHtml(name: string, bytes: Uint8Array): SourceDocument {
  if (bytes.length > mostMebibytes * mebibyte)
    throw new ImportError(
      `网页超过 ${mostMebibytes} MiB，不予读取：请在浏览器里打开，只把正文复制到 Word 文件再导入`,
    );
  const { text, remarks } = decodeText(bytes, declaredEncoding(bytes));
  const page = parseHtml(text);
  const added = takeOwnAdditions(page);
  const flow = readBody(page);
  const body = findReport(flow.blocks);
  const inside = new Set(body.inside);
  const around = flow.blocks.filter((_, at) => !inside.has(at)).map(({ block }) => wordsOf(block));
  const { title, published = publishedAround(around), source } = pageMeta(page);
  return {
    name,
    format: 'html',
    ...(title ? { title } : {}),
    ...(published ? { published } : {}),
    blocks: placed(body.inside.map((at) => flow.blocks[at]!)),
    remarks: [
      ...remarks,
      ...flow.remarks,
      ...(body.isFound ? [] : [notFound]),
      ...(body.hasParts ? [] : elsewhereRemarks(page)),
      ...added,
      ...aroundRemarks(around),
      ...(source ? [sourceRemark(source)] : []),
      ...pictureRemarks(flow, inside),
    ],
  };
}

/** Blocks and remarks of HTML that holds nothing but a document. */
export function readDocumentHtml(html: string): {
  blocks: readonly Block[];
  remarks: readonly Remark[];
} {
  const flow = readBody(parseHtml(html));
  const all = new Set(flow.blocks.keys());
  return {
    blocks: placed(flow.blocks),
    remarks: [...flow.remarks, ...pictureRemarks(flow, all)],
  };
}

/** A page made of frames has no body. */
function readBody(page: CheerioAPI): Flow {
  const body = page('body, frameset').toArray().find(isElement);
  return body ? readFlow(body) : { blocks: [], pictures: [], remarks: [] };
}

const notFound: Remark = {
  kind: 'noticed',
  message: '网页里没有找到年报的标题和各部分标题，分不清哪些是正文，全部文字都保留了。',
};

function sourceRemark(source: string): Remark {
  return { kind: 'noticed', message: `网页注明的来源是“${source}”。`, text: source };
}

function aroundRemarks(texts: readonly string[]): Remark[] {
  if (texts.length === 0) return [];
  return [
    {
      kind: 'left-out',
      message: `网页上年报以外的文字（导航、页脚等，共 ${texts.length} 段）没有采用。`,
      text: texts.join('\n'),
    },
  ];
}

function publishedAround(texts: readonly string[]): string | undefined {
  const line = texts.find((text) => /(发布|公开|发文)(时间|日期)/.test(text));
  return line === undefined
    ? undefined
    : dateIn(line.slice(line.search(/(发布|公开|发文)(时间|日期)/)));
}

function wordsOf(block: Block): string {
  if (block.kind === 'text') return block.text;
  return block.rows.map((row) => row.map(({ text }) => text).join('\t')).join('\n');
}

/** Blocks with their tables counted. */
function placed(blocks: readonly FlowBlock[]): Block[] {
  let tables = 0;
  return blocks.map(({ block }) => (block.kind === 'text' ? block : numbered(block, ++tables)));
}

function numbered({ rows }: TableBlock, table: number): TableBlock {
  return {
    kind: 'table',
    rows: rows.map((row, at) =>
      row.map((cell, index) => ({ ...cell, place: { table, row: at + 1, cell: index + 1 } })),
    ),
    place: { table },
  };
}
