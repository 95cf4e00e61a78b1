import path from 'node:path';
import { type Difference, differences } from '../archive/difference.ts';
import { home, loadArchive } from '../archive/load.ts';
import { openRevision, RevisionError } from '../archive/revision.ts';
import { type Command, UsageError } from './command.ts';

const formats = ['text', 'markdown', 'json'] as const;

export const diff: Command = {
  name: 'diff',
  summary: '列出两个版本之间变动的数字',
  help: `用法：gongkai diff [旧版本 [新版本]] [--root 目录] [--format text|markdown|json]

  旧版本、新版本   git 的版本，如 HEAD~1、main；旧版本默认为 HEAD，新版本默认为当前文件
  --root 目录      含 data/ 和 reports/ 的目录，默认为当前目录
  --format 格式    text：默认；markdown：贴到合并请求里；json：给程序用

读不出来的年报不参与比较，请先用 gongkai check 检查。
`,
  options: { root: { type: 'string' }, format: { type: 'string' } },
  positionals: 2,
  async run(values, [oldRevision = 'HEAD', newRevision], terminal) {
    const format = formats.find((known) => known === (values.format ?? 'text'));
    if (!format) throw new UsageError(`--format 只能是 ${formats.join('、')}`);
    const root = path.resolve(String(values.root ?? '.'));
    try {
      await using before = await openRevision(root, oldRevision);
      await using after =
        newRevision === undefined ? undefined : await openRevision(root, newRevision);
      const old = readRoot(before.root, oldRevision);
      const now = readRoot(after?.root ?? root, newRevision ?? '当前文件');
      for (const { name, unreadable } of [old, now]) {
        for (const file of unreadable) terminal.err(`${file}（${name}）读不出来，没有比较\n`);
      }
      const skipped = new Set([...old.unreadable, ...now.unreadable]);
      terminal.out(formatDifferences(differences(old.archive, now.archive, skipped), format));
      return 0;
    } catch (error) {
      if (error instanceof RevisionError) throw new UsageError(error.message);
      throw error;
    }
  },
};

/** The archive of a root, and the report files that are not in it for their faults. */
function readRoot(root: string, name: string) {
  const { archive, findings } = loadArchive(home, root);
  if (!archive)
    throw new UsageError(`“${name}”的 data/ 读不出来，无法比较；请先运行 gongkai check`);
  const read = new Set(archive.reports.map(({ report }) => report.source.file));
  const faulty = findings.map(({ file }) => file).filter((file) => file.endsWith('.yaml'));
  const unreadable = new Set(faulty.filter((file) => /^reports\//.test(file) && !read.has(file)));
  return { archive, name, unreadable };
}

function formatDifferences(found: readonly Difference[], format: (typeof formats)[number]): string {
  if (format === 'json') return `${JSON.stringify(found, null, 2)}\n`;
  if (found.length === 0) return '没有变动的数字。\n';
  if (format === 'markdown') {
    const rows = found.map(
      (difference) => `| ${cells(difference).map(escapeCell).join(' | ')} |\n`,
    );
    return `| 机关 | 年度 | 数字 | 原值 | 现值 |\n|---|---|---|---:|---:|\n${rows.join('')}`;
  }
  return found
    .map((difference) => {
      const [agency, year, address] = cells(difference);
      return `${agency} ${year}：${difference.report ? address : changeOf(difference)}\n`;
    })
    .join('');
}

/** A changed figure: address, old and new digits. */
export function changeOf(difference: Difference): string {
  const [, , address, before, after] = cells(difference);
  return `${address}　${before} → ${after}`;
}

function cells({ agencyName, year, report, address, before, after }: Difference): string[] {
  // What is not stated, or not yet filled in, is shown as the report shows it.
  const show = (text: string | null | undefined) => (text === undefined ? '无' : (text ?? '—'));
  if (report)
    return [agencyName, String(year), report === 'added' ? '新增报告' : '删除报告', '', ''];
  return [agencyName, String(year), address!, show(before), show(after)];
}

function escapeCell(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('|', '\\|').replaceAll('<', '&lt;');
}
