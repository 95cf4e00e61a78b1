import { describe, expect, test } from 'vitest';
import { loadForms } from '../../../src/archive/forms.ts';
import { home } from '../../../src/archive/load.ts';
import { recogniseTables } from '../../../src/import/recognise/tables.ts';
import type { Block } from '../../../src/import/source-document.ts';
import { blocksOf, type Cell, grid } from './blocks.ts';

const { forms } = loadForms(home, home);

const proactive = `二、主动公开政府信息情况
第二十条第（一）项
信息内容\t本年制发件数\t本年废止件数\t现行有效件数
规章\t0\t0\t0
行政规范性文件\t2\t1\t9
第二十条第（五）项
信息内容\t本年处理决定数量
行政许可\t12
第二十条第（六）项
信息内容\t本年处理决定数量
行政处罚\t3
行政强制\t4
第二十条第（八）项
信息内容\t本年收费金额（单位：万元）
行政事业性收费\t26.50`;

const head =
  '三、收到和处理政府信息公开申请情况\n\t\t\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计';

/** Rows of 表三 that add up: 13 received, 2 carried over, 11 + 3 + 1 = 15 − 0 dealt with. */
const requestLines = [
  '一、本年新收政府信息公开申请数量\t\t\t6\t3\t1\t0\t1\t2\t13',
  '二、上年结转政府信息公开申请数量\t\t\t2\t0\t0\t0\t0\t0\t2',
  '三、本年度办理结果\t（一）予以公开\t\t5\t3\t0\t0\t1\t2\t11',
  '\t（二）部分公开（区分处理的，只计这一情形，不计其他情形）\t\t0\t0\t1\t0\t0\t0\t1',
  '\t（三）不予公开\t1.属于国家秘密\t0\t0\t0\t0\t0\t0\t0',
  '\t\t2.其他法律行政法规禁止公开\t0\t0\t0\t0\t0\t0\t0',
  '\t\t3.危及“三安全一稳定”\t0\t0\t0\t0\t0\t0\t0',
  '\t\t4.保护第三方合法权益\t0\t0\t0\t0\t0\t0\t0',
  '\t\t5.属于三类内部事务信息\t0\t0\t0\t0\t0\t0\t0',
  '\t\t6.属于四类过程性信息\t0\t0\t0\t0\t0\t0\t0',
  '\t\t7.属于行政执法案卷\t0\t0\t0\t0\t0\t0\t0',
  '\t\t8.属于行政查询事项\t0\t0\t0\t0\t0\t0\t0',
  '\t（四）无法提供\t1.本机关不掌握相关政府信息\t3\t0\t0\t0\t0\t0\t3',
  '\t\t2.没有现成信息需要另行制作\t0\t0\t0\t0\t0\t0\t0',
  '\t\t3.补正后申请内容仍不明确\t0\t0\t0\t0\t0\t0\t0',
  '\t（五）不予处理\t1.信访举报投诉类申请\t0\t0\t0\t0\t0\t0\t0',
  '\t\t2.重复申请\t0\t0\t0\t0\t0\t0\t0',
  '\t\t3.要求提供公开出版物\t0\t0\t0\t0\t0\t0\t0',
  '\t\t4.无正当理由大量反复申请\t0\t0\t0\t0\t0\t0\t0',
  '\t\t5.要求行政机关确认或重新出具已获取信息\t0\t0\t0\t0\t0\t0\t0',
  '\t（六）其他处理\t1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请\t0\t0\t0\t0\t0\t0\t0',
  '\t\t2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请\t0\t0\t0\t0\t0\t0\t0',
  '\t\t3.其他\t0\t0\t0\t0\t0\t0\t0',
  '\t（七）总计\t\t8\t3\t1\t0\t1\t2\t15',
  '四、结转下年度继续办理\t\t\t0\t0\t0\t0\t0\t0\t0',
];

const litigation = `四、政府信息公开行政复议、行政诉讼情况
行政复议\t\t\t\t\t行政诉讼
结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t\t\t\t\t复议后起诉
\t\t\t\t\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计
`;
const litigationRow = '1\t2\t3\t4\t10\t0\t1\t0\t0\t1\t2\t0\t0\t0\t2';

