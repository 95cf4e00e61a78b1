import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { home } from '../../src/archive/load.ts';
import { rules as catalogue } from '../../src/check/catalogue.ts';
import { checkReports } from '../../src/check/check.ts';
import { inspect } from '../../src/check/inspect.ts';
import type { Rule } from '../../src/check/rule.ts';
import type { Finding } from '../../src/finding/finding.ts';
import { printDocument } from '../../src/publish/print.ts';
import { createEnvironment } from '../../src/site/environment.ts';
import { run } from '../cli/recorder.ts';
import { buildPages } from '../site/built-site.ts';
import { archiveOf, type ReportTexts, rootOf } from './archive-of.ts';
import { countedReport, countedTables } from './counted-report.ts';

const file = (agency: string, year: number) => `reports/${agency}/${year}.yaml`;

const environment = createEnvironment([path.join(home, 'templates')]);

const findingsIn = (root: string) => inspect(home, root).findings;

const explanation = '理由: "照原件, 属实", 署名: "王五（办公室）", 日期: "2023-01-18"';
const entry = (rule: string, place: string, values: string) =>
  `说明:\n- {规则: ${rule}, ${place}, 数值: [${values}], ${explanation}}`;

const brief = ({ rule, severity, acknowledged }: Finding) =>
  [rule, severity, acknowledged === true] as const;

/** A report in which one number of the text is not that of the table. */
const wrongFigure = (more: string): ReportTexts =>
  countedReport('主动公开、信息审核、平台维护、监督检查照旧；新收公开申请 41 件。', {
    ...countedTables,
    more,
  });
const wrongPassage = '原文: 新收公开申请 41 件';

describe('an entry', () => {
  const told = async (more: string) => {
    await using root = await rootOf(wrongFigure(more));
    return findingsIn(root.path).filter(({ severity }) => severity !== 'info');
  };

  test('explains the finding at its 原文, with its values', async () => {
    const findings = await told(entry('prose/figures', wrongPassage, '40, 41'));
    expect(findings.map(brief)).toEqual([['prose/figures', 'warning', true]]);
    expect(findings[0]).toMatchObject({ reason: '照原件, 属实' });
    expect(findings[0]).not.toHaveProperty('entry');
  });

  test('explains the finding at its 位置, too', async () => {
    const place = '位置: 申请办理.本年新收.总计';
    const findings = await told(entry('prose/figures', place, '40, 41'));
    expect(findings.map(brief)).toEqual([['prose/figures', 'warning', true]]);
  });

  test.each([
    ['other values', entry('prose/figures', wrongPassage, '40, 42')],
    ['its values the other way round', entry('prose/figures', wrongPassage, '41, 40')],
    ['another passage', entry('prose/figures', '原文: 新收公开申请', '40, 41')],
    ['another place', entry('prose/figures', '位置: 申请办理.收办.总计', '40, 41')],
    ['another rule', entry('prose/sums', wrongPassage, '40, 41')],
  ])('with %s explains nothing, and is told of', async (_, more) => {
    const findings = await told(more);
    expect(findings.map(brief)).toEqual([
      ['prose/figures', 'warning', false],
      ['acknowledgement/unmatched', 'warning', false],
    ]);
    expect(findings[1]).toMatchObject({ line: 44, column: 3 });
    expect(findings[1]!.message).toMatch(
      /^这条说明（prose\/(figures|sums)）没有对应的问题了：问题已改正，或数值已变，请删去或重写$/,
    );
  });

  test('is told of when the text has been mended', async () => {
    const mended = wrongFigure(entry('prose/figures', wrongPassage, '40, 41'));
    await using root = await rootOf({ ...mended, 总体情况: mended.总体情况!.replace('41', '40') });
    const open = findingsIn(root.path).filter(({ severity }) => severity !== 'info');
    expect(open.map(brief)).toEqual([['acknowledgement/unmatched', 'warning', false]]);
  });

  test('may explain one of two findings', async () => {
    const report = wrongFigure(entry('prose/figures', wrongPassage, '40, 41'));
    await using root = await rootOf({
      ...report,
      总体情况: `${report.总体情况}公开申请办结 38 件。`,
    });
    const findings = findingsIn(root.path).filter(({ rule }) => rule === 'prose/figures');
    expect(findings.map(({ acknowledged }) => acknowledged === true)).toEqual([true, false]);
  });
});

