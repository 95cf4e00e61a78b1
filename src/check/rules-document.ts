import { severityNames } from '../finding/format.ts';
import type { Rule } from './rule.ts';

/** The rules' documentation, made from their declarations. */
export function rulesMarkdown(rules: readonly Rule[]): string {
  const sections = rules.map(
    ({ id, title, severity, editions, basis, description, ...rule }) => `## ${title}

\`${id}\` · ${severityNames[severity]} · ${editions ? `${editions.join('、')}年格式` : '各种格式'}

${description}

依据：${basis}。${remedy(rule)}
`,
  );
  return `# 检查规则\n\n<!-- 由 gongkai rules --format markdown 生成，请勿手改。 -->\n\n${sections.join('\n')}`;
}

/** Whether an explanation may stand for a correction, where it may not everywhere. */
function remedy({ isArithmetical, mustBeMended }: Partial<Rule>): string {
  if (mustBeMended) return '不能用说明代替改正。';
  return isArithmetical ? '只有写明“原载”的报告可以用说明代替改正。' : '';
}
