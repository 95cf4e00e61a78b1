import {
  AlignmentType,
  type IParagraphStylePropertiesOptions,
  type IStylesOptions,
  LineRuleType,
} from 'docx';
import { faces } from './faces.ts';
import { letter, linePitch, points } from './measures.ts';

/** Ids of the styles that are not Word's own. */
export const styleIds = {
  body: 'BodyText',
  publication: 'PublicationLine',
  quote: 'Quote',
  small: 'SmallText',
  cell: 'TableText',
  headCell: 'TableHead',
  running: 'RunningLine',
} as const;

/** How deep headings go: 1 for the parts, the others in their texts. */
export const headingLevels = [1, 2, 3, 4, 5, 6] as const;
export type HeadingLevel = (typeof headingLevels)[number];

const body = { font: faces.text, size: letter.size, characterSpacing: letter.spacing } as const;

function lines(pitch: number): IParagraphStylePropertiesOptions {
  return { spacing: { line: pitch, lineRule: LineRuleType.EXACT, before: 0, after: 0 } };
}

/** 一、 黑体, （一） 楷体, the others 仿宋; all of one size, and never at the end of a page. */
function heading(level: HeadingLevel) {
  const face = level === 1 ? faces.hei : level === 2 ? faces.kai : faces.text;
  return {
    next: styleIds.body,
    run: { ...body, font: face, color: '000000', italics: false },
    paragraph: {
      ...lines(linePitch),
      indent: { firstLine: 2 * letter.width },
      outlineLevel: level - 1,
      keepNext: true,
      keepLines: true,
    },
  };
}

export const emphasisStyle = 'Emphasis';

export const styles: IStylesOptions = {
  default: {
    document: {
      run: { font: faces.text, size: 21, language: { value: 'en-US', eastAsia: 'zh-CN' } },
    },
    title: {
      next: styleIds.publication,
      run: { font: faces.title, size: 44, color: '000000' },
      paragraph: {
        spacing: {
          line: points(36),
          lineRule: LineRuleType.EXACT,
          before: 0,
          after: linePitch / 2,
        },
        alignment: AlignmentType.CENTER,
        keepNext: true,
      },
    },
    heading1: heading(1),
    heading2: heading(2),
    heading3: heading(3),
    heading4: heading(4),
    heading5: heading(5),
    heading6: heading(6),
    listParagraph: {
      run: body,
      paragraph: { ...lines(linePitch), alignment: AlignmentType.BOTH },
    },
    hyperlink: { run: { color: '000000', underline: { type: 'single' } } },
  },
  // Papers set emphasis in 楷体; the style's name is what other programs know it by.
  characterStyles: [{ id: emphasisStyle, name: 'Emphasis', run: { font: faces.kai } }],
  paragraphStyles: [
    {
      id: styleIds.body,
      name: 'Body Text',
      basedOn: 'Normal',
      quickFormat: true,
      run: body,
      paragraph: {
        ...lines(linePitch),
        alignment: AlignmentType.BOTH,
        indent: { firstLine: 2 * letter.width },
      },
    },
    {
      id: styleIds.publication,
      name: '发布信息',
      basedOn: 'Normal',
      run: { font: faces.kai, size: 28 },
      paragraph: {
        ...lines(points(24)),
        alignment: AlignmentType.CENTER,
        spacing: {
          line: points(24),
          lineRule: LineRuleType.EXACT,
          before: 0,
          after: linePitch / 2,
        },
      },
    },
    {
      id: styleIds.quote,
      name: 'Quote',
      basedOn: styleIds.body,
      run: { font: faces.kai },
      paragraph: { indent: { left: 2 * letter.width, right: 2 * letter.width } },
    },
    {
      id: styleIds.small,
      name: '附注',
      basedOn: 'Normal',
      run: { font: faces.text, size: 21 },
      paragraph: { ...lines(points(16)), alignment: AlignmentType.BOTH },
    },
    { id: styleIds.cell, name: '表格文字', basedOn: 'Normal', run: { font: faces.text } },
    { id: styleIds.headCell, name: '表头', basedOn: 'Normal', run: { font: faces.hei } },
    { id: styleIds.running, name: '页眉页脚', basedOn: 'Normal', run: { font: faces.text } },
  ],
};
