import { stat } from 'node:fs/promises';
import path from 'node:path';
import {
  type Difference,
  type DifferenceKind,
  type Identified,
  identifyFile,
  VerifyError,
  verifyFolder,
} from '../publish/verify.ts';
import { type Command, type ExitCode, type Terminal, UsageError } from './command.ts';

export const verify: Command = {
  name: 'verify',
  summary: '核对网站目录或下载的文件，看是否与发布时一致',
  help: `用法：gongkai verify <目录>
      gongkai verify <文件> --manifest <manifest.json 或 SHA256SUMS>

  目录              生成或下载的整个网站；按其中的 SHA256SUMS 和 manifest.json 逐个核对
  文件              下载的一个文件，如年报的 PDF，改过名也认得出
  --manifest 清单   从发布机关的网站取得的 manifest.json 或 SHA256SUMS

只读，不改动任何文件；目录里的符号链接不跟随。没有本程序时，在目录里运行 sha256sum -c SHA256SUMS 也能核对。

退出码：0 一致；1 有不同；2 用法不对，或没有清单可以核对。
`,
  options: { manifest: { type: 'string' } },
  positionals: 1,
  async run(values, [target], terminal) {
    if (target === undefined)
      throw new UsageError('请写明要核对的目录或文件：gongkai verify <目录>');
    const isFolder = await isFolderAt(target);
    try {
      if (!isFolder) return await tellFile(target, values.manifest, terminal);
      if (values.manifest !== undefined)
        throw new UsageError('核对目录时用它自己的 SHA256SUMS，不用 --manifest');
      return await tellFolder(target, terminal);
    } catch (error) {
      if (error instanceof VerifyError) throw new UsageError(error.message);
      throw error;
    }
  },
};

async function isFolderAt(target: string): Promise<boolean> {
  const stats = await stat(target).catch(() => undefined);
  if (!stats) throw new UsageError(`没有 ${shown(target)}，或者读不了`);
  return stats.isDirectory();
}

/** What a difference is called, in the order in which they are counted. */
const kindNames: Readonly<Record<DifferenceKind, string>> = {
  malformed: '写法不对',
  contradictory: '自相矛盾',
  changed: '已改动',
  missing: '缺少',
  additional: '多出',
  'not-regular': '不是普通文件',
  unreadable: '读不了',
};

async function tellFolder(folder: string, terminal: Terminal): Promise<ExitCode> {
  const { compared, differences, checksumsSha256 } = await verifyFolder(folder);
  for (const difference of differences) terminal.out(`${differenceLine(difference)}\n`);
  if (differences.length === 0) {
    terminal.out(
      `核对了 ${compared} 个文件，与 SHA256SUMS 和 manifest.json 一致。
SHA256SUMS 自己的摘要是 ${checksumsSha256}，
与发布机关网站上的 SHA256SUMS 相同，这个目录才是发布的内容。
`,
    );
    return 0;
  }
  const byKind = Map.groupBy(differences, ({ kind }) => kind);
  const counts = Object.entries(kindNames).flatMap(([kind, name]) => {
    const found = byKind.get(kind as DifferenceKind);
    return found ? [`${found.length} 处${name}`] : [];
  });
  terminal.out(`\n核对了 ${compared} 个文件：${counts.join('、')}。这个目录与发布时不同。\n`);
  return 1;
}

function differenceLine({ kind, file, message }: Difference): string {
  const name = kindNames[kind];
  return message === undefined
    ? `${name}  ${shown(file)}`
    : `${name}  ${shown(file)} ${shown(message)}`;
}

async function tellFile(
  file: string,
  listFile: string | boolean | undefined,
  terminal: Terminal,
): Promise<ExitCode> {
  if (typeof listFile !== 'string')
    throw new UsageError(
      '核对单个文件，要用 --manifest 指明从发布机关网站取得的 manifest.json 或 SHA256SUMS',
    );
  const identified = await identifyFile(file, listFile);
  if (identified) terminal.out(`${identifiedLine(identified, path.basename(listFile))}\n`);
  else
    terminal.out(`${shown(file)} 不是这份清单里的文件：内容改动过，或者出自别的网站、别的版本。\n`);
  return identified ? 0 : 1;
}

function identifiedLine({ file, report }: Identified, listName: string): string {
  if (!report) return `内容与 ${shown(listName)} 里的 ${shown(file)} 一致。`;
  const published = report.published === null ? '发布日期原文未载' : `${report.published} 发布`;
  return `这是《${shown(report.title)}》的 PDF（${shown(report.key)}，${shown(published)}），与发布时一致。`;
}

/** Characters that could move the cursor, recolour the terminal or turn the text around are shown by number. */
function shown(text: string): string {
  return text.replaceAll(
    /[\p{Cc}\p{Cf}\u2028\u2029]/gu,
    (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`,
  );
}