/** The whole text, with lines of 表三 changed. */
function sourceWith(change: (line: string) => string | string[] = (line) => line): string {
  return [proactive, head, ...requestLines.flatMap(change), litigation + litigationRow].join('\n');
}

function recognise(source: string | readonly Block[]) {
  const result = recogniseTables(typeof source === 'string' ? blocksOf(source) : source, forms);
  const stated = result.tables.flatMap((table) => [...table.figures, ...table.totals]);
  const remarks = [...result.remarks, ...result.tables.flatMap((table) => table.remarks)];
  return {
    ...result,
    at: (address: string) => stated.find((figure) => figure.address === address),
    row: (path: string) =>
      ['自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '总计'].map(
        (key) => stated.find((figure) => figure.address === `${path}.${key}`)?.digits ?? null,
      ),
    said: (kind: string) => remarks.filter((remark) => remark.kind === kind),
  };
}

const received = '申请办理.本年新收';
const disclosed = '申请办理.办理结果.予以公开';
const replaceLine = (begin: string, line: string | string[]) =>
  sourceWith((own) => (own.includes(begin) ? line : own));

test('an undamaged source leaves nothing to say', () => {
  const { form, row, at, said } = recognise(sourceWith());
  expect(form.edition).toBe('2021');
  expect(row(received)).toEqual(['6', '3', '1', '0', '1', '2', '13']);
  expect(at('复议诉讼.行政复议.总计')).toMatchObject({ digits: '10', confidence: 'certain' });
  expect(at('主动公开.行政事业性收费.本年收费金额')).toMatchObject({ digits: '26.50' });
  for (const kind of ['mended', 'left-out', 'noticed', 'needs-person'])
    expect(said(kind)).toEqual([]);
});

describe('labels', () => {
  test.each([
    ['full width, brackets, white space', '（　一 ) 予 以 公 开', 'certain'],
    ['one character for number and brackets', '㈠予以公开', 'certain'],
    ['no number', '予以公开', 'certain'],
    ['one character wrong in four', '（一）予已公开', 'likely'],
  ])('%s', (_, label, confidence) => {
    const { at, row, said } = recognise(
      replaceLine('（一）予以公开', `三、本年度办理结果\t${label}\t\t5\t3\t0\t0\t1\t2\t11`),
    );
    expect(row(disclosed)).toEqual(['5', '3', '0', '0', '1', '2', '11']);
    expect(at(`${disclosed}.自然人`)!.confidence).toBe(confidence);
    expect(said('mended')).toHaveLength(confidence === 'likely' ? 1 : 0);
    expect(said('needs-person')).toEqual([]);
  });

  test('a misprint in common use', () => {
    const { at, said } = recognise(
      replaceLine('2.其他法律', '\t\t2.其他法律行政止公开\t0\t0\t0\t0\t0\t0\t0'),
    );
    expect(at('申请办理.办理结果.不予公开.其他法律行政法规禁止公开.自然人')).toMatchObject({
      digits: '0',
      confidence: 'likely',
    });
    expect(said('mended')).toMatchObject([{ text: '2.其他法律行政止公开' }]);
    expect(said('mended')[0]!.message).toContain('2.其他法律行政法规禁止公开');
  });

  test('a label broken over lines, its figures beside the middle', () => {
    const { row, said } = recognise(
      replaceLine('2.申请人逾期', [
        '\t\t2.申请人逾期未按收费通知要求',
        '\t\t缴纳费用、行政机关不再处理\t0\t0\t0\t0\t0\t0\t0',
        '\t\t其政府信息公开申请',
      ]),
    );
    expect(row('申请办理.办理结果.其他处理.逾期未缴费')).toEqual(Array(7).fill('0'));
    expect(said('needs-person')).toEqual([]);
    expect(said('left-out')).toEqual([]);
  });

  test('a hint of the source’s own is kept', () => {
    const { said } = recognise(
      replaceLine('2.重复申请', '\t\t2.重复申请（同一人两次以上）\t0\t0\t0\t0\t0\t0\t0'),
    );
    expect(said('left-out')).toMatchObject([{ text: '同一人两次以上' }]);
  });
});

