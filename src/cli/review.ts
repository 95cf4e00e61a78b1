import path from 'node:path';
import type { Archive } from '../archive/archive.ts';
import { home } from '../archive/load.ts';
import { RevisionError } from '../archive/revision.ts';
import { inspect } from '../check/inspect.ts';
import { hasErrors } from '../finding/finding.ts';
import { openPaginator } from '../pdf/paginate.ts';
import { checkPdf } from '../pdf/read-back/check.ts';
import { openPdfFile } from '../publish/pdf-file.ts';
import { openSheetFile } from '../publish/sheet-file.ts';
import { makeFolder } from '../publish/whole-file.ts';
import { openPublishedVersion, PublishedVersionError } from '../review/published-version.ts';
import { reviewSheet } from '../review/review-sheet.ts';
import type { ReviewSheet } from '../review/sheet.ts';
import { expectedSheet, sheetDocument, sheetPage, sheetStyles } from '../review/sheet-document.ts';
import { printFindings } from './check.ts';
import { type Command, UsageError } from './command.ts';
import { fontsHelp, fontsOption, fontsOptions } from './fonts-option.ts';
import { interruptible } from './interruption.ts';
import { noSuchReport } from './one-report.ts';
import { findAgency, readYear } from './report-argument.ts';

const usage = '用法：gongkai review <机关id> <年度>';

export const review: Command = {
  name: 'review',
  summary: '生成一份年报的校验单，供审核人签发',
  help: `${usage} [--out 目录] [--against 网站目录|版本] [--root 目录]
                      [--fonts 目录] [--browser 路径] [--no-pdf]

  --out 目录       写到哪里；默认为当前目录。写两个文件：<机关id>-<年度>-校验单.html 和 .pdf
  --against …      与上次发布的相比：gongkai build 生成的网站目录，或 git 的版本，如 HEAD~1、v2025
  --root 目录      含 data/ 和 reports/ 的目录，默认为当前目录
${fontsHelp}
  --browser 路径   改用本机的 Chrome、Edge 或 Chromium
  --no-pdf         只写网页，不生成 PDF

校验单上有：主要数字和与上年不同的数字、勾稽核对的结果、待处理和已说明的检查发现、与上次发布的差别，
以及签名的地方。草稿、有错误的年报也能生成，读不出来的内容会写明。
同名的校验单会被替换，别的文件不会。

退出码：0 已生成，年报没有错误；1 年报有错误，校验单已生成；2 用法不对或程序出错；130 被中断。
`,
  options: {
    out: { type: 'string' },
    against: { type: 'string' },
    root: { type: 'string' },
    browser: { type: 'string' },
    'no-pdf': { type: 'boolean' },
    ...fontsOptions,
  },
  positionals: 2,
  async run(values, [id, yearText], terminal) {
    if (id === undefined || yearText === undefined) throw new UsageError(usage);
    const year = readYear(yearText);
    const root = path.resolve(String(values.root ?? '.'));
    const { archive, findings } = inspect(home, root, fontsOption(values));
    const file = `reports/${id}/${year}.yaml`;
    const concerned = findings.filter(
      (each) => each.file === file || each.file.startsWith('data/'),
    );
    if (!archive) {
      printFindings(concerned, 1, 'text', terminal);
      terminal.err('data/ 读不出来，没有生成校验单\n');
      return 1;
    }
    const agency = findAgency(archive.agencies, id);
    const archived = archive.reports.find(({ report }) => report.source.file === file);
    if (!archived && !concerned.some((each) => each.file === file))
      throw noSuchReport(archive, id, year);
    const version = await versionAgainst(values.against, root, { agency: id, year });
    const sheet = reviewSheet({
      archive,
      agency,
      year,
      findings: concerned,
      ...(archived ? { archived } : {}),
      ...(version ? { version } : {}),
    });
    const folder = path.resolve(String(values.out ?? '.'));
    const stem = path.join(folder, `${sheet.stem}-校验单`);
    return interruptible(terminal, '已中断，没有生成完', async (signal) => {
      await makeFolder(folder);
      const page = await openSheetFile(`${stem}.html`);
      const pdf = values['no-pdf'] ? undefined : await openPdfFile(`${stem}.pdf`);
      await page.write(Buffer.from(sheetPage(root, sheet)), signal);
      terminal.out(`已生成：${page.path}\n`);
      if (pdf) {
        const browser =
          values.browser === undefined ? {} : { browserPath: path.resolve(String(values.browser)) };
        await pdf.write(await printed(root, archive, sheet, browser), signal);
        terminal.out(`已生成：${pdf.path}\n`);
      }
      return hasErrors(concerned) ? 1 : 0;
    });
  },
};

async function versionAgainst(
  against: string | boolean | undefined,
  root: string,
  name: { agency: string; year: number },
) {
  if (against === undefined) return undefined;
  try {
    return await openPublishedVersion(root, String(against), name);
  } catch (error) {
    const isTold = error instanceof RevisionError || error instanceof PublishedVersionError;
    if (isTold) throw new UsageError(error.message);
    throw error;
  }
}

/** The PDF of a sheet, read back. Throws PrintError. */
async function printed(
  root: string,
  { fonts }: Archive,
  sheet: ReviewSheet,
  browser: { browserPath?: string },
): Promise<Uint8Array> {
  const options = { styles: sheetStyles(root), fonts, concurrency: 1, ...browser };
  await using paginator = await openPaginator(options);
  const bytes = await paginator.paginate(sheetDocument(root, sheet));
  await checkPdf(bytes, expectedSheet(sheet));
  return bytes;
}
