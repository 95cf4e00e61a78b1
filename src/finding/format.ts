import { styleText } from 'node:util';
import { eastAsianWidth } from 'get-east-asian-width';
import { contractFields, type Finding, type FindingSummary, type Severity } from './finding.ts';

export const severityNames: Record<Severity, string> = {
  error: '错误',
  warning: '警告',
  info: '提示',
};
const severityColours = { error: 'red', warning: 'yellow', info: 'blue' } as const;

/** Lines of at most this many characters are shown whole, others around a finding's column. */
const wholeLine = 72;
const contextBefore = 30;
const contextAfter = 40;

/** Most characters of a message; what an editor wrote may be in it. */
const longestMessage = 400;

/** A finding in the words in which people are told of it, in the terminal and on a page. */
export interface ToldFinding {
  file: string;
  line: number;
  column: number;
  severity: Severity;
  /** 错误, 警告, 提示 or 已说明. */
  severityName: string;
  message: string;
  rule: string;
  /** The source line around the column, parted where the caret stands. */
  excerpt?: { before: string; after: string };
  /** Entry for 说明, ready to paste. */
  entry?: string;
}

/** What an editor wrote may be in it; nothing in it commands a terminal or turns the direction. */
export function tell(finding: Finding): ToldFinding {
  const { file, line, column, severity, message, rule, sourceLine, entry } = finding;
  return {
    file: visible(file),
    line,
    column,
    severity,
    severityName: finding.acknowledged ? '已说明' : severityNames[severity],
    message: visible(message.slice(0, longestMessage)),
    rule,
    ...(sourceLine ? { excerpt: excerpt(sourceLine, column) } : {}),
    ...(entry ? { entry: visible(entry) } : {}),
  };
}

/**
 * Findings for people: grouped by file, each with its source line, a verdict last. `drafts`: how
 * many of the reports are drafts, where that is to be told.
 */
export function formatText(
  findings: readonly Finding[],
  summary: FindingSummary,
  colour = false,
  drafts = 0,
): string {
  const paint = (format: Parameters<typeof styleText>[0], text: string) =>
    colour ? styleText(format, text, { validateStream: false }) : text;
  const lines: string[] = [];
  let file: string | undefined;
  for (const finding of findings) {
    const told = tell(finding);
    if (finding.file !== file) {
      if (file !== undefined) lines.push('');
      file = finding.file;
      lines.push(paint('bold', told.file));
    }
    const severity = paint(severityColours[told.severity], told.severityName);
    lines.push(
      `  ${told.line}:${told.column}  ${severity}  ${told.message}  ${paint('dim', told.rule)}`,
    );
    if (told.excerpt)
      lines.push(...withCaret(told.line, told.excerpt).map((line) => paint('dim', line)));
    if (told.entry) lines.push(paint('dim', `         说明可写：${told.entry}`));
  }
  if (lines.length > 0) lines.push('');
  lines.push(paint(summary.errors > 0 ? 'red' : 'green', verdict(summary, drafts)));
  return `${lines.join('\n')}\n`;
}

function verdict(
  { reports, errors, warnings, infos, acknowledged }: FindingSummary,
  drafts: number,
): string {
  const counts = [
    `${errors} 个错误`,
    `${warnings} 个警告`,
    ...(infos > 0 ? [`${infos} 个提示`] : []),
    ...(acknowledged > 0 ? [`${acknowledged} 个已说明`] : []),
  ];
  const publishing = errors > 0 ? '有错误，不能发布。' : publishingOf(reports, drafts);
  return `共 ${reports} 份年报：${counts.join('，')}。${publishing}`;
}

function publishingOf(reports: number, drafts: number): string {
  if (drafts === 0) return '可以发布。';
  if (drafts < reports) return `可以发布，其中 ${drafts} 份是草稿，不会发布。`;
  return `${drafts > 1 ? '都' : ''}是草稿，不会发布。`;
}

/** The part of a line around a column. */
function excerpt(text: string, column: number): { before: string; after: string } {
  const caret = indexOfColumn(text, column);
  const isWhole = text.length <= wholeLine;
  const from = isWhole ? 0 : wholeCharacter(text, Math.max(0, caret - contextBefore));
  const to = isWhole ? text.length : wholeCharacter(text, caret + contextAfter);
  return {
    before: visible(`${from > 0 ? '…' : ''}${text.slice(from, caret)}`),
    after: visible(`${text.slice(caret, to)}${to < text.length ? '…' : ''}`),
  };
}

/** A source line, and a caret under it. */
function withCaret(line: number, { before, after }: { before: string; after: string }): string[] {
  const gutter = `${line}`.padStart(6);
  return [`${gutter} | ${before}${after}`, `${' '.repeat(gutter.length)} | ${blankOf(before)}^`];
}

/** Index of the character at a column counted in code points; lines may be very long. */
function indexOfColumn(text: string, column: number): number {
  let index = 0;
  for (let count = 1; count < column && index < text.length; count++)
    index += text.codePointAt(index)! > 0xffff ? 2 : 1;
  return index;
}

/** An index that does not stand between the halves of a surrogate pair. */
function wholeCharacter(text: string, index: number): number {
  return /[\udc00-\udfff]/.test(text[index] ?? '') ? index - 1 : index;
}

/** Text with a box for every character that cannot be seen or would command the terminal. */
export function visible(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, (sign) =>
    sign === '\t' ? sign : '□',
  );
}

/** Blanks as wide as a text is on a terminal. */
function blankOf(text: string): string {
  return [...text]
    .map((character) =>
      character === '\t' ? '\t' : ' '.repeat(eastAsianWidth(character.codePointAt(0)!)),
    )
    .join('');
}

/** Findings for machines, in the fields of the output contract. */
export function formatJson(findings: readonly Finding[], summary: FindingSummary): string {
  return `${JSON.stringify({ findings: findings.map(contractFields), summary }, null, 2)}\n`;
}

const githubCommands: Record<Severity, string> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
};

/** Findings as GitHub workflow commands, which mark the lines of a pull request. */
export function formatGithub(findings: readonly Finding[]): string {
  return findings
    .filter((finding) => !finding.acknowledged)
    .map(({ severity, file, line, column, rule, message }) => {
      const properties = Object.entries({ file, line, col: column, title: rule })
        .map(([key, value]) => `${key}=${escapeProperty(String(value))}`)
        .join(',');
      return `::${githubCommands[severity]} ${properties}::${escapeData(message)}\n`;
    })
    .join('');
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
