import mammoth from 'mammoth';
import type { Block, Remark, SourceDocument } from '../source-document.ts';
import { lostTexts, runningTexts } from './docx/left-out.ts';
import { numberMark, prepareDocument } from './docx/prepare.ts';
import { openWordPackage, unreadable, type WordPackage } from './docx/word-package.ts';
import { parseHtml } from './html/dom.ts';
import { readDocumentHtml } from './html.ts';
import { ImportError } from './import-error.ts';

const levels = [1, 2, 3, 4, 5, 6];

/** Names of Chinese styles; those of Word itself mammoth knows. */
const styleMap = [
  ...['Title', '标题', '文档标题', '公文标题'].map((name) => `p[style-name='${name}'] => h1:fresh`),
  ...levels.flatMap((level) =>
    [`标题 ${level}`, `标题${level}`].map((name) => `p[style-name='${name}'] => h${level}:fresh`),
  ),
  ...[7, 8, 9].map((level) => `p[style-name='heading ${level}'] => h6:fresh`),
  ...['Emphasis', '强调'].map((name) => `r[style-name='${name}'] => em`),
];

/** Messages that say nothing of words or figures. */
const harmless =
  /^(Unrecognised (paragraph|run|table) style|(Paragraph|Run|Table) style with ID|Image of type|A v:imagedata element without)|An unrecognised element was ignored: (v:(shapetype|stroke|fill|path|formulas|imagedata|line)|office-word:|w14:|wps:|wpg:|wp14:|a:|c:|dgm:|\{urn:schemas-microsoft|m:|o:|w10:)/;

/**
 * A Word file: converted by mammoth, then read as HTML. Nothing in it is run, no picture is looked
 * at, no file or address that it names is opened.
 *
 * @throws ImportError where it is no Word file, protected, damaged, too large or hostile
 */
export async function readDocx(name: string, bytes: Uint8Array): Promise<SourceDocument> {
  const word = openWordPackage(bytes);
  const prepared = prepareDocument(word);
  const { html, remarks } = await convert(word);
  const { blocks, remarks: read } = readDocumentHtml(html);
  const numbered = blocks.map(withNumber);
  const converted = blocks.map(wordsOf).join('\n');
  return {
    name,
    format: 'docx',
    ...(word.title && /年报|年度报告/.test(word.title) ? { title: word.title } : {}),
    blocks: numbered,
    remarks: [
      ...(word.hasMacros ? [macros] : []),
      ...prepared,
      ...lostTexts(word, converted),
      ...runningTexts(word),
      ...read,
      ...remarks,
    ],
  };
}

const macros: Remark = {
  kind: 'noticed',
  message: '文件带有宏。导入只读文字和表格，宏没有运行，也不会留下。',
};

async function convert(word: WordPackage): Promise<{ html: string; remarks: readonly Remark[] }> {
  try {
    const { value, messages } = await mammoth.convertToHtml(
      { buffer: Buffer.from(word.pack()) },
      {
        styleMap,
        includeEmbeddedStyleMap: false,
        externalFileAccess: false,
        convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
      },
    );
    const told = new Set(messages.map(({ message }) => message));
    const texts = [...told].filter((message) => !harmless.test(message));
    return {
      html: withoutNotes(value),
      remarks:
        texts.length === 0
          ? []
          : [
              {
                kind: 'noticed',
                message: `Word 文件里有 ${texts.length} 种内容不是文字和表格，转换时略过。`,
                text: texts.join('\n'),
              },
            ],
    };
  } catch (error) {
    if (error instanceof ImportError) throw error;
    throw new ImportError(unreadable, { cause: error });
  }
}

/** Notes are told of by themselves; their marks would stand among the words. */
function withoutNotes(html: string): string {
  if (!/(foot|end)note-/.test(html)) return html;
  const page = parseHtml(html);
  page('a[id^="footnote-ref-"], a[id^="endnote-ref-"]').remove();
  page('li[id^="footnote-"], li[id^="endnote-"]').remove();
  return page.html();
}

/** An item with the number that Word shows before it. */
function withNumber(block: Block): Block {
  if (block.kind === 'table') return block;
  const pattern = new RegExp(`^(\\W*?)${numberMark.start}(\\d+)${numberMark.end} ?`);
  const number = pattern.exec(block.text)?.[2];
  if (number === undefined) return block;
  const { item, ...others } = block;
  const text = block.text.replace(pattern, '');
  const markdown = block.markdown.replace(pattern, '$1');
  if (!item) return { ...others, text: `${number}. ${text}`, markdown: `${number}\\. ${markdown}` };
  return { ...others, item: { depth: item.depth, number: Number(number) }, text, markdown };
}

function wordsOf(block: Block): string {
  if (block.kind === 'text') return block.text;
  return block.rows.map((row) => row.map(({ text }) => text).join('\n')).join('\n');
}
