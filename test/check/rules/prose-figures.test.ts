import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { home } from '../../../src/archive/load.ts';
import { inspect } from '../../../src/check/inspect.ts';
import { fixtureRoot, temporaryRoot } from '../../roots.ts';
import { findingsBy, type ReportTexts, type Told, toldBy } from '../archive-of.ts';
import { countedReport, countedTables } from '../counted-report.ts';

const told = (text: string, more: Partial<ReportTexts> = {}) =>
  toldBy('prose/figures', countedReport(text, more));

/** Whether a finding accuses; else it asks. */
const accuses = ({ message }: Told) => message.startsWith('文字与表不一致：');
const asks = ({ message }: Told) => message.startsWith('请核实：文字说');

/** Sentences with a number, the numbers that the tables bear out, and one that they do not. */
const keywords: readonly [sentence: string, right: readonly number[], wrong: number][] = [
  ['全年共收到政府信息公开申请 N 件。', [40, 45], 41],
  ['全年新收政府信息公开申请 N 件。', [40], 45],
  ['新收：N件。以上为依申请公开。', [40], 41],
  ['接到公开申请 N 件。', [40, 45], 39],
  ['共受理政府信息公开申请 N 件。', [45, 40], 44],
  ['收办政府信息公开申请 N 件。', [45, 40], 46],
  ['上年结转政府信息公开申请 N 件。', [5], 6],
  ['2021年结转的公开申请 N 件。', [5], 4],
  ['结转自上年的公开申请 N 件。', [5], 4],
  ['办结政府信息公开申请 N 件。', [39], 40],
  ['答复政府信息公开申请 N 件。', [39, 37, 33], 40],
  ['回复依申请公开 N 件。', [39], 0],
  ['申请办结后，予以公开 N 件。', [14], 15],
  ['对申请同意公开的 N 件。', [14], 7],
  ['对申请作出部分公开答复 N 件。', [7], 8],
  ['公开申请中不予公开的 N 件。', [3], 2],
  ['公开申请中无法提供的 N 件。', [9, 9], 1],
  ['公开申请中不予处理的 N 件。', [4], 5],
  ['公开申请中作其他处理的 N 件。', [2], 3],
  ['公开申请中本机关不掌握的 N 件。', [8, 9], 7],
  ['公开申请中重复申请的 N 件。', [2], 3],
  ['公开申请中属于国家秘密的 N 件。', [1, 3], 2],
  ['予以公开和部分公开的申请共 N 件。', [21], 20],
  ['结转下年度继续办理的申请 N 件。', [6], 5],
  ['公开申请转入下年 N 件。', [6], 7],
  ['公开申请结转至2023年 N 件。', [6], 7],
  ['尚有未办结的公开申请 N 件。', [6], 7],
  ['收到自然人提出的公开申请 N 件。', [30, 34], 31],
  ['收到公民申请公开政府信息 N 件。', [30, 34], 0],
  ['新收公开申请中，法人或其他组织 N 件。', [10], 11],
  ['新收商业企业的公开申请 N 件。', [5], 6],
  ['新收法律服务机构的公开申请 N 件。', [3], 2],
  ['收到公民、法人和其他组织的公开申请 N 件。', [40, 45], 10],
  ['N 件公开申请予以公开。', [14], 15],
  ['N 件申请结转下年度办理。', [6], 7],
  ['因政府信息公开引起的行政复议 N 件。', [8], 7],
  ['因政府信息公开引起的行政诉讼 N 件。', [7, 5, 2], 8],
  ['政府信息公开类行政复议、行政诉讼案件共 N 件。', [15], 14],
  ['政府信息公开行政诉讼中，未经复议直接起诉 N 件。', [5], 7],
  ['政府信息公开行政诉讼中，复议后起诉 N 件。', [2], 5],
  ['政府信息公开行政复议结果维持 N 件。', [4], 8],
  ['政府信息公开行政复议结果纠正 N 件。', [1], 0],
  ['政府信息公开行政复议尚未审结 N 件。', [3], 2],
  ['制发行政规范性文件 N 件。', [16], 79],
  ['废止行政规范性文件 N 件。', [5], 16],
  ['现行有效的行政规范性文件 N 件。', [79], 16],
  ['公开行政规范性文件 N 件。', [16, 5, 79], 15],
  ['出台规范性文件 N 个。', [16], 3],
];

