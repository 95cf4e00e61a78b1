import { styleText } from 'node:util';
import { eastAsianWidth } from 'get-east-asian-width';
import type { Finding, FindingSummary, Severity } from './finding.ts';

const severityNames: Record<Severity, string> = { error: '错误', warning: '警告', info: '提示' };
const severityColours = { error: 'red', warning: 'yellow', info: 'blue' } as const;

/** Code points shown on each side of a finding's column. */
const contextBefore = 30;
const contextAfter = 40;

/** Findings for people: grouped by file, each with its source line, a verdict last. */
export function formatText(
  findings: readonly Finding[],
  summary: FindingSummary,
  colour = false,
): string {
  const paint = (format: Parameters<typeof styleText>[0], text: string) =>
    colour ? styleText(format, text, { validateStream: false }) : text;
  const lines: string[] = [];
  let file: string | undefined;
  for (const finding of findings) {
    if (finding.file !== file) {
      if (file !== undefined) lines.push('');
      file = finding.file;
      lines.push(paint('bold', file));
    }
    const severity = finding.acknowledged ? '已说明' : severityNames[finding.severity];
    const place = `${finding.line}:${finding.column}`;
    lines.push(
      `  ${place}  ${paint(severityColours[finding.severity], severity)}  ${finding.message}  ${paint('dim', finding.rule)}`,
    );
    if (finding.sourceLine) lines.push(...excerpt(finding).map((line) => paint('dim', line)));
  }
  if (lines.length > 0) lines.push('');
  lines.push(paint(summary.errors > 0 ? 'red' : 'green', verdict(summary)));
  return `${lines.join('\n')}\n`;
}

function verdict({ reports, errors, warnings, infos, acknowledged }: FindingSummary): string {
  const counts = [
    `${errors} 个错误`,
    `${warnings} 个警告`,
    ...(infos > 0 ? [`${infos} 个提示`] : []),
    ...(acknowledged > 0 ? [`${acknowledged} 个已说明`] : []),
  ];
  return `共 ${reports} 份年报：${counts.join('，')}。${errors > 0 ? '有错误，不能发布。' : '可以发布。'}`;
}

/** The source line around the column, and a caret under it. */
function excerpt({ sourceLine, line, column }: Finding): string[] {
  const characters = [...sourceLine!];
  const from = Math.max(0, column - 1 - contextBefore);
  const to = Math.min(characters.length, column - 1 + contextAfter);
  const before = (from > 0 ? '…' : '') + characters.slice(from, column - 1).join('');
  const after = characters.slice(column - 1, to).join('') + (to < characters.length ? '…' : '');
  const gutter = `${line}`.padStart(6);
  return [`${gutter} | ${before}${after}`, `${' '.repeat(gutter.length)} | ${blankOf(before)}^`];
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
  const fields = findings.map(
    ({ rule, severity, file, line, column, fact, message, expected, actual, acknowledged }) => ({
      rule,
      severity,
      file,
      line,
      column,
      fact,
      message,
      expected,
      actual,
      acknowledged,
    }),
  );
  return `${JSON.stringify({ findings: fields, summary }, null, 2)}\n`;
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
