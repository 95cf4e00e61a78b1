import path from 'node:path';
import { PrintError } from '../pdf/print-error.ts';
import { type Progress, publish } from '../publish/publish.ts';
import { OutputError } from '../publish/staging.ts';
import { printFindings } from './check.ts';
import type { Command, Terminal } from './command.ts';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export const build: Command = {
  name: 'build',
  summary: '检查全部年报，生成网站和 PDF',
  help: `用法：gongkai build [--root 目录] [--out 目录] [--browser 路径]

  --root 目录      含 data/ 和 reports/ 的目录，默认为当前目录
  --out 目录       输出目录，默认为 <root>/_site；全部成功才会替换旧的内容
  --browser 路径   改用本机的 Chrome、Edge 或 Chromium 生成 PDF

退出码：0 已生成；1 内容有错误，旧的输出原样未动；2 用法不对或程序出错；130 被中断。
`,
  options: { root: { type: 'string' }, out: { type: 'string' }, browser: { type: 'string' } },
  async run(values, _positionals, terminal) {
    const root = path.resolve(String(values.root ?? '.'));
    const output = path.resolve(String(values.out ?? path.join(root, '_site')));
    const interruption = new AbortController();
    const interrupt = () => interruption.abort(new InterruptedError('已中断，旧的输出原样未动'));
    for (const signal of signals) process.once(signal, interrupt);
    try {
      const { findings, reportCount, isPublished } = await publish({
        root,
        output,
        ...(values.browser === undefined
          ? {}
          : { browserPath: path.resolve(String(values.browser)) }),
        progress: progressLine(terminal),
        signal: interruption.signal,
      });
      printFindings(findings, reportCount, 'text', terminal);
      if (isPublished) terminal.out(`已生成：${output}\n`);
      return isPublished ? 0 : 1;
    } catch (error) {
      if (error instanceof InterruptedError) {
        terminal.err(`${error.message}\n`);
        return 130;
      }
      if (!(error instanceof OutputError || error instanceof PrintError)) throw error;
      terminal.err(`${error.message}\n`);
      return 2;
    } finally {
      for (const signal of signals) process.off(signal, interrupt);
    }
  },
};

class InterruptedError extends Error {
  override name = 'InterruptedError';
}

/** Shows progress on one line of a terminal, and nothing elsewhere. */
function progressLine(terminal: Terminal): (step: Progress) => void {
  if (!terminal.isInteractive) return () => {};
  return ({ step, done, total }) =>
    terminal.err(`\r\x1b[K${step} ${done}/${total}${done === total ? '\n' : ''}`);
}
