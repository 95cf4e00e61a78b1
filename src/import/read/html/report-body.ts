import { type DomElement, isElement } from './dom.ts';
import type { FlowBlock } from './flow.ts';

/** A page's blocks: those of the report, and those around it. */
export interface ReportBody {
  /** Positions of the report's blocks, in order. */
  inside: readonly number[];
  /** Whether anything told where the report begins. */
  isFound: boolean;
  /** Whether it has headings of at least two of the six parts. */
  hasParts: boolean;
}

/** Headings of the six parts by words that all editions and most misprints share. */
const partWords = [
  /总体情况/,
  /主动公开政府信息/,
  /(收到|处理)政府信息公开申请/,
  /行政复议.{0,6}行政诉讼/,
  /存在的?(主要)?问题/,
  /其他需要报告/,
];
const longestHeading = 45;
const longestTitle = 70;
const titleEnd = /(政府信息公开|政务公开).{0,12}(年度报告|年报|报告)[)）》]?$/;

/** Lines that pages put around an article. */
const chrome =
  /^[【[（(]?(首页|打印|关闭|收藏|分享|字体|字号|大$|中$|小$|返回|上一[篇条页]|下一[篇条页]|扫一扫|责任编辑|编辑：|相关(链接|信息|阅读|稿件|文章|新闻|推荐)|版权所有|主办|承办|技术支持|网站地图|网站标识码|联系我们|关于我们|发布(时间|日期|人|单位)|来源[：:]|作者[：:]|点击|浏览|阅读|访问量|信息来源|索引号|信息分类|成文日期|文号|有效性|当前位置|您(现在)?(的|所在)?(的)?位置|所在位置|位置[：:]|copyright|©)|ICP备|公网安备|网安备|最佳分辨率/i;
const longestChrome = 200;

/** Lines below which nothing of an article follows. */
const pageEnd =
  /^[【[（(]?(打印|关闭|上一[篇条页]|下一[篇条页]|扫一扫|责任编辑|相关(链接|信息|阅读|稿件|文章|新闻|推荐)|版权所有|主办(单位)?[：:]|网站标识码|网站地图)|ICP备|公网安备/;

/** Elements that HTML itself sets apart from an article. */
const aside = new Set(['nav', 'footer', 'aside']);
const asideRoles = new Set(['navigation', 'contentinfo', 'complementary', 'search']);

/**
 * Finds the report in a page by what it says: its title, the headings of its parts. What stands
 * before the title, between title and preface, and after the end is the page's own.
 */
export function findReport(blocks: readonly FlowBlock[]): ReportBody {
  const headings = [...blocks.keys()].filter((at) => partOf(blocks[at]!) !== undefined);
  const parts = new Set(headings.map((at) => partOf(blocks[at]!)));
  const firstHeading = headings[0];
  const title = findTitle(blocks, parts.size > 1 ? firstHeading! : blocks.length);
  if (parts.size < 2 && title === undefined)
    return { inside: [...blocks.keys()], isFound: false, hasParts: false };

  const root =
    parts.size > 1 ? commonAncestor(headings.map((at) => blocks[at]!.origin)) : undefined;
  const inside = [...blocks.keys()].filter((at) => {
    const block = blocks[at]!;
    if (title !== undefined && at < title.first) return false;
    if (title !== undefined && at <= title.last) return true;
    if (firstHeading !== undefined && parts.size > 1 && at < firstHeading)
      return !isChrome(block) && (isBelow(block.origin, root!) || isSentence(block));
    return root === undefined || isBelow(block.origin, root);
  });
  const lastHeading = parts.size > 1 ? headings.at(-1)! : (title?.last ?? 0);
  const end = inside.findIndex((at) => at > lastHeading && isPageEnd(blocks[at]!));
  const kept = end < 0 ? inside : inside.slice(0, end);
  while (kept.length > 0 && kept.at(-1)! > lastHeading && isChrome(blocks[kept.at(-1)!]!))
    kept.pop();
  return { inside: kept, isFound: true, hasParts: parts.size > 1 };
}

function partOf({ block, linkShare }: FlowBlock): number | undefined {
  if (block.kind !== 'text' || linkShare > 0.5) return undefined;
  const words = bare(block.text);
  if (words.length > longestHeading || /[。；]/.test(words)) return undefined;
  const part = partWords.findIndex((pattern) => pattern.test(words));
  return part < 0 ? undefined : part;
}

/** The last title before the parts; an agency's name on a line of its own belongs to it. */
function findTitle(
  blocks: readonly FlowBlock[],
  end: number,
): { first: number; last: number } | undefined {
  const last = blocks.slice(0, end).findLastIndex(isTitle);
  if (last < 0) return undefined;
  const above = blocks[last - 1];
  const isName =
    above?.block.kind === 'text' &&
    !isChrome(above) &&
    /^\p{Script=Han}{3,30}$/u.test(bare(above.block.text)) &&
    !/公开|年报/.test(above.block.text) &&
    /^(20|二[〇○零Ｏ])/.test(bare(textOf(blocks[last]!)));
  return { first: isName ? last - 1 : last, last };
}

function isTitle(flowBlock: FlowBlock): boolean {
  const words = bare(textOf(flowBlock));
  return (
    words.length <= longestTitle &&
    !/[。；>›»]/.test(words) &&
    titleEnd.test(words) &&
    flowBlock.linkShare <= 0.5 &&
    !isChrome(flowBlock)
  );
}

function isChrome(flowBlock: FlowBlock): boolean {
  const { block, linkShare, origin } = flowBlock;
  if (isSetApart(origin)) return true;
  const words = textOf(flowBlock).trim();
  if (block.kind === 'table') return linkShare > 0.5;
  if (/^附件\d*[：:]/.test(words) && linkShare > 0.3) return true;
  return words.length <= longestChrome && (linkShare > 0.8 || chrome.test(words));
}

function isSetApart(element: DomElement): boolean {
  for (let at: DomElement | undefined = element; at; at = parentOf(at))
    if (aside.has(at.name) || asideRoles.has(at.attribs.role ?? '')) return true;
  return false;
}

function isPageEnd(flowBlock: FlowBlock): boolean {
  const words = textOf(flowBlock).trim();
  return isSetApart(flowBlock.origin) || (words.length <= longestChrome && pageEnd.test(words));
}

function parentOf({ parent }: DomElement): DomElement | undefined {
  return isElement(parent) ? parent : undefined;
}

function isSentence(flowBlock: FlowBlock): boolean {
  const words = textOf(flowBlock);
  return flowBlock.linkShare < 0.5 && words.length >= 15 && /[。：:；]/.test(words);
}

function textOf({ block }: FlowBlock): string {
  return block.kind === 'text' ? block.text : '';
}

function bare(text: string): string {
  return text.replace(/[\p{White_Space}\p{Cf}]/gu, '');
}

function commonAncestor(elements: readonly DomElement[]): DomElement {
  let [common] = elements as [DomElement];
  while (!elements.every((element) => isBelow(element, common))) {
    const parent = parentOf(common);
    if (!parent) return common;
    common = parent;
  }
  return common;
}

function isBelow(element: DomElement, ancestor: DomElement): boolean {
  for (let at: DomElement | undefined = element; at; at = parentOf(at))
    if (at === ancestor) return true;
  return false;
}
