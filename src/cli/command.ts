import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { ToldError } from '../told-error.ts';

/** Where a command writes and asks, so that it can be run by tests as by a terminal. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  /** Whether a person is watching: then progress and colour are welcome. */
  isInteractive: boolean;
  /** What is piped in, until the signal ends it. */
  input?(signal: AbortSignal): AsyncIterable<Uint8Array>;
  /**
   * Asks the person for a line; absent where nobody can answer. Undefined where they have ended
   * the input. Throws the signal's reason.
   */
  ask?(question: string, signal: AbortSignal): Promise<string | undefined>;
}

/** 0: no errors; 1: errors in content; 2: wrong usage or an internal failure; 130: interrupted. */
export type ExitCode = 0 | 1 | 2 | 130;

export interface Command {
  name: string;
  /** One line, in Chinese. */
  summary: string;
  /** Whole text of --help after the summary. */
  help: string;
  options: ParseArgsOptionsConfig;
  positionals?: number;
  run(
    values: Record<string, string | boolean | undefined>,
    positionals: string[],
    terminal: Terminal,
  ): Promise<ExitCode>;
}

/** Wrong use of the command line; the message is for the person who typed it. */
export class UsageError extends ToldError {
  override name = 'UsageError';
}

/** Parses a command's own arguments and runs it. */
export async function runCommand(
  command: Command,
  args: string[],
  terminal: Terminal,
): Promise<ExitCode> {
  const options: ParseArgsOptionsConfig = {
    ...command.options,
    help: { type: 'boolean', short: 'h' },
  };
  const { values, positionals } = parse(command, args, options);
  if (values.help) {
    terminal.out(`gongkai ${command.name}：${command.summary}\n\n${command.help}`);
    return 0;
  }
  if (positionals.length > (command.positionals ?? 0)) {
    throw new UsageError(`多余的参数：${positionals.slice(command.positionals ?? 0).join(' ')}`);
  }
  return command.run(values, positionals, terminal);
}

function parse(command: Command, args: string[], options: ParseArgsOptionsConfig) {
  try {
    const parsed = parseArgs({ args, options, allowPositionals: true, strict: true });
    return {
      values: parsed.values as Record<string, string | boolean | undefined>,
      positionals: parsed.positionals,
    };
  } catch (error) {
    const known = Object.keys(options)
      .map((option) => `--${option}`)
      .join(' ');
    throw new UsageError(`${explain(error)}。gongkai ${command.name} 的选项：${known}`);
  }
}

/** What Node's parser found wrong, in Chinese; the option's name is between its quotes. */
function explain(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  const option = /'(-[^' ]+)/.exec(message)?.[1] ?? '';
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return `没有“${option}”这个选项`;
  if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') return `选项“${option}”的值不对`;
  return message;
}
