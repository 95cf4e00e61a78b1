import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { countedReport } from '../check/counted-report.ts';
import { edit, ledgerFindings, placeOf, publishedRoot, record } from './published-root.ts';

const file = 'reports/liulin/2022.yaml';
const text = '全年收到申请 {{ 申请办理.本年新收.总计 }} 件，主动公开各项如常。';

/** The counted report, published. */
const published = () => publishedRoot(countedReport(text));
const received = '  本年新收: {自然人: 30';

const correction = (entry: string) => `更正:\n  - ${entry}\n`;
const at = (root: string, wanted: string) => placeOf(root, file, wanted);
/** Puts an entry of 更正 at the end of the report. */
const correct = (root: string, entry: string) =>
  edit(root, file, '尚未审结: 1, 其余: 0}\n', `尚未审结: 1, 其余: 0}\n${correction(entry)}`);

test('what was published and stands as it was is no matter', async () => {
  await using root = await published();
  expect(ledgerFindings(root.path)).toEqual([]);
});

test('a figure that has changed is told at its very place, with the entry that would tell of it', async () => {
  await using root = await published();
  await edit(root.path, file, received, '  本年新收: {自然人: 31');
  await edit(root.path, file, '结转下年度: {自然人: 3,', '结转下年度: {自然人: 4,');
  expect(ledgerFindings(root.path)).toMatchObject([
    {
      rule: 'ledger/changed',
      severity: 'error',
      file,
      line: 17,
      column: 15,
      fact: '申请办理.本年新收.自然人',
      expected: '30',
      actual: '31',
      message:
        '“申请办理.本年新收.自然人”已发布的是 30，现在是 31，没有更正：改错了的请改回；应当更正的，在“更正”下写 - {日期: "", 地址: 申请办理.本年新收.自然人, 原值: 30, 现值: 31, 理由: ""}',
    },
    {
      rule: 'ledger/changed',
      ...(await at(root.path, '4, 商业企业: 1, 法律')),
      expected: '3',
      actual: '4',
    },
  ]);
});

test('digits that print otherwise are a change, though the number is the same', async () => {
  await using root = await published();
  await edit(root.path, file, '行政事业性收费: 26.50', '行政事业性收费: 26.5');
  expect(ledgerFindings(root.path)).toMatchObject([
    { rule: 'ledger/changed', line: 15, expected: '26.50', actual: '26.5' },
  ]);
});

describe('with corrections', () => {
  const right =
    '{日期: 2023-03-01, 地址: 主动公开.行政许可.本年处理决定数量, 原值: 120, 现值: 121, 理由: 漏计一项}';

  async function withCorrection(entry: string) {
    const root = await published();
    await edit(root.path, file, '行政许可: 120', '行政许可: 121');
    await correct(root.path, entry);
    return root;
  }

  test('a right one makes the change good', async () => {
    await using root = await withCorrection(right);
    expect(ledgerFindings(root.path)).toEqual([]);
  });

  test('a wrong 原值 is told at its place', async () => {
    await using root = await withCorrection(right.replace('原值: 120', '原值: 119'));
    expect(ledgerFindings(root.path)).toMatchObject([
      {
        rule: 'correction/mismatch',
        severity: 'error',
        ...(await at(root.path, '119')),
        message: '“主动公开.行政许可.本年处理决定数量”的原值应为 120（已发布的就是它），不是 119',
      },
    ]);
  });

  test('a wrong 现值 is told at its place', async () => {
    await using root = await withCorrection(right.replace('现值: 121', '现值: 122'));
    expect(ledgerFindings(root.path)).toMatchObject([
      {
        rule: 'correction/mismatch',
        ...(await at(root.path, '122')),
        message: '“主动公开.行政许可.本年处理决定数量”的现值应为 121（报告里现在的值），不是 122',
      },
    ]);
  });

  test('one for another address leaves the change told, and is told itself', async () => {
    await using root = await withCorrection(right.replace('行政许可', '行政处罚'));
    expect(ledgerFindings(root.path)).toMatchObject([
      { rule: 'ledger/changed', ...(await at(root.path, '121\n')) },
      { rule: 'correction/mismatch', ...(await at(root.path, '120,')) },
    ]);
  });

  test('a misspelt address is told with the nearest', async () => {
    await using root = await withCorrection(right.replace('行政许可', '行政许司'));
    expect(ledgerFindings(root.path).at(-1)).toMatchObject({
      rule: 'correction/mismatch',
      ...(await at(root.path, '主动公开.行政许司')),
      message:
        '这份年报没有“主动公开.行政许司.本年处理决定数量”这个地址。是否应为“主动公开.行政许可.本年处理决定数量”？',
    });
  });

  test('once recorded, it may neither change nor go', async () => {
    await using root = await withCorrection(right);
    await record(root.path);
    expect(ledgerFindings(root.path)).toEqual([]);
    await edit(root.path, file, '漏计一项', '漏计');
    expect(ledgerFindings(root.path)).toMatchObject([
      {
        rule: 'ledger/changed',
        ...(await at(root.path, '更正:')),
        message: '有 1 条已公布的更正被删去或改动：公布过的更正请原样恢复，要补充的另写一条',
      },
      { rule: 'correction/mismatch', ...(await at(root.path, '120,')) },
    ]);
  });

  test('a second one goes on from the first', async () => {
    await using root = await withCorrection(right);
    await record(root.path);
    await edit(root.path, file, '行政许可: 121', '行政许可: 125');
    const second = (from: number) =>
      right.replace('2023-03-01', '2023-05-04').replace('120', String(from)).replace('121', '125');
    await edit(root.path, file, '理由: 漏计一项}\n', `理由: 漏计一项}\n  - ${second(120)}\n`);
    expect(ledgerFindings(root.path)).toMatchObject([await at(root.path, '120, 现值: 125')]);
    await edit(root.path, file, '原值: 120, 现值: 125', '原值: 121, 现值: 125');
    expect(ledgerFindings(root.path)).toEqual([]);
  });

  test('a total may be named, and must then be right', async () => {
    const entry = (before: number, after: number) =>
      `{日期: 2023-03-01, 地址: 申请办理.本年新收.总计, 原值: ${before}, 现值: ${after}, 理由: 漏计一件}`;
    const outcomes = async (root: string, total: string) => {
      await edit(root, file, received, '  本年新收: {自然人: 31');
      await edit(root, file, '结转下年度: {自然人: 3,', '结转下年度: {自然人: 4,');
      await correct(root, total);
      await edit(
        root,
        file,
        '更正:\n',
        `更正:
  - {日期: 2023-03-01, 地址: 申请办理.本年新收.自然人, 原值: 30, 现值: 31, 理由: 漏计一件}
  - {日期: 2023-03-01, 地址: 申请办理.结转下年度.自然人, 原值: 3, 现值: 4, 理由: 漏计一件}
`,
      );
    };
    await using good = await published();
    await outcomes(good.path, entry(40, 41));
    expect(ledgerFindings(good.path)).toEqual([]);
    await using bad = await published();
    await outcomes(bad.path, entry(39, 41));
    expect(ledgerFindings(bad.path)).toMatchObject([
      { rule: 'correction/mismatch', ...(await at(bad.path, '39, 现值')) },
    ]);
  });
});

