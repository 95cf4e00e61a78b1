import { describe, expect, test } from 'vitest';
import { loadForms } from '../../../src/archive/forms.ts';
import { home } from '../../../src/archive/load.ts';
import { recogniseTables } from '../../../src/import/recognise/tables.ts';
import { blocksOf } from './blocks.ts';

const { forms } = loadForms(home, home);

const source = (change: string, amount: string, amountHead = '采购总金额') =>
  `二、主动公开政府信息情况
第二十条第（一）项
信息内容\t本年新制作数量\t本年新公开数量\t对外公开总数
规章\t0\t0\t0
规范性文件\t1\t2\t3
第二十条第（五）项
信息内容\t上一年项目数量\t本年增/减\t处理决定数量
行政许可\t40\t${change}\t7
其他对外管理服务事项\t1\t0\t0
第二十条第（六）项
信息内容\t上一年项目数量\t本年增/减\t处理决定数量
行政处罚\t1\t0\t0
行政强制\t1\t0\t0
第二十条第（八）项
信息内容\t上一年项目数量\t本年增/减\t
行政事业性收费\t5\t-1\t
第二十条第（九）项
信息内容\t采购项目数量\t${amountHead}\t
政府集中采购\t3\t${amount}\t`;

function recognise(text: string) {
  const { form, tables } = recogniseTables(blocksOf(text), forms);
  const [table] = tables;
  const at = (address: string) => table!.figures.find((figure) => figure.address === address)!;
  return { form, table: table!, at };
}

test('is known by its rows and columns; a column’s misprint is understood', () => {
  const { form, table, at } = recognise(source('0', '0'));
  expect(form.edition).toBe('2019');
  expect(at('主动公开.规范性文件.对外公开总数量')).toMatchObject({
    digits: '3',
    confidence: 'likely',
  });
  expect(table.remarks).toMatchObject([{ kind: 'mended', text: '对外公开总数' }]);
});

test.each([
  ['+19', '+19'],
  ['19', '19'],
  ['增加 19', '+19'],
  ['减3', '-3'],
  ['减少3', '-3'],
  ['－3', '-3'],
  ['−3', '-3'],
  ['+0', '0'],
  ['—', null],
  ['/', null],
])('本年增/减 “%s” is %s', (written, digits) => {
  expect(recognise(source(written, '0')).at('主动公开.行政许可.本年增减')).toMatchObject({
    digits,
    written,
  });
});

describe('采购总金额', () => {
  const address = '主动公开.政府集中采购.采购总金额';
  test.each([
    ['25.1', '采购总金额（单位：万元）', '25.1', '万元'],
    ['251000', '采购总金额（元）', '251000', '元'],
    ['25.1万元', '采购总金额', '25.1', '万元'],
    ['251,000元', '采购总金额', '251000', '元'],
  ])('%s below %s', (written, head, digits, unit) => {
    const { at, table } = recognise(source('0', written, head));
    expect(at(address)).toMatchObject({ digits, written });
    expect([...table.units]).toEqual([['政府集中采购', unit]]);
    expect(table.remarks.filter(({ kind }) => kind === 'needs-person')).toEqual([]);
  });

  test.each([
    ['采购总金额（单位：万元）', []],
    ['采购总金额（万元）', []],
    ['采购总金额（单位：万元，含税）', ['单位:万元,含税']],
    ['采购总金额（含税）', ['含税']],
  ])('of the head “%s” is told what is no unit', (head, told) => {
    const { tables, remarks } = recogniseTables(blocksOf(source('0', '25.1', head)), forms);
    const texts = [...remarks, ...tables.flatMap((table) => table.remarks)]
      .filter(({ kind }) => kind === 'left-out')
      .map(({ text }) => text);
    expect(texts).toEqual(told);
  });

  test('without a unit needs a person, unless it is 0', () => {
    const wanting = (amount: string) =>
      recognise(source('0', amount)).table.remarks.filter(({ kind }) => kind === 'needs-person');
    expect(wanting('251000')).toMatchObject([{ fact: address }]);
    expect(wanting('0')).toEqual([]);
  });

  test('without a unit keeps the decimals of whichever may be meant', () => {
    expect(recognise(source('0', '410.1278')).at(address)!.digits).toBe('410.1278');
    expect(recognise(source('0', '410.1278567')).at(address)!.digits).toBeNull();
  });

  test('with two units is doubtful', () => {
    const { at } = recognise(source('0', '251000元', '采购总金额（万元）'));
    expect(at(address)).toMatchObject({ digits: null, confidence: 'doubtful' });
  });
});
