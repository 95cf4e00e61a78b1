import { UsageError } from './command.ts';

/** @throws UsageError where a text is no day of the calendar */
export function readDay(text: string): string {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text)
    throw new UsageError(`“${text}”不是日期，应写作 2026-02-03`);
  return text;
}

/** The day where the person is, as `YYYY-MM-DD`. */
export function localDay(now: Date): string {
  const digits = (number: number) => String(number).padStart(2, '0');
  return `${now.getFullYear()}-${digits(now.getMonth() + 1)}-${digits(now.getDate())}`;
}