describe('the text', () => {
  test('is told at its part where it has changed', async () => {
    await using root = await published();
    await edit(root.path, file, '今后逐件配发解读', '今后逐篇配发解读');
    expect(ledgerFindings(root.path)).toMatchObject([
      {
        rule: 'ledger/changed',
        line: 5,
        message: expect.stringContaining('“主要问题及改进”的文字发布以后改动了，没有更正'),
      },
    ]);
  });

  test('may be set otherwise, and its figures typed or referred to', async () => {
    await using root = await published();
    await edit(root.path, file, '{{ 申请办理.本年新收.总计 }}', '40');
    await edit(root.path, file, '今后逐件', '\n  今后逐件');
    expect(ledgerFindings(root.path)).toEqual([]);
  });

  test('follows its figures, whose corrections are enough', async () => {
    await using root = await published();
    await edit(root.path, file, received, '  本年新收: {自然人: 31');
    await edit(root.path, file, '结转下年度: {自然人: 3,', '结转下年度: {自然人: 4,');
    expect(ledgerFindings(root.path).map(({ fact }) => fact)).toEqual([
      '申请办理.本年新收.自然人',
      '申请办理.结转下年度.自然人',
    ]);
  });

  const passage = (before: string, after: string) =>
    `{日期: 2023-03-01, 地址: 主要问题及改进, 原值: ${before}, 现值: ${after}, 理由: 用词不当}`;

  test.each([
    ['a word', '今后逐件配发解读', '今后逐篇配发解读', '逐件', '逐篇'],
    ['a passage left out', '，栏目更新偏慢', '', '，栏目更新偏慢', '无'],
    ['a passage put in', '按月检查栏目。', '按月检查栏目。不再拖延。', '无', '不再拖延。'],
  ])('%s is good with its correction', async (_, from, to, before, after) => {
    await using root = await published();
    await edit(root.path, file, from, to);
    await correct(root.path, passage(before, after));
    expect(ledgerFindings(root.path)).toEqual([]);
  });

  test.each([
    [
      'a wrong 原值',
      '逐事',
      '逐篇',
      '逐事',
      '“主要问题及改进”里的现值换回原值，并不是已发布的文字',
    ],
    ['a wrong 现值', '逐件', '逐份', '逐份', '“主要问题及改进”里没有“逐份”这段文字'],
  ])('%s is told', async (_, before, after, wrong, message) => {
    await using root = await published();
    await edit(root.path, file, '今后逐件配发解读', '今后逐篇配发解读');
    await correct(root.path, passage(before, after));
    expect(ledgerFindings(root.path)).toMatchObject([
      {
        rule: 'correction/mismatch',
        ...(await at(root.path, wrong)),
        message: expect.stringContaining(message),
      },
    ]);
  });

  test('a passage that stands in more places than can be tried is to be copied with its neighbours', async () => {
    const many = '解读，'.repeat(10_000);
    await using root = await publishedRoot({
      ...countedReport(text),
      主要问题及改进: `${many}材料偏少。`,
    });
    await edit(root.path, file, '偏少。', '偏少，');
    await correct(root.path, passage('。', '，'));
    expect(ledgerFindings(root.path)).toMatchObject([
      { rule: 'correction/mismatch', message: expect.stringContaining('认不出更正的是哪一处') },
    ]);
    await edit(root.path, file, '原值: 。, 现值: ，', '原值: 偏少。, 现值: 偏少，');
    expect(ledgerFindings(root.path)).toEqual([]);
  });

  test('a change beside the one that is told is not covered', async () => {
    await using root = await published();
    await edit(root.path, file, '今后逐件配发解读', '今后逐篇配发说明');
    await correct(root.path, passage('逐件', '逐篇'));
    expect(ledgerFindings(root.path)).toMatchObject([
      { rule: 'correction/mismatch', ...(await at(root.path, '逐件, 现值')) },
    ]);
  });
});

