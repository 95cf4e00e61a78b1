import { masked, titles } from '../masked.ts';
import { wordsFrom } from '../passage.ts';
import type { ProsePart } from '../prose-text.ts';
import type { Rule } from '../rule.ts';

const firstYear = 2021;
const wantedPart = '其他事项';

/** 收费 of other kinds, which say nothing of the fee for information. */
const otherFees = /行政事业性收费|涉企收费|停车收费|收费(?:标准|项目|目录|清单)/g;
/** However an office words it: the fee by name, that something was or was not charged, that it is free. */
const statement =
  /处理费|收费|费用|免费|(?:收|计|缴|交|征)取[^，。；\n]{0,16}费|(?:未|没有|没|无|不)[^，。；\n]{0,8}收[^，。；\n]{0,12}费/;

export const rule: Rule = {
  id: 'fees/unstated',
  title: '信息处理费的说明',
  severity: 'warning',
  basis:
    '《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）：自2021年度起，收取信息处理费的情况列入年度报告，没有收取的也要写明',
  description: '2021年度起，“其他事项”应说明信息处理费：收了多少，或者没有收取。',
  message: '“{part}”没有说到信息处理费：请写明收取情况，没有收的也要写，如“全年没有收取信息处理费”',
  *check({ report, prose }) {
    const part = prose.find(({ key }) => key === wantedPart);
    if (report.year < firstYear || !part || isStatedIn(part)) return;
    const elsewhere = prose.find(({ text }) => /信息处理费/.test(masked(text, titles)));
    yield {
      offset: part.offsetAt(Math.max(0, part.text.search(/\S/))),
      passage: wordsFrom(part.text, 0),
      values: { part: wantedPart, elsewhere: elsewhere?.key ?? '' },
      ...(elsewhere ? { message: '信息处理费写在了“{elsewhere}”里：请在“{part}”中说明' } : {}),
    };
  },
};

function isStatedIn({ text }: ProsePart): boolean {
  if (/信息处理费/.test(text)) return true;
  return statement.test(masked(text, titles, otherFees));
}
