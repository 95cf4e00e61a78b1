import type { ProseNumber } from './numbers-in-prose.ts';

/** Comparison with another time, or what is but planned. */
const comparison =
  /同比|环比|相比|同期|较(?:上|去|前|20\d\d|之)|比(?:上|去|前|20\d\d)|增加|增长|减少|下降|上升|多收|少收|以来|历年|历史|平均|[人月日年]均|每年|预计|计划|力争|拟|(?:上一?|去|前)年|(?:下一?|明)年|近(?:[两二三四五六七八九十几]|\d+)年|[两三四五十几]年来|多年/;
/** Beside the number: 12 件（上年 9 件）, 增加 3 件. */
const comparisonAfter = /^\s*(?:的)?(?:增[长幅加]|降幅)/;

/** Whether a number is another year's, or a comparison; `words` are those beside it, without its label. */
export function isComparison({ after, filled }: ProseNumber, words: string): boolean {
  if (filled && filled.kind !== 'value' && filled.kind !== 'thousands') return true;
  return comparison.test(words) || comparisonAfter.test(after);
}

/** Whether the year that a text names last is another one. */
export function isOfAnotherYear(text: string, year: number): boolean {
  if (!text.includes('年')) return false;
  const last = [...text.matchAll(/(?<![〔[（(\d])((?:19|20)\d\d)\s*年/g)].at(-1)?.[1];
  return last !== undefined && Number(last) !== year;
}

/** Part of the whole only: by a channel, in time or late, of some of the year. */
const part =
  /网络|网上|网页|网站|互联网|线上|在线|平台|系统|邮箱|邮件|信函|邮寄|邮递|来函|寄送|当面|当场|现场|窗口|大厅|传真|口头|小程序|公众号|按时|按期|如期|准时|限期|期限内|时限内|逾期(?!不补正|未)|超期|延期|延长|提前|季度|上半年|下半年|\d月份?(?!\d)|涉及|关于|有关|针对|主要|领域|方面|转办|转送|移交|补正告知|撤回|撤销/;
const whole = /各种|多种|多渠道|等(?:多?种)?(?:方式|渠道|途径|形式)|各渠道|(?:线上|网上)线下/;

/** Words for channels, and for whom one acts: they say nothing of what is counted. */
const channels =
  /代表[^，；]{0,6}政府|[^，；]{0,8}办公[室厅]|通过|网络|网上|互联网|线上|在线|(?:政府)?网站|平台|(?:电子)?邮[箱件寄递]|信函|来函|当面|当场|现场|窗口|传真|口头|渠道|方式|按[时期]|如期|准时|逾期|超期|延期/g;

export function withoutChannels(words: string): string {
  return words.replace(channels, '');
}

/** Whether the words beside a number say that it is but a part. */
export function isPartOnly(words: string): boolean {
  return part.test(words) && !whole.test(words);
}

/** Another scope of counting, of which one may ask but not accuse. */
const otherScope =
  /办公[室厅]|政府办|各(?:级|部门|单位|科室|站所|街道|乡镇|镇街|村|镇|乡|县|区|市)|本级|代表|代[区县市镇]|牵头|协助|全[县市区省]|机关本部|所属|下属|(?<=[^我本，。；]{2})(?:[局委办站所科处股]|中心)(?=[^，。；]{0,6}(?:收到|受理|办理|答复|新收|收办|办结))/;

export function isOtherScope(sentence: string): boolean {
  return otherScope.test(sentence);
}