describe('rows', () => {
  test('of the source’s own shift no others and are kept', () => {
    const { row, said } = recognise(
      sourceWith((line) =>
        line.includes('（七）总计')
          ? ['\t\t4.转交其他机关处理的\t0\t0\t0\t0\t0\t0\t0', line]
          : line,
      ),
    );
    expect(row('申请办理.办理结果.其他处理.其他')).toEqual(Array(7).fill('0'));
    expect(row('申请办理.办理结果.总计')).toEqual(['8', '3', '1', '0', '1', '2', '15']);
    expect(said('left-out')).toMatchObject([{ text: '4.转交其他机关处理的 0 0 0 0 0 0 0' }]);
  });

  test('lost at a page break are named and not stated', () => {
    const { at, row, said } = recognise(
      sourceWith((line) => (/7\.属于|8\.属于/.test(line) ? [] : line)),
    );
    expect(at('申请办理.办理结果.不予公开.属于行政执法案卷.自然人')).toMatchObject({
      digits: null,
      confidence: 'doubtful',
    });
    expect(row('申请办理.办理结果.无法提供.本机关不掌握相关政府信息')[0]).toBe('3');
    expect(said('needs-person')).toHaveLength(1);
    expect(said('needs-person')[0]!.message).toMatch(
      /2行“7\.属于行政执法案卷”、“8\.属于行政查询事项”/,
    );
  });

  test('go on after a repeated head', () => {
    const { row, said } = recognise(
      sourceWith((line) =>
        line.includes('（四）无法提供')
          ? ['\t\t\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计', line]
          : line,
      ),
    );
    expect(row('申请办理.办理结果.无法提供.本机关不掌握相关政府信息')).toEqual([
      '3',
      '0',
      '0',
      '0',
      '0',
      '0',
      '3',
    ]);
    expect(said('needs-person')).toEqual([]);
  });

  test('printed twice with other figures need a person', () => {
    const { row, said } = recognise(
      sourceWith((line) =>
        line.includes('四、结转')
          ? [line, '四、结转下年度继续办理\t\t\t1\t0\t0\t0\t0\t0\t1']
          : line,
      ),
    );
    expect(row('申请办理.结转下年度')).toEqual(Array(7).fill('0'));
    expect(said('needs-person')).toMatchObject([{ fact: '申请办理.结转下年度' }]);
  });
});

describe('columns', () => {
  test('of the source’s own are kept apart', () => {
    const { row, said } = recognise(
      sourceWith()
        .replace('其他\t总计', '其他\t小计\t总计')
        .replaceAll(/(\d+)\t(\d+)\t(\d+)\t(\d+)\t(\d+)\t(\d+)$/gm, '$1\t$2\t$3\t$4\t$5\t77\t$6')
        .replace(/^1\t2\t3.*$/m, litigationRow),
    );
    expect(row(received)).toEqual(['6', '3', '1', '0', '1', '2', '13']);
    expect(said('left-out')).toHaveLength(1);
    expect(said('left-out')[0]!.message).toContain('小计');
    expect(said('left-out')[0]!.text).toContain('一、本年新收政府信息公开申请数量：77');
  });

  test('in another order are read by their names', () => {
    const { at } = recognise(
      sourceWith()
        .replace(
          '本年制发件数\t本年废止件数\t现行有效件数',
          '现行有效件数\t本年制发件数\t本年废止件数',
        )
        .replace('行政规范性文件\t2\t1\t9', '行政规范性文件\t9\t2\t1'),
    );
    const path = '主动公开.行政规范性文件';
    expect(at(`${path}.现行有效件数`)).toMatchObject({ digits: '9', confidence: 'certain' });
    expect(at(`${path}.本年制发件数`)!.digits).toBe('2');
  });
});

