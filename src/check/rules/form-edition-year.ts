import { usualEdition } from '../../form/read.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  id: 'form/edition-year',
  title: '格式与年度',
  severity: 'warning',
  basis: '国办公开办函〔2019〕60号用于2019、2020年度，国办公开办函〔2021〕30号用于2021年度起',
  description: '报告所用的格式通常由年度决定；不一致时提醒核对，不作改动。',
  message: '{year}年度通常用{usual}，本报告用的是{used}',
  *check({ report, archive }) {
    const usual = usualEdition(archive.forms.values(), report.year);
    if (!usual || usual.family === report.form.family) return;
    yield {
      offset: Math.max(0, report.source.text.search(/^["']?格式["']?[ \t]*:/m)),
      place: '格式',
      values: { year: report.year, usual: usual.name, used: report.form.name },
      expected: usual.edition,
      actual: report.form.edition,
      isUncertain: true,
    };
  },
};
