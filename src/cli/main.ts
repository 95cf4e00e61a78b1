import { ToldError } from '../told-error.ts';
import { nearestKey } from '../yaml/nearest.ts';
import { type Command, type ExitCode, runCommand, type Terminal, UsageError } from './command.ts';

/** By name, in the order of the usage. Only the one that is run is loaded, which is half its time. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  new: async () => (await import('./new.ts')).newReport,
  import: async () => (await import('./import.ts')).importReports,
  check: async () => (await import('./check.ts')).check,
  build: async () => (await import('./build.ts')).build,
  publish: async () => (await import('./publish.ts')).publish,
  pdf: async () => (await import('./pdf.ts')).pdf,
  export: async () => (await import('./export.ts')).exportReport,
  review: async () => (await import('./review.ts')).review,
  start: async () => (await import('./start.ts')).start,
  status: async () => (await import('./status.ts')).status,
  diff: async () => (await import('./diff.ts')).diff,
  rules: async () => (await import('./rules.ts')).rules,
  schema: async () => (await import('./schema.ts')).schema,
  verify: async () => (await import('./verify.ts')).verify,
};

async function usage(): Promise<string> {
  const names = Object.keys(commands);
  const width = Math.max(...names.map((name) => name.length));
  const lines = names.map(
    async (name) => `  ${name.padEnd(width)}  ${(await commands[name]!()).summary}`,
  );
  return `gongkai：政府信息公开工作年度报告的编辑、检查与发布

用法：gongkai <命令> [选项]

${(await Promise.all(lines)).join('\n')}

每个命令都有 --help。
`;
}

/** Runs one command line; never throws. */
export async function main(args: string[], terminal: Terminal): Promise<ExitCode> {
  const [name, ...rest] = args;
  try {
    if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
      terminal.out(await usage());
      return name === undefined ? 2 : 0;
    }
    return await runCommand(await commandNamed(name), rest, terminal);
  } catch (error) {
    // Messages quote names of files and what others wrote.
    const { visible } = await import('../finding/format.ts');
    const lines = messageOf(error).split('\n');
    terminal.err(`${lines.map(visible).join('\n')}\n`);
    return 2;
  }
}

async function commandNamed(name: string): Promise<Command> {
  if (Object.hasOwn(commands, name)) return commands[name]!();
  const nearest = nearestKey(name, Object.keys(commands));
  throw new UsageError(`没有“${name}”这个命令${nearest ? `，是否应为“${nearest}”？` : ''}`);
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return `程序出错：${error}`;
  return error instanceof ToldError ? error.message : `程序出错：${error.stack ?? error.message}`;
}