describe.each(keywords)('%s', (sentence, right, wrong) => {
  test.each([...new Set(right)])('is right with %i', async (number) => {
    expect(await told(sentence.replace('N', String(number)))).toEqual([]);
  });

  test(`is not right with ${wrong}`, async () => {
    const findings = await told(sentence.replace('N', String(wrong)));
    expect(findings).toHaveLength(1);
    const [finding] = findings;
    expect(accuses(finding!) || asks(finding!)).toBe(true);
    expect(finding).toMatchObject({
      at: `4:${3 + sentence.indexOf('N')}`,
      values: [right[0], wrong],
    });
    expect(finding!.passage).toContain(String(wrong));
  });
});

test('a finding has the place of the number, both values, the fact and the clause', async () => {
  const [finding] = await findingsBy(
    'prose/figures',
    countedReport('2022年，依申请公开工作平稳；**新收申请 41 件**，均已登记。'),
  );
  expect(finding).toMatchObject({
    severity: 'warning',
    file: 'reports/liulin/2022.yaml',
    line: 4,
    column: 26,
    message: '文字与表不一致：文字说“本年新收”是 41，表中是 40',
    fact: '申请办理.本年新收.总计',
    expected: 40,
    actual: 41,
    entry:
      '- {规则: prose/figures, 原文: "新收申请 41 件", 数值: [40, 41], 理由: "", 署名: "", 日期: ""}',
  });
});

describe('several numbers in a sentence are each read for themselves:', () => {
  const values = async (text: string) =>
    (await told(text)).map(({ values: [expected, actual] }) => [expected, actual]);

  test.each<[string, [number, number][]]>([
    [
      '共收到申请 40 件，其中自然人 31 件、法人或其他组织 10 件；办结 38 件，结转下年 7 件。',
      [
        [30, 31],
        [39, 38],
        [6, 7],
      ],
    ],
    [
      '本年新收、上年结转公开申请分别为 41 件、6 件。',
      [
        [40, 41],
        [5, 6],
      ],
    ],
    [
      '（二）依申请公开\n\n新收 41 件，上年结转 6 件，办结 38 件，结转下年 7 件。',
      [
        [40, 41],
        [5, 6],
        [39, 38],
        [6, 7],
      ],
    ],
    ['### （二）依申请公开\n\n全年办结 38 件。', [[39, 38]]],
    ['（二）依申请公开。今年工作平稳。全年办结 38 件。', [[39, 38]]],
    [
      '申请中，15 件予以公开、8 件部分公开、3 件不予公开。',
      [
        [14, 15],
        [7, 8],
      ],
    ],
    ['收到公开申请 40 件。其中，自然人 31 件，法人或其他组织 10 件。', [[30, 31]]],
    ['行政复议 8 件，其中 5 件维持、1 件纠正，均由信息公开引起。', [[4, 5]]],
    [
      '制发行政规范性文件 16 件，废止 6 件，现行有效 78 件。',
      [
        [5, 6],
        [79, 78],
      ],
    ],
    ['2021年收到公开申请 28 件，2022年收到 41 件。', [[40, 41]]],
    ['1. 新收公开申请 41 件；\n2. 结转下年 6 件。', [[40, 41]]],
    [
      '仅收到一件公开申请，答复三十八件。',
      [
        [40, 1],
        [39, 38],
      ],
    ],
    ['网络提交的申请 50 件。', [[40, 50]]],
  ])('%s', async (text, expected) => {
    expect(await values(text)).toEqual(expected);
  });
});

describe('words that leave something open ask and do not accuse:', () => {
  test.each([
    ['one office only', '办公室受理申请 12 件，均为公开申请。'],
    ['on behalf of a government', '代表区政府办理公开申请 12 件。'],
    ['the whole county', '全县新收公开申请 412 件。'],
    ['answers', '答复公开申请 12 件。'],
    ['applications of a kind that is not named', '（二）依申请公开\n\n全年收到 12 件。'],
    ['documents together with others', '制定规范性文件、重要通告 8 个。'],
    ['cases that may be of another matter', '全年行政复议 12 件。'],
    ['villagers only', '未收到村民要求公开政府信息的申请。'],
  ])('%s', async (_, text) => {
    const findings = await told(text);
    expect(findings.map(asks)).toEqual([true]);
  });
});

