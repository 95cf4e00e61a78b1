/** One kind of leftover, and what an editor is told of it. */
export interface DebrisKind {
  kind: string;
  pattern: RegExp;
  /** What it is, in words that stand before the found signs. */
  what: string;
  /** What to do; what `repair` gives is added in quotation marks. */
  advice: string;
  /** What should stand there. */
  repair?(found: string, text: string, start: number): string;
  /** What is shown for a long find. */
  short?(found: string): string;
  /** Whether it stands there rightly. */
  isMeant?(text: string, match: RegExpExecArray): boolean;
  /** Whether it is told by its code, for nobody could read it. */
  isUnseen?: true;
}

const han = '\\p{Script=Han}';
const closing = '”’》〉）】」';
const opening = '“‘《〈（【「';

/** Words that no Chinese sentence has: what a machine left untranslated. Names and abbreviations are not among them. */
const english = [
  'the|and|or|but|nor|not|of|to|in|on|at|by|for|from|with|without|into|onto|upon|over|under',
  'through|between|among|within|during|before|after|about|against|toward|towards|across|via|per|as',
  'is|are|was|were|be|been|being|has|have|had|does|did|will|would|shall|should|can|could|may|might|must',
  'this|that|these|those|its|they|their|them|our|his|your|which|who|whose|what|when|where|how',
  'if|then|than|such|also|only|more|most|all|any|each|every|some|other|both|same|very|well|there|here',
  'and/or|including|include|includes|regarding|according|effectively|ensure|ensuring|implement|implementation|strengthen|improve|promote|relevant|respectively|timely',
].join('|');

const halfWidth: Readonly<Record<string, string>> = {
  ',': '，',
  ';': '；',
  ':': '：',
  '?': '？',
  '!': '！',
};

/** Whether only a Chinese numeral stands before, as in 一.总体情况. */
function isNumbered(text: string, end: number): boolean {
  return /(?:^|\n)[ \t]*[一二三四五六七八九十]{1,2}$/.test(text.slice(Math.max(0, end - 8), end));
}

export const debrisKinds: readonly DebrisKind[] = [
  {
    kind: 'field',
    pattern:
      /\[bookmark:[^\]\n]{0,80}\]|_GoBack|_Toc\d+|OLE_LINK\d*|HYPERLINK(?=[ "\\])|\\\* ?MERGEFORMAT|PAGEREF|错误[!！]\s?未(?:定义书签|找到引用源)[。.]?/g,
    what: ' Word 转换时留下的',
    advice: '删去',
  },
  {
    kind: 'html',
    pattern:
      /<!--|-->|<\/?[a-z]+:[a-z]+(?:\s[^<>\n]*)?\/?>|<[!?][a-z[][^<>\n]*>|&(?:nbsp|ensp|emsp|thinsp|ldquo|rdquo|lsquo|rsquo|middot|mdash|ndash|hellip|bull|times|quot|apos|shy|zwnj|#\d{1,7}|#x[\da-f]{1,6});|&amp;(?=#?\w{1,8};)/gi,
    what: '网页转换时留下的',
    advice: '删去，或改为它表示的字',
  },
  {
    kind: 'mark',
    pattern: /`+/g,
    what: '多余的',
    advice: '删去',
  },
  {
    kind: 'english',
    pattern: new RegExp(
      `(?<=${han}[ \\t]?)(?<![A-Za-z])(?:${english})(?: (?:${english}))*(?=[ \\t]?${han})`,
      'giu',
    ),
    what: '夹在中文里的英文',
    advice: '改为中文，或者删去',
    // IT, OR and the like are abbreviations.
    isMeant: (_, { 0: words }) => /^[A-Z]+$/.test(words),
  },
  {
    kind: 'doubled',
    pattern: /[。，、；：][。，、；：,;]+|[,;][。，、；：]+|？{2,}|！{2,}|“{2,}|”{2,}/g,
    what: '重复的标点',
    advice: '只留一个',
  },
  {
    kind: 'half-width',
    pattern: new RegExp(`(?<=[${han}${closing}])[ \\t]?[,;:?!](?=[ \\t]?[${han}${opening}])`, 'gu'),
    what: '中文之间的半角标点',
    advice: '改为',
    repair: (found) => halfWidth[found]!,
  },
  {
    kind: 'half-width',
    pattern: new RegExp(
      `(?<=[${han}${closing}])\\.(?=[ \\t]*$|[ \\t]?[${han}${opening}])(?!政务|公益|中国|网址|公司|网络)`,
      'gmu',
    ),
    what: '中文之间的半角标点',
    advice: '改为',
    repair: (_, text, start) => (isNumbered(text, start) ? '、' : '。'),
  },
  {
    kind: 'half-width',
    pattern: new RegExp(`(?<=${han})\\.{2,}`, 'gu'),
    what: '半角的省略号',
    advice: '改为',
    repair: () => '……',
  },
  {
    kind: 'bracket',
    pattern: /[(（][^()（）\n]*[)）]/g,
    what: '半角的括号',
    advice: '改为',
    repair: () => '（）',
    short: (found) => found[0]! + found.at(-1)!,
    isMeant: (_, { 0: found }) =>
      (found.startsWith('（') && found.endsWith('）')) || !/\p{Script=Han}/u.test(found),
  },
  {
    kind: 'half-width',
    pattern: /"[^"\n]*"/g,
    what: '半角的引号',
    advice: '改为',
    repair: () => '“”',
    short: () => '""',
    isMeant: (_, { 0: found }) => !/\p{Script=Han}/u.test(found),
  },
  {
    kind: 'full-width',
    pattern: /[０-９Ａ-Ｚａ-ｚ]+(?:．[０-９]+)?/g,
    what: '全角的',
    advice: '写作',
    repair: (found) =>
      found.replace(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0)),
  },
  {
    kind: 'unseen',
    // What a file may not hold at all is told when it is read.
    pattern: new RegExp(
      `\\p{Co}|[\\u00a0\\u2000-\\u200a\\u200c\\u200d\\u202f\\u205f](?<=${han}.)(?=${han})`,
      'gu',
    ),
    what: '看不见或显示不出的字符',
    advice: '对照原件重新输入这几个字',
    isUnseen: true,
  },
];
