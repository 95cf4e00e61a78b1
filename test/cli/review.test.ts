import { execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readTags, tagsIn } from '../pdf/tagged-pdf.ts';
import { openPdf, pdfPages } from '../publish/pdf-text.ts';
import { SheetFile } from '../review/sheet-file.ts';
import {
  fixtureRoot,
  projectRoot,
  type TemporaryFolder,
  temporaryFolder,
  temporaryRoot,
} from '../roots.ts';
import { run } from './recorder.ts';

const base = fixtureRoot('bad-input/base');
const reportFile = 'reports/town/2021.yaml';

let root: TemporaryFolder;
let out: TemporaryFolder;
beforeEach(async () => {
  root = await temporaryRoot(base);
  out = await temporaryFolder();
});
afterEach(async () => {
  await root.remove();
  await out.remove();
});

async function edit(from: string | RegExp, to: string): Promise<void> {
  const file = path.join(root.path, reportFile);
  const text = await readFile(file, 'utf8');
  expect(text).toMatch(from);
  await writeFile(file, text.replace(from, to));
}

/** Runs the command on the root of the test, writing a page only. */
function review(...options: string[]) {
  return run(
    'review',
    'town',
    '2021',
    '--root',
    root.path,
    '--out',
    out.path,
    '--no-pdf',
    ...options,
  );
}

const fileOf = (type: string, name = 'town-2021') => path.join(out.path, `${name}-校验单.${type}`);

async function sheet(name?: string): Promise<SheetFile> {
  return SheetFile.read(fileOf('html', name));
}

/** The sheet of a report in a root that stays as it is. */
async function sheetOf(otherRoot: string, agency: string, year: number): Promise<SheetFile> {
  const words = [agency, String(year), '--root', otherRoot, '--out', out.path, '--no-pdf'];
  expect(await run('review', ...words)).toMatchObject({ code: 0, err: '' });
  return sheet(`${agency}-${year}`);
}

