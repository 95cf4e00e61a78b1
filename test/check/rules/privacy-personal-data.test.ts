import { describe, expect, test } from 'vitest';
import { findingsBy, type ReportTexts, toldBy } from '../archive-of.ts';

const told = (其他事项: string, more: Partial<ReportTexts> = {}) =>
  toldBy('privacy/personal-data', { 其他事项, ...more });

// Invented: the check digits are right, the persons are not.
const identity = '110101199003078515';
const identityWithX = '11010119900307109X';
const card = '6222021234567890128';

describe('speaks', () => {
  test('of a mobile number, with place, and never repeats it', async () => {
    const findings = await findingsBy('privacy/personal-data', {
      其他事项: '没有收取信息处理费。\n\n联系人张三，电话 13912345678。',
    });
    expect(findings).toMatchObject([
      {
        severity: 'error',
        line: 10,
        column: 12,
        message: '这里像是手机号码：公开的报告里不能有个人信息，请删去',
      },
    ]);
    const { sourceLine: _, ...fields } = findings[0]!;
    expect(JSON.stringify(fields)).not.toContain('13912345678');
  });

  test.each([
    ['手机号码', '电话：13912345678'],
    ['手机号码', '电话 139 1234 5678。'],
    ['手机号码', '电话 139-1234-5678。'],
    ['手机号码', '电话 +8613912345678。'],
    ['手机号码', '电话 86-13912345678。'],
    ['手机号码', '传真 0537-8011001 13912345678'],
    ['手机号码', '邮箱 13912345678@qq.example'],
    ['身份证号', `身份证 ${identity}`],
    ['身份证号', `身份证 ${identityWithX}。`],
    ['身份证号', `身份证 ${identityWithX.toLowerCase()}。`],
    ['身份证号', '身份证 110101 19900307 8515'],
    ['银行卡号', `卡号 ${card}`],
    ['银行卡号', '卡号 6222 0212 3456 7890 128'],
  ])('of a %s: %s', async (kind, text) => {
    const findings = await told(text);
    expect(findings.map(({ passage }) => passage)).toEqual([kind]);
  });

  test('of each, and in every part', async () => {
    const findings = await told('电话 13912345678、13812345678。', {
      前言: `身份证 ${identity}。`,
      主要问题及改进: `卡号 ${card}。`,
    });
    expect(findings.map(({ passage }) => passage)).toEqual([
      '身份证号',
      '银行卡号',
      '手机号码',
      '手机号码',
    ]);
  });
});

describe('is silent', () => {
  test.each([
    ['an office telephone', '电话 0537-8011001，传真 0537-8011002。'],
    ['a long office telephone', '电话 010-66001234 转 8001。'],
    ['a hotline', '服务热线 400-123-4567、12345、12348。'],
    ['an identity number whose check digit is wrong', '编号 110101199003078516。'],
    ['eighteen digits without a date of birth', '编号 110101283003078515。'],
    ['a card number whose check digit is wrong', '编号 6222021234567890127。'],
    ['a post code and a code of the site', '邮编 272200，网站标识码 3708280001。'],
    ['a record number', '鲁公网安备 37082802000123号、鲁ICP备13012345号。'],
    ['a social credit code', '统一社会信用代码 11370828MB2345678X。'],
    ['dates one after the other', '2022-01-20 2022-12-31 20220120 20221231'],
    ['an amount', '全年支出 13912345678 元，即 13912345678.00 元。'],
    ['a page’s number in its address', '见 https://qing-he.example/art/6222021234567890128.html。'],
    ['a number among letters', '采购编号 SDGP13912345678、A6222021234567890128。'],
  ])('on %s', async (_, text) => {
    expect(await told(text)).toEqual([]);
  });

  test('on a figure that a placeholder fills in', async () => {
    const more = '统计: {访问: {单位: 次, 数量: 13912345678}}';
    expect(await told('访问 {{ 统计.访问.合计 }} 次。', { more })).toEqual([]);
  });
});