describe('an arithmetical error', () => {
  const unbalanced = '{本年新收: {其他: 1, 其余: 0}, 上年结转: 0, 办理结果: 0, 结转下年度: 0}';
  const more = `${entry('requests/balance', '位置: 申请办理.办理结果.总计.其他', '1, 0')}
- {规则: requests/balance, 位置: 申请办理.办理结果.总计.总计, 数值: [1, 0], ${explanation}}`;
  const told = async (archived: string) => {
    await using root = await rootOf({ 申请办理: unbalanced, more: `${archived}${more}` });
    return findingsIn(root.path).filter(({ severity }) => severity !== 'info');
  };

  test('is explained in an archived report', async () => {
    const findings = await told('原载: {出处: 未载}\n');
    expect(findings.map(brief)).toEqual([
      ['requests/balance', 'error', true],
      ['requests/balance', 'error', true],
    ]);
  });

  test('is not explained in any other, which is an error of its own', async () => {
    const findings = await told('');
    expect(findings.map(brief)).toEqual([
      ['requests/balance', 'error', false],
      ['requests/balance', 'error', false],
      ['acknowledgement/not-allowed', 'error', false],
      ['acknowledgement/not-allowed', 'error', false],
    ]);
    expect(findings[2]).toMatchObject({
      line: 13,
      column: 3,
      message: '数字不平（requests/balance）不能用说明代替改正：只有写明“原载”的报告可以说明',
    });
    for (const { entry } of findings) expect(entry).toBeUndefined();
  });

  test('of a draft is told as a warning', async () => {
    await using root = await rootOf({ 申请办理: unbalanced, isDraft: true, more });
    const findings = findingsIn(root.path).filter(({ severity }) => severity !== 'info');
    expect(new Set(findings.map(({ severity }) => severity))).toEqual(new Set(['warning']));
  });
});

