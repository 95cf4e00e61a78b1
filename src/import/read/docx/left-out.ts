import type { Remark } from '../../source-document.ts';
import { type DomElement, elementsBelow, isElement, textOf } from '../html/dom.ts';
import { isAlternative, isWithin } from './prepare.ts';
import type { WordPackage } from './word-package.ts';

/** Elements between texts that the conversion shows as a character of its own, or not at all. */
const parting = new Set([
  'w:sym',
  'w:footnoteReference',
  'w:endnoteReference',
  'w:commentReference',
  'm:oMath',
]);

/**
 * Paragraphs of a document of which some words are not in what the conversion made of it.
 *
 * @param converted all text of the conversion
 */
export function lostTexts({ document }: WordPackage, converted: string): Remark[] {
  const shown = bare(converted);
  const lost = elementsBelow(document.root()[0]!.children.find(isElement)!)
    .filter(
      (element) =>
        element.name === 'w:p' &&
        !isAlternative(element) &&
        !isWithin(element, 'w:del') &&
        !isWithin(element, 'w:moveFrom'),
    )
    .filter((paragraph) => stretches(paragraph).some((text) => !shown.includes(bare(text))))
    .map((paragraph) => stretches(paragraph).join(''));
  if (lost.length === 0) return [];
  return [
    {
      kind: 'left-out',
      message: `文件里有 ${lost.length} 段文字没有转换出来（多在文本框或图形里），没有采用。`,
      text: lost.join('\n'),
    },
  ];
}

/** Headers, footers, notes and comments: no part of the text, each kind told once. */
export function runningTexts({ others }: WordPackage): Remark[] {
  return kinds.flatMap(({ pattern, message }): Remark[] => {
    const texts = [...others]
      .filter(([name]) => pattern.test(name))
      .flatMap(([, part]) =>
        part('w\\:p')
          .toArray()
          .filter((paragraph) => !isAlternative(paragraph))
          .map((paragraph) => stretches(paragraph).join('').trim()),
      )
      .filter((text) => /\p{L}/u.test(text));
    const distinct = [...new Set(texts)];
    return distinct.length === 0 ? [] : [{ kind: 'left-out', message, text: distinct.join('\n') }];
  });
}

const kinds = [
  { pattern: /\/(header|footer)\d*\.xml$/, message: '页眉和页脚的文字没有采用。' },
  {
    pattern: /\/(footnotes|endnotes)\.xml$/,
    message: '脚注和尾注没有采用：需要的请写进正文。',
  },
  { pattern: /\/comments\.xml$/, message: '批注没有采用。' },
] as const;

/** Texts of a paragraph, without those of paragraphs in it; what is deleted has another name. */
function stretches(paragraph: DomElement): string[] {
  const found = [''];
  const visit = (element: DomElement): void => {
    if (element.name === 'w:p') return;
    if (parting.has(element.name)) found.push('');
    if (element.name === 'w:t' || element.name === 'm:t')
      found[found.length - 1] += textOf(element);
    else for (const child of element.children) if (isElement(child)) visit(child);
  };
  for (const child of paragraph.children) if (isElement(child)) visit(child);
  return found.filter((text) => bare(text) !== '');
}

function bare(text: string): string {
  return text.replace(/[\p{White_Space}\p{Cf}\u2010\u2011\u00ad-]/gu, '');
}
