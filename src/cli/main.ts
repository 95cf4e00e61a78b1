import { nearestKey } from '../yaml/nearest.ts';
import { build } from './build.ts';
import { check } from './check.ts';
import { type Command, type ExitCode, runCommand, type Terminal, UsageError } from './command.ts';
import { diff } from './diff.ts';
import { newReport } from './new.ts';
import { rules } from './rules.ts';
import { schema } from './schema.ts';
import { start } from './start.ts';

const commands: readonly Command[] = [newReport, check, build, start, diff, rules, schema];

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
    if (error instanceof UsageError) terminal.err(`${error.message}\n`);
    else
      terminal.err(
        `程序出错：${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
      );
    return 2;
  }
}
