import type { ExitCode, Terminal } from '../../src/cli/command.ts';
import { main } from '../../src/cli/main.ts';

/** What a command line wrote, and its exit code. */
export interface Ran {
  code: ExitCode;
  out: string;
  err: string;
}

/** Runs a command line in this process, as a script without a terminal would. */
export async function run(...args: string[]): Promise<Ran> {
  return runWith({}, ...args);
}

/** The same with something piped in, or a person at the terminal. */
export async function runWith(
  person: Partial<Pick<Terminal, 'input' | 'ask' | 'isInteractive'>>,
  ...args: string[]
): Promise<Ran> {
  const written = { out: '', err: '' };
  const terminal: Terminal = {
    out: (text) => {
      written.out += text;
    },
    err: (text) => {
      written.err += text;
    },
    isInteractive: false,
    ...person,
  };
  return { code: await main(args, terminal), ...written };
}
