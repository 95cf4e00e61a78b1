#!/usr/bin/env node
// Starts the command line on the project's own Node 24, whichever Node the host calls `node`.
import { spawn } from 'node:child_process';
import module from 'node:module';
import { fileURLToPath } from 'node:url';

const required = 24;

if (Number.parseInt(process.versions.node, 10) >= required) {
  // Half of a short command's time is reading the program itself: what was read is kept.
  process.env.NODE_COMPILE_CACHE ??= fileURLToPath(
    new URL('../node_modules/.cache/gongkai-compiled', import.meta.url),
  );
  module.enableCompileCache(process.env.NODE_COMPILE_CACHE);
  await import('../src/cli/gongkai.ts');
} else {
  const own = fileURLToPath(new URL('../node_modules/.bin/node', import.meta.url));
  const child = spawn(own, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  // The child cleans up after itself first; this process ends with it.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => child.kill(signal));
  }
  child.on('error', ({ message }) => {
    console.error(`gongkai 需要 Node ${required} 以上；请先运行 npm ci。（${message}）`);
    process.exitCode = 2;
  });
  child.on('exit', (code) => {
    process.exitCode = code ?? 2;
    process.removeAllListeners();
  });
}
