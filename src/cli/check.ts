import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { home } from '../archive/load.ts';
import { fixLiteralFigures } from '../check/fix.ts';
import { inspect } from '../check/inspect.ts';
import { type Finding, hasErrors, summarize } from '../finding/finding.ts';
import { formatGithub, formatJson, formatText } from '../finding/format.ts';
import { type Command, type Terminal, UsageError } from './command.ts';
import { fontsHelp, fontsOption, fontsOptions } from './fonts-option.ts';

const formats = ['text', 'json', 'github'] as const;

export const check: Command = {
  name: 'check',
  summary: '检查全部年报，不生成任何文件',
  help: `用法：gongkai check [--root 目录] [--format text|json|github] [--fix] [--fonts 目录]

  --root 目录      含 data/ 和 reports/ 的目录，默认为当前目录
  --format 格式    text：给人看（默认）；json：给程序用；github：在合并请求上标注
  --fix            把文字里与表格一致、只有一种读法的数字改成引用，其余一字不动
${fontsHelp}

退出码：0 没有错误；1 内容有错误；2 用法不对或程序出错。警告不影响发布。
`,
  options: {
    root: { type: 'string' },
    format: { type: 'string' },
    fix: { type: 'boolean' },
    ...fontsOptions,
  },
  async run(values, _positionals, terminal) {
    const format = formats.find((known) => known === (values.format ?? 'text'));
    if (!format) throw new UsageError(`--format 只能是 ${formats.join('、')}`);
    const root = path.resolve(String(values.root ?? '.'));
    if (values.fix) await fix(root, terminal);
    const { findings, reportCount } = inspect(home, root, fontsOption(values));
    printFindings(findings, reportCount, format, terminal);
    return hasErrors(findings) ? 1 : 0;
  },
};

/** Rewrites the reports that read without fault; tells on standard error what was changed. */
async function fix(root: string, terminal: Terminal): Promise<void> {
  const { archive, findings } = inspect(home, root);
  const faulty = new Set(findings.filter(({ isFault }) => isFault).map(({ file }) => file));
  for (const archived of archive?.reports ?? []) {
    const { file } = archived.report.source;
    const { text, count } = fixLiteralFigures(archived);
    if (count === 0 || faulty.has(file)) continue;
    await writeFile(path.join(root, file), text);
    terminal.err(`${file}：${count} 个数字改成了引用\n`);
  }
}

/** Writes findings in the chosen format to standard output; text says how many reports are drafts. */
export function printFindings(
  findings: readonly Finding[],
  reports: number,
  format: (typeof formats)[number],
  terminal: Terminal,
  drafts = 0,
): void {
  const summary = summarize(findings, reports);
  if (format === 'json') terminal.out(formatJson(findings, summary));
  else if (format === 'github') terminal.out(formatGithub(findings));
  else terminal.out(formatText(findings, summary, terminal.isInteractive, drafts));
}