/** For every rule reports of which the last makes it speak; arithmetical ones are archived. */
const speaking: Readonly<Record<string, readonly ReportTexts[]>> = {
  'aggregation/members': [{ agency: 'county', more: '汇总: {成员: [education]}' }],
  'aggregation/sum': [
    { agency: 'liulin', 主动公开: '{行政事业性收费: 3, 其余: 0}' },
    { agency: 'county', more: '汇总: {成员: [liulin]}' },
  ],
  'carry-over/effective-documents': [
    { year: 2021 },
    { 主动公开: '{行政规范性文件: {现行有效件数: 3, 其余: 0}, 其余: 0}' },
  ],
  'carry-over/items': [
    { year: 2019 },
    { year: 2020, 主动公开: '{行政许可: {上一年项目数量: 3, 其余: 0}, 其余: 0}' },
  ],
  'carry-over/requests': [
    { year: 2021 },
    {
      申请办理:
        '{本年新收: 0, 上年结转: {自然人: 1, 其余: 0}, 办理结果: {予以公开: {自然人: 1, 其余: 0}, 其余: 0}, 结转下年度: 0}',
    },
  ],
  'carry-over/succession': [
    { agency: 'ended', year: 2021 },
    {
      agency: 'heir',
      申请办理:
        '{本年新收: 0, 上年结转: {自然人: 1, 其余: 0}, 办理结果: {予以公开: {自然人: 1, 其余: 0}, 其余: 0}, 结转下年度: 0}',
    },
  ],
  'deadline/published': [{ published: '2023-05-01' }],
  'decisions/item-count': [
    {
      year: 2020,
      主动公开: '{行政许可: {上一年项目数量: 9, 本年增减: 0, 处理决定数量: 9}, 其余: 0}',
    },
  ],
  'fees/unstated': [{ 其他事项: '没有“其他”需要报告的事项。' }],
  'form/edition-year': [{ form: '2019' }],
  'litigation/pending': [
    { year: 2021, 复议诉讼: '{行政复议: {尚未审结: 1, 其余: 0}, 其余: 0}' },
    {},
  ],
  'parts/aspects': [{ 总体情况: '工作如常。' }],
  'parts/too-short': [{ 主要问题及改进: '无。' }],
  'privacy/personal-data': [{ 前言: '联系人 13912345678。' }],
  'prose/cited-form': [{ 前言: '按照国办公开办函〔2019〕60号编制。' }],
  'prose/debris': [{ 前言: '按照条例编制，，电子版见网站。' }],
  'prose/figures': [wrongFigure('')],
  'prose/repeated': [
    { year: 2021, 主要问题及改进: repeatedText() },
    { 主要问题及改进: repeatedText() },
  ],
  'prose/self-reference': [{ 前言: '我局编制本报告。' }],
  'prose/sums': [{ 前言: '共发布 3 条，其中 "网站"图解 2 条、视频 2 条。' }],
  'prose/year': [{ 前言: '本报告统计期限为2021年1月1日至12月31日。' }],
  'regulations/authority': [{ 主动公开: '{规章: {本年制发件数: 1, 其余: 0}, 其余: 0}' }],
  'requests/balance': [
    { 申请办理: '{本年新收: {其他: 1, 其余: 0}, 上年结转: 0, 办理结果: 0, 结转下年度: 0}' },
  ],
  'stated-total/mismatch': [{ more: '刊载总计: {申请办理.本年新收.总计: 1}' }],
};

/** Words of one's own, long enough to be told from chance. */
function repeatedText(): string {
  const signs = '云雨河桥山石田禾柳杏梅竹松鹤燕雁鹿羊牛马舟车门窗灯书琴棋画笔墨纸砚';
  let state = 1;
  const words = Array.from({ length: 330 }, () => {
    state = (state * 48271) % 2147483647;
    return signs[state % signs.length];
  });
  return `问题在于${words.join('')}，今后改进。`;
}

describe('the entry that check prints is ready to paste', () => {
  const ids = catalogue
    .filter(({ severity, mustBeMended }) => severity !== 'info' && !mustBeMended)
    .map(({ id }) => id);

  test('for every rule', () => {
    expect(Object.keys(speaking).sort()).toEqual(ids);
  });

  test.each(Object.keys(speaking))('%s', async (id) => {
    const rule = catalogue.find((each) => each.id === id)!;
    const reports = speaking[id]!.map((report, at, { length }) => {
      const isLast = at === length - 1;
      const archived = isLast && rule.isArithmetical ? '原载: {出处: 未载}\n' : '';
      return { ...report, more: `${archived}${report.more ?? ''}` };
    });
    const last = reports.at(-1)!;
    await using before = await rootOf(...reports);
    const { out } = await run('check', '--root', before.path);
    const pattern = new RegExp(`说明可写：(- \\{规则: ${id}, .*\\})$`, 'gm');
    const entries = Array.from(out.matchAll(pattern), (match) => match[1]!);
    expect(entries.length).toBeGreaterThan(0);

    const filled = entries.map((line) => line.replace('理由: "", 署名: "", 日期: ""', explanation));
    const more = `${last.more}\n说明:\n${filled.join('\n')}`;
    await using after = await rootOf(...reports.slice(0, -1), { ...last, more });
    const findings = findingsIn(after.path).filter(
      ({ file: name }) => name === file(last.agency ?? 'liulin', last.year ?? 2022),
    );
    const ofRule = findings.filter(({ rule: name }) => name === id);
    expect(ofRule).toHaveLength(entries.length);
    for (const finding of ofRule) expect(finding.acknowledged).toBe(true);
    expect(findings.filter(({ rule: name }) => name.startsWith('acknowledgement/'))).toEqual([]);
  });

  test('for a finding that is of no one place in the report', async () => {
    const rule: Rule = {
      id: 'test/whole',
      title: '整份报告',
      severity: 'warning',
      basis: '无',
      description: '无',
      message: '整份报告有{what}',
      check: () => [{ offset: 0, values: { what: '疑问' } }],
    };
    const told = async (more: string) => {
      const archive = await archiveOf([{ more }]);
      return checkReports(archive, archive.reports, [rule]);
    };
    const [finding] = await told('');
    expect(finding!.message).toBe('整份报告有疑问');
    const filled = finding!.entry!.replace('理由: "", 署名: "", 日期: ""', explanation);
    expect((await told(`说明:\n${filled}`)).map(brief)).toEqual([['test/whole', 'warning', true]]);
  });

  test('and as long as it is not filled in it is told, not taken', async () => {
    const more =
      '说明:\n- {规则: deadline/published, 位置: 发布日期, 数值: ["2023-01-31", "2023-05-01"], 理由: "", 署名: "", 日期: ""}';
    await using root = await rootOf({ published: '2023-05-01', more });
    const { code, out } = await run('check', '--root', root.path);
    expect(code).toBe(1);
    for (const name of ['理由', '署名', '日期']) expect(out).toContain(`“${name}”`);
  });
});