describe('cells', () => {
  test.each([
    ['', 'noticed'],
    ['/', 'noticed'],
    ['—', 'noticed'],
    ['无', 'noticed'],
    ['见附件', 'needs-person'],
  ])('“%s” is not stated', (written, kind) => {
    const { at, said } = recognise(sourceWith().replace('行政许可\t12', `行政许可\t${written}`));
    expect(at('主动公开.行政许可.本年处理决定数量')).toMatchObject({ digits: null, written });
    expect(said(kind)).toHaveLength(1);
  });

  test.each([
    ['１２', '12'],
    ['1,234', '1234'],
    ['1，234', '1234'],
    ['1 234', '1234'],
    ['0件', '0'],
    [' 12 ', '12'],
    ['3.0', '3'],
  ])('“%s” is %s', (written, digits) => {
    const { at } = recognise(sourceWith().replace('行政许可\t12', `行政许可\t${written}`));
    expect(at('主动公开.行政许可.本年处理决定数量')).toMatchObject({ digits, written });
  });

  test.each([
    ['26.55万元', '26.55', 'certain'],
    ['265500元', null, 'doubtful'],
  ])('“%s” in a column of 万元', (written, digits, confidence) => {
    const { at } = recognise(sourceWith().replace('\t26.50', `\t${written}`));
    expect(at('主动公开.行政事业性收费.本年收费金额')).toMatchObject({ digits, confidence });
  });

  test('a column of 元 is reckoned in 万元 and shown to a person', () => {
    const { at, said } = recognise(
      sourceWith().replace('（单位：万元）', '（单位：元）').replace('\t26.50', '\t265500'),
    );
    expect(at('主动公开.行政事业性收费.本年收费金额')).toMatchObject({
      digits: '26.55',
      confidence: 'doubtful',
    });
    expect(said('needs-person')).toHaveLength(1);
  });

  test('only the total filled in: it is printed, its addends are not stated', () => {
    const { row, at, said } = recognise(
      replaceLine('一、本年新收', '一、本年新收政府信息公开申请数量\t\t\t\t\t\t\t\t\t13'),
    );
    expect(row(received)).toEqual([null, null, null, null, null, null, '13']);
    expect(at(`${received}.总计`)!.confidence).not.toBe('certain');
    expect(said('needs-person')).toEqual([]);
  });

  test('a merged figure belongs to no column', () => {
    const { row, said } = recognise([
      ...blocksOf(head),
      grid([['一、本年新收政府信息公开申请数量', ['0', 1, 7]]]),
    ]);
    expect(row(received)).toEqual(Array(7).fill(null));
    expect(said('left-out')).toMatchObject([{ text: '0' }]);
  });
});

describe('sums', () => {
  test('a printed total that differs is noticed with both numbers', () => {
    const { at, said } = recognise(
      replaceLine('（一）予以公开', '\t（一）予以公开\t\t5\t3\t0\t0\t1\t2\t12'),
    );
    expect(at(`${disclosed}.总计`)!.digits).toBe('12');
    expect(at(`${disclosed}.自然人`)!.confidence).not.toBe('certain');
    const own = said('noticed').find(({ fact }) => fact === `${disclosed}.总计`);
    expect(own!.message).toMatch(/12.*11/);
  });

  test('a row one cell short goes where alone every sum agrees', () => {
    // 商业企业 has lost its cell; the other figures are one to the left.
    const { row, at, said } = recognise(
      replaceLine('（一）予以公开', '\t（一）予以公开\t\t5\t0\t0\t1\t2\t11'),
    );
    expect(row(disclosed)).toEqual(['5', null, '0', '0', '1', '2', '11']);
    expect(at(`${disclosed}.自然人`)!.confidence).toBe('likely');
    expect(at(`${disclosed}.商业企业`)!.confidence).toBe('doubtful');
    expect(said('mended')).toMatchObject([{ fact: disclosed }]);
  });

  test('a row one cell short that may go several ways is doubtful', () => {
    const { at, said } = recognise(
      replaceLine('3.危及', '\t\t3.危及“三安全一稳定”\t0\t0\t0\t0\t0\t0'),
    );
    expect(at('申请办理.办理结果.不予公开.危及三安全一稳定.自然人')).toMatchObject({
      digits: null,
      confidence: 'doubtful',
    });
    expect(said('left-out')).toMatchObject([{ text: '0 0 0 0 0 0' }]);
    expect(said('needs-person')).toMatchObject([
      { fact: '申请办理.办理结果.不予公开.危及三安全一稳定' },
    ]);
  });

  test('a row one cell long loses the one that the sums refuse', () => {
    const { row, said } = recognise(
      replaceLine('（一）予以公开', '\t（一）予以公开\t\t5\t3\t7\t0\t0\t1\t2\t11'),
    );
    expect(row(disclosed)).toEqual(['5', '3', '0', '0', '1', '2', '11']);
    expect(said('left-out')).toMatchObject([{ text: '7' }]);
    expect(said('mended')).toMatchObject([{ fact: disclosed }]);
  });

  test('figures in the wrong columns are doubtful where row and columns say so', () => {
    const { at, said } = recognise(
      replaceLine('（一）予以公开', '\t（一）予以公开\t\t0\t5\t3\t0\t0\t1\t2'),
    );
    expect(at(`${disclosed}.商业企业`)!.confidence).toBe('doubtful');
    expect(said('needs-person')).toMatchObject([{ fact: disclosed }]);
  });
});

