import type { YamlNode } from '../yaml/node.ts';
import { type Reading, shorten } from '../yaml/reading.ts';
import type { PublicationTime } from './report.ts';

const pattern = /^(\d{4})-(\d{2})-(\d{2})(?: (\d{2}):(\d{2}))?$/;

/** `2022-01-20` or `2022-01-20 09:30`, a day and a time that exist. */
export function readPublicationTime(
  reading: Reading,
  node: YamlNode,
  name: string,
): PublicationTime | undefined {
  const text = reading.line(node, name);
  if (text === undefined) return undefined;
  const match = pattern.exec(text);
  if (!match) {
    return reading.fail(
      node,
      'value/date',
      `“${name}”应写作 2022-01-20 或 "2022-01-20 09:30"，不能是“${shorten(text)}”`,
    );
  }
  const [, year, month, day, hour = '00', minute = '00'] = match;
  const exists =
    /^(19|20)/.test(year!) &&
    isDay(Number(year), Number(month), Number(day)) &&
    hour < '24' &&
    minute < '60';
  if (!exists) return reading.fail(node, 'value/date', `“${name}”没有这一天或这一时刻：${text}`);
  const [written, time] = text.split(' ');
  return { date: written!, ...(time ? { time } : {}) };
}

/** A date without a time, as written. */
export function readDate(reading: Reading, node: YamlNode, name: string): string | undefined {
  const read = readPublicationTime(reading, node, name);
  if (read?.time) return reading.fail(node, 'value/date', `“${name}”只写日期，不写时刻`);
  return read?.date;
}

/** Whether a text is a day that exists, as `2022-01-20`. */
export function isDate(text: string): boolean {
  const [, year, month, day, hour] = pattern.exec(text) ?? [];
  return hour === undefined && isDay(Number(year), Number(month), Number(day));
}

/** Whether a year has a day; month and day from 1. */
export function isDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** `2023-01-09` as 2023年1月9日. */
export function dateInWords(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}
