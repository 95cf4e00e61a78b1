import type { ExitCode, Terminal } from './command.ts';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs work that Ctrl-C, or the end of the terminal, breaks off through an AbortSignal. When the
 * work then throws the signal's reason, `message` is told and the exit code is 130.
 */
export async function interruptible(
  terminal: Terminal,
  message: string,
  work: (signal: AbortSignal) => Promise<ExitCode>,
): Promise<ExitCode> {
  const interruption = new AbortController();
  const interrupt = () => interruption.abort(new InterruptedError(message));
  for (const signal of signals) process.once(signal, interrupt);
  try {
    return await work(interruption.signal);
  } catch (error) {
    if (!(error instanceof InterruptedError)) throw error;
    terminal.err(`${error.message}\n`);
    return 130;
  } finally {
    for (const signal of signals) process.off(signal, interrupt);
  }
}

class InterruptedError extends Error {
  override name = 'InterruptedError';
}
