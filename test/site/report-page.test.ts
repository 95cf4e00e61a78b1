import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixtureRoot, projectRoot } from '../roots.ts';
import { full, type KnownReport, seeds } from '../seeds/reports.ts';
import { type BuiltSite, buildPages } from './built-site.ts';
import { handMade } from './hand-made.ts';
import { attribute, type Page, textOf } from './page.ts';

/** Typed from the forms. */
const statutoryHeadings = [
  '一、总体情况',
  '二、主动公开政府信息情况',
  '三、收到和处理政府信息公开申请情况',
  '四、政府信息公开行政复议、行政诉讼情况',
  '五、存在的主要问题及改进情况',
  '六、其他需要报告的事项',
];

const archives: [string, string, readonly KnownReport[]][] = [
  ['the five seed reports', projectRoot, seeds],
  ['the full fixture', fixtureRoot('full'), full],
];

describe.each(archives)('%s', (_, root, reports) => {
  let site: BuiltSite;
  beforeAll(async () => {
    site = await buildPages(root);
  });
  afterAll(() => site.remove());

  describe.each(reports)('$key', (report) => {
    const { key, agency, year } = report;
    let page: Page;
    beforeAll(() => {
      page = site.report(key);
    });

    test('has each statutory heading once, in order', () => {
      const headings = [1, 2, 3, 4, 5, 6].flatMap((level) => page.texts(`h${level}`));
      const ofSite = ['主要数字', '数据说明', '引用本报告'];
      const found = page.texts('h2').filter((heading) => !ofSite.includes(heading));
      expect(found).toEqual(statutoryHeadings);
      for (const heading of statutoryHeadings)
        expect(headings.filter((text) => text === heading)).toHaveLength(1);
    });

    test('names itself alike in title, heading, meta data and report.json', () => {
      const { title } = site.reportJson(key);
      expect(page.texts('h1')).toEqual([title]);
      expect(page.meta('ArticleTitle')).toEqual([title]);
      expect(page.texts('title')).toEqual([`${title} - ${page.meta('SiteName')[0]}`]);
    });

    test('says when and by whom it was published, as its meta data do', () => {
      const facts = factsOf(page);
      expect(page.meta('ContentSource')).toEqual([facts.get('来源')]);
      const time = facts.get('发布时间')!;
      if (site.reportJson(key).published === null) {
        expect(time).toBe('原文未载');
        expect(page.meta('PubDate')).toEqual([]);
      } else {
        expect(time).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d$/);
        expect(page.meta('PubDate')).toEqual([time]);
        expect(attribute(page.one('time'), 'datetime')).toBe(time);
      }
    });

    test('begins with the figures that are asked for first', () => {
      const figures = page.texts('.key-figures dd');
      const found = page.texts('.key-figures dt').map((label, at) => [label, figures[at]]);
      expect(found).toEqual(keyFiguresOf(report));
    });

    test('says how it is cited, with its permanent address and its fingerprint', () => {
      const { domain } = site.archive.site;
      const values = page.texts('.citation dd');
      const { published, title } = site.reportJson(key);
      const agencyName = factsOf(page).get('来源')!;
      const [, month, day] = published?.slice(0, 10).split('-').map(Number) ?? [];
      const date = published
        ? `${published.slice(0, 4)}年${month}月${day}日发布`
        : '发布日期原文未载';
      const address = `https://${domain}/${key}/`;
      expect(values).toEqual([
        `${agencyName}．${title}．${date}．${address}`,
        address,
        site.publication.fingerprint(key),
      ]);
    });

    test('leads to its PDF, its data, its parts, its agency and the home page', () => {
      const links = new Map(
        page.all('main a').map((link) => [textOf(link), attribute(link, 'href')]),
      );
      expect(links.get('下载 PDF 正式文本')).toBe(`${agency}-${year}.pdf`);
      expect(links.get('下载表格（XLSX）')).toBe(`${agency}-${year}.xlsx`);
      expect(links.get('下载数据（CSV）')).toBe(`${agency}-${year}.csv`);
      expect(links.get('下载数据（JSON）')).toBe('report.json');
      expect(page.texts('nav.contents a')).toEqual(page.texts('h2'));
      // Where a server does not name them, browsers save them under the report's title.
      const { title } = site.reportJson(key);
      expect(page.all('.downloads a').map((link) => attribute(link, 'download'))).toEqual(
        ['pdf', 'xlsx', 'csv', 'json'].map((type) => `${title}.${type}`),
      );
      const path = page.all('nav.breadcrumb a').map((link) => attribute(link, 'href'));
      expect(path).toEqual(['../../', '../../years/', `../../${agency}/`]);
      expect(page.texts('nav.breadcrumb [aria-current="page"]')).toEqual([`${year}年度`]);
    });
  });
});

