import { describe, expect, test } from 'vitest';
import { recogniseReport } from '../../../src/import/recognise/recognise.ts';
import type { RecognisedReport } from '../../../src/import/recognised.ts';
import type { Block } from '../../../src/import/source-document.ts';
import { agencies, forms, recogniseText } from '../archive.ts';

const title = '景芝镇2021年政府信息公开工作年度报告';
const partsOf = ({ prose }: RecognisedReport) =>
  Object.fromEntries(prose.map(({ key, markdown }) => [key, markdown]));
const texts = ({ remarks }: RecognisedReport, kind: string) =>
  remarks.filter((remark) => remark.kind === kind).map(({ text }) => text);

/** A report whose parts have these headings. */
function headed(one: string, five: string, six: string): string {
  return [title, one, '第一段。', five, '第五段。', six, '第六段。'].join('\n');
}

const parts = { 总体情况: '第一段。', 主要问题及改进: '第五段。', 其他事项: '第六段。' };
const five = '五、存在的主要问题及改进情况';
const six = '六、其他需要报告的事项';

describe('headings of parts', () => {
  test.each([
    ['as the form has them', '一、总体情况', five, six],
    ['full width, blanks', '一、 总 体 情 况', `　　${five}`, '六、其他需要报告的事项：'],
    [
      'no sign after the number',
      '一 总体情况',
      '五 存在的主要问题及改进情况',
      '六.其他需要报告的事项',
    ],
    [
      'named parts',
      '第一部分 总体情况',
      '第五部分、存在的主要问题及改进情况',
      '第六部分：其他需要报告的事项',
    ],
    ['no numbers', '总体情况', '存在的主要问题及改进情况', '其他需要报告的事项'],
    ['other words', '一、总体情况概述', '五、存在的问题及改进措施', '六、其它需要报告事项'],
    ['Arabic numbers', '1.总体情况', '5、存在的主要问题及改进情况', '6．其他需要报告的事项'],
  ])('%s', (_, ...headings) => {
    expect(partsOf(recogniseText(headed(...headings)))).toEqual(parts);
  });

  test('words that are not the form’s are told', () => {
    const report = recogniseText(headed('一、总体情况', '五、存在的问题及改进措施', six));
    expect(texts(report, 'mended')).toEqual(['五、存在的问题及改进措施']);
    expect(texts(recogniseText(headed('一、总体情况', five, six)), 'mended')).toEqual([]);
  });

  test('text may follow in the same paragraph', () => {
    const text = headed('一、总体情况', five, '六、其他需要报告的事项 无。').replace(
      '\n第六段。',
      '',
    );
    expect(partsOf(recogniseText(text))).toEqual({ ...parts, 其他事项: '无。' });
  });

  test('sentences and headings within parts are none', () => {
    const inner = ['（一）总体情况', '二、主动公开', '六、其他需要报告的事项见下文，特此说明。'];
    const text = headed('一、总体情况', five, six).replace(
      '第一段。',
      `${inner.join('\n')}\n第一段。`,
    );
    const read = partsOf(recogniseText(text));
    expect(read.其他事项).toBe('第六段。');
    for (const line of inner) expect(read.总体情况).toContain(line.replace(/^.*?、/, ''));
  });

  test('a heading of a table in other words is one where its table follows', () => {
    const table = '信息内容\t本年处理决定数量\n行政处罚\t5\n行政强制\t6';
    const text = headed('一、总体情况', five, six);
    const followed = recogniseText(text.replace(five, `二、主动公开\n${table}\n${five}`));
    expect(partsOf(followed)).toEqual(parts);
    expect(texts(followed, 'mended')).toEqual(['二、主动公开']);
    const unfollowed = recogniseText(text.replace(five, `二、主动公开\n公开若干。\n${five}`));
    expect(partsOf(unfollowed).总体情况).toContain('公开若干。');
    expect(texts(unfollowed, 'needs-person')).toContain('二、主动公开');
    expect(texts(unfollowed, 'mended')).toEqual([]);
  });

  test('parts in another order', () => {
    const text = [title, six, '第六段。', five, '第五段。', '一、总体情况', '第一段。'].join('\n');
    expect(partsOf(recogniseText(text))).toEqual(parts);
  });

  test('a table of contents is left out', () => {
    const contents = ['目录', '一、总体情况……1', `${five}……5`, `${six}……6`];
    const report = recogniseText(
      headed('一、总体情况', five, six).replace(title, `${title}\n${contents.join('\n')}`),
    );
    expect(partsOf(report)).toEqual(parts);
    expect(texts(report, 'left-out')).toEqual(contents);
    expect(texts(report, 'needs-person')).toEqual(expect.not.arrayContaining(contents));
  });

  test.each([
    ['one in other words', ['一、总体情况', '三、申请的受理与答复', five, six]],
    ['the first in other words', ['一、本年概况', five, six]],
    ['the last in other words', ['一、总体情况', five, '六、附则']],
    ['with entries below', ['一、总体情况 1', '（一）主动公开 1', '（二）依申请公开', five]],
    ['two lines', ['一、总体情况', five]],
  ])('a table of contents without a name, %s, is left out', (_, contents) => {
    const body = headed('一、总体情况', five, six).replace(
      '第一段。',
      '（一）主动公开\n子。\n（二）依申请公开\n丑。',
    );
    const report = recogniseText(body.replace(title, [title, ...contents].join('\n')));
    expect(partsOf(report)).toEqual({
      ...parts,
      总体情况: '### （一）主动公开\n\n子。\n\n### （二）依申请公开\n\n丑。',
    });
    expect(texts(report, 'left-out')).toEqual(contents);
    expect(texts(report, 'noticed')).toEqual([]);
  });

  test('a paragraph may stand between a table of contents and the parts', () => {
    const body = headed('一、总体情况', five, six);
    const report = recogniseText(body.replace(title, `${title}\n${five}\n${six}\n依条例编制。`));
    expect(partsOf(report)).toEqual({ ...parts, 前言: '依条例编制。' });
    expect(texts(report, 'left-out')).toEqual([five, six]);
  });

  test('headings without content that do not come again are none of contents', () => {
    const report = recogniseText([title, '一、总体情况', five, six, '第六段。'].join('\n'));
    expect(partsOf(report)).toEqual({ 其他事项: '第六段。' });
    expect(texts(report, 'left-out')).toEqual([]);
  });

  test('a heading that comes twice is text the second time', () => {
    const report = recogniseText(`${headed('一、总体情况', five, six)}\n${five}\n第七段。`);
    expect(partsOf(report).其他事项).toContain('第七段。');
    expect(partsOf(report).主要问题及改进).toBe('第五段。');
    expect(texts(report, 'noticed')).toEqual([five]);
  });
});

