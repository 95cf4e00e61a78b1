import { describe, expect, test } from 'vitest';
import { findingsBy, type ReportTexts } from '../archive-of.ts';

const told = (...reports: ReportTexts[]) => findingsBy('carry-over/requests', ...reports);

/** A report that carries something over to the next year. */
const handing = (next: string, more: Partial<ReportTexts> = {}): ReportTexts => ({
  year: 2021,
  申请办理: `{本年新收: ${next}, 上年结转: 0, 办理结果: 0, 结转下年度: ${next}}`,
  ...more,
});

/** A report that has been handed something by the year before. */
const handed = (last: string, more: Partial<ReportTexts> = {}): ReportTexts => ({
  申请办理: `
  本年新收: 0
  上年结转: ${last}
  办理结果: {予以公开: ${last}, 其余: 0}
  结转下年度: 0`,
  ...more,
});

test('speaks of every column that does not follow from last year’s', async () => {
  const findings = await told(
    handing('{自然人: 3, 其他: 1, 其余: 0}'),
    handed('{自然人: 2, 科研机构: 2, 其余: 0}'),
  );
  expect(findings).toMatchObject([
    {
      severity: 'error',
      line: 12,
      column: 15,
      message: '“自然人”一列：本年的上年结转为 2，上一年度报告的结转下年度为 3，相差 -1',
      fact: '申请办理.上年结转.自然人',
      expected: 3,
      actual: 2,
    },
    {
      // The total of last year is 4, as is this year's: it is not told.
      line: 12,
      column: 24,
      message: '“科研机构”一列：本年的上年结转为 2，上一年度报告的结转下年度为 0，相差 +2',
      fact: '申请办理.上年结转.科研机构',
    },
    { line: 12, column: 31, fact: '申请办理.上年结转.其他', expected: 1, actual: 0 },
  ]);
});

test('holds across editions', async () => {
  const findings = await told(
    handing('{自然人: 1, 其余: 0}', { year: 2020, form: '2019' }),
    handed('0', { year: 2021 }),
  );
  expect(findings.map(({ fact, expected, actual }) => [fact, expected, actual])).toEqual([
    ['申请办理.上年结转.自然人', 1, 0],
    ['申请办理.上年结转.总计', 1, 0],
  ]);
});

describe('is silent', () => {
  test('where the figures follow', async () => {
    const same = '{自然人: 3, 法律服务机构: 2, 其余: 0}';
    expect(await told(handing(same), handed(same))).toEqual([]);
  });

  test('in the first year for which the agency owes a report', async () => {
    expect(await told({ agency: 'founded', year: 2022 })).toEqual([]);
    expect(await told({ agency: 'founded', year: 2023 })).toHaveLength(1);
  });

  test('on what last year’s original does not state', async () => {
    const lost = handing('0', {
      申请办理: '未载',
      more: '原载: {出处: 未载}',
    });
    expect(await told(lost, handed('{自然人: 2, 其余: 0}'))).toEqual([]);
  });

  test('where both are drafts and agree', async () => {
    const same = '{自然人: 3, 其余: 0}';
    expect(await told(handing(same, { isDraft: true }), handed(same, { isDraft: true }))).toEqual(
      [],
    );
  });
});

describe('is skipped with a note', () => {
  const note = { severity: 'info', line: 12, column: 9 };

  test('without last year’s report', async () => {
    expect(await told(handed('0'))).toMatchObject([
      { ...note, message: '没有2021年的报告，没有核对上年结转' },
    ]);
  });

  test('where last year’s report is of the year before last', async () => {
    expect(await told(handing('0', { year: 2020 }), handed('0'))).toMatchObject([note]);
  });

  test('where last year’s report is a draft', async () => {
    const draft = handing('{自然人: 3, 其余: 0}', { isDraft: true });
    expect(await told(draft, handed('0'))).toMatchObject([
      { ...note, message: '2021年的报告还是草稿，没有核对上年结转' },
    ]);
  });
});

test('compares drafts with each other', async () => {
  const draft = handing('{自然人: 3, 其余: 0}', { isDraft: true });
  const findings = await told(draft, handed('0', { isDraft: true }));
  expect(findings.map(({ severity, expected }) => [severity, expected])).toEqual([
    ['warning', 3],
    ['warning', 3],
  ]);
});