test('a file is saved under the title, without what file systems do not take', async () => {
  const publication = await handMade('bureau: {名称: 清河县水利局, 类型: 部门, 层级: 县}\n', [
    { key: 'bureau/2021', published: '2022-01-20', more: '标题: "清河县/水利局2021年年报"\n' },
  ]);
  expect(publication.downloads('bureau/2021').map(({ href, name }) => [href, name])).toEqual([
    ['bureau-2021.pdf', '清河县_水利局2021年年报.pdf'],
    ['bureau-2021.xlsx', '清河县_水利局2021年年报.xlsx'],
    ['bureau-2021.csv', '清河县_水利局2021年年报.csv'],
    ['report.json', '清河县_水利局2021年年报.json'],
  ]);
});

describe('the five seed reports', () => {
  let site: BuiltSite;
  beforeAll(async () => {
    site = await buildPages(projectRoot);
  });
  afterAll(() => site.remove());

  test('what the original does not state is a dash, and the data notes name it', () => {
    const page = site.report('jinxiang-huji/2022');
    const cell = (fact: string) => textOf(page.one(`td[data-fact="${fact}"]`));
    expect(cell('主动公开.行政强制.本年处理决定数量')).toBe('—');
    expect(cell('申请办理.本年新收.自然人')).toBe('—');
    expect(cell('申请办理.本年新收.总计')).toBe('0');
    const notes = page.texts('.data-notes li');
    const telling = (text: string) => notes.filter((note) => note.includes(text));
    expect(telling('原载何处未载')).toHaveLength(1);
    expect(telling('原文未载发布日期')).toHaveLength(1);
    expect(telling('“行政强制”、“行政事业性收费”，原文未载')).toHaveLength(1);
    expect(telling('“四、政府信息公开行政复议、行政诉讼情况”的全部数字，原文未载')).toHaveLength(1);
  });

  test('a printed total that differs from its parts is told in the data notes', () => {
    const notes = site.report('hedong-zhengwang/2021').texts('.data-notes li');
    expect(notes.join('\n')).toContain('“主动公开信息·合计”原文刊载为 65，按所列各项相加为 68。');
  });

  test('both sides of what a source contradicts itself in are shown', () => {
    const prose = (key: string) => site.report(key).texts('.prose').join('\n');
    expect(prose('anqiu-jingzhi/2019')).toContain('全年收到公民提出的公开申请 0 件。');
    expect(prose('hedong-zhengwang/2021')).toContain('全年形成政府信息 65 条');
    expect(prose('tanghe-shangtun/2020')).toContain('规范性文件、重要通告 8 个');
    expect(prose('jinxiang-huji/2022')).toContain('2021年度，');
  });

  test('a report without neighbours has no links to any', () => {
    for (const { key } of seeds) expect(site.report(key).all('nav.neighbours')).toEqual([]);
  });
});