test.each([
  ['发布日期: 2023-01-20', '发布日期: 2023-01-21', 2],
  ['发布日期: 2023-01-20', '发布日期: 2023-01-20\n标题: 另一个标题', 3],
])('%s may not become %s in silence', async (from, to, line) => {
  await using root = await published();
  await edit(root.path, file, from, to);
  expect(ledgerFindings(root.path)).toMatchObject([{ rule: 'ledger/changed', line }]);
});

describe('a published report', () => {
  test('that is gone is told at its line of the ledger', async () => {
    await using root = await publishedRoot({}, { agency: 'qiaotou' });
    await rm(path.join(root.path, 'reports/qiaotou/2022.yaml'));
    expect(ledgerFindings(root.path)).toMatchObject([
      { rule: 'ledger/vanished', severity: 'error', file: 'data/published.yaml', line: 4 },
    ]);
  });

  test('keeps its agency registered under its id', async () => {
    await using root = await publishedRoot({}, { agency: 'qiaotou' });
    await rename(path.join(root.path, 'reports/qiaotou'), path.join(root.path, 'reports/qiao-tou'));
    await edit(root.path, 'data/agencies.yaml', 'qiaotou:', 'qiao-tou:');
    expect(ledgerFindings(root.path)).toMatchObject([
      { rule: 'ledger/vanished', message: expect.stringContaining('标识也不要改'), line: 4 },
    ]);
  });

  test('may not become a draft', async () => {
    await using root = await publishedRoot({});
    await edit(root.path, file, '发布日期: 2023-01-20', '状态: 草稿');
    expect(ledgerFindings(root.path)).toMatchObject([
      { rule: 'ledger/vanished', severity: 'error', file, line: 2 },
    ]);
  });
});

test('a unit may have stood at what is a part of a breakdown now', async () => {
  await using root = await publishedRoot({ more: '统计:\n  座谈会: {单位: 场, 数量: 4}' });
  await edit(root.path, file, '{单位: 场, 数量: 4}', '{单位: 场, 分项: {单位: 3, 乡镇: 1}}');
  expect(ledgerFindings(root.path)).toContainEqual(
    expect.objectContaining({ rule: 'ledger/changed', fact: '统计.座谈会.单位' }),
  );
});

test('drafts are no matter, whatever they say', async () => {
  await using root = await publishedRoot({ isDraft: true });
  await edit(root.path, file, '今后逐件', '今后逐篇');
  expect(ledgerFindings(root.path)).toEqual([]);
});

test('a sum that a member has changed is told in the report that publishes it, too', async () => {
  const 主动公开 = (permits: number) => `{行政许可: ${permits}, 其余: 0}`;
  await using root = await publishedRoot(
    { agency: 'education', 主动公开: 主动公开(4) },
    { agency: 'county', 主动公开: 主动公开(3), more: '汇总: {成员: [education]}' },
  );
  await edit(root.path, 'reports/education/2022.yaml', '行政许可: 4', '行政许可: 5');
  expect(ledgerFindings(root.path)).toMatchObject([
    {
      file: 'reports/county/2022.yaml',
      ...(await placeOf(root.path, 'reports/county/2022.yaml', '3, 其余')),
      expected: '7',
      actual: '8',
      message: expect.stringContaining('（汇总数）已发布的是 7，现在是 8，没有更正'),
    },
    { file: 'reports/education/2022.yaml', expected: '4', actual: '5' },
  ]);
});
