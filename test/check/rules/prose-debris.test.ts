import { describe, expect, test } from 'vitest';
import { type ReportTexts, toldBy } from '../archive-of.ts';

const told = (texts: ReportTexts) => toldBy('prose/debris', texts);
const toldOf = (总体情况: string) => told({ 总体情况 });

describe('speaks', () => {
  test('of a bookmark that Word left, as in a seed', async () => {
    const 总体情况 = '考核评议情况。\n\n[bookmark: _GoBack]1.建立通报制度。';
    expect(await toldOf(总体情况)).toEqual([
      {
        at: '6:3',
        message: '这里有 Word 转换时留下的“[bookmark: _GoBack]”：请删去',
        passage: '[bookmark: _GoBack]1.建立通报制度',
        values: [undefined, '[bookmark: _GoBack]'],
        isAcknowledged: false,
      },
    ]);
  });

  test('of doubled punctuation, after a placeholder too', async () => {
    const 总体情况 = '新收申请 {{ 申请办理.本年新收.总计 }} 件，存在一些不足：：一是更新慢。';
    expect(await toldOf(总体情况)).toEqual([
      {
        at: '4:35',
        message: '这里有重复的标点“：：”：请只留一个',
        passage: '件，存在一些不足：：一是更新慢。',
        values: [undefined, '：：'],
        isAcknowledged: false,
      },
    ]);
  });

  test('of half-width punctuation between Chinese characters, with what should stand there', async () => {
    expect(await toldOf('加强督促检查, 强化监督。')).toEqual([
      {
        at: '4:9',
        message: '这里有中文之间的半角标点“,”：请改为“，”',
        passage: '加强督促检查, 强化监督。',
        values: ['，', ','],
        isAcknowledged: false,
      },
    ]);
  });

  test('of a mark of bold text that the site leaves standing', async () => {
    const 总体情况 = '第一段。\n\n** 强化管理。**按照“谁制作、谁公开”，全年公布 12 条。';
    expect(await toldOf(总体情况)).toMatchObject([
      {
        at: '6:3',
        message: '这里有多余的“**”：请删去；加粗要用一对紧贴文字的“**”',
        passage: '** 强化管理。**',
      },
      { at: '6:11', values: [undefined, '**'] },
    ]);
  });

  test.each([
    ['制定规范性文件 and 重要通告时先听意见。', 'and'],
    ['做好 the 解读工作。', 'the'],
    ['按照规定及时公布of the信息。', 'of the'],
    ['任务已经完成。。下一步继续。', '。。'],
    ['公开栏、，专栏', '、，'],
    ['栏目更新及时，；解读到位。', '，；'],
    ['真是太好了！！', '！！'],
    ['其中:网站公布 12 条。', ':'],
    ['是否公开?由专人把关。', '?'],
    ['收到申请后答复;没有延期。', ';'],
    ['全年没有收到申请.', '.'],
    ['一.主动公开', '.'],
    ['工作如常.监督有力。', '.'],
    ['如会议、决策、动态...', '...'],
    ['《条例》(以下简称条例)施行以来', '()'],
    ['（一)主动公开', '（)'],
    ['深化"放管服"改革', '""'],
    ['公布信息１２条。', '１２'],
    ['使用ＡＰＰ发布。', 'ＡＰＰ'],
    ['群众满意&nbsp;度提高。', '&nbsp;'],
    ['<!-- 待改 -->', '<!--'],
    ['正文<o:p></o:p>', '<o:p>'],
    ['错误!未定义书签。', '错误!未定义书签。'],
    ['转到 HYPERLINK "http://x.example" 查看', 'HYPERLINK'],
    ['共公开 `12` 条', '`'],
    ['公开信息\ue000条', 'U+E000'],
    ['公开\u00a0信息', 'U+00A0'],
    ['由张**负责。', '**'],
    ['编号____待填', '__'],
  ])('%s', async (总体情况, sign) => {
    const [finding] = await toldOf(总体情况);
    expect(finding?.values[1]).toBe(sign);
    expect(finding?.message).toContain(`“${sign}”`);
  });

  test('at most ten times of one kind', async () => {
    const 总体情况 = '一,二;三:'.repeat(20);
    expect(await toldOf(`甲${总体情况}乙，，丙`)).toHaveLength(11);
  });

  test('the passage of what cannot be seen is what stands beside it', async () => {
    expect(await toldOf('全年公开信息\ue000若干条。')).toMatchObject([
      { at: '4:9', passage: '全年公开信息', message: expect.stringContaining('看不见或显示不出') },
    ]);
  });
});

describe('is silent', () => {
  test.each([
    // Bold text, lists, tables and links as the site knows them.
    '**强化管理。**按照“谁制作、谁公开”的原则，**逐件**登记。',
    '__要点__：按月检查。\n\n- **自查。** 每日检查；\n- **问责。** 从严处理。',
    '1. **充实内容。** 以民生为重点。\n2. **保持常态。** 加强沟通。',
    '| 渠道 | 条 |\n| --- | ---: |\n| **合计** | **12** |',
    '电子版见[镇政府网站](https://liulin.example/a__b/?栏目=年报&年=2021 "政府信息公开")、<https://liulin.example/a,b>、<jiaoyu@liulin.example>。',
    '星号写作张\\*\\*，网页代码 &lt;b&gt; 与 &amp; 照原样写出，AT&T、1<2 也是。',
    // Latin that belongs.
    '开通APP、公众号和“一网通办”App，提供WiFi和5G，文件为PDF、OFD，按ID查询，GDP增长。',
    '使用 Open Data 目录，建设IT系统，实行A类、a类管理，VR展厅、Kiosk终端、word版、excel表。',
    '“粤省事”“e企办”“i深圳”和12345热线（Plus版）。引进 All in One 终端。',
    '面积 12km²，重 3 kg，时长 2.5h，含量 5mg/L。',
    // Punctuation that belongs.
    '会议上午9:30开始，比例为3:1，共1,234条，占26.5%，电话:0537-8011001，版本1.0。',
    '他说：“好。”随后……散会——直到次日。“真的？！”《办法》（试行）。',
    '网址 www.liulin.example 与 http://a.example/x?y=1,2;z 均可。',
    '中文域名“清河.政务”已启用，门户为“中国·清河”。',
    '见表(2)、图(a)，电话(0537)8011001，单位(m)。',
    '〔2021〕12号、①②③、12％、No.3、第1-3项、A-1区。',
    '（国务院令第711号（修订））“甲”“乙”',
  ])('%s', async (总体情况) => {
    expect(await toldOf(总体情况)).toEqual([]);
  });

  test('where a placeholder without value stands between two marks', async () => {
    const 总体情况 = '网站发布 12 条，{{ 上年:申请办理.本年新收.总计 }}，微信发布 3 条。';
    expect(await told({ 总体情况, isDraft: true })).toEqual([]);
  });
});
