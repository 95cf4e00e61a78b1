import { isDay } from '../../report/date.ts';
import type { Remark } from '../source-document.ts';

export interface FoundPublication {
  /** `YYYY-MM-DD`, with ` HH:mm` where the source has it. */
  published?: string;
  remarks: readonly Remark[];
}

const datePattern =
  /(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:\s*T?(\d{1,2})[:：](\d{2})(?:[:：]\d{2})?)?/;
/** Only these say that it is the day of publication; 成文日期 and 生成日期 do not. */
const labelled = /(?:发布|公开|发表)(?:日期|时间)?|(?<![\p{L}])(?:日期|时间)/gu;

/** The day of publication by the lines at the head of a source and by what its format says. */
export function publicationDate(lines: readonly string[], given?: string): FoundPublication {
  const found = new Set(lines.flatMap(datesIn));
  if (given !== undefined) found.add(given);
  const days = new Set([...found].map((date) => date.slice(0, 10)));
  if (days.size > 1)
    return {
      remarks: [
        {
          kind: 'needs-person',
          message: `原文有不同的发布日期（${[...days].sort().join('、')}）：作未载，请查明。`,
        },
      ],
    };
  const withTime = [...found].filter((date) => date.length > 10);
  const [day] = days;
  if (day === undefined) return { remarks: [] };
  return { published: withTime.length === 1 ? withTime[0]! : day, remarks: [] };
}

function datesIn(line: string): string[] {
  return [...line.matchAll(labelled)].flatMap(({ 0: label, index }) => {
    const after = /^\s*[:：]?\s*/.exec(line.slice(index + label.length))![0];
    const rest = line.slice(index + label.length + after.length);
    const match = datePattern.exec(rest);
    if (match?.index !== 0) return [];
    const [, year, month, day, hour, minute] = match;
    const pad = (digits: string) => digits.padStart(2, '0');
    if (!isDay(Number(year), Number(month), Number(day))) return [];
    const date = `${year}-${pad(month!)}-${pad(day!)}`;
    const hasTime = hour !== undefined && Number(hour) < 24 && Number(minute) < 60;
    return [hasTime ? `${date} ${pad(hour)}:${minute}` : date];
  });
}