describe('that there was none is held against the tables:', () => {
  test.each([
    ['全年未收到政府信息公开申请。', '收到的申请', 40, 5],
    ['全年没有收到公民、法人和其他组织的公开申请。', '收到的申请', 40, 5],
    ['我镇无依申请公开。', '收到的申请', 40, 5],
    ['未受理依申请公开。', '收到的申请', 40, 3],
    ['本年度未收到依申请公开件。', '收到的申请', 40, 6],
    ['尚未接到公民要求公开信息的申请。', '收到的申请', 40, 3],
    ['（二）依申请公开\n\n2022年，我镇未收到申请。', '收到的申请', 40, 11],
    ['没有上年结转的申请。', '上年结转', 5, 3],
    ['无结转下年度的申请。', '结转下年度', 6, 3],
    ['未发生因信息公开引起的行政复议。', '行政复议', 8, 3],
    ['无行政复议案件。', '行政复议', 8, 3],
    ['没有因信息公开被申请行政复议的情况。', '行政复议', 8, 3],
    ['行政复议为零。', '行政复议', 8, 3],
    ['也没有发生行政诉讼。', '行政诉讼', 7, 4],
    ['未制发行政规范性文件。', '规范性文件的制发', 16, 3],
    ['全年没有出台规范性文件。', '规范性文件的制发', 16, 5],
  ])('%s', async (text, name, expected, column) => {
    const [finding, ...others] = await told(text);
    expect(others).toEqual([]);
    expect(finding!.message).toContain(`文字说“${name}”是 0，表中是 ${expected}`);
    expect(finding).toMatchObject({
      at: `${4 + text.split('\n').length - 1}:${column}`,
      values: [expected, 0],
    });
  });

  test('both kinds of cases in one clause', async () => {
    const findings = await told('未发生政府信息公开类行政复议、行政诉讼情况。');
    expect(findings.map(({ values }) => values)).toEqual([
      [8, 0],
      [7, 0],
    ]);
  });

  test.each([
    '全年未收到政府信息公开申请，无上年结转，未发生行政复议、行政诉讼，未制发行政规范性文件。',
    '收到公开申请 0 件，办结 0 件，结转下年 0 件，行政复议 0 件，行政诉讼 0 件，规范性文件 0 件。',
    '依申请公开、行政复议、行政诉讼均为零。',
  ])('and is right where the tables say so, too: %s', async (text) => {
    expect(await toldBy('prose/figures', { 总体情况: text })).toEqual([]);
  });
});

