import type { Agencies, Agency } from '../archive/agencies.ts';
import type { Prose } from '../report/report.ts';
import { namesOf } from './agency-names.ts';

/**
 * The bare words of a text: Chinese characters without numerals, names of the agency, titles,
 * placeholders and the phrases that every report must use.
 */
export interface Wording {
  length: number;
  /** Code units. */
  codes: Uint16Array;
  /** The text as written, with blanks in place of what is nobody's own. */
  bare: string;
}

/** What the law and the form put into everyone's mouth. */
const statutory = [
  '中华人民共和国政府信息公开条例',
  '政府信息公开工作年度报告格式',
  '政府信息公开信息处理费管理办法',
  '公民、?法人(?:和|或者|或|及)其他组织',
  '以?公开(?:是|为)(?:常态|原则)[，、]?不公开(?:是|为)例外',
  '(?:决策|执行|管理|服务|结果|公开|、|和){9,}',
  '(?:知情权|参与权|表达权|监督权|、|和|与){5,}',
  '主动公开|依申请公开|政府信息管理|政府信息公开平台建设|平台建设|监督保障',
  '政府信息公开|政务信息公开|政务公开|信息公开',
  '行政规范性文件|行政事业性收费|行政许可|行政处罚|行政强制|行政复议|行政诉讼',
  '人大代表建议|政协(?:委员)?提案|信息处理费',
  '(?:存在的?)?主要问题及改进(?:情况|措施)|存在的?(?:主要)?问题|改进(?:情况|措施)',
].join('|');
const titles = '《[^《》]*(?:《[^《》]*》[^《》]*)*》';
const selves =
  '[我本全各](?:[镇乡局委厅县市区省州]|街道|单位|机关)|(?:[镇乡县市区省]|街道)(?:党委|人民政府|政府|办事处)';

const nobodysOwn = new RegExp(
  `\\{\\{[^{}\\n]*\\}\\}|(?<!\\d)\\d{4}\\s*年度?|${titles}|${statutory}|${selves}`,
  'g',
);

/** The bare words of one text of an agency. */
export function wordingOf(
  { text }: Prose,
  agencies: Agencies,
  agency: Agency,
  year: number,
): Wording {
  let bare = text;
  for (const name of namesOf(agencies, agency, year))
    if (bare.includes(name)) bare = bare.replaceAll(name, blanks(name.length));
  bare = bare.replace(nobodysOwn, (found) => blanks(found.length));
  const codes = new Uint16Array(bare.length);
  let length = 0;
  for (let index = 0; index < bare.length; index++) {
    const code = bare.charCodeAt(index);
    if (isWord[code] === 1) codes[length++] = code;
  }
  return { length, codes, bare };
}

/** Index in the text as written of one of its words' characters. */
export function originOf({ bare }: Wording, character: number): number {
  let left = character;
  let index = 0;
  while (isWord[bare.charCodeAt(index)] === 0 || left-- > 0) index++;
  return index;
}

/** By code unit: 1 for Chinese characters but numerals. */
const isWord = new Uint8Array(0x10000).fill(1, 0x4e00, 0xa000);
for (const numeral of '一二三四五六七八九十零') isWord[numeral.charCodeAt(0)] = 0;

function blanks(length: number): string {
  return ' '.repeat(length);
}
