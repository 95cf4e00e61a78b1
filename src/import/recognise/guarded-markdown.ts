/**
 * Inline Markdown of a paragraph so that neither Markdown nor the report reader takes a sign of the
 * source for one of its own.
 */
export function guardedMarkdown(markdown: string): string {
  return markdown
    .replace(/\\?<(?=[/!?]?[a-z!?])/gi, '&lt;')
    .replace(/\\.|!(?=\[)/g, (sign) => (sign === '!' ? '\\!' : sign))
    .replace(/[{｛]/g, (brace) => `&#${brace.codePointAt(0)};`)
    .replaceAll('（在此填写）', '（在此&#22635;写）')
    .split('\n')
    .map(guardedLine)
    .join('\n');
}

function guardedLine(line: string, at: number): string {
  return line
    .replace(/^(?=#|>|[-+*](?:\s|$)|\||(?:[-_*]\s*){3,}$|=+$)/, '\\')
    .replace(/^[\s|:-]+$/, (rule) => (at > 0 && rule.includes('-') ? `\\${rule}` : rule))
    .replace(/^＃/, '&#65283;')
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2')
    .replace(/^([^\s:：\\]+):(?=\s|$)/, '$1\\:');
}
