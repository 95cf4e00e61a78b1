import { describe, expect, test } from 'vitest';
import { type ReportTexts, toldBy } from '../archive-of.ts';

const told = (texts: ReportTexts) => toldBy('prose/self-reference', texts);

describe('speaks', () => {
  test('of a bureau’s word in a town’s report, once for all its places', async () => {
    const 其他事项 = '当年没有收取信息处理费。\n\n2022年，我局没有其他事项。我局将继续做好工作。';
    expect(await told({ 其他事项 })).toEqual([
      {
        at: '10:9',
        message: '请核实：柳林镇的报告里自称“我局”（共 2 处）：应为“我镇”等，是否照抄了别处的文字',
        passage: '我局没有其他事项。我局将继续做好工作。',
        values: ['我镇', '我局'],
        isAcknowledged: false,
      },
    ]);
  });

  test.each([
    ['liulin', '截至年底，我乡公开信息 12 条。', '我乡'],
    ['liulin', '当年本街道没有收到申请。', '本街道'],
    ['liulin', '我办负责受理。', '我办'],
    ['qiaotou', '我镇的公开栏已经更新。', '我镇'],
    ['education', '按照县里部署，我镇成立了领导小组。', '我镇'],
    ['education', '我委党组专题研究。', '我委'],
    ['health', '全年我局发布信息 300 条。', '我局'],
    ['county', '我局按期答复。', '我局'],
    ['county', '由我厅统一答复。', '我厅'],
    ['xinqiao', '我镇设有专区。', '我镇'],
    ['office', '我局设有专栏。', '我局'],
  ])('%s: %s', async (agency, 总体情况, self) => {
    expect(await told({ agency, 总体情况 })).toMatchObject([
      { values: [expect.any(String), self] },
    ]);
  });
});

describe('is silent', () => {
  test.each([
    ['liulin', '我镇、本镇、全镇和本机关都是本镇自称，我们也是。我县、我市、我区、我省人人会说。'],
    [
      'liulin',
      '人员由我委托的机构培训，我局限于人手，资本局面、基本局势都不相干，自我委屈也不必。',
    ],
    ['liulin', '群众来信说“我局部地区不通车”，《我局工作规则》一文已经删去。'],
    ['liulin', '本办法自公布之日起施行，本办公区设查阅点，本部门和机关本部各有一处。'],
    ['liulin', '请县教育局、县卫健委各在本局、本委网站同步公布，各村在本村公开。'],
    ['liulin', '这是我乡村振兴的缩影，也使本乡土特色为人所知。'],
    ['qiaotou', '我乡地处山区，本乡没有收到申请。'],
    ['education', '我局、本局均指县教育局。我校对后方可上网。'],
    ['health', '我委已经答复，本委留存。'],
    ['development', '我委（我局）按职责公开粮食流通信息。'],
    ['county', '我县、本机关和我办（县政府办公室）共同承担。'],
    ['office', '我办承担县政府的公开工作。'],
    ['xinqiao', '我街道、我街和我办都是办事处自称，我街道路改造信息已经公布。'],
  ])('%s: %s', async (agency, 总体情况) => {
    expect(await told({ agency, 总体情况 })).toEqual([]);
  });

  test('in the year of a change of names, and the one after', async () => {
    const 总体情况 = '我镇撤镇设街道，各项公开工作没有中断。';
    expect(await told({ agency: 'xinqiao', year: 2021, 总体情况 })).toEqual([]);
    expect(await told({ agency: 'xinqiao', year: 2020, 总体情况 })).toEqual([]);
  });
});
