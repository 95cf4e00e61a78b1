import type { Token } from 'markdown-it';
import { hrefOf, isSafeLink, parseAll, parseBlocks } from './markdown.ts';

export interface ProseFault {
  rule: 'prose/image' | 'prose/link' | 'prose/table' | 'prose/heading' | 'prose/list-number';
  /** A string of the source near which the fault is to be found. */
  near: string;
  message: string;
}

/**
 * Images, unsafe links, empty headings, and table cells beyond the header's columns, which Markdown
 * would drop. Texts without any of their signs cost nothing.
 */
export function findProseFaults(text: string): ProseFault[] {
  if (!/\]\(|<[^\s<>]+>|!\[|\||^ *#{1,6} *$|^ *\d+[.)] /m.test(text)) return [];
  const blocks = /\||^ *\d+[.)] /m.test(text) ? parseBlocks(text) : [];
  const faults: ProseFault[] = [
    ...findLostCells(text, blocks),
    ...findEmptyHeadings(text),
    ...findChangedNumbers(blocks),
  ];
  if (!/\]\(|<[^\s<>]+>|!\[/.test(text)) return faults;
  for (const token of parseAll(text)) {
    if (token.type === 'image') {
      const near = `](${token.attrGet('src') ?? ''}`;
      faults.push({
        rule: 'prose/image',
        near,
        message: '正文里不能放图片：表格请用文字表格，图片内容请写成文字',
      });
    }
    if (token.type !== 'link_open') continue;
    const written = hrefOf(token);
    const hint = String(token.attrGet('title') ?? '');
    if (!isSafeLink(written)) {
      faults.push({
        rule: 'prose/link',
        near: written,
        message: `链接地址“${written.slice(0, 60)}”不能用：只能以 https://、http://、mailto: 或 tel: 开头`,
      });
    } else if (/[{}]/.test(hint)) {
      faults.push({ rule: 'prose/link', near: hint, message: '链接的提示文字里不能用占位符' });
    }
  }
  return faults;
}

/** Rows of a table that have more cells than its header. */
function findLostCells(text: string, blocks: readonly Token[]): ProseFault[] {
  const lines = text.split('\n');
  return blocks.flatMap((token) => {
    if (token.type !== 'table_open' || !token.map) return [];
    const [first, end] = token.map;
    const columns = countCells(lines[first]!);
    return lines.slice(first + 2, end).flatMap((line): ProseFault[] => {
      const cells = countCells(line);
      if (cells <= columns) return [];
      const message = `表格这一行有 ${cells} 格，表头只有 ${columns} 格：多出的内容会丢失，请核对“|”`;
      return [{ rule: 'prose/table', near: line.trim(), message }];
    });
  });
}

function countCells(row: string): number {
  const bare = row.trim().replaceAll('\\|', '').replace(/^\|/, '').replace(/\|$/, '');
  return bare.split('|').length;
}

function findEmptyHeadings(text: string): ProseFault[] {
  return [...text.matchAll(/^ {0,3}(#{1,6}) *$/gm)].map(
    ({ 0: near }): ProseFault => ({
      rule: 'prose/heading',
      near,
      message: '这个标题没有文字：请写上标题，或删去“#”',
    }),
  );
}

/** Items of a numbered list that Markdown would number otherwise than written. */
function findChangedNumbers(blocks: readonly Token[]): ProseFault[] {
  const expected: number[] = [];
  return blocks.flatMap((token): ProseFault[] => {
    if (token.type === 'ordered_list_open') expected.push(Number(token.attrGet('start') ?? 1));
    if (token.type === 'ordered_list_close') expected.pop();
    if (token.type !== 'list_item_open' || token.info === '') return [];
    const number = expected[expected.length - 1]!++;
    if (Number(token.info) === number) return [];
    const message = `这一项写的是 ${token.info}，会被排成 ${number}：请改正编号；不是列表的，在数字后写“\\.”`;
    return [{ rule: 'prose/list-number', near: `${token.info}${token.markup}`, message }];
  });
}
