import { describe, expect, test } from 'vitest';
import { type ReportTexts, toldBy } from '../archive-of.ts';

const told = (texts: ReportTexts) => toldBy('parts/aspects', texts);

describe('speaks', () => {
  test('naming the missing aspects in one finding', async () => {
    const 总体情况 = '2022年，柳林镇主动公开政府信息 63 条，没有收到公开申请。';
    expect(await told({ 总体情况 })).toEqual([
      {
        at: '4:3',
        message:
          '“总体情况”没有说到政府信息管理、政府信息公开平台建设、监督保障：五个方面都要写，没有发生的也要写明',
        passage: '2022年，柳林镇主动公开政府信息 63',
        values: [5, 2],
        isAcknowledged: false,
      },
    ]);
  });

  test('where only rights of supervision are spoken of', async () => {
    const 总体情况 = `切实保障群众的知情权、参与权和监督权。

### （一）主动公开

公布信息 12 条。

### （二）依申请公开

没有收到申请。

### （三）政府信息管理

发布之前逐件审核。

### （四）平台建设

网站运行平稳。`;
    expect(await told({ 总体情况 })).toMatchObject([
      { at: '4:3', message: expect.stringContaining('没有说到监督保障：'), values: [5, 4] },
    ]);
  });
});

describe('is silent', () => {
  test.each([
    [
      'the usual headings',
      `### （一）主动公开情况

公布 12 条。

### （二）依申请公开情况

没有。

### （三）政府信息管理情况

如常。

### （四）政府信息公开平台建设情况

如常。

### （五）监督保障情况

如常。`,
    ],
    [
      'headings of the office’s own, in another order',
      `**一是强化监督，严格考核。** 每季通报一次。

**二是畅通渠道，建好载体。** 政府网站和公众号及时维护。

**三是严把审核关。** 信息发布实行三审三校。

**四是扩大公开。** 全年发布信息 300 余条。

**五是规范办理。** 收到申请 2 件，按期答复。`,
    ],
    [
      'one paragraph in plain words',
      '镇里由专人负责公布各类政府信息，稿件先审核、后上网；公开栏和网站专栏按月更新；全年没有接到村民提出的公开申请；年底由党政办逐项检查。',
    ],
    [
      'a county’s report',
      '一年来，全县主动公开政府信息 23138 条；共受理申请 42 件，均在法定时限内答复；文件归档前审定公开属性；集约化平台新增栏目 2 个；将政务公开纳入综合考核，分值占 4%，举办培训 3 期。',
    ],
  ])('%s', async (_name, 总体情况) => {
    expect(await told({ 总体情况 })).toEqual([]);
  });

  test('of a report on the form of 2019, which does not ask for them', async () => {
    expect(await told({ year: 2020, 总体情况: '全年公布信息 61 条。' })).toEqual([]);
  });
});
