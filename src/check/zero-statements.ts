import { clausesOf, type ProsePart } from './prose-text.ts';
import type { Reading } from './readings.ts';

/** A sentence that says in words that there was none. */
export interface ZeroStatement {
  reading: Reading;
  start: number;
  text: string;
}

const none = '(?:未|没有|尚未|没)';
const statements: readonly { pattern: RegExp; name: string; accepted: string[][] }[] = [
  {
    pattern: new RegExp(
      `${none}(?:收到|接到|受理|收)[^\\d]{0,20}?(?:公开[^\\d]{0,6}申请|依申请公开)|^无(?:依申请公开|政府信息公开申请)`,
    ),
    name: '收到的申请',
    accepted: [['申请办理.本年新收.总计'], ['申请办理.收办.总计']],
  },
  {
    pattern: new RegExp(
      `(?:${none}(?:发生|产生|引发|收到|出现|涉及)|^无|均无)[^\\d]{0,14}(?:行政复议|复议案件)`,
    ),
    name: '行政复议',
    accepted: [['复议诉讼.行政复议.总计']],
  },
  {
    pattern: new RegExp(
      `(?:${none}(?:发生|产生|引发|收到|出现|涉及)|^无|均无)[^\\d]{0,20}(?:行政诉讼|诉讼案件)`,
    ),
    name: '行政诉讼',
    accepted: [['复议诉讼.未经复议直接起诉.总计', '复议诉讼.复议后起诉.总计']],
  },
  {
    pattern: new RegExp(`${none}(?:制定|制发|出台|印发|制作)[^\\d]{0,8}规范性文件`),
    name: '规范性文件',
    accepted: [['主动公开.行政规范性文件.本年制发件数'], ['主动公开.规范性文件.本年新制作数量']],
  },
];

/** Narrower than the whole: some of the applicants, some of the bodies, some of the time. */
const narrower =
  /镇域|村民|外地|境外|企业|法人|逾期|个别|部分|第[一二三四]季度|上半年|下半年|因|针对|超期|延期/;

export function zeroStatements(part: ProsePart, year: number): ZeroStatement[] {
  return clausesOf(part).flatMap((clause) => {
    const text = clause.text.trim();
    const years = [...clause.sentence.matchAll(/((?:19|20)\d\d)\s*年/g)].map((match) =>
      Number(match[1]),
    );
    if (
      /\d\s*件/.test(text) ||
      years.some((mentioned) => mentioned !== year) ||
      /上年|去年/.test(text)
    )
      return [];
    return statements.flatMap(({ pattern, name, accepted }) => {
      const match = pattern.exec(text);
      if (!match) return [];
      const start = clause.start + clause.text.indexOf(text) + match.index;
      return [{ reading: { name, accepted, isUncertain: narrower.test(text) }, start, text }];
    });
  });
}
