import { describe, expect, test } from 'vitest';
import { type ReportTexts, toldBy } from '../archive-of.ts';

const told = (texts: ReportTexts) => toldBy('fees/unstated', texts);

describe('speaks', () => {
  test('where nothing is said of fees', async () => {
    expect(await told({ 其他事项: '\n本机关没有需要另行报告的事项。' })).toEqual([
      {
        at: '9:3',
        message:
          '“其他事项”没有说到信息处理费：请写明收取情况，没有收的也要写，如“全年没有收取信息处理费”',
        passage: '本机关没有需要另行报告的事项。',
        values: [undefined, undefined],
        isAcknowledged: false,
      },
    ]);
  });

  test.each([
    '无。',
    '当年行政事业性收费目录已经公布，涉企收费事项有所减少。',
    '收费标准公示栏已经更新。',
  ])('%s', async (其他事项) => {
    expect(await told({ 其他事项 })).toHaveLength(1);
  });

  test('where the fee is spoken of in another part', async () => {
    const [finding] = await told({
      总体情况: '当年收到申请 3 件，均未收取信息处理费。',
      其他事项: '没有其他需要报告的事项。',
    });
    expect(finding).toMatchObject({
      at: '8:3',
      message: '信息处理费写在了“总体情况”里：请在“其他事项”中说明',
    });
  });

  test('of a 2021 report on the form of 2019 too', async () => {
    expect(await told({ year: 2021, form: '2019', 其他事项: '无。' })).toHaveLength(1);
  });
});

describe('is silent', () => {
  test.each([
    '全年没有收取信息处理费。',
    '依据《政府信息公开信息处理费管理办法》，2022年发出收费通知 2 件，总金额 300 元，实际收取 300 元。',
    '### （一）政府信息公开申请收费情况\n\n无。',
    '本年度本镇未收取任何费用。',
    '柳林镇无收取信息处理费情况',
    '当年办理的申请都没有向申请人收费。',
    '对全部申请免收处理费。',
    '收取检索、复制、邮寄等费用 0 元。',
    '信息公开各项服务均为免费提供。',
  ])('%s', async (其他事项) => {
    expect(await told({ 其他事项 })).toEqual([]);
  });

  test('before report year 2021', async () => {
    expect(await told({ year: 2020, 其他事项: '无。' })).toEqual([]);
  });
});
