import type { CheerioAPI } from 'cheerio';
import type { Remark } from '../../source-document.ts';

const documentFile = /\.(pdf|docx?|wps|ofd|xlsx?|zip|rar)(?=$|[?#])/i;

/**
 * Where a page has no report, other pages and files in which it may be: what the page embeds and
 * what it links to.
 */
export function elsewhereRemarks(page: CheerioAPI): Remark[] {
  const embedded = page('iframe[src], frame[src], embed[src], object[data]')
    .toArray()
    .map(({ attribs }) => attribs.src ?? attribs.data ?? '');
  const linked = page('a[href]')
    .toArray()
    .filter(({ attribs }) => documentFile.test(attribs.href ?? ''))
    .map((anchor) => `${page(anchor).text().replace(/\s+/g, ' ').trim()} ${anchor.attribs.href}`);
  const places = [...new Set([...embedded, ...linked])].map((text) => text.trim());
  const shown = places.filter((text) => text !== '' && !/^(about:|javascript:)/i.test(text));
  if (shown.length === 0) return [];
  return [
    {
      kind: 'needs-person',
      message:
        '网页里没有年报的正文，可能在它嵌入的页面或链接的附件里：请打开下列地址，保存后导入那个文件。',
      text: shown.join('\n'),
    },
  ];
}