describe('is silent on the ways of real offices:', () => {
  const silent: Readonly<Record<string, readonly string[]>> = {
    'new and carried over together': [
      '2022年，我镇共受理政府信息公开申请 45 件，其中自然人 34 件、法人或其他组织 11 件；办结 39 件，结转下年 6 件。',
      '全年收办申请 45 件（新收 40 件、上年结转 5 件）。',
      '本年新收、上年结转政府信息公开申请分别为 40 件、5 件，合计 45 件。',
      '共办理依申请公开 45 件（含上年结转 5 件），已办结 39 件，其余 6 件结转至下年度继续办理。',
      '共完成依申请公开答复 39 件，包括上年结转申请 5 件。其中，予以公开答复 14 件，占 35.9%；部分公开 7，占 17.9%；不予公开 3 件；无法提供的 9 件；不予处理的 4 件；其他处理 2 件。',
      '2021年结转 5 件，2022年新收申请 40 件，结转至2023年 6 件。',
      '2021年结转至本年的申请 5 件已全部办结。',
      '尚有 6 件申请未到答复期限，结转下年度继续办理。',
      '答复 37 件，另有 2 件因申请人逾期不补正等原因作其他处理，均为公开申请。',
    ],
    'numbers before their words': [
      '14 件予以公开，7 件部分公开，3 件不予公开，9 件无法提供，4 件不予处理，2 件作其他处理，均已答复申请人。',
      '在办结的申请中，14 件予以公开、7 件部分公开、3 件不予公开、9 件无法提供。',
      '30 件由自然人提出，10 件由法人或其他组织提出，均已登记为公开申请。',
      '6 件正在办理中的申请将于2023年办结。',
      '有 1 件政府信息公开申请收取信息处理费 380 元。',
    ],
    'parts of the whole': [
      '依申请公开方面，新收 40 件（网络提交 22 件、信函 15 件、当面 3 件）。',
      '收到申请 40 件。其中，通过网络申请 31 件，占 77.5%；通过信函申请 7 件，占 17.5%；当面申请 2 件，占 5%。',
      '网络申请 31 件，其中予以公开 9 件。',
      '涉及征地拆迁的申请 20 件，其中予以公开 9 件、无法提供 5 件。',
      '自然人申请 34 件，其中予以公开 11 件，部分公开 6 件。',
      '按时办结 38 件，延期办结 1 件，均为政府信息公开申请。',
      '县政府办收到申请 5 件，县教育局收到申请 15 件，其他部门收到申请 20 件。',
      '一季度收到申请 8 件，二季度 12 件，三季度 9 件，四季度 11 件，全年合计 40 件。',
      '上半年收到申请 18 件，下半年收到申请 22 件。',
      '不予公开 3 件，其中属于国家秘密 1 件、属于三类内部事务信息 2 件，均已告知申请人。',
      '申请内容涉及征地 20 件、财政 8 件、规划 6 件、其他 6 件。',
    ],
    'other years, rightly mentioned': [
      '收到申请 40 件，较上年增加 12 件，增长 42.9%。',
      '全年新收 40 件，比上年多 12 件；上年结转 5 件，比上年少 2 件，均为公开申请。',
      '2021年收到政府信息公开申请 28 件，2022年收到 40 件。',
      '2020年、2021年、2022年分别收到申请 22 件、28 件、40 件。',
      '新收申请数从2020年的 22 件增至2022年的 40 件。',
      '新收申请 40 件（上年 28 件），上年同期收到申请 28 件。',
      '近三年累计收到申请 130 件。',
      '自2008年5月1日《条例》施行以来，累计受理申请 520 件。',
      '2023年计划受理申请 60 件。',
      '上年尚未审结的行政复议 2 件，本年均已审结。',
      '上年未收到政府信息公开申请。',
    ],
    'other matters': [
      '受理群众低保申请 30 件、临时救助申请 12 件，全部办结。',
      '收到行政许可申请 120 件，办结 120 件。',
      '收到人大代表建议 5 件、政协提案 3 件，均已办结，予以公开 8 件。',
      '办理12345热线工单 320 件，办结 320 件。',
      '答复咨询 30 件，答复投诉 11 件，均与依申请公开无关。',
      '回复依申请公开 39 件，答复民众咨询、投诉共 11 件，回复率与无异议率均为 100%。',
      '举办依申请公开培训 3 场，收到意见建议 12 条。',
      '发布政策解读 26 篇，收到公众留言 18 条，答复 18 条。',
      '全年召开依申请公开会商会 4 次，研究疑难申请 6 件。',
      '发出补正告知书 4 份，征求第三方意见 2 份。',
      '依申请公开专栏访问 1200 人次，发放申请指南 2000 份。',
      '受理投诉举报 30 起，办结 28 起，结转 2 起。',
      '审查公文公开属性 300 件，其中主动公开 200 件、依申请公开 60 件、不予公开 40 件。',
      '全年制发公文 300 件，标注依申请公开 60 件、不予公开 40 件。',
      '行政处罚案件 28 件、行政许可决定 120 件全部公示。',
      '主动公开政府信息 228 条，依申请公开信息数为 40 条，不予公开信息数为 3 条。',
      '召开专题会议 2 次，开展依申请公开培训 3 期。',
    ],
    'what is no count': [
      '依据《政府信息公开条例》第27条、第 30 条受理申请。',
      '按照国办公开办函〔2021〕30号文件办理申请，格式见附件 3。',
      '按照国办函〔2020〕109 号文件受理申请。',
      '印发《关于办理 12 件公开申请的通知》，受理申请 45 件。',
      '受理时间为 8:30 至 17:30，电话 0537-8011001，邮编 272200。',
      '全年答复依申请公开 39 件，平均办理时限 12 天，答复率 100%。',
      '在 15 个工作日内答复申请，最长 20 个工作日。',
      '申请表可在 3 个窗口领取，受理点共 12 处。',
      '截至2022年12月31日，新收申请 40 件，尚在办理 6 件。',
      '1、收到申请：40件。2、办结：39件。3、结转：6件。',
      '（1）新收申请 40 件；（2）上年结转 5 件；（3）办结 39 件。',
      '月均受理申请 3.3 件，每件平均答复 2 次。',
      '受理申请 3—5 件的单位，应当于 5 日内答复。',
      '见 https://qing-he.example/shouli/12件/index.html，受理申请见该页。',
    ],
    'numbers that are only near': [
      '受理政府信息公开申请 30 余件。',
      '近 50 件政府信息公开申请得到答复。',
      '答复政府信息公开申请约 50 件。',
      '收到公开申请 30 多件，办结 30 件左右。',
    ],
    'kinds of applicants': [
      '收到公民、法人和其他组织提出的政府信息公开申请 40 件。',
      '申请人为自然人的 30 件，为法人或其他组织的 10 件。',
      '从申请人类型看，自然人 30 件，商业企业 5 件，法律服务机构 3 件，其他 2 件，共计收到申请 40 件。',
      '来自自然人 30 件、商业企业 5 件的申请占大多数。',
      '对涉及个人隐私、商业秘密的 2 件申请，征求第三方意见后部分公开。',
      '公民个人提出申请 30 件，企业提出申请 5 件。',
    ],
    cases: [
      '因政府信息公开引发行政复议 8 件、行政诉讼 7 件。',
      '行政复议和行政诉讼分别为 8 件和 7 件，合计 15 件。',
      '行政诉讼 7 件，其中未经复议直接起诉 5 件，复议后起诉 2 件。',
      '行政诉讼（未经复议直接起诉）5 件、（复议后起诉）2 件。',
      '被提起行政诉讼 7 件，其中 5 件未经复议直接起诉，2 件经复议后起诉。',
      '信息公开类行政复议 8 件已审结 5 件，尚未审结 3 件。',
      '未经复议直接起诉的 5 件，维持 2 件、其他结果 1 件、尚未审结 2 件。',
      '作为复议机关，办理行政复议案件 320 件，审结 300 件。',
      '负责人出庭应诉 5 次，开展行政复议培训 2 场。',
      '行政诉讼一审 5 件、二审 2 件，驳回 3 件，撤诉 1 件。',
      '收到法院应诉通知书 3 份、复议答复通知书 8 份。',
      '行政复议维持率 50%，行政诉讼胜诉率 100%。',
    ],
    documents: [
      '全年制定规范性文件 16 件，并同步解读 12 件。',
      '清理规范性文件 84 件，其中废止 5 件，继续有效 79 件。',
      '报备规范性文件 14 件，合法性审查规范性文件 20 件，公开征求意见 12 件。',
      '主动公开政府信息合计 76 条。其中，规范性文件 4 篇，政策解读 5 篇。',
      '公开规范性文件类信息 2 条、工作动态 30 条。',
      '制定规范性文件、重要通告 16 件。',
      '以政府名义印发规范性文件 6 件，以办公室名义印发规范性文件 10 件。',
    ],
    'what else befell': [
      '全年收到政府信息公开申请 40 件，其中 39 件已按期办结，1 件因情况复杂依法延期。',
      '受理的 45 件申请中，当年新收 40 件，上年结转 5 件。',
      '年内共收到群众提交的信息公开申请表 40 份，均按程序办理。',
      '收到依申请公开政府信息 40 件，同意公开 14 件、同意部分公开 7 件、不同意公开 3 件。',
      '39 件申请的答复全部在 20 个工作日内作出，最快的 1 件当日办结，最慢的 2 件用时 38 天。',
      '与申请人电话沟通 56 人次，当面沟通 12 人次，引导申请人撤回申请 4 件。',
      '抽查各乡镇依申请公开案卷 60 件，指导乡镇办理依申请公开 78 件。',
      '编发依申请公开典型案例 12 件。',
      '以县政府名义收到申请 21 件，以县政府办公室名义收到申请 19 件。',
      '“依申请公开”系统收到有效申请 31 件，无效申请 9 件。',
      '收到申请 40 件，补正后受理 38 件，不予受理 2 件。',
      '自然人申请人 27 人，提出申请 30 件，同一申请人提出申请 15 件。',
      '结转的 6 件申请已于2023年1月全部办结。',
      '司法局全年收到行政复议申请 320 件，受理 300 件。',
      '申请人对答复不服申请行政复议 8 件，法院立案 7 件。',
      '2022年新增政府信息公开行政复议 5 件，上年结转 3 件。',
      '信息公开行政诉讼 7 起，一审驳回 3 起，二审维持 1 起，撤诉 1 起，未结 2 起。',
      '制定印发《行政规范性文件管理办法》等 16 件制度文件。',
      '对现行有效的 79 件行政规范性文件进行清理，保留 74 件、废止 5 件。',
      '公布行政规范性文件目录 1 份，收录文件 79 件。',
    ],
    'denials of other things': [
      '没有拒绝受理依申请公开的情况，无依申请公开超期办理情况。',
      '没有一件因答复不当引发行政诉讼败诉。',
      '未接到因公开不及时引发的复议申请以外的诉求。',
      '我局无下属单位，无独立网站，依申请公开由办公室负责。',
      '未收到针对政府信息公开的投诉，没有收到逾期答复的投诉。',
      '未发生因政府信息公开申请引起的投诉举报。',
      '未发生行政复议被纠正、行政诉讼败诉的情况。',
      '如未收到政府信息公开申请，也应当填报零报告。',
      '对依申请公开没有按期答复的，予以通报。',
      '没有对依申请公开工作进行考核，依申请公开工作没有差错。',
      '未按规定办理依申请公开的，限期改正。',
      '对未收到答复的申请人逐一回访。',
      '未制定涉企规范性文件，没有出台规范性文件解读。',
      '不存在应当主动公开而未公开、需要依申请公开的情形。',
      '无障碍阅读上线，无需申请即可查阅的信息 300 条。',
      '我局没有规范性文件制定权。',
      '申请人未收到补正通知的，重新寄送。',
    ],
  };
  const cases = Object.entries(silent).flatMap(([kind, texts]) =>
    texts.map((text) => [kind, text] as const),
  );

  test.each(cases)('%s: %s', async (_, text) => {
    expect(await told(text)).toEqual([]);
  });
});