describe('the full fixture', () => {
  let site: BuiltSite;
  beforeAll(async () => {
    site = await buildPages(fixtureRoot('full'));
  });
  afterAll(() => site.remove());

  test.each(full)('$key reads as it was written, placeholders replaced', ({ key, phrases }) => {
    const text = site.report(key).texts('.prose').join('\n');
    for (const phrase of phrases) expect(text).toContain(phrase);
  });

  test.each(full)('$key has the title and the time that its editor gave', (report) => {
    const page = site.report(report.key);
    expect(page.texts('h1')).toEqual([report.title]);
    const { date, time } = report.published;
    expect(factsOf(page).get('发布时间')).toBe(`${date} ${time ?? '00:00'}`);
  });

  test('years lead to each other, and never to a draft', () => {
    const neighbours = (key: string) =>
      site
        .report(key)
        .all('nav.neighbours a')
        .map((link) => [attribute(link, 'rel'), attribute(link, 'href'), textOf(link)]);
    const previous = (year: number) => [
      'prev',
      `../../lin-shui-jiaoyu/${year}/`,
      `上一年度${year}年度报告`,
    ];
    const next = (year: number) => [
      'next',
      `../../lin-shui-jiaoyu/${year}/`,
      `下一年度${year}年度报告`,
    ];
    expect(neighbours('lin-shui-jiaoyu/2019')).toEqual([next(2020)]);
    expect(neighbours('lin-shui-jiaoyu/2021')).toEqual([previous(2020), next(2022)]);
    expect(neighbours('lin-shui-jiaoyu/2023')).toEqual([previous(2022)]);
  });

  test('an agency is named as it was in the year of the report', () => {
    const source = (year: number) => factsOf(site.report(`lin-shui-jiaoyu/${year}`)).get('来源');
    expect([2019, 2020, 2021].map(source)).toEqual([
      '林水县教育体育局',
      '林水县教育体育局',
      '林水县教育局',
    ]);
  });

  test('headings in prose go one level down at a time, below the part', () => {
    for (const page of site.pages.values()) {
      const levels = [...page.html.matchAll(/<h([1-6])[ >]/g)].map((match) => Number(match[1]));
      expect(levels[0], page.file).toBe(1);
      for (const [at, level] of levels.entries())
        expect(level - (levels[at - 1] ?? 0), page.file).toBeLessThanOrEqual(1);
    }
  });

  test('no unprinted fact stands in a statutory table', () => {
    for (const { key } of full) {
      const facts = site
        .report(key)
        .all('table.statutory td')
        .map((cell) => attribute(cell, 'data-fact'));
      expect(facts.filter((fact) => fact && /小计|收办|行政诉讼\.总计/.test(fact))).toEqual([]);
    }
  });
});

/** Label and figure with its unit, as they were typed from the tables. */
function keyFiguresOf({ requests, litigation }: KnownReport): [string, string][] {
  const total = (row: string) => requests[row]!.at(-1)!;
  const [reconsideration, direct, after] = [litigation[4]!, litigation[9]!, litigation[14]!];
  const isStated = (figure: unknown) => figure !== null && figure !== '—';
  const lawsuits =
    isStated(direct) && isStated(after) ? String(Number(direct) + Number(after)) : null;
  const figures: [string, string | number | null][] = [
    ['本年新收', total('一、本年新收政府信息公开申请数量')],
    ['上年结转', total('二、上年结转政府信息公开申请数量')],
    ['办结总计', total('（七）总计')],
    ['结转下年度', total('四、结转下年度继续办理')],
    ['行政复议', reconsideration],
    ['行政诉讼', lawsuits],
  ];
  return figures.map(([label, figure]) => [label, isStated(figure) ? `${figure} 件` : '—']);
}

/** The facts in a report's header: 发布时间, 来源, 格式. */
function factsOf(page: Page): Map<string, string> {
  const values = page.texts('.report-header dd');
  return new Map(page.texts('.report-header dt').map((name, at) => [name, values[at]!]));
}
