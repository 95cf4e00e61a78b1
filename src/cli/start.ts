import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { home } from '../archive/load.ts';
import { inspect } from '../check/inspect.ts';
import { serveSite } from '../site/build.ts';
import { Publication } from '../site/publication.ts';
import { printFindings } from './check.ts';
import { type Command, UsageError } from './command.ts';

export const start: Command = {
  name: 'start',
  summary: '在本机预览网站，保存文件后自动刷新；草稿也会显示',
  help: `用法：gongkai start [--root 目录] [--port 端口]

  --root 目录      含 data/ 和 reports/ 的目录，默认为当前目录
  --port 端口      预览地址的端口，默认 8080

有错误的年报不显示，错误写在终端里；改好保存后页面自动刷新。按 Ctrl-C 结束。
`,
  options: { root: { type: 'string' }, port: { type: 'string' } },
  async run(values, _positionals, terminal) {
    const root = path.resolve(String(values.root ?? '.'));
    const port = Number(values.port ?? 8080);
    if (!Number.isInteger(port) || port < 1 || port > 65_535)
      throw new UsageError('--port 应当是 1 到 65535 的整数');

    let publication: Publication | undefined;
    const reload = async () => {
      const { archive, findings, reportCount } = inspect(home, root);
      printFindings(findings, reportCount, 'text', terminal);
      // Where the site or the agencies cannot be read, the last good pages stay.
      const isFramed = !findings.some(
        ({ severity, file }) => severity === 'error' && file.startsWith('data/'),
      );
      if (archive && isFramed)
        publication = new Publication(archive, findings, { isPreview: true });
    };
    await reload();
    if (!publication) return 1;
    let isFirst = true;
    const renew = async () => {
      // The first renewal shows what has just been read.
      if (!isFirst) await reload();
      isFirst = false;
    };

    const folder = await mkdtemp(path.join(tmpdir(), 'gongkai-preview-'));
    try {
      await serveSite({ root, publication: () => publication! }, folder, port, renew);
      await new Promise<void>((resolve) => {
        for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, resolve);
      });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
    process.exit(0);
  },
};