describe('figures that are not stated', () => {
  test('are held against nothing', async () => {
    const more = { ...countedTables, 申请办理: '未载', more: '原载: {出处: 未载}' };
    expect(await told('全年收到公开申请 12 件，办结 3 件。', more)).toEqual([]);
  });
});

describe('placeholders', () => {
  test('are read as the numbers that they stand for', async () => {
    expect(await told('新收公开申请 {{ 申请办理.本年新收.总计 }} 件。')).toEqual([]);
    const findings = await told('新收公开申请 {{ 申请办理.结转下年度.总计 }} 件。');
    expect(findings).toMatchObject([{ at: '4:10', values: [40, 6] }]);
  });

  test('for last year, for shares and changes, and for the agency’s own statistics are not', async () => {
    const before = countedReport('略。', { year: 2021, 申请办理: '0' });
    const texts = [
      '新收公开申请 {{ 上年:申请办理.结转下年度.总计 }} 件。',
      '受理公开申请 {{ 千分位 申请办理.收办.总计 }} 件，自然人占 {{ 占比 申请办理.本年新收.自然人 / 申请办理.本年新收.总计 }}。',
      '收到公开申请 {{ 统计.网上申请.合计 }} 件。',
    ];
    for (const text of texts) {
      const report = countedReport(text, { more: '统计: {网上申请: {单位: 件, 数量: 31}}' });
      expect(await toldBy('prose/figures', before, report), text).toEqual([]);
    }
  });
});

