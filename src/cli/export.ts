import path from 'node:path';
import { reportKey } from '../archive/archive.ts';
import { openWordFile } from '../publish/word-file.ts';
import { exportedReport } from '../site/data-source.ts';
import { Publication } from '../site/publication.ts';
import { type Command, UsageError } from './command.ts';
import { interruptible } from './interruption.ts';
import { openReport } from './one-report.ts';
import { readYear } from './report-argument.ts';

const usage = '用法：gongkai export <机关id> <年度> --docx';

export const exportReport: Command = {
  name: 'export',
  summary: '把一份年报导出为 Word 文件，草稿也可以，供传阅、修改',
  help: `${usage} [--out 文件] [--root 目录]

  --docx           导出为 Word 文件（.docx）
  --out 文件       写到哪里；默认为当前目录下的 <机关id>-<年度>.docx，草稿为 <机关id>-<年度>-草稿.docx
  --root 目录      含 data/ 和 reports/ 的目录，默认为当前目录

内容与 PDF 相同，占位符已换成数字；在 Word 里改动的文字和数字不会回到年报文件里。
草稿每页标有“草稿”。别的年报有错误不影响这一份。本命令先前生成、后来没有改过的同名文件会被替换，
别的文件不会。

退出码：0 已生成；1 这份年报有错误，没有生成；2 用法不对或程序出错；130 被中断。
`,
  options: {
    docx: { type: 'boolean' },
    out: { type: 'string' },
    root: { type: 'string' },
  },
  positionals: 2,
  async run(values, [id, yearText], terminal) {
    if (id === undefined || yearText === undefined || !values.docx) throw new UsageError(usage);
    const year = readYear(yearText);
    const root = path.resolve(String(values.root ?? '.'));
    return interruptible(terminal, '已中断，没有生成 Word 文件', async (signal) => {
      const opened = openReport(root, { id, year }, terminal, new Set());
      if (!opened) return 1;
      const { archive, archived, findings } = opened;
      const { isDraft } = archived.report;
      const name = `${id}-${year}${isDraft ? '-草稿' : ''}.docx`;
      const file = await openWordFile(path.resolve(String(values.out ?? name)));
      const publication = new Publication(archive, findings, { isPreview: true });
      const source = exportedReport(publication, reportKey(archived.report));
      // No other command needs the library behind it.
      const { reportDocx } = await import('../export/docx/report-docx.ts');
      const bytes = await reportDocx(source, { isDemo: publication.site.isDemo });
      signal.throwIfAborted();
      await file.write(bytes, signal);
      terminal.out(`已生成：${file.path}${isDraft ? '（草稿）' : ''}\n`);
      return 0;
    });
  },
};