describe('merged cells of a row', () => {
  const applicants = ['自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他'];
  const rowOf = (label: string, figure: string): Cell[] => [label, ...Array(7).fill(figure)];
  const merged = (...cells: readonly Cell[]) =>
    recognise([
      ...blocksOf('三、收到和处理政府信息公开申请情况'),
      grid([
        [
          ['申请人情况', 2, 1],
          ['自然人', 2, 1],
          ['法人或其他组织', 1, 5],
          ['总计', 2, 1],
        ],
        applicants.slice(1),
        rowOf('一、本年新收政府信息公开申请数量', '0'),
        rowOf('二、上年结转政府信息公开申请数量', '0'),
        ['四、结转下年度继续办理', ...cells],
      ]),
    ]);
  const row = '申请办理.结转下年度';
  const calls = ({ said }: ReturnType<typeof recognise>) =>
    said('needs-person').filter(({ fact }) => fact === row);

  test('are left open, those beside them are not', () => {
    const read = merged('150', ['1860', 1, 5], '2010');
    expect(read.row(row)).toEqual(['150', null, null, null, null, null, '2010']);
    expect(calls(read)).toMatchObject([{ text: '150 1860 2010' }]);
    expect(read.said('left-out')).toMatchObject([{ text: '1860', fact: row }]);
  });

  test('in the midst of others', () => {
    const read = merged('150', '7', ['3', 1, 2], '0', '', '160');
    expect(read.row(row)).toEqual(['150', '7', null, null, '0', null, '160']);
    expect(calls(read)).toHaveLength(1);
  });

  test.each<[string, Cell[]]>([
    ['cover too few columns', ['150', ['1860', 1, 4], '2010']],
    ['cover too many', ['150', ['1860', 1, 6], '2010']],
    ['cover all', [['2010', 1, 7]]],
  ])('leave the whole row open where they %s', (_, cells) => {
    const read = merged(...cells);
    expect(read.row(row)).toEqual(Array(7).fill(null));
    expect(calls(read)).toHaveLength(1);
  });
});

describe('表四', () => {
  test.each([
    ['all in one row', litigationRow],
    ['a line for each number', litigationRow.replaceAll('\t', '\n')],
  ])('%s', (_, figures) => {
    const { at } = recognise(litigation + figures);
    expect(at('复议诉讼.行政复议.尚未审结')).toMatchObject({ digits: '4', confidence: 'certain' });
    expect(at('复议诉讼.复议后起诉.结果维持')).toMatchObject({
      digits: '2',
      confidence: 'certain',
    });
  });
});

