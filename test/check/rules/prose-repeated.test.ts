import { describe, expect, test } from 'vitest';
import { archiveOf, type ReportTexts, toldBy, toldOf } from '../archive-of.ts';

const told = (...reports: readonly ReportTexts[]) => toldBy('prose/repeated', ...reports);

/** What one office wrote; name and numbers differ from office to office. */
const first = (name: string, count: number, year: number) => `### （一）主动公开

${year}年，${name}把涉农补贴、道路修缮和便民服务三类事项作为公开的重点，全年在县政府网站发布信息 ${count} 条，在公众号发布图文 ${count + 7} 篇。补贴发放之前，逐户核对的清单先在村里张贴七天，收到异议的由包村干部当面核实，核实的经过一并写进公示。道路修缮的招标、进度和验收分段公布，沿线村民随时可以查到还剩多少工程没有完成。

### （二）依申请公开

收到申请 ${count % 5} 件，都在法定期限内答复。申请人多半问的是老宅基地的旧档，办公室与档案室一起翻查，查不到的说明查找的范围，并告诉申请人还可以向哪里打听。

### （三）监督保障

每季度由两名不经手发布的同志抽查栏目，记下错字、断链和过时的电话，三天之内改完；年底请五位村民代表给公开栏打分，分数最低的两个村由镇里派人帮着重新布置。`;

/** What another wrote of its own. */
const second = `### （一）主动公开

围绕学校招生和校外培训两件事，把划片范围、学位余量、收费备案和白名单做成一张表，家长扫码就能看到自家孩子该去哪里报名。政策出台的当天由起草人录一段三分钟的讲解，放在首页显眼的位置。

### （二）依申请公开

全年的申请集中在教师招聘，答复书由法规科和人事科会签，涉及他人成绩的部分隐去姓名后提供。

### （三）监督保障

开学前后各做一次拉网检查，重点看收费公示是否上墙、监督电话能否打通；打不通的学校在全县通报，校长到会说明原因。下半年组织两期培训，参加的人当场演练怎样起草答复书。家长委员会推举的监督员可以旁听局务会议中与招生有关的议题，会后在校门口张贴纪要。`;

describe('speaks', () => {
  test('of the own report of last year with new numbers', async () => {
    const findings = await told(
      { year: 2021, 总体情况: first('柳林镇', 42, 2021) },
      { year: 2022, 总体情况: first('我镇', 61, 2022) },
    );
    expect(findings).toEqual([
      {
        at: '6:11',
        message: expect.stringMatching(
          /^“总体情况”与本机关2021年的报告雷同 100%（约 2\d\d 字，如“把涉农补贴、道路修缮和便民服务三类事项作”）：请按/,
        ),
        passage: '把涉农补贴、道路修缮和便民服务三类事项作',
        values: [undefined, 100],
        isAcknowledged: false,
      },
    ]);
  });

  test('of another office’s report of the same year, and of an earlier one', async () => {
    const own = { year: 2022, 总体情况: first('柳林镇', 61, 2022) };
    for (const year of [2022, 2020]) {
      const other = { agency: 'qiaotou', year, 总体情况: first('桥头乡', 42, year) };
      expect(await told(other, own)).toMatchObject([
        { message: expect.stringContaining(`与桥头乡${year}年的报告雷同 100%`) },
      ]);
    }
  });

  test('of a part rewritten here and there, with how much is left', async () => {
    const 总体情况 = first('柳林镇', 61, 2022)
      .replace('涉农补贴、道路修缮和便民服务', '退耕补助、水渠整修和老年食堂')
      .replace('申请人多半问的是老宅基地的旧档', '来问的多是拆迁补偿的旧账');
    const [finding] = await told(
      { agency: 'qiaotou', 总体情况: first('桥头乡', 42, 2022) },
      { 总体情况 },
    );
    expect(finding?.values[1]).toBeGreaterThanOrEqual(75);
    expect(finding?.values[1]).toBeLessThan(100);
  });

  test('once for a part, of the likest report', async () => {
    const half = `${first('柳林镇', 61, 2022)}\n\n全年还举办开放日两次，请二十名村民到窗口跟班。`;
    const findings = await told(
      { agency: 'qiaotou', 总体情况: first('桥头乡', 42, 2022) },
      { year: 2021, 总体情况: half },
      { year: 2022, 总体情况: half },
    );
    expect(findings).toMatchObject([
      { message: expect.stringContaining('与本机关2021年的报告雷同 100%') },
    ]);
  });

  test('of 主要问题及改进 and 其他事项 alike', async () => {
    const texts = { 主要问题及改进: first('本镇', 3, 2022), 其他事项: second };
    const findings = await told({ year: 2021, ...texts }, { year: 2022, ...texts });
    expect(findings.map(({ message }) => message.slice(0, 9))).toEqual([
      '“主要问题及改进”',
      '“其他事项”与本机',
    ]);
  });
});

describe('is silent', () => {
  const own = { year: 2022, 总体情况: first('柳林镇', 61, 2022) };

  test('of different texts', async () => {
    expect(await told({ year: 2021, 总体情况: second }, own)).toEqual([]);
  });

  test('where one paragraph of three is the same', async () => {
    const [, , , third] = first('柳林镇', 61, 2022).split('### ');
    const 总体情况 = `${second}\n\n### ${third}`;
    expect(await told({ ...own, year: 2021 }, { 总体情况 })).toEqual([]);
  });

  test('of short parts, however alike', async () => {
    const texts = {
      主要问题及改进: '解读材料偏少，栏目更新偏慢；今后逐件配发解读，按月检查栏目。',
      其他事项: '全年没有收取信息处理费。没有其他需要报告的事项。',
    };
    expect(await told({ year: 2021, ...texts }, { year: 2022, ...texts })).toEqual([]);
  });

  test('of what the law and the form put into everyone’s mouth', async () => {
    const 总体情况 = [
      '严格落实《中华人民共和国政府信息公开条例》，坚持以公开为常态、不公开为例外，推进决策、执行、管理、服务、结果公开，保障公民、法人和其他组织的知情权、参与权、表达权和监督权。',
      '主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障情况，以及行政许可、行政处罚、行政强制、行政复议、行政诉讼情况分别列于各部分。',
    ]
      .join('\n\n')
      .repeat(2);
    expect(await told({ year: 2021, 总体情况 }, { year: 2022, 总体情况 })).toEqual([]);
  });

  test('of a report that others copied later, of drafts, and of the own report of two years ago', async () => {
    const others = [
      { agency: 'qiaotou', year: 2023, 总体情况: first('桥头乡', 42, 2023) },
      { agency: 'education', year: 2022, isDraft: true, 总体情况: first('县教育局', 5, 2022) },
      { agency: 'liulin', year: 2020, 总体情况: first('柳林镇', 30, 2020) },
    ];
    expect(await told(...others, own)).toEqual([]);
  });

  test('of a passage that more than ten agencies share', async () => {
    const towns = Array.from({ length: 11 }, (_, at) => ({
      agency: `town-${at + 1}`,
      总体情况: first(`第${at + 1}镇`, at, 2022),
    }));
    expect(await told(...towns, own)).toEqual([]);
    expect(await told(...towns.slice(0, 5), own)).toHaveLength(1);
  });
});

test('a draft is compared with what is published', async () => {
  const archive = await archiveOf([
    { year: 2021, 总体情况: first('柳林镇', 42, 2021) },
    { year: 2022, isDraft: true, 总体情况: first('柳林镇', 61, 2022) },
  ]);
  expect(toldOf('prose/repeated', archive, 'liulin', 2022)).toHaveLength(1);
});
