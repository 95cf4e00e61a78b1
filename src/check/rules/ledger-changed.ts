import { ledgerSuspicions } from '../ledger-suspicions.ts';
import type { ComparingContext, Rule } from '../rule.ts';

export const rule: Rule = {
  id: 'ledger/changed',
  title: '已发布的内容有改动',
  severity: 'error',
  basis: '已发布的年报以 data/published.yaml（台账）所记为准',
  description:
    '已发布的数字、单位、日期、标题和各部分文字，与台账不同而“更正”里没有写明的，逐处指出；公布过的更正也不能删改。草稿不核对。',
  message: '“{address}”已发布的是 {published}，现在是 {present}，没有更正',
  mustBeMended: true,
  comparesReports: true,
  check: (context: ComparingContext) => ledgerSuspicions(context, 'changed'),
};
