import { describe, expect, test } from 'vitest';
import { loadForms } from '../../src/archive/forms.ts';
import { home } from '../../src/archive/load.ts';
import { type Column, type Form, type Row, tableOf } from '../../src/form/form.ts';
import { layoutTable } from '../../src/form/layout.ts';
import { usualEdition } from '../../src/form/read.ts';

const { forms, findings } = loadForms(home, home);
const form = (edition: string) => forms.get(edition)!;
const editions = ['2019', '2021', '2021-其他处理一行'] as const;

test('the forms read without findings', () => {
  expect(findings).toEqual([]);
  expect([...forms.keys()].sort()).toEqual([...editions]);
});

describe.each(editions)('%s', (edition) => {
  test('has the six statutory parts after an optional preface', () => {
    expect(
      form(edition).parts.map(({ title, content, optional }) => [title, content, optional]),
    ).toEqual([
      [undefined, 'text', true],
      ['一、总体情况', 'text', false],
      ['二、主动公开政府信息情况', 'table', false],
      ['三、收到和处理政府信息公开申请情况', 'table', false],
      ['四、政府信息公开行政复议、行政诉讼情况', 'table', false],
      ['五、存在的主要问题及改进情况', 'text', false],
      ['六、其他需要报告的事项', 'text', false],
    ]);
  });

  test('prints the columns of 表三', () => {
    const table = tableOf(form(edition), '申请办理')!;
    expect(table.corner).toBe(
      '（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）',
    );
    expect(tree(table.blocks[0]!.columns)).toEqual([
      [
        '申请人情况',
        [
          '自然人',
          ['法人或其他组织', ['商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他']],
          '总计',
        ],
      ],
    ]);
  });

  test('prints 表四 as one row of three blocks', () => {
    const block = tableOf(form(edition), '复议诉讼')!.blocks[0]!;
    expect(tree(block.rows)).toEqual([
      '行政复议',
      ['行政诉讼', ['未经复议直接起诉', '复议后起诉']],
    ]);
    expect(tree(block.columns)).toEqual(['结果维持', '结果纠正', '其他结果', '尚未审结', '总计']);
  });
});

describe('表二', () => {
  const documents2021 = ['本年制发件数', '本年废止件数', '现行有效件数'];
  const decisions2019 = ['上一年项目数量', '本年增/减', '处理决定数量'];
  const documents2019 = ['本年新制作数量', '本年新公开数量', '对外公开总数量'];

  test('of 2019', () => {
    expect(blocks(form('2019'))).toEqual([
      ['第二十条第（一）项', documents2019, ['规章', '规范性文件']],
      ['第二十条第（五）项', decisions2019, ['行政许可', '其他对外管理服务事项']],
      ['第二十条第（六）项', decisions2019, ['行政处罚', '行政强制']],
      ['第二十条第（八）项', ['上一年项目数量', '本年增/减'], ['行政事业性收费']],
      ['第二十条第（九）项', ['采购项目数量', '采购总金额'], ['政府集中采购']],
    ]);
  });

  test.each(['2021', '2021-其他处理一行'])('of %s', (edition) => {
    expect(blocks(form(edition))).toEqual([
      ['第二十条第（一）项', documents2021, ['规章', '行政规范性文件']],
      ['第二十条第（五）项', ['本年处理决定数量'], ['行政许可']],
      ['第二十条第（六）项', ['本年处理决定数量'], ['行政处罚', '行政强制']],
      ['第二十条第（八）项', ['本年收费金额（单位：万元）'], ['行政事业性收费']],
    ]);
  });

  test('has 信息内容 above the rows of every block', () => {
    for (const edition of editions)
      expect(tableOf(form(edition), '主动公开')!.stubLabel).toBe('信息内容');
  });
});

