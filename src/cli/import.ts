import path from 'node:path';
import { home, loadArchive } from '../archive/load.ts';
import { Recollection } from '../archive/recollection.ts';
import { inspectSome } from '../check/inspect.ts';
import { type Finding, hasErrors } from '../finding/finding.ts';
import { importFiles } from '../import/import-files.ts';
import { receiptFolder } from '../import/receipt-files.ts';
import { listSources, type SourceList, standardInput } from '../import/source-files.ts';
import { writeWhole } from '../publish/whole-file.ts';
import { printFindings } from './check.ts';
import { type Command, type Terminal, UsageError } from './command.ts';
import { identityQuestions } from './import-questions.ts';
import { type ImportRow, importJson, isDraft, isWritten, rowOf } from './import-row.ts';
import { batchText, briefText, comparisonText, mostFindings, skippedText } from './import-text.ts';
import { interruptible } from './interruption.ts';
import { progressLine } from './progress.ts';
import { findAgency, readYear } from './report-argument.ts';

export const importReports: Command = {
  name: 'import',
  summary: '把 Word、网页、文本、PDF 里的年报导入为待核对的年报',
  help: `用法：gongkai import <文件或目录>… [--agency 机关id] [--year 年度] [--to 目录] [--force]
                      [--placeholders] [--json 文件|-] [--root 目录]

  文件或目录       .docx、.html、.htm、.txt、.md 和有文字的 .pdf；目录连同下级一起导入；- 为标准输入
  --agency 机关id  是哪个机关的；默认按标题和正文认定，认不准时在终端里询问
  --year 年度      是哪一年的；默认按标题和正文认定，认不准时在终端里询问
  --to 目录        写到这个目录的 reports/ 下，默认为 <root>
  --force          覆盖已有的年报，先列出不同之处
  --placeholders   正文里与表格一致、只有一种读法的数字改成引用
  --json 文件      把结果另写成 JSON；- 为写到标准输出
  --root 目录      含 data/ 的目录，默认为当前目录

每个文件写成 reports/<机关id>/<年度>.yaml，标为原载，待核对处有注释。读到了什么、改了什么、
什么没有收入、什么要人处理，写在旁边“${receiptFolder}”目录的回执里。原文没有写的数字记作未载，从不猜测。

退出码：0 全部写入，没有要人处理的；1 有要人处理的，或有文件没有写入；2 用法不对或程序出错；
130 被中断，写入的年报都是完整的。
`,
  options: {
    agency: { type: 'string' },
    year: { type: 'string' },
    to: { type: 'string' },
    force: { type: 'boolean' },
    placeholders: { type: 'boolean' },
    json: { type: 'string' },
    root: { type: 'string' },
  },
  positionals: Number.POSITIVE_INFINITY,
  async run(values, names, terminal) {
    if (names.length === 0) throw new UsageError('用法：gongkai import <文件或目录>…');
    const year = values.year === undefined ? undefined : readYear(String(values.year));
    const json = values.json === undefined ? undefined : jsonTarget(String(values.json));
    const root = path.resolve(String(values.root ?? '.'));
    const to = path.resolve(String(values.to ?? root));
    refuseContent(root, to);
    // Whoever asks for JSON on standard output wants nothing else there.
    const told: Terminal = json === standardInput ? { ...terminal, out: terminal.err } : terminal;
    const recollection = new Recollection();
    const { archive, findings, reportCount } = loadArchive(home, root, {
      reportsFrom: to,
      recollection,
    });
    // Who imports reports need not have the fonts that they will be printed in.
    const ofData = findings.filter(
      ({ file, rule }) => file.startsWith('data/') && !rule.startsWith('fonts/'),
    );
    if (!archive || hasErrors(ofData)) {
      printFindings(ofData, reportCount, 'text', told);
      return 1;
    }
    const agency = values.agency === undefined ? undefined : String(values.agency);
    if (agency !== undefined && findAgency(archive.agencies, agency).type === '地区')
      throw new UsageError(`“${agency}”登记的是地区，不编制年报：请写机关的 id`);
    const sources = await listSources(names);
    if (sources.files.length === 0) {
      throw new UsageError(`没有可以导入的文件\n${skippedText(sources.skipped)}`.trimEnd());
    }

    return interruptible(told, '已中断：写入的年报都是完整的，其余没有动', async (signal) => {
      const rows: ImportRow[] = [];
      const progress = progressLine(told);
      const total = sources.files.length;
      const isAlone = total === 1;
      const clearProgress = () => {
        if (told.isInteractive) told.err('\r\x1b[K');
      };
      const readsInput = names.includes(standardInput);
      const outcomes = importFiles(sources.files, {
        archive,
        to,
        ...(agency === undefined ? {} : { agency }),
        ...(year === undefined ? {} : { year }),
        placeholders: values.placeholders === true,
        force: values.force === true,
        input: terminal.input ?? noInput,
        // What is piped in leaves nothing to answer with.
        ...(terminal.ask && !readsInput
          ? { identify: identityQuestions(archive.agencies, told, clearProgress, signal) }
          : {}),
        replacing: (report, comparison) => {
          clearProgress();
          told.out(comparisonText(report.file, comparison, isAlone));
        },
        signal,
      });
      for await (const outcome of outcomes) {
        if (!isAlone) progress({ step: '导入', done: rows.length + 1, total });
        rows.push(rowOf(outcome, archive));
        if (isAlone) told.out(briefText(outcome, archive));
      }
      return finish(rows, sources, { root, to, recollection, json, terminal, told });
    });
  },
};

