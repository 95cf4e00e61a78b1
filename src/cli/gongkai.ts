import { addAbortSignal } from 'node:stream';
import { isatty } from 'node:tty';
import { main } from './main.ts';
import { lineAsker } from './question.ts';

// Whoever reads along may stop at any line (`| head`): what is under way is finished all the same.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });

process.exitCode = await main(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  isInteractive: process.stdout.isTTY === true,
  input: (signal) => addAbortSignal(signal, process.stdin),
  ...(isatty(0) && isatty(1)
    ? { ask: lineAsker(process.stdin, process.stdout, () => process.emit('SIGINT')) }
    : {}),
});
