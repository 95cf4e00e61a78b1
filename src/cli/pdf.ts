import path from 'node:path';
import { reportKey } from '../archive/archive.ts';
import { rules } from '../check/catalogue.ts';
import { openPdfFile } from '../publish/pdf-file.ts';
import { PrintRun } from '../publish/print-run.ts';
import { Publication } from '../site/publication.ts';
import { cacheFolder, cacheHelp, cacheOptions } from './cache-option.ts';
import { type Command, UsageError } from './command.ts';
import { fontsHelp, fontsOption, fontsOptions } from './fonts-option.ts';
import { interruptible } from './interruption.ts';
import { openReport } from './one-report.ts';
import { readYear } from './report-argument.ts';

export const pdf: Command = {
  name: 'pdf',
  summary: '生成一份年报的 PDF，草稿也可以，供送审签发',
  help: `用法：gongkai pdf <机关id> <年度> [--out 文件] [--root 目录] [--fonts 目录] [--browser 路径]
                   [--cache 目录 | --no-cache]

  --out 文件       写到哪里；默认为当前目录下的 <机关id>-<年度>.pdf，草稿为 <机关id>-<年度>-草稿.pdf
  --root 目录      含 data/ 和 reports/ 的目录，默认为当前目录
${fontsHelp}
  --browser 路径   改用本机的 Chrome、Edge 或 Chromium
${cacheHelp}

草稿每页标有“草稿”。别的年报有错误不影响这一份；已有的同名 PDF 会被替换，别的文件不会。

退出码：0 已生成；1 这份年报有错误，没有生成；2 用法不对或程序出错；130 被中断。
`,
  options: {
    out: { type: 'string' },
    root: { type: 'string' },
    browser: { type: 'string' },
    ...fontsOptions,
    ...cacheOptions,
  },
  positionals: 2,
  async run(values, [id, yearText], terminal) {
    if (id === undefined || yearText === undefined)
      throw new UsageError('用法：gongkai pdf <机关id> <年度>');
    const year = readYear(yearText);
    const root = path.resolve(String(values.root ?? '.'));
    return interruptible(terminal, '已中断，没有生成 PDF', async (signal) => {
      const opened = openReport(root, { id, year }, terminal, unprintable, fontsOption(values));
      if (!opened) return 1;
      const { archive, archived, findings } = opened;
      const { isDraft } = archived.report;
      const name = `${id}-${year}${isDraft ? '-草稿' : ''}.pdf`;
      const file = await openPdfFile(path.resolve(String(values.out ?? name)));
      const publication = new Publication(archive, findings, { isPreview: true });
      const browser =
        values.browser === undefined ? {} : { browserPath: path.resolve(String(values.browser)) };
      const cache = cacheFolder(values, root);
      await using run = new PrintRun(publication, {
        root,
        warn: (message) => terminal.err(`${message}\n`),
        ...browser,
        ...(cache === undefined ? {} : { cache }),
      });
      const key = reportKey(archived.report);
      const bytes = (await run.kept(key)) ?? (await run.print(key));
      signal.throwIfAborted();
      await file.write(bytes, signal);
      terminal.out(`已生成：${file.path}${isDraft ? '（草稿）' : ''}\n`);
      return 0;
    });
  },
};

/** Findings of such a rule cannot be printed away, whoever explains them. */
const unprintable = new Set(rules.filter(({ mustBeMended }) => mustBeMended).map(({ id }) => id));