async function* noInput(): AsyncGenerator<Uint8Array> {}

interface Finish {
  root: string;
  to: string;
  recollection: Recollection;
  json: string | undefined;
  terminal: Terminal;
  told: Terminal;
}

/** Checks what was written, and tells of all. */
async function finish(
  rows: readonly ImportRow[],
  { skipped }: SourceList,
  { root, to, recollection, json, terminal, told }: Finish,
): Promise<0 | 1> {
  const written = rows.filter(isWritten);
  const files = new Set(written.map(({ report }) => report!));
  const findings: readonly Finding[] =
    files.size === 0
      ? []
      : inspectSome(home, root, (file) => files.has(file), { reportsFrom: to, recollection })
          .findings;
  const isMuch = files.size > 1 && findings.length > mostFindings;
  const shown = isMuch ? findings.filter(({ severity }) => severity === 'error') : findings;
  const drafts = rows.filter(isDraft).length;
  if (shown.length > 0) printFindings(shown, files.size, 'text', told, drafts);
  if (rows.length > 1) told.out(batchText(rows, findings, isMuch));
  told.out(skippedText(skipped));
  if (json !== undefined) {
    const text = importJson(rows, skipped, findings);
    if (json === standardInput) terminal.out(text);
    else await writeWhole(path.dirname(json), path.basename(json), text);
  }
  const needsPerson = rows.some((row) => !isWritten(row) || (row.counts?.needsPerson ?? 0) > 0);
  return needsPerson || hasErrors(findings) ? 1 : 0;
}

/** The path of the JSON, or `-`. */
function jsonTarget(value: string): string {
  if (value === standardInput) return value;
  // A source must not be overwritten for a slip of the pen.
  if (!value.endsWith('.json')) throw new UsageError('--json 后面写以 .json 结尾的文件名，或 -');
  return path.resolve(value);
}

/** Folders of a root that hold something else than an output. */
const contentFolders = ['reports', 'data', 'templates', 'styles'];

function refuseContent(root: string, to: string): void {
  for (const name of contentFolders) {
    const folder = path.join(root, name);
    if (to === folder || to.startsWith(folder + path.sep))
      throw new UsageError(
        `--to 不能是 ${name}/ 之内的目录：年报会写到 <目录>/reports/<机关id>/ 下`,
      );
  }
}
