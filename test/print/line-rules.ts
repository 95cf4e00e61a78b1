/*
 * What may not begin or end a line: GB/T 15834-2011, 5.1; what may not be divided besides:
 * Requirements for Chinese Text Layout (W3C), 3.1.3. A number goes with what it counts.
 */

/** Marks that begin no line. */
export const CLOSING = [...'、，。．；：？！）》」』】〉〕〗｝］”’·～％%‰℃,.:;?!)]}°′″'];
/** Marks that end no line. */
export const OPENING = [...'（《「『【〈〔〖｛［“‘￥¥$([{'];

const BEGINNING = new Set([...CLOSING, '…', '—', '／']);
const ENDING = new Set([...OPENING, '／']);

const DIVIDED: readonly (readonly [string, RegExp, RegExp])[] = [
  ['a number', /[\d.,]$/, /^[\d.,]/],
  ['a number and its sign', /\d$/, /^[%‰℃％°]/],
  ['a number and what it counts', /\d$/, /^(万|亿|[件条元篇次个项人份期场年月日号])/],
  ['a number in brackets', /[（(]\d*$/, /^\d|^[）)]/],
  ['a range of numbers', /\d[—～]$/, /^\d/],
  ['a word', /[a-z]$/i, /^[a-z]/i],
];

/** What is wrong between lines that follow each other in one paragraph. */
export function brokenRules(lines: readonly string[]): string[] {
  return lines.slice(1).flatMap((line, index) => {
    const before = lines[index]!;
    const place = `${before.slice(-5)}|${line.slice(0, 5)}`;
    return [
      ...(BEGINNING.has([...line][0]!) ? [`begins a line: ${place}`] : []),
      ...(ENDING.has([...before].at(-1)!) ? [`ends a line: ${place}`] : []),
      ...DIVIDED.flatMap(([what, end, start]) =>
        end.test(before) && start.test(line) ? [`divides ${what}: ${place}`] : [],
      ),
    ];
  });
}