test('what stands before the first part is the preface', () => {
  const text = headed('一、总体情况', five, six).replace(
    title,
    `${title}\n根据有关规定编制。\n欢迎监督。`,
  );
  expect(partsOf(recogniseText(text)).前言).toBe('根据有关规定编制。\n\n欢迎监督。');
});

test('lost and empty parts need a person', () => {
  const facts = (text: string) =>
    recogniseText(text)
      .remarks.filter(({ kind }) => kind === 'needs-person')
      .map(({ fact }) => fact);
  const text = headed('一、总体情况', five, six);
  expect(facts(text)).toEqual([]);
  expect(facts(text.replace('\n第五段。', ''))).toEqual(['主要问题及改进']);
  expect(facts(text.replace(`\n${six}\n第六段。`, ''))).toEqual(['其他事项']);
});

test('headings that a format marks need no numbers', () => {
  const paragraph = (text: string, level?: number): Block => ({
    kind: 'text',
    text,
    markdown: text,
    place: {},
    ...(level === undefined ? {} : { level }),
  });
  const blocks = [
    paragraph('主要问题及改进情况', 2),
    paragraph('第五段。'),
    paragraph('其他需报告的事项', 2),
    paragraph('第六段。'),
  ];
  const document = { name: 'a.docx', format: 'docx' as const, blocks, remarks: [] };
  const { 主要问题及改进, 其他事项 } = partsOf(recogniseReport(document, { forms, agencies }));
  expect([主要问题及改进, 其他事项]).toEqual(['第五段。', '第六段。']);
});
