import path from 'node:path';
import { publish } from '../publish/publish.ts';
import { cacheFolder, cacheHelp, cacheOptions } from './cache-option.ts';
import { printFindings } from './check.ts';
import type { Command } from './command.ts';
import { fontsHelp, fontsOption, fontsOptions } from './fonts-option.ts';
import { interruptible } from './interruption.ts';
import { progressLine } from './progress.ts';

export const build: Command = {
  name: 'build',
  summary: '检查全部年报，生成网站和 PDF',
  help: `用法：gongkai build [--root 目录] [--out 目录] [--fonts 目录] [--browser 路径]
                     [--cache 目录 | --no-cache] [--previous 目录]

  --root 目录      含 data/ 和 reports/ 的目录，默认为当前目录
  --out 目录       输出目录，默认为 <root>/_site；全部成功才会替换旧的内容
${fontsHelp}
  --browser 路径   改用本机的 Chrome、Edge 或 Chromium 生成 PDF
${cacheHelp}
  --previous 目录  先前生成的网站：写了“更正”的年报，更正前的 PDF 从那里取来，保留在自己的地址

退出码：0 已生成；1 内容有错误，旧的输出原样未动；2 用法不对或程序出错；130 被中断。
`,
  options: {
    root: { type: 'string' },
    out: { type: 'string' },
    browser: { type: 'string' },
    previous: { type: 'string' },
    ...fontsOptions,
    ...cacheOptions,
  },
  async run(values, _positionals, terminal) {
    const root = path.resolve(String(values.root ?? '.'));
    const output = path.resolve(String(values.out ?? path.join(root, '_site')));
    const cache = cacheFolder(values, root);
    return interruptible(terminal, '已中断，旧的输出原样未动', async (signal) => {
      const { findings, reportCount, isPublished, fontLines } = await publish({
        root,
        output,
        ...fontsOption(values),
        ...(values.browser === undefined
          ? {}
          : { browserPath: path.resolve(String(values.browser)) }),
        ...(cache === undefined ? {} : { cache }),
        ...(values.previous === undefined
          ? {}
          : { previous: path.resolve(String(values.previous)) }),
        warn: (message) => terminal.err(`${message}\n`),
        progress: progressLine(terminal),
        signal,
      });
      printFindings(findings, reportCount, 'text', terminal);
      for (const line of fontLines) terminal.out(`${line}\n`);
      if (isPublished) terminal.out(`已生成：${output}\n`);
      return isPublished ? 0 : 1;
    });
  },
};
