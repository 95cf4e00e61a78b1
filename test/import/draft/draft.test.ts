import { describe, expect, test } from 'vitest';
import { draftOf } from '../../../src/import/draft/draft.ts';
import { readReport } from '../../../src/report/read.ts';
import { createSource } from '../../../src/yaml/source.ts';
import { agencies, forms, recogniseText } from '../archive.ts';
import { drafted, recognised, sourceReport } from './source-report.ts';

/** The lines of a draft that begin with a key, with the comments above them. */
function around(yaml: string, key: string): string[] {
  const lines = yaml.split('\n');
  const at = lines.findIndex((line) => line.trim().startsWith(`${key}:`));
  let first = at;
  while (lines[first - 1]?.trim().startsWith('#')) first -= 1;
  return lines.slice(first, at + 1).map((line) => line.trim());
}

test('a source without a fault gives a draft as an editor would write it', () => {
  expect(
    drafted({ preface: '根据条例编制。' }).yaml,
  ).toBe(`# 由“景芝2022.docx”导入：请对照原文，逐项核对。
格式: "2021"
原载: {出处: "景芝2022.docx"}
发布日期: 未载
标题: 景芝镇2022年政府信息公开工作年度报告

前言: |
  根据条例编制。

总体情况: |
  本年度概述。

主动公开:
  规章: 0
  行政规范性文件: {本年制发件数: 4, 本年废止件数: 0, 现行有效件数: 9}
  行政许可: 57
  行政处罚: 0
  行政强制: 0
  行政事业性收费: 26.50

申请办理:
  本年新收: {自然人: 8, 商业企业: 5, 其余: 0}
  上年结转: {自然人: 2, 其余: 0}
  办理结果:
    予以公开: {自然人: 6, 商业企业: 5, 其余: 0}
    部分公开: {自然人: 3, 其余: 0}
    不予公开: 0
    无法提供: 0
    不予处理: 0
    其他处理: 0
  结转下年度: {自然人: 1, 其余: 0}

复议诉讼: 0

主要问题及改进: |
  力量不足。

其他事项: |
  没有收取信息处理费。
`);
});

describe('状态', () => {
  const comment = '# “待核”的各处处理完以后，删去下一行，这份年报才会发布。';

  test('is 草稿 where a person has to decide something, and why stands above', () => {
    const { yaml } = drafted({ figures: { '主动公开.行政许可.本年处理决定数量': '约57' } });
    expect(yaml.split('\n').slice(1, 4)).toEqual(['格式: "2021"', comment, '状态: 草稿']);
    const { report } = readReport(createSource('', yaml), 'anqiu-jingzhi', 2022, forms);
    expect(report!.isDraft).toBe(true);
  });

  test.each(['—', '57 '])('is not there where nobody has to: “%s”', (written) => {
    const { yaml } = drafted({ figures: { '主动公开.行政许可.本年处理决定数量': written } });
    expect(yaml).not.toMatch(/状态|待核/);
    const { report } = readReport(createSource('', yaml), 'anqiu-jingzhi', 2022, forms);
    expect(report!.isDraft).toBe(false);
  });
});

test('a table of the agency’s own stays in the text, whatever its rows are called', () => {
  const overview =
    '答复情况：\n情形\t件数\n不予公开\t4,786\n无法提供\t1,886\n不予处理\t3,079\n以上。';
  const { yaml, receipt } = drafted({ overview });
  expect(yaml).toContain(`
总体情况: |
  答复情况：

  | 情形 | 件数 |
  | --- | --- |
  | 不予公开 | 4,786 |
  | 无法提供 | 1,886 |
  | 不予处理 | 3,079 |

  以上。
`);
  expect(receipt.leftOut).toEqual([]);
});