describe('editions', () => {
  const oneLine = sourceWith((line) =>
    line.includes('1.申请人')
      ? '\t（六）其他处理\t\t0\t0\t0\t0\t0\t0\t0'
      : /2\.申请人|3\.其他\t/.test(line)
        ? []
        : line,
  );

  test('其他处理 in one line is the variant', () => {
    const { form, said } = recognise(oneLine);
    expect(form.edition).toBe('2021-其他处理一行');
    expect(said('needs-person')).toEqual([]);
  });

  test('rows of two editions need a person', () => {
    const { said } = recognise(
      sourceWith().replace('行政许可\t12', '行政许可\t12\n政府集中采购\t1\t2'),
    );
    expect(said('needs-person')[0]!.message).toMatch(/2019年格式.*“政府集中采购”/);
    expect(said('left-out')).toMatchObject([{ text: '政府集中采购 1 2' }]);
  });

  test('a source without tables says so', () => {
    const { tables, said, consumed } = recognise('一、总体情况\n全年公开信息若干条。');
    expect(tables).toEqual([]);
    expect(consumed.size).toBe(0);
    expect(said('needs-person').length).toBeGreaterThan(0);
  });
});

describe('other tables', () => {
  test('a table of the agency’s own in the prose is not taken', () => {
    const own = blocksOf('一、总体情况\n类别\t数量\n行政许可\t7\n其他\t3\n总计\t10');
    const { tables, consumed } = recognise([...own, ...blocksOf(sourceWith())]);
    expect(own.some((block) => consumed.has(block))).toBe(false);
    expect(tables[0]!.figures.find(({ address }) => address.includes('行政许可'))!.digits).toBe(
      '12',
    );
  });

  const row = (label: string, figure: string) => [label, figure];
  test.each([
    ['groups', ['不予公开', '无法提供', '不予处理']],
    ['rows', ['予以公开', '（二）部分公开', '2.重复申请', '其他处理']],
    ['rows of one figure', ['行政许可', '行政处罚', '行政强制', '行政事业性收费']],
  ])('nor is one with the form’s %s, a figure beside each', (_, labels) => {
    const own = grid([row('情形', '件数'), ...labels.map((label) => row(label, '4,786'))]);
    const prose = [...blocksOf('一、总体情况\n答复情况如下。'), own];
    const { consumed, said, at } = recognise([...prose, ...blocksOf(sourceWith())]);
    expect(consumed.has(own)).toBe(false);
    expect(at('主动公开.行政许可.本年处理决定数量')).toMatchObject({ digits: '12' });
    for (const kind of ['left-out', 'noticed', 'needs-person']) expect(said(kind)).toEqual([]);
  });

  test('nor where the statutory table is missing', () => {
    const labels = ['予以公开', '部分公开', '不予公开', '重复申请'];
    const own = grid([row('情形', '件数'), ...labels.map((label) => row(label, '4'))]);
    const source = [...blocksOf('一、总体情况'), own, ...blocksOf(proactive)];
    const { consumed, said, tables } = recognise(source);
    expect(consumed.has(own)).toBe(false);
    expect(tables.map(({ key }) => key)).toEqual(['主动公开']);
    expect(said('needs-person').map(({ fact }) => fact)).toEqual(['申请办理', '复议诉讼']);
  });

  test('a statutory table without its heading, cut in two, is found below any other', () => {
    const page = '全文分为若干页，这一段话说明上页的表在下页接着排印，与表中的各数并无关系。';
    const lines = sourceWith()
      .split('\n')
      .filter((line) => !/^[二三四]、(主动|收到|政府)/.test(line))
      .flatMap((line) => (line.includes('（四）无法提供') ? [page, line] : [line]));
    const { row: figures, at, said } = recognise(['一、总体情况', page, ...lines].join('\n'));
    expect(figures(disclosed)).toEqual(['5', '3', '0', '0', '1', '2', '11']);
    expect(figures('申请办理.办理结果.无法提供.本机关不掌握相关政府信息')).toEqual([
      ...['3', '0', '0', '0', '0', '0', '3'],
    ]);
    expect(at('主动公开.行政许可.本年处理决定数量')).toMatchObject({ digits: '12' });
    expect(said('needs-person')).toEqual([]);
  });

  test('spans beyond all measure end soon', () => {
    const huge = grid([
      ['行政许可', ['5', 1_000_000_000, 1_000_000_000]],
      ['行政处罚', '6'],
    ]);
    const { at } = recognise([...blocksOf('二、主动公开政府信息情况'), huge]);
    expect(at('主动公开.行政许可.本年处理决定数量')!.digits).toBe('5');
  });
});