describe('what is acknowledged', () => {
  const more = entry('prose/figures', wrongPassage, '40, 41');

  test('counts only as such in the summary', async () => {
    await using root = await rootOf(wrongFigure(more));
    const { code, out } = await run('check', '--root', root.path, '--format', 'json');
    const { findings, summary } = JSON.parse(out);
    expect(code).toBe(0);
    expect(summary).toEqual({ reports: 1, errors: 0, warnings: 0, infos: 1, acknowledged: 1 });
    expect(findings).toContainEqual({
      rule: 'prose/figures',
      severity: 'warning',
      file: 'reports/liulin/2022.yaml',
      line: 4,
      column: 32,
      fact: '申请办理.本年新收.总计',
      message: '文字与表不一致：文字说“本年新收”是 41，表中是 40',
      expected: 40,
      actual: 41,
      acknowledged: true,
    });
    const text = await run('check', '--root', root.path);
    expect(text.out).toContain('4:32  已说明  文字与表不一致');
    expect(text.out).toMatch(
      /共 1 份年报：0 个错误，0 个警告，1 个提示，1 个已说明。可以发布。\n$/,
    );
  });

  test('is published with its reason, and never with the signature', async () => {
    await using root = await rootOf(wrongFigure(more));
    const site = await buildPages(root.path);
    try {
      const note = '文字与表不一致：文字说“本年新收”是 41，表中是 40';
      expect(site.reportJson('liulin/2022').findings).toEqual([
        expect.objectContaining({ rule: 'prose/figures', acknowledged: true }),
      ]);
      const shown = {
        json: await readFile(path.join(site.folder, 'liulin/2022/report.json'), 'utf8'),
        page: site.report('liulin/2022').html,
        print: printDocument(environment, site.publication, 'liulin/2022').html,
      };
      for (const [name, text] of Object.entries(shown)) {
        expect(text, name).toContain(note);
        expect(text, name).toContain('照原件, 属实');
      }
      for (const name of site.files) {
        const content = await readFile(path.join(site.folder, name), 'utf8');
        expect(content, name).not.toContain('王五');
      }
    } finally {
      await site.remove();
    }
  });

  test('what is open is not published', async () => {
    await using root = await rootOf(wrongFigure(''));
    const site = await buildPages(root.path);
    expect(site.reportJson('liulin/2022').findings).toEqual([]);
    expect(site.report('liulin/2022').html).not.toContain('文字与表不一致');
    await site.remove();
  });
});