describe('comments stand above the lines that they concern', () => {
  test('a misprint', () => {
    const document = sourceReport();
    const blocks = JSON.parse(
      JSON.stringify(document.blocks).replaceAll('行政许可', '行政许司'),
    ) as typeof document.blocks;
    const { yaml } = draftOf(recognised({ ...document, blocks }), { agencies });
    expect(around(yaml, '行政许可')).toEqual([
      expect.stringMatching(/^# 已改：“行政许司”按“行政许可”理解。（第\d+行第1格）$/),
      '行政许可: 57',
    ]);
  });

  test.each([
    ['', '空白'],
    ['/', '写的是“/”'],
    ['—', '写的是“—”'],
    ['无', '写的是“无”'],
  ])('a cell with “%s” is not stated', (written, told) => {
    const { yaml } = drafted({ figures: { '主动公开.行政许可.本年处理决定数量': written } });
    const [comment, line] = around(yaml, '行政许可');
    expect(line).toBe('行政许可: 未载');
    expect(comment).toContain(`# 注：“行政许可”一行有 1 格${told}：作未载。`);
  });

  test('what is no number', () => {
    const { yaml, receipt } = drafted({
      figures: { '主动公开.行政许可.本年处理决定数量': '见附件：{{ 1 }} #2' },
    });
    const [comment, line] = around(yaml, '行政许可');
    expect(line).toBe('行政许可: 未载');
    expect(comment).toContain('# 待核：“主动公开.行政许可.本年处理决定数量”原文写的是“见附件');
    expect(receipt.needsPerson.some(({ text }) => text === '见附件：{{ 1 }} #2')).toBe(true);
  });

  test('a row whose figures are in the wrong columns has one comment', () => {
    const row = '申请办理.办理结果.予以公开';
    const { yaml, receipt } = drafted({
      figures: { [`${row}.自然人`]: '0', [`${row}.商业企业`]: '6', [`${row}.总计`]: '5' },
    });
    const comments = around(yaml, '予以公开').filter((line) => line.startsWith('# 待核'));
    expect(comments).toEqual([expect.stringContaining('数字之和与总计不符，可能错了格')]);
    expect(receipt.figures.find(({ address }) => address === `${row}.商业企业`)).toMatchObject({
      digits: '6',
      confidence: 'doubtful',
    });
  });
});

test('of very many comments at one place the first stand there, and how many more there are', () => {
  const document = sourceReport();
  const at = document.blocks.findIndex(
    (block) => block.kind === 'text' && block.text.startsWith('三、'),
  );
  const strays = Array.from({ length: 40 }, (_, line) => ({
    kind: 'text' as const,
    text: `与表无关的一段话，第${line}段。`,
    markdown: '',
    place: { line: 1000 + line },
  }));
  const blocks = document.blocks.toSpliced(at + 1, 0, ...strays);
  const { yaml, receipt } = draftOf(recognised({ ...document, blocks }), { agencies });
  const comments = around(yaml, '申请办理').slice(0, -1);
  expect(comments).toHaveLength(13);
  expect(comments.at(-1)).toBe('# 此处另有 28 条，见导入回执。');
  expect(receipt.leftOut).toHaveLength(40);
});

describe('刊载总计', () => {
  test('a total that differs from its addends is kept, with both numbers', () => {
    const { yaml } = drafted({ figures: { '申请办理.本年新收.总计': '15' } });
    expect(yaml).toContain('\n刊载总计:\n');
    const [comment, line] = around(yaml, '申请办理.本年新收.总计');
    expect(line).toBe('申请办理.本年新收.总计: 15');
    expect(comment).toContain('原文印为 15，各项相加为 13');
  });

  test('totals without their addends are kept', () => {
    const empty = Object.fromEntries(
      ['自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他'].map((key) => [
        `申请办理.本年新收.${key}`,
        '',
      ]),
    );
    const { yaml, receipt } = drafted({ figures: empty });
    expect(around(yaml, '本年新收').at(-1)).toBe('本年新收: 未载');
    expect(yaml).toContain('\n刊载总计:\n  申请办理.本年新收.总计: 13\n');
    expect(receipt.complete).toBe(false);
  });

  test('totals that agree are not repeated', () => {
    expect(drafted().yaml).not.toContain('刊载总计');
  });
});

test('a part that the source lacks is there and says so', () => {
  const { yaml } = draftOf(
    recogniseText('景芝镇2022年政府信息公开工作年度报告\n一、总体情况\n本年度概述。'),
    { agencies },
  );
  expect(around(yaml, '其他事项')).toEqual([
    '# 待核：没有找到“六、其他需要报告的事项”：请查明，并补上内容。',
    '其他事项: |',
  ]);
  expect(yaml).toContain('其他事项: |\n  （原文未载。）\n');
  expect(around(yaml, '主动公开')).toEqual([
    '# 待核：原文没有“二、主动公开政府信息情况”的表：作未载。',
    '主动公开: 未载',
  ]);
});

describe('where the original is', () => {
  const origin = (given: string) =>
    draftOf(recognised(sourceReport()), { agencies, origin: given }).yaml.split('\n')[2];

  test.each([
    ['https://www.example.gov.cn/a?b=1#c', '原载: {出处: "https://www.example.gov.cn/a?b=1#c"}'],
    ['D:\\年报\\2022 年报.doc', '原载: {出处: "2022 年报.doc"}'],
    ['/home/a/b: {c}.txt', '原载: {出处: "b: {c}.txt"}'],
    ['-', '原载: {出处: 未载}'],
  ])('%s', (given, line) => {
    expect(origin(given)).toBe(line);
  });
});
