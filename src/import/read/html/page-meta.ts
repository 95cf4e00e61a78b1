import type { CheerioAPI } from 'cheerio';
import { isDay } from '../../../report/date.ts';

/** What a page says of itself by the meta elements of Chinese government sites. */
export interface PageMeta {
  title?: string;
  /** `YYYY-MM-DD`, with ` HH:mm` where it has it. */
  published?: string;
  source?: string;
}

/** By 国办发〔2017〕47号: ArticleTitle, PubDate, ContentSource. */
export function pageMeta(page: CheerioAPI): PageMeta {
  const contents = new Map(
    page('meta[name]')
      .toArray()
      .map(({ attribs }) => [attribs.name!.trim().toLowerCase(), attribs.content?.trim() ?? '']),
  );
  const title = contents.get('articletitle');
  const published = dateIn(contents.get('pubdate') ?? '');
  const source = contents.get('contentsource');
  return {
    ...(title ? { title } : {}),
    ...(published ? { published } : {}),
    ...(source ? { source } : {}),
  };
}

/** What sites write for want of a time. */
const midnight = '00:00';

/** The first date in a text, with the time behind it, if any. */
export function dateIn(text: string): string | undefined {
  const match =
    /((?:19|20)\d{2})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?:\s*日)?(?:[\sT]+(\d{1,2}):(\d{2}))?/.exec(
      text,
    );
  if (!match) return undefined;
  const [, year, month, day, hour, minute] = match;
  if (!isDay(Number(year), Number(month), Number(day))) return undefined;
  const date = `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`;
  const time = hour === undefined ? midnight : `${hour.padStart(2, '0')}:${minute}`;
  return time === midnight ? date : `${date} ${time}`;
}

/** The encoding that a page declares within its first bytes. */
export function declaredEncoding(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 4096));
  return /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)|<\?xml[^>]+encoding\s*=\s*["']([\w-]+)/i
    .exec(head)
    ?.slice(1)
    .find((name) => name !== undefined);
}
