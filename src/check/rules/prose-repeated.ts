import { offsetInSource } from '../../yaml/offsets.ts';
import { likenessOf } from '../likeness.ts';
import { wordsFrom } from '../passage.ts';
import type { ComparingContext, Rule } from '../rule.ts';

export const rule: Rule = {
  id: 'prose/repeated',
  title: '文字雷同',
  severity: 'warning',
  basis: '年度报告应如实反映本机关本年度的工作，不得照抄上一年度或者其他机关的报告',
  description:
    '“总体情况”“主要问题及改进”“其他事项”的文字，与本机关上一年度或其他机关的报告大部分相同（200 字以上，且占四分之三以上）时提醒。数字、机关名称、文件名称、法定用语和许多机关共有的套话不计。',
  message:
    '“{part}”与{other}雷同 {percent}%（约 {characters} 字，如“{passage}”）：请按本机关本年度的实际情况写',
  comparesReports: true,
  *check({ archive, report, prose, ...context }: ComparingContext) {
    for (const { key, scalar, written } of prose) {
      const likeness = likenessOf(archive, { report, ...context }, key);
      if (!likeness) continue;
      const { other, percent, characters, start } = likeness;
      const passage = wordsFrom(written, start);
      const isOwn = other.report.agency === report.agency;
      yield {
        offset: offsetInSource(report.source.text, scalar, start),
        passage,
        values: {
          part: key,
          other: `${isOwn ? '本机关' : other.agency.shortName}${other.report.year}年的报告`,
          percent,
          characters,
          passage,
        },
        actual: percent,
      };
    }
  },
};
