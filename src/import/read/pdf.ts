import type { Block, Remark, SourceDocument } from '../source-document.ts';
import { ImportError } from './import-error.ts';
import { escapeMarkdown } from './inline-markdown.ts';
import { hasAutomaticSpaces, withoutAutomaticSpaces } from './pdf/automatic-spaces.ts';
import { ruledTables } from './pdf/grid.ts';
import { linesOf } from './pdf/lines.ts';
import { publishedOf, withoutImprint } from './pdf/own-print.ts';
import { blocksOfPage, looseOf, type PageBlock } from './pdf/page-blocks.ts';
import type { PageTable } from './pdf/page-table.ts';
import { readPages } from './pdf/page-text.ts';
import { goesOnOverPage, joinedLines, type Measure, measureOf } from './pdf/paragraphs.ts';
import { joinRemark, remarksOnPages } from './pdf/remarks.ts';
import { runningPieces } from './pdf/running-lines.ts';
import { type JoinedTables, joinTables } from './pdf/table-join.ts';

/**
 * A PDF that has text: by its tags where they are good, else by where everything stands.
 *
 * @throws ImportError where it has no text, a password, too many pages, or is damaged
 */
export async function readPdf(name: string, bytes: Uint8Array): Promise<SourceDocument> {
  const content = await readPages(bytes);
  const { metadata } = content;
  const { title } = metadata;
  const published = publishedOf(metadata);
  if (content.pages.every(({ pieces }) => pieces.every(({ text }) => text.trim() === '')))
    throw new ImportError(
      'PDF 里没有文字，多半是扫描件：请找到原来的 Word 文件，或先做文字识别（OCR）并核对后再导入',
    );
  const ruled = content.pages.map((page) => ({
    ...page,
    grids: ruledTables(page.rules, page.pieces, page.number),
  }));
  const running = runningPieces(ruled);
  const pages = ruled.map((page) => ({
    ...page,
    pieces: page.pieces.filter((piece) => !running.has(piece)),
  }));
  // Pages of one width have their margins in common.
  const measures = new Map(
    [...Map.groupBy(pages, ({ width }) => Math.round(width))].map(([width, alike]) => [
      width,
      measureOf(
        alike.flatMap((page) => linesOf(looseOf(page), page.number)),
        width,
      ),
    ]),
  );
  const blocks = pages.map((page) => {
    const measure = measures.get(Math.round(page.width))!;
    return { measure, blocks: blocksOfPage(page, measure) };
  });
  const { joined, joins } = joinedOverPages(blocks);
  const isSpaced = pages.every(({ tags }) => !tags) && hasAutomaticSpaces(linesIn(joined));
  const document: SourceDocument = {
    name,
    format: 'pdf',
    ...(published === undefined ? {} : { published }),
    ...(title && /年报|年度报告/.test(title) ? { title } : {}),
    blocks: placed(joined, isSpaced ? withoutAutomaticSpaces : (text) => text),
    remarks: [
      ...(isSpaced ? [spacesRemark] : []),
      ...remarksOnPages(content, running),
      ...joins.map(({ table, repeated }) =>
        joinRemark(table, tableNumber(joined, table), repeated),
      ),
    ],
  };
  return withoutImprint(document, metadata);
}

const spacesRemark: Remark = {
  kind: 'mended',
  message: '排版时在汉字和数字、字母之间自动留的空隙没有当作空格。',
};

function linesIn(blocks: readonly PageBlock[]): string[] {
  return blocks.flatMap((block) =>
    block.kind === 'table' ? [] : block.lines.map(({ text }) => text),
  );
}

interface MeasuredBlocks {
  measure: Measure;
  blocks: readonly PageBlock[];
}

/** Paragraphs and tables that go on at the top of the next page, each as one. */
function joinedOverPages(pages: readonly MeasuredBlocks[]): {
  joined: PageBlock[];
  joins: JoinedTables[];
} {
  const joined: PageBlock[] = [];
  let joins: JoinedTables[] = [];
  for (const { blocks, measure } of pages)
    for (const block of blocks) {
      const above = joined.at(-1);
      if (above?.kind === 'paragraph' && block.kind === 'paragraph') {
        if (goesOnOverPage(above, block, measure))
          joined[joined.length - 1] = { ...above, lines: [...above.lines, ...block.lines] };
        else joined.push(block);
        continue;
      }
      const tables =
        above?.kind === 'table' && block.kind === 'table' ? joinTables(above, block) : undefined;
      if (!tables) {
        joined.push(block);
        continue;
      }
      joined[joined.length - 1] = tables.table;
      const before = joins.find(({ table }) => table === above);
      joins = joins.filter((join) => join !== before);
      joins.push({
        table: tables.table,
        repeated: [...(before?.repeated ?? []), ...tables.repeated],
      });
    }
  return { joined, joins };
}

/** From 1. */
function tableNumber(blocks: readonly PageBlock[], table: PageTable): number {
  return blocks.filter(({ kind }) => kind === 'table').indexOf(table) + 1;
}

type Mending = (text: string) => string;

function placed(blocks: readonly PageBlock[], mended: Mending): Block[] {
  return blocks.map((block): Block => {
    if (block.kind === 'table') return placedTable(block, tableNumber(blocks, block), mended);
    const { level, item, lines, page } = block;
    const text = mended(joinedLines(lines));
    return {
      kind: 'text',
      ...(level === undefined ? {} : { level }),
      ...(item === undefined ? {} : { item }),
      text,
      markdown: escapeMarkdown(text),
      place: { page },
    };
  });
}

function placedTable({ rows, page }: PageTable, table: number, mended: Mending): Block {
  return {
    kind: 'table',
    rows: rows.map((row, at) =>
      row.map(({ text, rowSpan, columnSpan, page: own }, index) => ({
        text: mended(text),
        rowSpan,
        columnSpan,
        place: { page: own, table, row: at + 1, cell: index + 1 },
      })),
    ),
    place: { page, table },
  };
}
