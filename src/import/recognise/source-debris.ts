import { debrisKinds } from '../../check/debris.ts';
import { decodeEntities } from '../../prose/markdown.ts';
import { findRefusedCharacters } from '../../yaml/characters.ts';
import { foldText } from './label.ts';

/** A text without what conversion left in it. */
export interface Cleaned {
  text: string;
  /** What was found, by what it is called in Chinese; nothing where the text was clean. */
  found: ReadonlyMap<string, readonly string[]>;
  /** Whether characters were lost before; `□` stands for each. */
  isDamaged: boolean;
}

const fieldPattern = debrisKinds.find(({ kind }) => kind === 'field')!.pattern;
const entityPattern = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]\w{1,30});/gi;
/** In Markdown the source's own are escaped; those without a backslash were written for it. */
const escapedEntityPattern = new RegExp(`\\\\${entityPattern.source}`, 'gi');
const emptyMarks = new RegExp(`(\\*{1,3})(\\\\?(?:${fieldPattern.source}))\\1`, 'g');
const blankEntity = '\\\\&(?:nbsp|[ent]\\w*sp|#160|#12288);';
const unseen = `(?:[^\\S\\n]|[\\p{Cf}\\p{Cs}]|(?!\\n)\\p{Cc}|${blankEntity}){1,20}`;
const unseenBesideMark = new RegExp(`(?<=\\*)${unseen}|${unseen}(?=\\*)`, 'gu');
const joiners = /[\u200c\u200d]/g;
const blanks = /[\t\u0020\u00a0\u2000-\u200a\u202f\u205f\u3000]+/g;

/**
 * Takes away invisible characters, Word's fields and entities; every run of blanks becomes one.
 * Single blanks stay where they are, also between Chinese characters and digits.
 */
export function cleanText(written: string): Cleaned {
  return cleaned(written, entityPattern, decodeEntities);
}

/** The same for inline Markdown. */
export function cleanMarkdown(written: string): string {
  const decode = (entity: string) =>
    decodeEntities(entity.slice(1)).replace(/[!-/:-@[-`|}~]/g, '\\$&');
  // Marks of bold around nothing, or with a blank inside, would stand in the text as signs.
  const marked = written
    .replace(emptyMarks, '$2')
    .replace(unseenBesideMark, (run) => (/^\s+$/.test(run) ? run : ''));
  return cleaned(marked, escapedEntityPattern, decode).text;
}

function cleaned(source: string, entities: RegExp, decode: (entity: string) => string): Cleaned {
  const found = new Map<string, string[]>();
  const note = (what: string, written: string) => {
    const known = found.get(what);
    if (known) known.push(written);
    else found.set(what, [written]);
  };
  let isDamaged = false;
  let text = source.replace(entities, (entity) => {
    const decoded = decode(entity);
    if (decoded !== entity) note('网页代码', entity);
    return decoded;
  });
  text = text.replace(/\\(?=_(?:GoBack|Toc\d)|\[bookmark)/g, '').replace(fieldPattern, (field) => {
    note('Word 的域代码', field);
    return '';
  });
  text = withoutRefused(text, (character) => {
    isDamaged ||= isLost(character);
    if (!isLost(character)) note('看不见的字符', codeOf(character));
    return isLost(character) ? '□' : '';
  });
  text = text.replace(joiners, (character) => {
    note('看不见的字符', codeOf(character));
    return '';
  });
  text = text
    .split('\n')
    .map((line) =>
      line.trim().replace(blanks, (run) => {
        if (run.length > 1) note('连续的空格', run);
        return ' ';
      }),
    )
    .join('\n');
  return { text, found, isDamaged };
}

function withoutRefused(text: string, replace: (character: string) => string): string {
  let kept = '';
  let end = 0;
  for (const { offset, character } of findRefusedCharacters(text)) {
    kept += text.slice(end, offset) + replace(character);
    end = offset + character.length;
  }
  return kept + text.slice(end);
}

/** U+FFFD and halves of pairs stand where a conversion has lost a character. */
function isLost(character: string): boolean {
  return character === '\ufffd' || /^[\ud800-\udfff]$/.test(character);
}

function codeOf(character: string): string {
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
}

const longestLine = 60;
const pageNumber =
  /^(?:[-‐–—―－·•~～]+\d{1,4}[-‐–—―－·•~～]+|第\d{1,4}页(?:[,，/]?共\d{1,4}页)?|page\d{1,4}(?:of\d{1,4})?)$/i;
const siteLine =
  /^(?:扫一扫.*|微信扫.*|(?:打印|关闭)(?:本页|本文|窗口|页面)?(?:关闭(?:本页|窗口|页面)?)?|分享(?:到|至)?[:：]?.{0,20}|[[【]?(?:字体|字号)(?:大小)?[:：].*|[上下]一[篇条][:：].*|返回(?:顶部|首页|列表|上页)|(?:浏览|阅读|点击)(?:次数|量|数)[:：]?\d*次?|责任编辑[:：].*|相关(?:链接|阅读|文章|信息)[:：]?|当前位置[:：].*|_+$)$/;

/** What a paragraph is that belongs to the page around a report: a page number, a site's own words. */
export function debrisLine(text: string): '页码' | '网页上的文字' | undefined {
  if (text.length > 2 * longestLine) return undefined;
  const folded = foldText(text);
  if (pageNumber.test(folded)) return '页码';
  return folded.length <= longestLine && siteLine.test(folded) ? '网页上的文字' : undefined;
}
