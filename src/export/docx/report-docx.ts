import {
  AlignmentType,
  Bookmark,
  BorderStyle,
  Document,
  type FileChild,
  HeadingLevel,
  LineRuleType,
  Packer,
  Paragraph,
} from 'docx';
import {
  type ArchivedReport,
  nameInYear,
  reportTitle,
  reportTitleLines,
} from '../../archive/archive.ts';
import { placeholderText } from '../../archive/placeholder-text.ts';
import { titleNotices } from '../../archive/title-notices.ts';
import { correctionNotes, correctionsTitle } from '../../correction/sentences.ts';
import type { ExportedReport } from '../exported-report.ts';
import { Lists } from './lists.ts';
import { linePitch, points } from './measures.ts';
import { settlePackage } from './package.ts';
import { pageFrame } from './page-frame.ts';
import { type ProseContext, proseBlocks } from './prose.ts';
import { statutoryTable } from './statutory-table.ts';
import { styleIds, styles } from './styles.ts';
import { textRun, wordText } from './word-text.ts';

/** Names within the document of its last headings, the only ones that are not the form's. */
const correctionsId = 'corrections';
const notesId = 'data-notes';

/**
 * A report as a Word file: what its PDF says, set by the same measures, to be worked on. The same
 * report gives the same bytes. Throws UnresolvedPlaceholderError where it has errors.
 *
 * @param isDemo whether the site is a demonstration: then the file says so
 */
export async function reportDocx(
  { archived, notes, fingerprint }: ExportedReport,
  { isDemo }: { isDemo: boolean },
): Promise<Uint8Array> {
  const { report, agency, facts } = archived;
  const { form } = report;
  const lists = new Lists();
  const ids = [
    ...form.parts.flatMap(({ id, title }) => (title === undefined ? [] : [id])),
    correctionsId,
    notesId,
  ];
  const textOf = placeholderText(archived);
  const context: ProseContext = { textOf, bookmarks: new Set(ids), lists };
  const children: FileChild[] = [
    titleBlock(reportTitleLines(archived)),
    publicationBlock(publicationLine(archived)),
    ...titleNotices(archived).map(publicationBlock),
    ...form.parts.flatMap(({ key, id, title }, at): FileChild[] => {
      const text = report.prose.get(key)?.text;
      const table = form.tables.find((table) => table.key === key);
      return [
        ...(title === undefined
          ? []
          : [headingBlock(id, title, form.parts[at - 1]?.content === 'table' ? belowTable : {})]),
        ...(text === undefined ? [] : proseBlocks(text, context)),
        ...(table ? [statutoryTable(table, facts)] : []),
      ];
    }),
    ...noteSection(correctionsId, correctionsTitle, correctionNotes(report), lists),
    ...noteSection(notesId, '数据说明', notes, lists),
    colophon(archived, fingerprint, isDemo),
  ];
  const title = wordText(reportTitle(archived));
  const creator = wordText(nameInYear(agency, report.year));
  const made = await Packer.toBuffer(
    new Document({
      title,
      creator,
      styles,
      numbering: { config: lists.config },
      evenAndOddHeaderAndFooters: true,
      sections: [{ ...pageFrame(isDemo, report.isDraft), children }],
    }),
  );
  return settlePackage(made, { title, creator });
}

/** The title broken by sense. */
function titleBlock(lines: readonly string[]): Paragraph {
  return new Paragraph({
    heading: HeadingLevel.TITLE,
    children: lines.map((line, at) => {
      const run = textRun(line);
      return at === 0 ? run : textRun(line, { break: 1 });
    }),
  });
}

/** When it was published, as far as that is known, and by whom. */
function publicationLine({ report, agency }: ArchivedReport): string {
  const { published, archived, year } = report;
  const time = published ? [published.date, published.time].filter(Boolean).join(' ') : undefined;
  const stated = time ?? (archived ? '原文未载' : undefined);
  return [
    ...(stated === undefined ? [] : [`发布时间：${stated}`]),
    `来源：${nameInYear(agency, year)}`,
  ].join('　　');
}

function publicationBlock(text: string): Paragraph {
  return new Paragraph({ style: styleIds.publication, children: [textRun(text)] });
}

/** Room above a heading, in twips, and the size of its letters, where they are not its style's. */
interface HeadingLook {
  before?: number;
  size?: number;
}

const belowTable: HeadingLook = { before: points(8) };

/** A heading to which links may lead. */
function headingBlock(id: string, title: string, { before, size }: HeadingLook): Paragraph {
  const run = textRun(title, size === undefined ? {} : { size });
  return new Paragraph({
    heading: HeadingLevel.HEADING_1,
    ...(before === undefined
      ? {}
      : { spacing: { before, line: linePitch, lineRule: LineRuleType.EXACT } }),
    children: [new Bookmark({ id, children: [run] })],
  });
}

/** Sentences under a heading; nothing where there are none. */
function noteSection(
  id: string,
  title: string,
  notes: readonly string[],
  lists: Lists,
): Paragraph[] {
  if (notes.length === 0) return [];
  const reference = lists.open(null);
  return [
    headingBlock(id, title, { size: 24, before: linePitch }),
    ...notes.map(
      (note) =>
        new Paragraph({
          style: styleIds.small,
          numbering: { reference, level: 0 },
          indent: { left: points(16), hanging: points(16) },
          children: [textRun(note)],
        }),
    ),
  ];
}

/** What the report goes by, and what it can be known by. */
function colophon({ report }: ArchivedReport, fingerprint: string, isDemo: boolean): Paragraph {
  const { basis, document } = report.form;
  const demo = isDemo ? '本文件仅供演示，文字另行撰写，不是该机关发布的内容。' : '';
  return new Paragraph({
    style: styleIds.small,
    keepLines: true,
    alignment: AlignmentType.LEFT,
    spacing: { before: points(10), line: points(16), lineRule: LineRuleType.EXACT },
    border: { top: { style: BorderStyle.SINGLE, size: 4, space: 5, color: '000000' } },
    children: [
      textRun(`格式依据：${basis}《${document}》。${demo}`),
      textRun(`内容指纹（SHA-256）：${fingerprint}`, { break: 1, size: 16 }),
    ],
  });
}
