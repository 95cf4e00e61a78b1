import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { countyRoot } from '../aggregation/county-root.ts';
import type { TemporaryFolder } from '../roots.ts';
import { type BuiltSite, buildPages } from './built-site.ts';
import { attribute, type Page, textOf } from './page.ts';

let root: TemporaryFolder;
let site: BuiltSite;
beforeAll(async () => {
  root = await countyRoot();
  site = await buildPages(root.path);
});
afterAll(async () => {
  await site.remove();
  await root.remove();
});

const page = (file: string) => site.pages.get(`${file}/index.html`)!;

/** The rows of the table under a heading: texts of all cells. */
function rowsBelow(of: Page, caption: string): string[][] {
  const table = of.all('table').find((each) => textOf(each.querySelector('caption')!) === caption)!;
  return table.querySelectorAll('tr').map((row) => row.childElements.map((cell) => textOf(cell)));
}

describe('the page of a report that adds up others', () => {
  test('prints the sums in its statutory tables', () => {
    const cell = page('county/2022').one('[data-fact="申请办理.本年新收.总计"]');
    expect(textOf(cell)).toBe('14');
  });

  test('says at its head whose figures these are, and whose are lacking', () => {
    const entry = page('county/2022')
      .all('.report-facts > div')
      .find((each) => textOf(each.childElements[0]!) === '汇总')!;
    expect(textOf(entry.childElements[1]!)).toBe(
      '本级与 2 个成员机关之和（成员）合计不含清河县新设局（没有报告）。',
    );
  });

  test('lists the members, each with a link to its report', () => {
    const links = page('city/2022').all('.members a');
    expect(links.map((link) => [textOf(link), attribute(link, 'href')])).toEqual([
      ['清河县人民政府', '../../county/2022/'],
      ['江州市教育局', '../../city-education/2022/'],
    ]);
    expect(page('city/2022').texts('.members li')[0]).toBe('清河县人民政府（已汇总 2 个机关）');
  });

  test('tells what is lacking in a member’s sum, too', () => {
    expect(page('city/2022').texts('.aggregation .notice')).toEqual([
      '合计不含清河县新设局（清河县人民政府的汇总所缺，没有报告）。',
    ]);
  });

  test('says it among the notes, which the PDF prints', () => {
    expect(page('county/2022').texts('.data-notes li')).toEqual([
      '各表的数字是本级与 2 个成员机关的数字之和：清河县教育局、清河县柳林镇人民政府。',
      '合计不含清河县新设局（没有报告）。',
      expect.stringContaining('说明：机构撤并未编制'),
    ]);
  });

  test('leads from each table to its members’ figures', () => {
    const hrefs = page('county/2022')
      .all('.part a')
      .map((link) => attribute(link, 'href')!)
      .filter((href) => href.includes('members'));
    expect(hrefs).toEqual([
      '../../county/2022/members/#proactive-disclosure',
      '../../county/2022/members/#requests',
      '../../county/2022/members/#reconsideration-and-litigation',
    ]);
    for (const href of hrefs)
      expect(page('county/2022/members').all(`h2[id="${href.split('#')[1]}"]`)).toHaveLength(1);
  });

  test('of a report that adds up nobody, says nothing of it', () => {
    expect(page('liulin/2022').html).not.toContain('汇总');
    expect(site.pages.has('liulin/2022/members/index.html')).toBe(false);
  });
});

test('a sum beside the figures that it is made of is said to be one', () => {
  expect(page('compare/2022').texts('.table-notes li')).toContain(
    '江州市人民政府、清河县人民政府的数字是汇总数，含成员机关的数字，不要再与成员机关的相加。',
  );
  expect(page('liulin').html).not.toContain('汇总数');
  expect(page('county').texts('.table-notes li')).toEqual([
    '各年度的数字都是汇总数，是本级与成员机关之和，各年度的成员不一定相同。',
  ]);
});

describe('the page of members’ figures', () => {
  test('shows what each has contributed, who has but 0 left out', () => {
    const name = '一、本年新收政府信息公开申请数量';
    expect(rowsBelow(page('county/2022/members'), name)).toEqual([
      [
        '行政机关',
        '自然人',
        '商业企业',
        '科研机构',
        '社会公益组织',
        '法律服务机构',
        '其他',
        '总计',
      ],
      ['本级（清河县人民政府）', '4', '0', '0', '0', '0', '0', '4'],
      ['清河县柳林镇人民政府', '10', '0', '0', '0', '0', '0', '10'],
      ['合计', '14', '0', '0', '0', '0', '0', '14'],
    ]);
  });

  test('shows digits as they are written', () => {
    expect(
      rowsBelow(page('county/2022/members'), '行政事业性收费').map((row) => row.at(-1)),
    ).toEqual(['本年收费金额（单位：万元）', '1', '26.50', '27.50']);
  });

  test('has no table where everybody has 0', () => {
    const captions = page('county/2022/members').texts('caption');
    expect(captions).toEqual([
      '行政事业性收费',
      '一、本年新收政府信息公开申请数量',
      expect.stringContaining('（一）予以公开'),
      expect.stringContaining('（七）总计'),
    ]);
    expect(page('county/2022/members').html).toContain('各机关的数字都是 0。');
  });

  test('shows of a member that adds up itself what it publishes', () => {
    const name = '一、本年新收政府信息公开申请数量';
    expect(rowsBelow(page('city/2022/members'), name).map((row) => [row[0], row[1]])).toEqual([
      ['行政机关', '自然人'],
      ['本级（江州市人民政府）', '100'],
      ['清河县人民政府', '14'],
      ['江州市教育局', '1'],
      ['合计', '115'],
    ]);
  });
});
