import type { Remark } from '../../source-document.ts';
import type { Piece } from './content-items.ts';
import { linesOf } from './lines.ts';
import type { PageRow, PageTable } from './page-table.ts';
import type { Page, PdfContent } from './page-text.ts';

/** Share of a page that a picture covers which may hold a table or a text. */
const largePicture = 0.08;
/** Smaller ones are lines and dots. */
const smallPicture = 0.001;
/** Letters that a PDF does not name: for private use, or known to be lost. */
const namelessLetter = /[\ue000-\uf8ff\ufffd]/gu;

/** What a person should know of the pages; `running` is what was not taken as their text. */
export function remarksOnPages(
  { pages, attachments }: PdfContent,
  running: ReadonlySet<Piece>,
): Remark[] {
  const known = pages.map((page) => ({ page, ...stateOf(page) }));
  const those = (wanted: 'scan' | 'drawing' | 'picture' | 'hidden' | 'nameless') =>
    known.filter((state) => state[wanted]).map(({ page }) => page);
  return [
    ...leftOut('页眉、页脚和页码没有采用。', pages, (page) => [
      ...page.artifacts,
      ...page.pieces.filter((piece) => running.has(piece)),
    ]),
    ...leftOut('斜排的文字（水印或图章）没有采用。', pages, ({ aslant }) => aslant),
    ...needed(
      those('scan'),
      '没有文字，只有图片（多半是扫描件），图片里的文字和数字读不出来：请对照原件补录',
    ),
    ...needed(
      those('drawing'),
      '没有文字，只有图形（文字可能已转成线条），读不出来：请对照原件补录',
    ),
    ...needed(those('picture'), '有大幅图片，图片里的文字和数字读不出来：请看其中有没有表格或正文'),
    ...needed(those('hidden'), '是扫描件，文字由软件识别（OCR）得来，可能认错：请逐个核对数字'),
    ...needed(those('nameless'), '有些字在 PDF 里没有编码，读出来是空白或乱码：请对照原件补上'),
    ...pages.flatMap(({ number, notes }): Remark[] =>
      notes.length === 0
        ? []
        : [
            {
              kind: 'needs-person',
              message: '页上的批注或表单栏目里有文字，没有采用：请看是否属于年报。',
              place: { page: number },
              text: notes.join('\n'),
            },
          ],
    ),
    ...(attachments.length === 0
      ? []
      : [
          {
            kind: 'left-out' as const,
            message: 'PDF 附有别的文件，没有打开：年报若在其中，请另存后单独导入。',
            text: attachments.join('\n'),
          },
        ]),
  ];
}

/** On a table that goes over several pages. */
export function joinRemark(
  { page, lastPage }: PageTable,
  table: number,
  repeated: readonly PageRow[],
): Remark {
  const rows = repeated.map((row) => row.map((cell) => cell.text).join(' '));
  const text = [...new Set(rows)].join('\n');
  return {
    kind: 'noticed',
    message: `表格从第 ${page} 页续到第 ${lastPage} 页，已接成一张${repeated.length > 0 ? '，续页重复的表头没有采用' : ''}；请看换页处有没有缺行。`,
    place: { page, table },
    ...(text === '' ? {} : { text }),
  };
}

function stateOf(page: Page) {
  const area = page.width * page.height;
  const shares = page.pictures.map((picture) => picture / area);
  const isEmpty = page.pieces.every(({ text }) => text.trim() === '');
  const hasPictures = shares.some((share) => share > smallPicture);
  return {
    scan: isEmpty && hasPictures,
    drawing: isEmpty && !hasPictures && page.isDrawn,
    // Of a scan with text, the text is what a program has made of the picture.
    picture: !isEmpty && !page.hasHiddenText && shares.some((share) => share > largePicture),
    hidden: !isEmpty && page.hasHiddenText,
    nameless: page.pieces.some(({ text }) => (text.match(namelessLetter)?.length ?? 0) > 0),
  };
}

function needed(pages: readonly Page[], message: string): Remark[] {
  if (pages.length === 0) return [];
  const numbers = pages.map(({ number }) => number).join('、');
  return [
    {
      kind: 'needs-person',
      message: `第 ${numbers} 页${message}。`,
      place: { page: pages[0]!.number },
    },
  ];
}

function leftOut(
  message: string,
  pages: readonly Page[],
  piecesOf: (page: Page) => readonly Piece[],
): Remark[] {
  const texts = pages.flatMap((page) =>
    linesOf(piecesOf(page), page.number).map(({ text }) => text),
  );
  if (texts.length === 0) return [];
  return [{ kind: 'left-out', message, text: [...new Set(texts)].join('\n') }];
}
