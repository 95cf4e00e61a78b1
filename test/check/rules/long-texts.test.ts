import { describe, expect, test } from 'vitest';
import { placeholderContext } from '../../../src/archive/placeholder-context.ts';
import { rules } from '../../../src/check/catalogue.ts';
import { reportProse } from '../../../src/check/prose-text.ts';
import { archiveOf } from '../archive-of.ts';

/** The rules that read texts with patterns of their own. */
const readers = /^(?:fees|parts|privacy|prose)\//;

const repeated = [
  '甲',
  'a',
  'a ',
  '1',
  '《',
  '《甲',
  '《》',
  '〈甲',
  '“',
  '"',
  '(',
  '(甲',
  '（甲',
  '<',
  '<a',
  '<a:',
  '](',
  '[bookmark:',
  '甲.',
  '甲,',
  '甲 , ',
  '，',
  '。',
  'and ',
  '甲and ',
  '**',
  '**甲',
  '**甲**甲',
  '*甲**',
  '__',
  '`',
  '&',
  '2021年',
  '2021年度，',
  '统计期限',
  '截至2021年，',
  '我局',
  '各本局',
  '国办公开办函',
  '国办公开办函〔2019〕',
  '没有',
  '不存在',
  '收',
  '收取',
  '申请',
  '管理',
  '信息',
  '建设',
  '未收',
  '甲\n',
  ' ',
  '。\n',
  '1件',
  '1件占1%',
  '1、',
  '（1）',
  '1,',
  '一件',
  '\n1件',
  '收到申请1件，',
  '其中1件',
  '共1件其中1件、',
  '分别为1件、',
  '行政复议1件',
  '规范性文件1件',
  '自然人1件、',
  '2019年自然人1件、',
  '未收到公开申请',
  '无复议诉讼',
  '共计',
  '的',
  '13912345678 ',
  '6222 ',
];

describe('long runs take no long time', () => {
  test.each(repeated)('%j', { timeout: 20_000 }, async (sign) => {
    const text = sign.repeat(100_000 / sign.length).replace(/^\s+|\s+$/g, '');
    const archive = await archiveOf([{ 总体情况: `始${text}`, 主要问题及改进: `始${text}` }]);
    const [archived] = archive.reports;
    const prose = reportProse(archived!.report, placeholderContext(archived!));
    for (const rule of rules.filter(({ id }) => readers.test(id))) {
      const start = process.threadCpuUsage();
      const found = [...rule.check({ ...archived!, archive, prose })];
      expect(found.length).toBeLessThan(100_000);
      // What others take of the machine meanwhile is no fault of the rule's.
      const { user, system } = process.threadCpuUsage(start);
      expect((user + system) / 1000, rule.id).toBeLessThan(2000);
    }
  });
});
