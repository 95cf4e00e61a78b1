import { dueDate } from '../../archive/deadline.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  id: 'deadline/published',
  title: '发布期限',
  severity: 'warning',
  basis:
    '《政府信息公开条例》第四十九条：县级以上人民政府部门每年1月31日前，县级以上地方人民政府每年3月31日前公布上一年度报告；乡镇、街道照1月31日执行',
  description: '发布日期晚于期限，或早于报告年度结束时提醒。',
  message: '发布日期为 {actual}，晚于期限 {expected}',
  *check({ report, agency }) {
    const date = report.published?.date;
    if (date === undefined) return;
    const due = dueDate(agency, report.year);
    const yearEnd = `${report.year}-12-31`;
    const offset = Math.max(0, report.source.text.search(/^["']?发布日期["']?[ \t]*:/m));
    if (date <= yearEnd) {
      yield {
        offset,
        place: '发布日期',
        values: { actual: date, year: report.year },
        message: '发布日期为 {actual}，{year}年度这时还没有结束',
        actual: date,
      };
    } else if (date > due) {
      yield {
        offset,
        place: '发布日期',
        values: { actual: date, expected: due },
        expected: due,
        actual: date,
      };
    }
  },
};