describe('a report that can be published', () => {
  test('is shown with its figures, sums and a place for the signature', async () => {
    expect(await review()).toEqual({ code: 0, out: `已生成：${fileOf('html')}\n`, err: '' });
    expect(await readdir(out.path)).toEqual(['town-2021-校验单.html']);
    const page = await sheet();
    expect(page.$('title').text()).toBe(
      '清河县柳林镇人民政府2021年政府信息公开工作年度报告 校验单',
    );
    expect(page.rows('基本情况')).toEqual([
      ['行政机关', '清河县柳林镇人民政府（town）'],
      ['年度', '2021'],
      ['格式', '2021年格式，国办公开办函〔2021〕30号'],
      ['状态', '定稿，发布日期 2022-01-20'],
      ['检查结果', '没有错误，可以发布（错误 0，警告 0，提示 0，已说明 0）'],
      ['内容指纹（SHA-256）', expect.stringMatching(/^[0-9a-f]{64}$/)],
    ]);
    expect(page.rows('主要数字')).toEqual([
      [
        '年度',
        '本年新收（件）',
        '上年结转（件）',
        '办结总计（件）',
        '结转下年度（件）',
        '行政复议（件）',
        '行政诉讼（件）',
      ],
      ['2021年', '1', '0', '1', '0', '0', '0'],
    ]);
    expect(page.text('主要数字')).toBe('没有2020年的报告，没有可以比较的数字。');
    // 表三 has 25 rows that are added up, and 7 columns that are added up row by row and group by group.
    expect(page.rows('勾稽核对')).toEqual([
      ['核对什么', '结果'],
      ['表三：每个总计等于各项之和', '39 处，全部成立'],
      ['表四：每个总计等于各项之和', '3 处，全部成立'],
      ['表三：每列 本年新收 + 上年结转 = 办理结果·总计 + 结转下年度', '7 处，全部成立'],
      ['申请的跨年结转', '没有核对：没有2020年的报告'],
      ['现行有效件数的跨年关系', '没有核对：没有2020年的报告'],
      ['尚未审结案件的延续', '没有核对：没有2020年的报告'],
    ]);
    expect(page.text('待处理的检查发现')).toBe('没有。');
    expect(page.text('已说明的检查发现')).toBe('没有。');
    expect(page.text('与上次发布的差别')).toBe('没有指定上次发布的版本，也没有台账，没有比较。');
    expect(page.rows('签发')).toEqual([
      ['审核人', '', '日期', ''],
      ['意见', ''],
    ]);
  });

  test('needs no other file, and says that it is a demonstration', async () => {
    await review();
    const { $ } = await sheet();
    expect($('link, script, img, iframe').length).toBe(0);
    expect($.html()).not.toMatch(/url\(|@import/);
    expect($('.mark').text()).toBe('演示');
    await writeFile(
      path.join(root.path, 'data/site.yaml'),
      (await readFile(path.join(root.path, 'data/site.yaml'), 'utf8')).replace('演示: true\n', ''),
    );
    await review();
    expect((await sheet()).words).not.toContain('演示');
  });

  test('has a tagged PDF of one page, each figure with the headers of its row and column', async () => {
    const ran = await run('review', 'town', '2021', '--root', root.path, '--out', out.path);
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(await readdir(out.path)).toEqual(['town-2021-校验单.html', 'town-2021-校验单.pdf']);
    const [page = '', ...more] = await pdfPages(fileOf('pdf'));
    expect(more).toEqual([]);
    for (const words of ['校验单', '39处，全部成立', '审核人', '意见', '日期', '基本情况'])
      expect(page).toContain(words);
    const bytes = new Uint8Array(await readFile(fileOf('pdf')));
    const { root: tree, artifacts, untagged } = await readTags(bytes);
    expect(artifacts.map((texts) => texts.join(''))).toEqual(['演示—1—']);
    expect(untagged).toEqual([]);
    const cells = [...tagsIn(tree)].filter(({ role }) => role === 'TH' || role === 'TD');
    const labels = new Map(cells.map(({ id, text }) => [id, text.trim()]));
    const received = cells.find(
      ({ role, headers }) =>
        role === 'TD' && headers.some((id) => labels.get(id) === '本年新收（件）'),
    );
    expect(received?.text.trim()).toBe('1');
    expect(received?.headers.map((id) => labels.get(id))).toEqual(['2021年', '本年新收（件）']);
  });

  test('gives the same bytes twice', async () => {
    const words = ['review', 'town', '2021', '--root', root.path, '--out', out.path];
    const read = () => Promise.all(['html', 'pdf'].map((type) => readFile(fileOf(type), 'base64')));
    await run(words[0]!, ...words.slice(1));
    const first = await read();
    await run(words[0]!, ...words.slice(1));
    expect(await read()).toEqual(first);
  });
});

describe('beside last year', () => {
  test('every figure that differs has its old and new value and the difference', async () => {
    const text = (await readFile(path.join(base, reportFile), 'utf8'))
      .replace('2022-01-20', '2021-01-20')
      .replace('行政许可: 12', '行政许可: 10')
      .replace('行政事业性收费: 26.55', '行政事业性收费: 26.6')
      .replace('本年新收: {自然人: 1, 其余: 0}', '本年新收: {自然人: 1, 商业企业: 3, 其余: 0}')
      .replace('予以公开: {自然人: 1, 其余: 0}', '予以公开: {自然人: 1, 商业企业: 3, 其余: 0}');
    await writeFile(path.join(root.path, 'reports/town/2020.yaml'), text);
    await edit('行政事业性收费: 26.55', '行政事业性收费: 26.550');
    await review();
    const page = await sheet();
    expect(page.rows('主要数字').slice(1)).toEqual([
      ['2020年', '4', '0', '4', '0', '0', '0'],
      ['2021年', '1', '0', '1', '0', '0', '0'],
      ['增减', '-3', '0', '-3', '0', '0', '0'],
    ]);
    expect(page.text('主要数字')).toBe('与上年不同的数字共 8 个，总计在内，列在附页。');
    expect(page.rows('附：与2020年不同的数字')).toEqual([
      ['部分', '项目', '2020年', '2021年', '增减'],
      ['表二', '行政许可·本年处理决定数量（件）', '10', '12', '+2'],
      ['表二', '行政事业性收费·本年收费金额（万元）', '26.6', '26.550', '-0.05'],
      ['表三', '本年新收·商业企业（件）', '3', '0', '-3'],
      ['表三', '本年新收·总计（件）', '4', '1', '-3'],
      ['表三', '办理结果·予以公开·商业企业（件）', '3', '0', '-3'],
      ['表三', '办理结果·予以公开·总计（件）', '4', '1', '-3'],
      ['表三', '办理结果·总计·商业企业（件）', '3', '0', '-3'],
      ['表三', '办理结果·总计·总计（件）', '4', '1', '-3'],
    ]);
    // 9 in force the year before, 2 issued, none repealed: 11, not 9.
    const verdicts = new Map(page.rows('勾稽核对').map(([what, result]) => [what, result]));
    expect(verdicts.get('现行有效件数的跨年关系')).toBe('1 处不合，见检查发现');
    expect(verdicts.get('申请的跨年结转')).toBe('没有发现不合');
  });

  test('of another edition, what compares is compared, and what does not is said', async () => {
    const page = await sheetOf(fixtureRoot('full'), 'lin-shui-jiaoyu', 2021);
    const heading = '附：与2020年不同的数字';
    expect(page.text(heading)).toBe(
      '两年的格式不同（上年2019年格式，本年2021年格式），不可比较、没有列出的有：本年的表二“规章”、表二“行政规范性文件”、表二“行政事业性收费”、表三“办理结果·其他处理·逾期不补正”、表三“办理结果·其他处理·逾期未缴费”、表三“办理结果·其他处理·其他”；上年的表二“规章”、表二“规范性文件”、表二“行政许可”的上一年项目数量、本年增减、表二“其他对外管理服务事项”、表二“行政处罚”的上一年项目数量、本年增减、表二“行政强制”的上一年项目数量、本年增减、表二“行政事业性收费”、表二“政府集中采购”。',
    );
    const rows = new Map(page.rows(heading).map(([, label, ...figures]) => [label, figures]));
    // 41+42+9+11+18+29 the year before; now (1133+226+80+109+45+152) + (564+141+123+88+47+155) + (1663+92+40+116+78+165).
    expect(rows.get('办理结果·其他处理·小计·总计（件）')).toEqual(['150', '5017', '+4867']);
    expect(rows.get('行政许可·本年处理决定数量（件）')).toEqual(['1688', '1745', '+57']);
    expect(rows.has('办理结果·不予公开·小计·总计（件）')).toBe(false);
    // 统计 that one of the two years does not have.
    expect(rows.get('公众查询·合计（人次）')).toEqual(['无此项', '120000', '不可比']);
    expect(rows.get('公开培训·合计（场）')).toEqual(['12', '无此项', '不可比']);
  });

  test('a unit that is not the same is said, and no difference', async () => {
    const page = await sheetOf(fixtureRoot('full'), 'lin-shui-jiaoyu', 2020);
    const rows = page.rows('附：与2019年不同的数字');
    expect(rows.find(([, label]) => label?.includes('采购总金额'))).toEqual([
      '表二',
      '政府集中采购·采购总金额',
      '1250.80万元',
      '3862051.40元',
      '不可比',
    ]);
    expect(rows.find(([, label]) => label?.startsWith('行政许可·本年增减'))?.slice(2)).toEqual([
      '+47',
      '-5',
      '-52',
    ]);
  });
});

test('a report with 汇总: each figure beside the sum of its members', async () => {
  const village = await readFile(path.join(base, reportFile), 'utf8');
  const agencies = path.join(root.path, 'data/agencies.yaml');
  await writeFile(
    agencies,
    `${await readFile(agencies, 'utf8')}
seat:
  名称: 清河县人民政府
  类型: 政府
  层级: 县
  上级: county
  起: 2021
`,
  );
  await mkdir(path.join(root.path, 'reports/seat'));
  await writeFile(
    path.join(root.path, 'reports/seat/2021.yaml'),
    village
      .replace('2022-01-20', '2022-03-20\n汇总: {成员: [town]}')
      .replace('行政许可: 12', '行政许可: 30')
      .replaceAll('{自然人: 1, 其余: 0}', '{自然人: 4, 其余: 0}'),
  );
  const words = ['seat', '2021', '--root', root.path, '--out', out.path, '--no-pdf'];
  await run('review', ...words);
  const page = await sheet('seat-2021');
  // 4 of its own and 1 of the town's.
  expect(page.rows('主要数字')[1]).toEqual(['2021年', '5', '0', '5', '0', '0', '0']);
  // 10 figures of 表二, 6 in each of 24 rows of 表三, 4 in each of 3 blocks of 表四.
  expect(page.rows('勾稽核对')).toContainEqual([
    '汇总：每个数字等于本级与各成员之和',
    '166 处，全部成立',
  ]);
  expect(page.text('随年报公布的更正和数据说明')).toContain('清河县柳林镇人民政府');
});

describe('what is open', () => {
  test('an equation that does not hold is named with both sides', async () => {
    await edit('  结转下年度: 0', '  结转下年度: {自然人: 5, 其余: 0}');
    expect(await review()).toMatchObject({ code: 1, err: '' });
    const page = await sheet();
    expect(page.rows('勾稽核对')).toContainEqual([
      '表三：每列 本年新收 + 上年结转 = 办理结果·总计 + 结转下年度',
      '2 处不成立：自然人（1 ≠ 6）、总计（1 ≠ 6）；5 处成立',
    ]);
    const [, ...found] = page.rows('待处理的检查发现');
    expect(found.map(([level]) => level)).toEqual(['错误', '错误']);
    expect(found[0]?.[2]).toContain('“自然人”一列不平：第一项加第二项为 1，第三项加第四项为 6');
    expect(new Map(page.rows('基本情况') as [string, string][]).get('检查结果')).toBe(
      '有错误，不能发布（错误 2，警告 0，提示 0，已说明 0）',
    );
  });

  test('a figure that is missing is named, and there is no fingerprint', async () => {
    await edit('  行政强制: 0\n', '');
    expect(await review()).toMatchObject({ code: 1, err: '' });
    const page = await sheet();
    expect(page.text('基本情况')).toBe(
      '有 1 处读不出来，列在“待处理的检查发现”里；文字与跨年的规则都没有检查。没有读出的数字：行政强制·本年处理决定数量；由它们相加的总计也没有。',
    );
    expect(page.words).not.toMatch(/[0-9a-f]{64}/);
    const [, [level, place, message] = []] = page.rows('待处理的检查发现');
    expect([level, place]).toEqual(['错误（读不出）', '第 7 行']);
    expect(message).toContain('行政强制');
  });

  test('totals that rest on a missing figure are no zeros', async () => {
    await edit('  上年结转: 0\n', '  上年结转: {自然人: 0, 商业企业: 0}\n');
    await review();
    const page = await sheet();
    expect(page.rows('主要数字')[1]).toEqual(['2021年', '1', '未读出', '1', '0', '0', '0']);
    expect(page.rows('勾稽核对')).toContainEqual([
      '表三：每列 本年新收 + 上年结转 = 办理结果·总计 + 结转下年度',
      '2 处成立；5 处有数字未载或未读出，不能核对',
    ]);
  });

  test('a file that cannot be read at all has a sheet that says so', async () => {
    await edit('格式: "2021"', '格式: "2021');
    expect(await review()).toMatchObject({ code: 1, err: '' });
    const page = await sheet();
    expect(page.headings).toEqual(['基本情况', '待处理的检查发现', '已说明的检查发现', '签发']);
    expect(page.rows('基本情况')).toContainEqual(['状态', '读不出来']);
    expect(page.text('基本情况')).toContain('这份年报的文件读不出来');
    expect(page.rows('待处理的检查发现')).toHaveLength(2);
  });

  test('a draft is marked on the page and on each page of the PDF', async () => {
    await edit('发布日期: 2022-01-20\n', '状态: 草稿\n');
    expect(
      await run('review', 'town', '2021', '--root', root.path, '--out', out.path),
    ).toMatchObject({ code: 0, err: '' });
    const page = await sheet();
    expect(page.$('.mark').text()).toBe('演示草稿');
    expect(page.rows('基本情况')).toContainEqual(['状态', '草稿']);
    expect(page.text('基本情况')).toBe('');
    const pdf = await openPdf(await readFile(fileOf('pdf')));
    await pdf.loadingTask.destroy();
    const { artifacts } = await readTags(new Uint8Array(await readFile(fileOf('pdf'))));
    for (const texts of artifacts) expect(texts.join('')).toContain('草稿');
  });

  test('however much it is, the signature stands on the first page, with the rest behind it', async () => {
    const unknown = Array.from({ length: 30 }, (_, at) => `{{ 没有.${at} }}`);
    await edit('收到依申请公开 {{', `${unknown.join('')}收到依申请公开 {{`);
    await run('review', 'town', '2021', '--root', root.path, '--out', out.path);
    const page = await sheet();
    const shown = page.rows('待处理的检查发现').slice(1);
    const behind = page.rows('附：待处理的检查发现（其余）').slice(1);
    expect(shown.length).toBeGreaterThan(2);
    expect(page.text('待处理的检查发现')).toBe(`其余 ${behind.length} 条列在附页。`);
    expect([...shown, ...behind].map(([, , message]) => /没有\.\d+/.exec(message!)![0])).toEqual(
      unknown.map((placeholder) => placeholder.slice(3, -3)),
    );
    expect(page.headings.slice(-2)).toEqual(['签发', '附：待处理的检查发现（其余）']);
    const [first, second] = await pdfPages(fileOf('pdf'));
    expect(first).toContain('审核人');
    expect(second).not.toContain('审核人');
  });

  test('what the fonts do not have is a box', async () => {
    await edit('收到依申请公开 {{', '收到\ue000依申请公开 {{ 没有 }} {{');
    await run('review', 'town', '2021', '--root', root.path, '--out', out.path);
    expect(await readdir(out.path)).toContain('town-2021-校验单.pdf');
    expect((await sheet()).words).not.toContain('\ue000');
  });

  test('data that cannot be read is told, and nothing is written', async () => {
    await writeFile(path.join(root.path, 'data/site.yaml'), '[]\n');
    const ran = await review();
    expect(ran).toMatchObject({ code: 1, err: 'data/ 读不出来，没有生成校验单\n' });
    expect(ran.out).toContain('data/site.yaml');
    expect(await readdir(out.path)).toEqual([]);
  });
});

test('what was explained has its reason and who signed it, which nothing else tells', async () => {
  const page = await sheetOf(projectRoot, 'weishi-daying', 2021);
  const [, ...explained] = page.rows('已说明的检查发现');
  expect(explained).toEqual([
    [
      expect.stringMatching(/^第 \d+ 行$/),
      expect.stringContaining('信息处理费'),
      '原文没有写信息处理费的收取情况，照录未补。',
      '演示编辑，2026-11-21',
    ],
  ]);
  const told = await run('check', '--root', projectRoot, '--format', 'json');
  expect(told.out).toContain('"acknowledged": true');
  expect(told.out).not.toContain('演示编辑');
});

describe('against what was published', () => {
  function git(...args: string[]): void {
    const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.invalid'];
    execFileSync('git', ['-C', root.path, ...identity, ...args]);
  }

  const heading = '与上次发布的差别';

  test('as a revision: figures, the date and the parts of the text', async () => {
    git('init', '--quiet', '--initial-branch=main');
    git('add', '.');
    git('commit', '--quiet', '-m', 'published');
    await review('--against', 'HEAD');
    expect((await sheet()).text(heading)).toBe('与“HEAD”相比，内容没有变动，内容指纹相同。');

    await edit('行政许可: 12', '行政许可: 13');
    await edit('发布日期: 2022-01-20', '发布日期: 2022-01-21');
    await edit('解读材料偏少', '解读材料仍然偏少');
    await review('--against', 'HEAD');
    const page = await sheet();
    expect(page.rows(heading)).toEqual([
      ['年报', '原为', '现为'],
      ['发布日期', '2022-01-20', '2022-01-21'],
      ['部分', '项目', '原为', '现为'],
      ['表二', '行政许可·本年处理决定数量', '12', '13'],
    ]);
    expect(page.text(heading)).toBe(
      '与“HEAD”相比，有变动的数字 1 个，总计在内。\n文字有变动的部分：五、存在的主要问题及改进情况。',
    );
  });

  test('as a built site, whose numbers keep no zeros at the end', async () => {
    await edit('行政事业性收费: 26.55', '行政事业性收费: 26.50');
    const site = path.join(out.path, 'site');
    expect(await run('build', '--root', root.path, '--out', site)).toMatchObject({ code: 0 });
    await review('--against', site);
    expect((await sheet()).text(heading)).toContain('内容没有变动，内容指纹相同');

    await edit('{自然人: 1, 其余: 0}\n  上年结转', '{自然人: 2, 其余: 0}\n  上年结转');
    await edit('结转下年度: 0', '结转下年度: {自然人: 1, 其余: 0}');
    expect(await review('--against', site)).toMatchObject({ code: 0 });
    expect((await sheet()).rows(heading)).toEqual([
      ['部分', '项目', '原为', '现为'],
      ['表三', '本年新收·自然人', '1', '2'],
      ['表三', '本年新收·总计', '1', '2'],
      ['表三', '结转下年度·自然人', '0', '1'],
      ['表三', '结转下年度·总计', '0', '1'],
    ]);

    const json = path.join(site, 'town/2021/report.json');
    await writeFile(json, (await readFile(json, 'utf8')).replace('26.5', '26.6'));
    expect(await review('--against', site)).toEqual({
      code: 2,
      out: '',
      err: `“${site}”的 town/2021/report.json 与 manifest.json 不符，不能比较\n`,
    });
  });

  test('as the ledger says, where no version is named', async () => {
    expect(await run('publish', '--root', root.path)).toMatchObject({ code: 0 });
    await review();
    expect((await sheet()).text(heading)).toBe('与台账所记的相比，内容没有变动，内容指纹相同。');
    const published = new Map((await sheet()).rows('基本情况') as [string, string][]);
    await edit('行政许可: 12', '行政许可: 13');
    await edit(
      '\n主动公开:',
      '\n更正:\n  - {日期: 2022-03-01, 地址: 主动公开.行政许可.本年处理决定数量, 原值: 12, 现值: 13, 理由: 漏计一件}\n\n主动公开:',
    );
    expect(await review()).toMatchObject({ code: 0 });
    const page = await sheet();
    expect(page.text(heading)).toBe(
      `与台账所记的相比，内容有变动；更正的见“随年报公布的更正和数据说明”。已发布的内容指纹为 ${published.get('内容指纹（SHA-256）')}。`,
    );
    expect(page.text('随年报公布的更正和数据说明')).toContain('漏计一件');
  });

  test('a report that was not there is the first', async () => {
    git('init', '--quiet', '--initial-branch=main');
    git('add', 'data');
    git('commit', '--quiet', '-m', 'before');
    await review('--against', 'HEAD');
    expect((await sheet()).text(heading)).toBe('“HEAD”里没有这份年报：这是第一次发布。');
  });

  test.each(['data', 'no-such-revision'])('%s is neither', async (against) => {
    const ran = await review(
      '--against',
      against === 'data' ? path.join(root.path, against) : against,
    );
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(await readdir(out.path)).toEqual([]);
  });
});

describe('files', () => {
  test.each(['html', 'pdf'])(
    'a sheet takes the place of a sheet, and of no other %s',
    async (type) => {
      await review();
      expect(await review()).toMatchObject({ code: 0 });
      await writeFile(fileOf(type), '<!doctype html>\n<p>签发意见：同意');
      const ran = await run('review', 'town', '2021', '--root', root.path, '--out', out.path);
      expect(ran).toMatchObject({ code: 2, out: '' });
      expect(ran.err).toContain(`不能写入 ${fileOf(type)}`);
      expect(await readFile(fileOf(type), 'utf8')).toContain('同意');
    },
  );

  test('a file in the place of the folder is told', async () => {
    const file = path.join(out.path, '校验单');
    await writeFile(file, '会议记录');
    const ran = await run('review', 'town', '2021', '--root', root.path, '--out', file);
    expect(ran).toEqual({ code: 2, out: '', err: `不能写入 ${file}（EEXIST）\n` });
    expect(await readFile(file, 'utf8')).toBe('会议记录');
  });

  test.each([
    [['twon', '2021'], 'data/agencies.yaml 里没有“twon”这个机关，是否应为“town”？'],
    [['town', '2020'], '柳林镇（town）没有 2020 年的年报，有的年度：2021'],
    [['county', '2021'], '清河县（county）是地区，不编制年报：请写机关的 id'],
    [['town', '21'], '“21”不是四位年份'],
    [['town'], '用法：gongkai review <机关id> <年度>'],
  ])('%j is told what there is', async (names, message) => {
    const ran = await run('review', ...names, '--root', root.path, '--out', out.path);
    expect(ran).toEqual({ code: 2, out: '', err: `${message}\n` });
    expect(await readdir(out.path)).toEqual([]);
  });
});
