import { ledgerSuspicions } from '../ledger-suspicions.ts';
import type { ComparingContext, Rule } from '../rule.ts';

export const rule: Rule = {
  id: 'correction/mismatch',
  title: '更正与改动不符',
  severity: 'error',
  basis: '更正的原值是已发布的值，现值是报告里现在的值',
  description:
    '核对“更正”：地址要有；数字的原值要与台账所记相同，现值要与报告里现在的相同；同一处更正几次的，前后相接；文字的现值换回原值，要正是已发布的文字。',
  message: '“{address}”的更正与改动不符：已发布的是 {published}，现在是 {present}',
  mustBeMended: true,
  comparesReports: true,
  check: (context: ComparingContext) => ledgerSuspicions(context, 'mismatch'),
};
