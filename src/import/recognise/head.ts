import type { Block, Remark } from '../source-document.ts';
import { textOfBlock } from './block-text.ts';
import { foldText } from './label.ts';
import type { FoundTitle } from './title.ts';

/** What stands before the first part, sorted. */
export interface SourceHead {
  preface: readonly Block[];
  /** Lines about the report, such as 来源 and 发布日期. */
  notes: readonly string[];
  remarks: readonly Remark[];
}

const longestNote = 120;
/** What sites and archives write about a document. */
const notePattern =
  /^[[【(]?(?:信息)?(?:来源|发布|发文|成文|公开(?:日期|时间|方式|范围|主体|形式|属性)|索引|主题|浏览|点击|访问|阅读|字体|字号|作者|编辑|责任编辑|审核|校对|分享|打印|时间|日期|体裁|有效性|文号|文件编号|名称|信息名称|组配分类|信息分类|生成日期|载体|制发|关键词|文种|当前位置|您现在的位置|首页)[^。；]*$/;
const datePattern =
  /^[(]?(?:19|20)\d\d(?:年|-|\/|\.)\d{1,2}(?:月|-|\/|\.)\d{1,2}日?(?:\d\d:\d\d)?[)]?$/;

/** Sorts what stands before the first part into title, notes about the document, and preface. */
export function readHead(head: readonly Block[], title: FoundTitle | undefined): SourceHead {
  const titleBlocks = new Set<Block>(title?.blocks);
  const first = head.findIndex((block) => titleBlocks.has(block));
  const preface: Block[] = [];
  const notes: string[] = [];
  const remarks: Remark[] = [];
  for (const [at, block] of head.entries()) {
    if (titleBlocks.has(block)) continue;
    const text = textOfBlock(block);
    if (text === '') continue;
    if (at >= first && !isNote(block)) {
      preface.push(block);
      continue;
    }
    for (const line of text.split('\n')) notes.push(line);
    remarks.push({
      kind: 'left-out',
      message: at < first ? '标题之前的内容没有收入。' : '文首的说明（来源、日期之类）没有收入。',
      place: block.place,
      text,
    });
  }
  return { preface, notes, remarks };
}

function isNote(block: Block): boolean {
  const lines = textOfBlock(block).split('\n').map(foldText);
  return lines.every(
    (line) => line.length <= longestNote && (notePattern.test(line) || datePattern.test(line)),
  );
}
