import { describe, expect, test } from 'vitest';
import type { Agencies, Agency } from '../../../src/archive/agencies.ts';
import { recogniseAgency } from '../../../src/import/recognise/agency.ts';

function agency(id: string, name: string, more: Partial<Agency> = {}): [string, Agency] {
  return [
    id,
    { id, name, shortName: name, formerNames: [], type: '乡镇街道', level: '乡', ...more },
  ];
}

const region = { type: '地区', level: '县' } as const;
const agencies: Agencies = new Map([
  agency('linyi', '临沂市', { ...region, shortName: '临沂', level: '市' }),
  agency('hedong', '临沂市河东区', { ...region, shortName: '河东区', parent: 'linyi' }),
  agency('zhengwang', '临沂市河东区郑旺镇人民政府', { parent: 'hedong' }),
  agency('hedong-government', '临沂市河东区人民政府', { parent: 'hedong', type: '政府' }),
  agency('hedong-education', '临沂市河东区教育和体育局', {
    parent: 'hedong',
    type: '部门',
    shortName: '区教体局',
    formerNames: [{ name: '临沂市河东区教育局', until: 2018 }],
  }),
  agency('tanghe', '唐河县', { ...region, shortName: '唐河' }),
  agency('tanghe-chengguan', '唐河县城关镇人民政府', { parent: 'tanghe' }),
  agency('weishi', '尉氏县', { ...region, shortName: '尉氏' }),
  agency('weishi-chengguan', '尉氏县城关镇人民政府', { parent: 'weishi' }),
]);
const titled = (name: string) => `${name}2021年政府信息公开工作年度报告`;
const agencyOf = (title: string | undefined, text = '') =>
  recogniseAgency(title, text, agencies).agency;
const told = (title: string | undefined, text = '') =>
  recogniseAgency(title, text, agencies)
    .remarks.map(({ kind, message }) => `${kind} ${message}`)
    .join('\n');

describe('by its title', () => {
  test.each([
    ['临沂市河东区郑旺镇人民政府', 'zhengwang'],
    ['河东区郑旺镇', 'zhengwang'],
    ['郑旺镇人民政府', 'zhengwang'],
    ['郑旺镇 ', 'zhengwang'],
    ['河东区人民政府', 'hedong-government'],
    ['临沂市河东区人民政府', 'hedong-government'],
    ['河东区', 'hedong-government'],
    ['临沂市河东区教育局', 'hedong-education'],
    ['河东区教育和体育局', 'hedong-education'],
    ['尉氏县城关镇', 'weishi-chengguan'],
  ])('%s', (name, id) => {
    expect(agencyOf(titled(name))).toBe(id);
    expect(told(titled(name))).toBe('');
  });

  test('wherever the year stands', () => {
    expect(agencyOf('2021年度河东区郑旺镇政府信息公开年度报告')).toBe('zhengwang');
    expect(agencyOf('河东区郑旺镇政府信息公开工作年度报告（2021年度）')).toBe('zhengwang');
    expect(agencyOf('关于郑旺镇二〇二一年政务公开工作的报告')).toBe('zhengwang');
  });
});

describe('never guessed', () => {
  test.each(['沂南县郑旺镇', '河西区郑旺镇人民政府', '河东区汤河镇', '临沂市教育局'])(
    '%s is not of the archive',
    (name) => {
      expect(agencyOf(titled(name))).toBeUndefined();
      expect(told(titled(name))).toMatch(/^needs-person /);
    },
  );

  test('two agencies of one name are both named', () => {
    expect(agencyOf(titled('城关镇'))).toBeUndefined();
    expect(told(titled('城关镇'))).toContain('tanghe-chengguan');
    expect(told(titled('城关镇'))).toContain('weishi-chengguan');
  });

  test('unless the text calls just one of them by its region', () => {
    expect(agencyOf(titled('城关镇'), '尉氏县城关镇党政办公室负责此项工作。')).toBe(
      'weishi-chengguan',
    );
    expect(told(titled('城关镇'), '尉氏县城关镇党政办公室负责此项工作。')).toMatch(/^noticed /);
    expect(agencyOf(titled('城关镇'), '尉氏县城关镇学习唐河县城关镇的做法。')).toBeUndefined();
  });

  test('a misprint counts only where the text has the right name', () => {
    expect(agencyOf(titled('郑望镇'))).toBeUndefined();
    expect(told(titled('郑望镇'))).toContain('zhengwang');
    expect(agencyOf(titled('郑望镇'), '郑旺镇领导小组负责此项工作。')).toBe('zhengwang');
    expect(told(titled('郑望镇'), '郑旺镇领导小组负责此项工作。')).toMatch(/^noticed /);
  });
});

test('a title without an agency leaves it to the one that says it has made the report', () => {
  const title = '2021年政府信息公开工作年度报告';
  expect(agencyOf(title, '本报告由郑旺镇人民政府按照《条例》编制。')).toBe('zhengwang');
  expect(agencyOf(title, '郑旺镇人民政府落实河东区人民政府的要求。')).toBeUndefined();
  expect(told(title, '郑旺镇人民政府落实有关要求。')).toContain('zhengwang');
});
