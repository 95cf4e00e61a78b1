import { describe, expect, test } from 'vitest';
import { loadForms } from '../../src/archive/forms.ts';
import { home } from '../../src/archive/load.ts';
import { fixtureRoot, temporaryRoot } from '../roots.ts';

/** What is told of a root with one more form file. */
async function load(text: string) {
  await using root = await temporaryRoot(fixtureRoot('invented-edition'), {
    'data/forms/own.yaml': text,
  });
  const { forms, findings } = loadForms(home, root.path);
  const told = findings.map(({ rule, file, line, message }) => ({ rule, file, line, message }));
  return { forms, told };
}

const head = `格式: own
名称: 自拟格式
依据: 无
文件: 无
标题: 年报
部分:
  - {键: 表, id: table, 标题: 一、表, 内容: 表}
数类:
  件数: {单位: 件, 小数位: 0}
表:
  表:
    版式: 矩阵
    列:
      - {键: 甲, id: a, 数类: 件数}
      - {键: 乙, id: b, 数类: 件数}
      - {键: 总计, id: total, 合计: true}
    行:
      - {键: 一, id: one}
      - {键: 二, id: two}
`;

describe('a form file', () => {
  test('of one’s own adds an edition', async () => {
    const { forms, told } = await load(head);
    expect(told).toEqual([]);
    expect(forms.get('own')!.facts.map(({ address }) => address)).toEqual([
      '表.一.甲',
      '表.一.乙',
      '表.一.总计',
      '表.二.甲',
      '表.二.乙',
      '表.二.总计',
    ]);
    expect(forms.size).toBe(5);
  });

  test('replaces the project’s edition of the same name', async () => {
    const { forms, told } = await load(head.replace('格式: own', '格式: "2021"'));
    expect(told).toEqual([]);
    expect(forms.get('2021')!.name).toBe('自拟格式');
  });

  test.each([
    [
      'a sum of rows that are none',
      '    派生:\n      - {键: 和, id: sum, 相加: [一, 三]}\n',
      'form/sum',
      '表.三.甲',
    ],
    [
      'an identity of rows that are none',
      '    恒等:\n      - {左: [一], 右: [三]}\n',
      'form/sum',
      '表.三.甲',
    ],
    ['a row without an id', '      - {键: 三}\n', 'key/missing', '“键”和“id”'],
    ['an id that is not ASCII', '      - {键: 三, id: 三}\n', 'value/type', '小写字母'],
    ['an unknown key', '      - {键: 三, id: three, 备注: 无}\n', 'key/unknown', '备注'],
  ])('with %s is refused', async (_name, text, rule, message) => {
    const { forms, told } = await load(head + text);
    expect(forms.has('own')).toBe(false);
    expect(told.map((each) => each.rule)).toContain(rule);
    expect(told.find((each) => each.rule === rule)).toMatchObject({
      file: 'data/forms/own.yaml',
      message: expect.stringContaining(message),
    });
  });

  test('with an unknown kind of number is refused', async () => {
    const { forms, told } = await load(head.replace('id: b, 数类: 件数', 'id: b, 数类: 金额'));
    expect(forms.has('own')).toBe(false);
    expect(told).toMatchObject([{ rule: 'form/kind', line: 15 }]);
  });

  test.each([
    ['a form that is none', '基于: "1999"\n', 'form/base'],
    [
      'rows that are none',
      '基于: "2021"\n替换:\n  申请办理.没有: {键: 甲, id: a}\n',
      'form/replace',
    ],
  ])('based on %s is refused', async (_name, text, rule) => {
    const { forms, told } = await load(`格式: own\n名称: 自拟格式\n${text}`);
    expect(forms.has('own')).toBe(false);
    expect(told.map((each) => each.rule)).toContain(rule);
  });
});