test('the 2019 edition has rows and columns of its own', async () => {
  const report = (总体情况: string): ReportTexts => ({
    year: 2020,
    总体情况,
    主动公开: '{规范性文件: {本年新制作数量: 3, 本年新公开数量: 2, 对外公开总数量: 9}, 其余: 0}',
    申请办理: `
  本年新收: {自然人: 2, 其余: 0}
  上年结转: 0
  办理结果: {其他处理: {自然人: 2, 其余: 0}, 其余: 0}
  结转下年度: 0`,
  });
  const values = async (text: string) =>
    (await toldBy('prose/figures', report(text))).map((finding) => finding.values);
  expect(await values('其他处理公开申请 2 件，制定规范性文件 3 件，公开 2 件。')).toEqual([]);
  expect(await values('其他处理公开申请 1 件，制定规范性文件 4 件。')).toEqual([
    [2, 1],
    [3, 4],
  ]);
});

describe('an edition that the program has never heard of', () => {
  const invented = fixtureRoot('invented-edition');
  const file = 'reports/bei-qiao/2031.yaml';

  test.each<[text: string, values: [number, number][]]>([
    // 自然人 553, six kinds of organisations 2927; 移送其他机关 179.
    [
      '新收公开申请 3480 件，其中自然人 553 件、法人或其他组织 2927 件；移送其他机关的 179 件。',
      [],
    ],
    [
      '新收公开申请 3480 件，其中农民专业合作社 544 件、法人或其他组织 2382 件；移送其他机关的 178 件。',
      [
        [545, 544],
        [2927, 2382],
        [179, 178],
      ],
    ],
  ])('has words of its own rows and columns: %s', async (text, values) => {
    const source = await readFile(path.join(invented, file), 'utf8');
    await using root = await temporaryRoot(invented, {
      [file]: source.replace('其他事项: |\n', `其他事项: |\n  ${text}\n\n`),
    });
    const findings = inspect(home, root.path).findings.filter(
      ({ rule }) => rule === 'prose/figures',
    );
    expect(findings.map(({ expected, actual }) => [expected, actual])).toEqual(values);
  });
});