describe('表三', () => {
  const rows = (otherwise: unknown) => [
    '一、本年新收政府信息公开申请数量',
    '二、上年结转政府信息公开申请数量',
    [
      '三、本年度办理结果',
      [
        '（一）予以公开',
        '（二）部分公开（区分处理的，只计这一情形，不计其他情形）',
        [
          '（三）不予公开',
          [
            '1.属于国家秘密',
            '2.其他法律行政法规禁止公开',
            '3.危及“三安全一稳定”',
            '4.保护第三方合法权益',
            '5.属于三类内部事务信息',
            '6.属于四类过程性信息',
            '7.属于行政执法案卷',
            '8.属于行政查询事项',
          ],
        ],
        [
          '（四）无法提供',
          ['1.本机关不掌握相关政府信息', '2.没有现成信息需要另行制作', '3.补正后申请内容仍不明确'],
        ],
        [
          '（五）不予处理',
          [
            '1.信访举报投诉类申请',
            '2.重复申请',
            '3.要求提供公开出版物',
            '4.无正当理由大量反复申请',
            '5.要求行政机关确认或重新出具已获取信息',
          ],
        ],
        otherwise,
        '（七）总计',
      ],
    ],
    '四、结转下年度继续办理',
  ];

  test('of 2021 divides 其他处理 into three', () => {
    expect(tree(tableOf(form('2021'), '申请办理')!.blocks[0]!.rows)).toEqual(
      rows([
        '（六）其他处理',
        [
          '1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请',
          '2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请',
          '3.其他',
        ],
      ]),
    );
  });

  test.each(['2019', '2021-其他处理一行'])('of %s has one row 其他处理', (edition) => {
    expect(tree(tableOf(form(edition), '申请办理')!.blocks[0]!.rows)).toEqual(
      rows('（六）其他处理'),
    );
  });
});

test.each([
  ['2019', 22, 23 * 7, 15],
  ['2021', 10, 25 * 7, 15],
  ['2021-其他处理一行', 10, 23 * 7, 15],
])('%s prints %i, %i and %i figures', (edition, ...counts) => {
  const figures = form(edition).tables.map((table) =>
    layoutTable(table)
      .sections.flatMap(({ rows }) => rows.flat())
      .filter(({ kind }) => kind === 'figure'),
  );
  expect(figures.map(({ length }) => length)).toEqual(counts);
  const printed = form(edition).facts.filter(({ role }) => role !== 'derived');
  expect(printed).toHaveLength(counts[0] + counts[1] + counts[2]);
});

test('every printed figure stands in the order of the facts', () => {
  for (const edition of editions) {
    const printed = form(edition)
      .facts.filter(({ role }) => role !== 'derived')
      .map(({ address }) => address);
    const laidOut = form(edition).tables.flatMap((table) =>
      layoutTable(table).sections.flatMap(({ rows }) =>
        rows.flat().flatMap((cell) => (cell.kind === 'figure' ? [cell.address] : [])),
      ),
    );
    expect(laidOut).toEqual(printed);
  }
});

