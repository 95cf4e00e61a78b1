import { FontFolderError } from '../fonts/choose.ts';
import { ImportError } from '../import/read/import-error.ts';
import { UnpackError } from '../packages/unpacked.ts';
import { PrintError } from '../pdf/print-error.ts';
import { PreviousSiteError } from '../publish/former-pdfs.ts';
import { OutputError } from '../publish/staging.ts';
import { RedirectError } from '../serving/serving-files.ts';
import { nearestKey } from '../yaml/nearest.ts';
import { build } from './build.ts';
import { check } from './check.ts';
import { type Command, type ExitCode, runCommand, type Terminal, UsageError } from './command.ts';
import { diff } from './diff.ts';
import { exportReport } from './export.ts';
import { importReports } from './import.ts';
import { newReport } from './new.ts';
import { pdf } from './pdf.ts';
import { publish } from './publish.ts';
import { review } from './review.ts';
import { rules } from './rules.ts';
import { schema } from './schema.ts';
import { start } from './start.ts';
import { status } from './status.ts';
import { verify } from './verify.ts';

const commands: readonly Command[] = [
  newReport,
  importReports,
  check,
  build,
  publish,
  pdf,
  exportReport,
  review,
  start,
  status,
  diff,
  rules,
  schema,
  verify,
];

function usage(): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  const list = commands
    .map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`)
    .join('\n');
  return `gongkai：政府信息公开工作年度报告的编辑、检查与发布

用法：gongkai <命令> [选项]

${list}

每个命令都有 --help。
`;
}

/** Errors that are no fault of the program: their messages are for the person at the terminal. */
const told = [
  UsageError,
  OutputError,
  PrintError,
  UnpackError,
  FontFolderError,
  RedirectError,
  ImportError,
  PreviousSiteError,
];

/** Runs one command line; never throws. */
export async function main(args: string[], terminal: Terminal): Promise<ExitCode> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    terminal.out(usage());
    return name === undefined ? 2 : 0;
  }
  try {
    const command = commands.find((known) => known.name === name);
    if (!command) {
      const nearest = nearestKey(
        name,
        commands.map((known) => known.name),
      );
      throw new UsageError(`没有“${name}”这个命令${nearest ? `，是否应为“${nearest}”？` : ''}`);
    }
    return await runCommand(command, rest, terminal);
  } catch (error) {
    terminal.err(`${messageOf(error)}\n`);
    return 2;
  }
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return `程序出错：${error}`;
  const isTold = told.some((kind) => error instanceof kind);
  return isTold ? error.message : `程序出错：${error.stack ?? error.message}`;
}
