import type { CheerioAPI } from 'cheerio';
import type { Remark } from '../../source-document.ts';

/** A report's page as this program makes it: what stands there beside the report. */
const report = 'article.report';
const besides = [
  'header > :not(h1)',
  'section.corrections',
  'section.key-figures',
  'section.part > p.more',
  'section.aggregation',
  'section.data-notes',
  'section.citation',
].map((selector) => `${report} > ${selector}`);

/**
 * Takes away what this program itself adds to a report on its page, so that a page can be read as
 * the report it was made of; does nothing to any other page.
 */
export function takeOwnAdditions(page: CheerioAPI): Remark[] {
  if (page(`${report} > section.part [data-fact]`).length === 0) return [];
  page(`${report} > section.part table.statutory > caption`).remove();
  const added = page(besides.join(', '));
  const texts = added
    .toArray()
    .map((element) => page(element).text().replace(/\s+/g, ' ').trim())
    .filter((text) => text !== '');
  added.remove();
  return [
    {
      kind: 'left-out',
      message: '网页是本程序生成的：它加在年报前后的主要数字、数据说明、引用格式等没有采用。',
      text: texts.join('\n'),
    },
  ];
}
