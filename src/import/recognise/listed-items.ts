import type { Passage } from './passage.ts';

/**
 * Lines of Markdown for neighbouring items of lists. Numbers that Markdown would count otherwise
 * make paragraphs that begin with them.
 */
export function listLines(items: readonly Passage[]): { lines: string[]; isList: boolean } {
  if (!isRegular(items)) return { lines: items.map(asParagraph), isList: false };
  const widths: number[] = [];
  return {
    isList: true,
    lines: items.map(({ item, markdown }) => {
      const { depth, number } = item!;
      const sign = number === undefined ? '- ' : `${number}. `;
      widths.length = depth - 1;
      const indent = widths.reduce((sum, width) => sum + width, 0);
      widths[depth - 1] = sign.length;
      return `${' '.repeat(indent)}${sign}${markdown.replaceAll('\n', `\n${' '.repeat(indent + sign.length)}`)}`;
    }),
  };
}

function asParagraph({ item, markdown }: Passage): string {
  return item!.number === undefined ? markdown : `${item!.number}\\. ${markdown}`;
}

/** Whether numbers go on by one, signs do not change and no depth is left out. */
function isRegular(items: readonly Passage[]): boolean {
  const last: (number | 'sign' | undefined)[] = [];
  return items.every(({ item }) => {
    const { depth, number } = item!;
    if (depth < 1 || depth > last.length + 1) return false;
    last.length = Math.min(last.length, depth);
    const before = last[depth - 1];
    last[depth - 1] = number ?? 'sign';
    if (before === undefined) return number === undefined || number === 1 || depth === 1;
    return before === 'sign' ? number === undefined : number === before + 1;
  });
}
