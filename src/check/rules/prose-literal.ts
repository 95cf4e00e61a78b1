import { literalFigures } from '../literal-figures.ts';
import { passageAround } from '../numbers-in-prose.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  id: 'prose/literal',
  title: '可改为引用的数字',
  severity: 'info',
  basis: '数字写一处、引用多处，改表时文字随之改变',
  description:
    '文字里与表格一致、且只有一种读法的数字，可以改成引用；gongkai check --fix 会代为改写。',
  message: '这里的 {digits} 可以写成 {placeholder}，以后随表格自动更新',
  *check({ report, facts, prose }) {
    for (const { part, number, address } of literalFigures(report, facts, prose)) {
      yield {
        offset: part.offsetAt(number.start),
        fact: address,
        passage: passageAround(number),
        values: { digits: number.digits, placeholder: `{{ ${address} }}` },
      };
    }
  },
};
