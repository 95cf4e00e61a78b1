import { describe, expect, test } from 'vitest';
import { BaseRoot, baseReport, edited, report } from './base-root.ts';

const root = new BaseRoot();

describe('what is right is not spoken of', () => {
  const silence = async (content: string, file: string = report) => {
    await root.write(file, content);
    const { out, code } = await root.check();
    // What the rules think of the content is not asked here.
    expect(out).not.toMatch(/ 错误 |（草稿：/);
    expect(code).toBe(0);
  };

  test.each(['2021', '"2021"', "'2021'", '2021-其他处理一行'])('格式: %s', (written) =>
    silence(edited('"2021"', written)),
  );

  test('a #topic# at the beginning of a paragraph, and a comment that looks like a heading', () =>
    silence(edited('解读', '#政务公开#进社区。解读').replace('主动公开:', '## 表二\n主动公开:')));

  test('a comment, a document start and empty lines', () =>
    silence(`# 柳林镇\n---\n\n${baseReport.replace('行政许可: 12', '行政许可: 12 # 含上年：3')}`));

  test('a row with one figure, as that figure and as a mapping', () =>
    silence(edited('行政许可: 12', '行政许可: {本年处理决定数量: 12}')));

  test('其余: 0 for columns, rows and groups', () =>
    silence(
      edited('  行政复议: 0\n  未经复议直接起诉: 0\n  复议后起诉: 0\n', '  其余: 0\n').replace(
        '    其余: 0\n',
        '    无法提供: {本机关不掌握相关政府信息: {自然人: 0, 其余: 0}, 其余: 0}\n    其余: 0\n',
      ),
    ));

  test('a whole table 0', () =>
    silence(
      baseReport
        .replace(/申请办理:\n(?: .*\n)+/, '申请办理: 0\n')
        .replace(/复议诉讼:\n(?: .*\n)+/, '复议诉讼: 0\n'),
    ));

  test('+47 and -3 for 本年增减, and an amount with its unit', () =>
    silence(
      edited('"2021"', '"2019"').replace(
        /主动公开:\n(?: .*\n)+/,
        `主动公开:
  行政许可: {上一年项目数量: 12, 本年增减: +47, 处理决定数量: 4}
  行政处罚: {上一年项目数量: 12, 本年增减: -3, 处理决定数量: 4}
  行政强制: {上一年项目数量: 12, 本年增减: 0, 处理决定数量: 4}
  政府集中采购: {采购项目数量: 3, 采购总金额: 251000.50, 单位: 元}
  其余: 0
`,
      ),
      'reports/town/2020.yaml',
    ));

  test('an archived report with 未载 wherever it may stand', () =>
    silence(`\
格式: "2021"
原载: {出处: 未载}
发布日期: 未载
总体情况: |
  收到申请 {{ 申请办理.本年新收.自然人 }} 件，公开 {{ 统计.公开.合计 }} 条。
主动公开: 未载
申请办理:
  本年新收: {自然人: 1, 其余: 未载}
  上年结转: 未载
  办理结果:
    予以公开: {自然人: 未载, 其余: 0}
    不予公开: {属于国家秘密: 未载, 其余: 未载}
    其余: 未载
  结转下年度: 0
复议诉讼: {行政复议: 未载, 其余: 未载}
主要问题及改进: |
  解读材料偏少。
其他事项: |
  无。
统计:
  公开: {单位: 条, 分项: {网站: 未载, 微信: 3}}
  解读: {单位: 篇, 数量: 未载}
刊载总计:
  申请办理.本年新收.总计: 1
  统计.公开.合计: 65
`));

  test('optional keys left blank', () => silence(`${baseReport}\n统计:\n说明:\n刊载总计:\n`));

  test('names with quotes, brackets and signs', () =>
    silence(
      `${edited('件。', '件，{{ 统计.“<b>”&\'é𠮷.第一<季度>&"甲" }}。')}
统计:
  “<b>”&'é𠮷: {单位: 条, 分项: {'第一<季度>&"甲"': 1, a b: 2}}
`,
    ));

  test('a value that begins with Chinese quotes', () =>
    silence(edited('发布日期', '标题: “十四五”开局：2021年年报，附：说明\n发布日期')));

  test('safe links, and signs that are no HTML', () =>
    silence(
      edited(
        '解读',
        '[镇](https://liulin.example/ "镇")、<https://liulin.example>、[邮](mailto:a@b.example)、[电](tel:0539)、3<5、a>b、解读',
      ),
    ));

  test('a draft without date, beside a report that is published', () =>
    silence(
      edited('发布日期: 2022-01-20', '状态: 草稿')
        .replace('"2021"', '"2019"')
        .replace(/主动公开:\n(?: .*\n)+/, '主动公开: 0\n'),
      'reports/town/2020.yaml',
    ));
});

describe('dates', () => {
  const wanted = (text: string) =>
    `“发布日期”应写作 2022-01-20 或 "2022-01-20 09:30"，不能是“${text}”`;
  const impossible = (text: string) => `“发布日期”没有这一天或这一时刻：${text}`;
  test.each([
    ['2022-02-30', impossible('2022-02-30')],
    ['2021-02-29', impossible('2021-02-29')],
    ['2022-13-01', impossible('2022-13-01')],
    ['2022-00-10', impossible('2022-00-10')],
    ['2022-01-00', impossible('2022-01-00')],
    ['0000-01-01', impossible('0000-01-01')],
    ['1022-01-20', impossible('1022-01-20')],
    ['"2022-01-20 24:00"', impossible('2022-01-20 24:00')],
    ['2022-01-20 09:60', impossible('2022-01-20 09:60')],
    ['2022-1-20', wanted('2022-1-20')],
    ['2022-01-20 9:30', wanted('2022-01-20 9:30')],
    ['2022-01-20T09:30', wanted('2022-01-20T09:30')],
    ['2022-01-20 09:30:00', wanted('2022-01-20 09:30:00')],
    ['2022/01/20', wanted('2022/01/20')],
    ['2022年1月20日', wanted('2022年1月20日')],
    ['20220120', wanted('20220120')],
    ['２０２２-０１-２０', wanted('２０２２-０１-２０')],
    ['[2022, 1, 20]', '“发布日期”应当是文字'],
  ])('%s', async (written, message) => {
    await root.write(report, edited('2022-01-20', written));
    expect(await root.told()).toContain(`  2:7  错误  ${message}  value/`);
  });

  test.each(['2022-01-20', '"2022-01-20"', '2022-01-20 09:30', '"2022-01-20 00:00"', '2024-02-29'])(
    '%s is right',
    async (written) => {
      await root.write(report, edited('2022-01-20', written));
      expect((await root.check()).code).toBe(0);
    },
  );
});