describe('addresses', () => {
  test('are the keys of the authoring contract', () => {
    const outcomes = form('2021')
      .facts.filter(({ address }) => /^申请办理\.办理结果\..*\.自然人$/.test(address))
      .map(({ address }) => address.split('.').slice(2, -1).join('.'));
    expect(outcomes).toEqual([
      '予以公开',
      '部分公开',
      '不予公开.属于国家秘密',
      '不予公开.其他法律行政法规禁止公开',
      '不予公开.危及三安全一稳定',
      '不予公开.保护第三方合法权益',
      '不予公开.属于三类内部事务信息',
      '不予公开.属于四类过程性信息',
      '不予公开.属于行政执法案卷',
      '不予公开.属于行政查询事项',
      '无法提供.本机关不掌握相关政府信息',
      '无法提供.没有现成信息需要另行制作',
      '无法提供.补正后申请内容仍不明确',
      '不予处理.信访举报投诉类申请',
      '不予处理.重复申请',
      '不予处理.要求提供公开出版物',
      '不予处理.无正当理由大量反复申请',
      '不予处理.要求确认或重新出具已获取信息',
      '其他处理.逾期不补正',
      '其他处理.逾期未缴费',
      '其他处理.其他',
      '总计',
      '不予公开.小计',
      '无法提供.小计',
      '不予处理.小计',
      '其他处理.小计',
    ]);
  });

  test.each([
    ['主动公开.行政规范性文件.现行有效件数', 'primary', '件'],
    ['主动公开.行政许可.本年处理决定数量', 'primary', '件'],
    ['主动公开.行政事业性收费.本年收费金额', 'primary', '万元'],
    ['申请办理.本年新收.自然人', 'primary', '件'],
    ['申请办理.本年新收.总计', 'printed-sum', '件'],
    ['申请办理.办理结果.予以公开.总计', 'printed-sum', '件'],
    ['申请办理.办理结果.总计.自然人', 'printed-sum', '件'],
    ['申请办理.办理结果.总计.总计', 'printed-sum', '件'],
    ['复议诉讼.行政复议.总计', 'printed-sum', '件'],
    ['申请办理.办理结果.不予公开.小计.自然人', 'derived', '件'],
    ['申请办理.办理结果.不予公开.小计.总计', 'derived', '件'],
    ['申请办理.收办.法律服务机构', 'derived', '件'],
    ['申请办理.收办.总计', 'derived', '件'],
    ['复议诉讼.行政诉讼.总计', 'derived', '件'],
  ])('%s is a %s in %s', (address, role, unit) => {
    const fact = form('2021').facts[form('2021').indexByAddress.get(address)!];
    expect(fact).toMatchObject({ address, role, kind: { unit } });
  });

  test('name no other derived facts', () => {
    const derived = (edition: string) =>
      new Set(
        form(edition)
          .facts.filter(({ role }) => role === 'derived')
          .map(({ address }) => address.split('.').slice(0, -1).join('.')),
      );
    const common = [
      '申请办理.办理结果.不予公开.小计',
      '申请办理.办理结果.无法提供.小计',
      '申请办理.办理结果.不予处理.小计',
      '申请办理.收办',
      '复议诉讼.行政诉讼',
    ];
    expect(derived('2019')).toEqual(new Set(common));
    expect(derived('2021-其他处理一行')).toEqual(new Set(common));
    expect(derived('2021')).toEqual(new Set([...common, '申请办理.办理结果.其他处理.小计']));
    expect(
      form('2021').facts.filter(({ address }) => address.startsWith('复议诉讼.行政诉讼.')),
    ).toHaveLength(1);
  });

  test('have unique ASCII ids', () => {
    for (const edition of editions) {
      const { facts } = form(edition);
      for (const { id } of facts) expect(id).toMatch(/^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)+$/);
      expect(new Set(facts.map(({ id }) => id)).size).toBe(facts.length);
      expect(new Set(facts.map(({ address }) => address)).size).toBe(facts.length);
    }
  });
});

test('amounts may have decimals and changes a sign; counts neither', () => {
  const kinds = (edition: string) =>
    new Map(form(edition).facts.map(({ address, kind }) => [address, kind]));
  const of2019 = kinds('2019');
  expect(of2019.get('主动公开.行政许可.本年增减')).toMatchObject({ signed: true, decimals: 0 });
  const amount = of2019.get('主动公开.政府集中采购.采购总金额')!;
  expect(amount).toMatchObject({ unitKey: '单位', signed: false });
  expect(amount.unit).toBeUndefined();
  expect([...amount.unitDecimals!]).toEqual([
    ['万元', 6],
    ['元', 2],
  ]);
  const fees = kinds('2021').get('主动公开.行政事业性收费.本年收费金额');
  expect(fees).toMatchObject({ unit: '万元', decimals: 6, signed: false });
  for (const edition of editions) {
    const signed = form(edition).facts.filter(({ kind }) => kind.signed);
    expect(new Set(signed.map(({ columnLabel }) => columnLabel))).toEqual(
      new Set(edition === '2019' ? ['本年增/减'] : []),
    );
    const decimal = form(edition).facts.filter(
      ({ kind }) => kind.decimals > 0 || kind.unitDecimals,
    );
    expect(decimal).toHaveLength(1);
  }
});

test('the usual edition changes with 2021 and is never a variant', () => {
  const usual = (year: number) => usualEdition(forms.values(), year)?.edition;
  expect([2018, 2019, 2020, 2021, 2026].map(usual)).toEqual([
    undefined,
    '2019',
    '2019',
    '2021',
    '2021',
  ]);
  expect(form('2021-其他处理一行').family).toBe('2021');
});

type LabelTree = string | [string, LabelTree[]];

function tree(nodes: readonly (Row | Column)[]): LabelTree[] {
  return nodes.map((node) => {
    const below = 'rows' in node ? node.rows : node.columns;
    return below.length > 0 ? [node.label, tree(below)] : node.label;
  });
}

function blocks(of: Form): [string | undefined, LabelTree[], LabelTree[]][] {
  return tableOf(of, '主动公开')!.blocks.map(({ title, columns, rows }) => [
    title,
    tree(columns),
    tree(rows),
  ]);
}
