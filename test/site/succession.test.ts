import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { agencyRecords } from '../../src/search/records.ts';
import { reorganisedCounty } from '../archive/reorganised-county.ts';
import type { TemporaryFolder } from '../roots.ts';
import { type BuiltSite, buildPages } from './built-site.ts';
import { attribute, textOf } from './page.ts';

let root: TemporaryFolder;
let site: BuiltSite;
beforeAll(async () => {
  root = await reorganisedCounty();
  site = await buildPages(root.path);
});
afterAll(async () => {
  await site.remove();
  await root.remove();
});

const page = (file: string) => site.pages.get(`${file}index.html`)!;

/** The texts and links of an entry in the list at the head of a page. */
function entry(file: string, term: string): [text: string, ...hrefs: string[]] | undefined {
  const found = page(file)
    .all('.report-facts > div')
    .find((each) => textOf(each.childElements[0]!) === term);
  if (!found) return undefined;
  const hrefs = found.querySelectorAll('a').map((link) => attribute(link, 'href')!);
  return [textOf(found.childElements[1]!), ...hrefs];
}

describe('agencies that ended keep their pages, which lead on', () => {
  test.each([
    ['culture/', '2024年起由清河县文化和旅游局承接', ['../culture-tourism/']],
    ['tourism/', '2024年起由清河县文化和旅游局承接', ['../culture-tourism/']],
    [
      'construction/',
      '2024年起由清河县住房保障局、清河县规划局分别承接',
      ['../housing/', '../planning/'],
    ],
    // The new town got its present name a year later.
    ['east/', '2023年起由清河县新镇人民政府承接', ['../middle/']],
    ['culture/2023/', '2024年起由清河县文化和旅游局承接', ['../../culture-tourism/']],
    ['culture/2022/', '2024年起由清河县文化和旅游局承接', ['../../culture-tourism/']],
  ])('%s', (file, text, hrefs) => {
    expect(entry(file, '由谁承接')).toEqual([text, ...hrefs]);
    expect(entry(file, '承接')).toBeUndefined();
  });
});

describe('agencies that took over lead back', () => {
  test.each([
    ['culture-tourism/', '2024年起承接清河县文化局、清河县旅游局', ['../culture/', '../tourism/']],
    ['housing/', '2024年起承接清河县建设局（与清河县规划局分别承接）', ['../construction/']],
    [
      'middle/2023/',
      '2023年起承接清河县东镇人民政府、清河县西镇人民政府',
      ['../../east/', '../../west/'],
    ],
  ])('%s', (file, text, hrefs) => {
    expect(entry(file, '承接')).toEqual([text, ...hrefs]);
    expect(entry(file, '由谁承接')).toBeUndefined();
  });
});

test('lists of agencies say until when those that ended were there', () => {
  const ended = page('sitemap/')
    .all('.agency-list .agency')
    .filter((each) => /至\d/.test(textOf(each)))
    .map(textOf);
  expect(ended).toEqual([
    '清河县文化局 2023 至2023年',
    '清河县建设局 2023 至2023年',
    '东镇 2022 至2022年',
    '西镇 2022 至2022年',
    '清河县旅游局 2023 至2023年',
  ]);
});

/** The links at the foot of a report's page, to the reports before and after it. */
function neighbours(file: string): [text: string, href: string][] {
  return page(file)
    .all('.neighbours a')
    .map((link) => [textOf(link), attribute(link, 'href')!]);
}

test('reports before and after a reorganisation lead to each other', () => {
  expect(neighbours('culture/2023/')).toEqual([
    ['上一年度2022年度报告', '../../culture/2022/'],
    ['承接的机关清河县文化和旅游局2024年度报告', '../../culture-tourism/2024/'],
  ]);
  expect(neighbours('culture-tourism/2024/')).toEqual([
    ['承接前的机关清河县文化局2023年度报告', '../../culture/2023/'],
    ['承接前的机关清河县旅游局2023年度报告', '../../tourism/2023/'],
    ['下一年度2025年度报告', '../../culture-tourism/2025/'],
  ]);
  expect(neighbours('culture/2022/')).toEqual([['下一年度2023年度报告', '../../culture/2023/']]);
  expect(neighbours('construction/2023/').map(([, href]) => href)).toEqual([
    '../../housing/2024/',
    '../../planning/2024/',
  ]);
});

test('the pages of the years say what changed at their beginning and end', () => {
  const notes = (year: number) =>
    page(`years/${year}/`)
      .all('tbody th')
      .flatMap((cell) => {
        const [name, ...links] = cell.querySelectorAll('a');
        return links.length > 0
          ? [[textOf(name!), textOf(cell).slice(textOf(name!).length + 1)]]
          : [];
      });
  const bureaus = '清河县文化局、清河县旅游局';
  expect(notes(2022)).toEqual([
    ['清河县东镇人民政府', '2023年起由清河县新镇人民政府承接'],
    ['清河县西镇人民政府', '2023年起由清河县新镇人民政府承接'],
  ]);
  expect(notes(2023)).toEqual([
    ['清河县文化局', '2024年起由清河县文化和旅游局承接'],
    ['清河县建设局', '2024年起由清河县住房保障局、清河县规划局分别承接'],
    ['清河县新镇人民政府', '2023年起承接清河县东镇人民政府、清河县西镇人民政府'],
    ['清河县旅游局', '2024年起由清河县文化和旅游局承接'],
  ]);
  expect(notes(2024)).toEqual([
    ['清河县文化和旅游局', `2024年起承接${bureaus}`],
    ['清河县住房保障局', '2024年起承接清河县建设局（与清河县规划局分别承接）'],
    ['清河县规划局', '2024年起承接清河县建设局（与清河县住房保障局分别承接）'],
  ]);
  expect(notes(2025)).toEqual([]);
});

test('pages that compare the years of an agency say where its years begin and end', () => {
  expect(page('culture-tourism/compare/').texts('.succession')).toEqual([
    '本机关2024年起承接清河县文化局、清河县旅游局。此前的数字是这些机关各自的，不列入本页，见各机关的页面。',
  ]);
  expect(page('culture/compare/').texts('.succession')).toEqual([
    '本机关的报告到2023年度为止，2024年起由清河县文化和旅游局承接。',
  ]);
});

test('no link leads nowhere', () => {
  const files = new Set(site.files);
  const hrefs = [...site.pages].flatMap(([file, each]) =>
    each
      .all('a')
      .map((link) => attribute(link, 'href') ?? '')
      .filter((href) => /^\.{0,2}\/.*\/$/.test(href))
      .map((href) => new URL(href, `https://site/${file}`).pathname.slice(1)),
  );
  expect(hrefs).toContain('culture/2022/');
  expect(hrefs.filter((href) => !files.has(`${href}index.html`))).toEqual([]);
});

test('a search for what ended finds who took over, and the other way round', () => {
  const texts = new Map(
    [...agencyRecords(site.publication)].map(({ address, text }) => [address, text.split('\n')]),
  );
  expect(texts.get('culture-tourism/')).toContain('2024年起承接清河县文化局、清河县旅游局');
  expect(texts.get('culture/')).toContain('2024年起由清河县文化和旅游局承接');
});
