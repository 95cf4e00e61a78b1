import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { type AddressInfo, connect, createServer } from 'node:net';
import path from 'node:path';
import { nginxConfiguration } from '../../src/serving/nginx.ts';
import { temporaryFolder } from '../roots.ts';
import type { SiteServer } from './table-server.ts';

/** Where nginx is installed; undefined where it is not. */
export const nginxProgram = [
  ...(process.env.PATH ?? '').split(path.delimiter),
  '/usr/sbin',
  '/usr/local/sbin',
]
  .map((folder) => path.join(folder, 'nginx'))
  .find((file) => existsSync(file));

/** Serves a built site by a real nginx under the project's configuration. */
export async function openNginx(folder: string): Promise<SiteServer> {
  const own = await temporaryFolder();
  const port = await freePort();
  const site = nginxConfiguration({
    serverName: '_',
    root: folder,
    listen: [`listen 127.0.0.1:${port};`],
  });
  const file = path.join(own.path, 'nginx.conf');
  const temporaries = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${own.path}/${name};`)
    .join('\n');
  await writeFile(
    file,
    `${process.getuid?.() === 0 ? 'user root;\n' : ''}worker_processes 1;
daemon off;
pid ${own.path}/nginx.pid;
error_log stderr;
events { worker_connections 64; }
http {
access_log off;
${temporaries}
${site}
}
`,
  );
  const given = ['-p', own.path, '-e', 'stderr', '-c', file];
  // Tells what is wrong with the configuration; the server itself would only end.
  execFileSync(nginxProgram!, [...given, '-t'], { stdio: 'pipe' });
  const server = spawn(nginxProgram!, given, { stdio: 'ignore' });
  await listening(server, port);
  return {
    origin: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      const ended = once(server, 'exit');
      server.kill('SIGQUIT');
      await ended;
      await own.remove();
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Waits until a connection is taken. Throws where the server has ended. */
async function listening(server: ChildProcess, port: number): Promise<void> {
  for (;;) {
    if (server.exitCode !== null) throw new Error(`nginx has ended with ${server.exitCode}`);
    const socket = connect(port, '127.0.0.1');
    const isOpen = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true));
      socket.once('error', () => setImmediate(resolve, false));
    });
    socket.destroy();
    if (isOpen) return;
  }
}
