#!/usr/bin/env node
// Starts the command line on the project's own Node 24, whichever Node the host calls `node`.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const required = 24;

if (Number.parseInt(process.versions.node, 10) >= required) {
  await import('../src/cli/gongkai.ts');
} else {
  const own = fileURLToPath(new URL('../node_modules/.bin/node', import.meta.url));
  const started = spawnSync(own, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  if (started.error) {
    console.error(
      `gongkai 需要 Node ${required} 以上；请先运行 npm ci。（${started.error.message}）`,
    );
    process.exit(2);
  }
  if (started.signal) process.kill(process.pid, started.signal);
  process.exit(started.status ?? 2);
}
