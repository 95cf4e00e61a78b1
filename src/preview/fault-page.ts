import path from 'node:path';
import type { Finding } from '../finding/finding.ts';
import type { ToldFinding } from '../finding/format.ts';
import { escapeHtml } from '../prose/markdown.ts';
import type { Publication } from '../site/publication.ts';
import { pageFindings, reportFile } from './page-findings.ts';
import { programAddress } from './programs.ts';

const style = path.join(import.meta.dirname, 'page/findings-overlay.css');

/** Whether a page is missing because the report that makes it has errors. */
export function isHeldBack(
  url: string,
  { archive }: Publication,
  findings: readonly Finding[],
): boolean {
  const name = reportFile(url);
  return (
    name !== undefined &&
    (findings.some(({ file }) => file === name) ||
      archive.reports.some(({ report }) => report.source.file === name))
  );
}

/**
 * A page in place of one that its files' errors leave nothing to show of. The preview's server adds
 * what loads it anew when a file is saved.
 *
 * @param pathname of a report's page
 * @param findings all there are
 */
export function faultPage(pathname: string, findings: readonly Finding[]): string {
  const { own } = pageFindings(pathname, findings);
  // What a report quotes is of the same agency.
  const ofAgency = () => pageFindings(pathname.replace(/\d{4}\/.*$/, ''), findings).own;
  const cause = own.length > 0 ? '内容有错误' : '所引用的文件有错误';
  return messagePage(
    '暂时不能显示',
    `<p><code>${escapeHtml(reportFile(pathname) ?? '本页')}</code> ${cause}，还没有可以显示的一版。改好保存后，本页自动刷新。</p>
<ul>
${(own.length > 0 ? own : ofAgency()).map(item).join('\n')}
</ul>`,
  );
}

/** A page of the preview that says why there is no other; `content` is HTML. */
export function messagePage(title: string, content: string): string {
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${programAddress(style)}">
</head>
<body class="fault-page">
<main>
<h1>${escapeHtml(title)}</h1>
${content}
</main>
</body>
</html>
`;
}

/** A finding in the markup that findings-overlay.js makes as well. */
function item({
  file,
  line,
  column,
  severity,
  severityName,
  message,
  rule,
  excerpt,
}: ToldFinding): string {
  const source = excerpt
    ? `\n<pre><span class="line-number">${line}</span>${escapeHtml(excerpt.before)}<span class="caret"></span>${escapeHtml(excerpt.after)}</pre>`
    : '';
  return `<li class="${severity}">
<p><span class="place">${escapeHtml(file)}:${line}:${column}</span> <span class="rule">${escapeHtml(rule)}</span></p>
<p><strong class="severity">${severityName}</strong> <span class="message">${escapeHtml(message)}</span></p>${source}
</li>`;
}
