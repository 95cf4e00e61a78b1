import {
  AlignmentType,
  Footer,
  Header,
  type ISectionOptions,
  LineRuleType,
  PageNumber,
  Paragraph,
  TextRun,
} from 'docx';
import { faces } from './faces.ts';
import { letter, millimetres, page, points } from './measures.ts';
import { styleIds } from './styles.ts';

/** 4号: what page numbers are set in. */
const numberPoints = 14;

/** 一字线 of page numbers: 7 mm below the text. */
const footerHeight = page.bottom - millimetres(7) - points(numberPoints);

/** Paper, margins, page numbers, and what stands above every page. */
export function pageFrame(isDemo: boolean, isDraft: boolean): Omit<ISectionOptions, 'children'> {
  const above = headLines(isDemo, isDraft);
  const { width, height, top, bottom, inside, outside } = page;
  return {
    properties: {
      page: {
        size: { width, height },
        margin: {
          top,
          bottom,
          left: inside,
          right: outside,
          header: millimetres(18),
          footer: footerHeight,
        },
      },
    },
    ...(above ? { headers: { default: above(), even: above() } } : {}),
    footers: { default: pageNumber('right'), even: pageNumber('left') },
  };
}

/** — 1 —, one character from the outer margin. */
function pageNumber(side: 'left' | 'right'): Footer {
  return new Footer({
    children: [
      new Paragraph({
        style: styleIds.running,
        alignment: side === 'right' ? AlignmentType.RIGHT : AlignmentType.LEFT,
        indent: { [side]: letter.width },
        spacing: { line: points(numberPoints), lineRule: LineRuleType.EXACT },
        children: [
          new TextRun({
            children: ['— ', PageNumber.CURRENT, ' —'],
            font: faces.text,
            size: 2 * numberPoints,
          }),
        ],
      }),
    ],
  });
}

function headLines(isDemo: boolean, isDraft: boolean): (() => Header) | undefined {
  if (!isDemo && !isDraft) return undefined;
  return () =>
    new Header({
      children: [
        ...(isDraft ? [headLine('草稿', 52, 'B3261E', AlignmentType.RIGHT)] : []),
        ...(isDemo ? [headLine('演示', 21, '595959', AlignmentType.CENTER)] : []),
      ],
    });
}

function headLine(
  text: string,
  size: number,
  color: string,
  alignment: (typeof AlignmentType)[keyof typeof AlignmentType],
): Paragraph {
  return new Paragraph({
    style: styleIds.running,
    alignment,
    children: [new TextRun({ text, size, color, font: faces.hei })],
  });
}
