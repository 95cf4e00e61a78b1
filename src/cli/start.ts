import path from 'node:path';
import { isSystemError } from '../archive/files.ts';
import { openPreview } from '../preview/preview.ts';
import { printFindings } from './check.ts';
import { type Command, UsageError } from './command.ts';
import { fontsHelp, fontsOption, fontsOptions } from './fonts-option.ts';

export const start: Command = {
  name: 'start',
  summary: '在本机预览网站和打印版，保存文件后自动刷新；草稿也会显示',
  help: `用法：gongkai start [--root 目录] [--port 端口] [--host 地址] [--fonts 目录]

  --root 目录      含 data/ 和 reports/ 的目录，默认为当前目录
  --port 端口      预览地址的端口，默认 8080；被占用时往后顺延
  --host 地址      默认 127.0.0.1，只有本机能看；0.0.0.0 为同一网络里都能看
${fontsHelp}

每份年报的网页上有“预览打印版”，像 PDF 一样分页。
错误和提醒写在终端里，也显示在打开的网页上；网页停在最后一版没有错误的样子，改好保存后自动刷新。
按 Ctrl-C 结束。
`,
  options: {
    root: { type: 'string' },
    port: { type: 'string' },
    host: { type: 'string' },
    ...fontsOptions,
  },
  async run(values, _positionals, terminal) {
    const root = path.resolve(String(values.root ?? '.'));
    const port = Number(values.port ?? 8080);
    if (!Number.isInteger(port) || port < 1 || port > 65_535)
      throw new UsageError('--port 应当是 1 到 65535 的整数');
    const host = String(values.host ?? '127.0.0.1');

    // Heard from the beginning, so that what was made until then is removed.
    const interrupted = new Promise<void>((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => resolve());
    });
    const preview = await openPreview({
      root,
      host,
      port,
      ...fontsOption(values),
      inspected: ({ findings, reportCount }) =>
        printFindings(findings, reportCount, 'text', terminal),
      complain: (message) => terminal.err(`${message}\n`),
    }).catch((error: unknown) => {
      if (!isSystemError(error)) throw error;
      throw new UsageError(`不能在 ${host} 上预览（${error.code}）`);
    });
    if (!preview) return 1;
    terminal.out(`预览地址：${preview.urls.join(' ')}\n`);
    await interrupted;
    await preview.close();
    return 0;
  },
};
