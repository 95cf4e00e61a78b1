/** Thrown for an option that cannot be; the message is for the person who typed it. */
export class ArgumentError extends Error {
  override name = 'ArgumentError';
}

/** The whole number above zero that an option holds. Throws ArgumentError for anything else. */
export function countOf(option: string, text: string): number {
  if (/^[1-9]\d{0,6}$/.test(text)) return Number(text);
  throw new ArgumentError(`--${option} takes a whole number above zero, not “${text}”.`);
}

/** Runs a program's main function; wrong arguments become a message and exit code 2. */
export async function runMain(main: () => Promise<void>, usage: string): Promise<void> {
  try {
    await main();
  } catch (error) {
    if (!isArgumentError(error)) throw error;
    process.stderr.write(`${error.message}\n\n${usage}`);
    process.exitCode = 2;
  }
}

/** Ours, or one of `parseArgs`. */
function isArgumentError(error: unknown): error is Error {
  return (
    error instanceof ArgumentError ||
    (error instanceof Error && 'code' in error && /^ERR_PARSE_ARGS/.test(String(error.code)))
  );
}
