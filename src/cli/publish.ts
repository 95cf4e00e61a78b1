import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Archive, reportKey } from '../archive/archive.ts';
import { isSystemError } from '../archive/files.ts';
import { home } from '../archive/load.ts';
import { inspect } from '../check/inspect.ts';
import { type Finding, hasErrors } from '../finding/finding.ts';
import { visible } from '../finding/format.ts';
import {
  isWithdrawalReason,
  type LedgerEntry,
  ledgerFile,
  publishedEntry,
} from '../ledger/ledger.ts';
import { type RecordedChange, recordArchive } from '../ledger/record.ts';
import { ledgerText } from '../ledger/write-ledger.ts';
import { manifestFile, readManifest } from '../publish/read-manifest.ts';
import { writeWhole } from '../publish/whole-file.ts';
import { isDate } from '../report/date.ts';
import { shorten } from '../yaml/reading.ts';
import { printFindings } from './check.ts';
import { type Command, type Terminal, UsageError } from './command.ts';
import { localDay, readDay } from './day.ts';

export const publish: Command = {
  name: 'publish',
  summary: `检查全部年报，把发布和更正了的记入台账 ${ledgerFile}`,
  help: `用法：gongkai publish [--root 目录] [--site 目录] [--dry-run]
       gongkai publish --withdraw 机关/年度 --reason 理由 [--date 日期]

  --root 目录      含 data/ 和 reports/ 的目录，默认为当前目录
  --site 目录      先核对这个目录里生成好的网站，内容与年报一致才记入
  --dry-run        只列出要记入什么，不写文件
  --withdraw …     记下一份已发布的年报撤回了；它的文件须已删去。再生成网站，原来的地址上就写明已撤回
  --reason 理由    撤回的理由，会公布在那里
  --date 日期      撤回的日期，写作 2026-02-03；默认今天

年报一经记入，数字和文字再有改动就须写“更正”，否则检查时报错。台账要提交到版本库。
退出码：0 已记入，或没有要记入的；1 内容有错误或网站不一致，台账原样未动；2 用法不对或程序出错。
`,
  options: {
    root: { type: 'string' },
    site: { type: 'string' },
    'dry-run': { type: 'boolean' },
    withdraw: { type: 'string' },
    reason: { type: 'string' },
    date: { type: 'string' },
  },
  async run(values, _positionals, terminal) {
    const root = path.resolve(String(values.root ?? '.'));
    const { archive, findings, reportCount } = inspect(home, root);
    // A ledger that cannot be read says nothing of what is published.
    const isReadable = !findings.some(
      ({ file, severity, isFault }) => isFault && severity === 'error' && file === ledgerFile,
    );
    const withdrawal = archive && isReadable ? readWithdrawal(values, archive) : undefined;
    // Several may be withdrawn, one after the other.
    const gone = withdrawal ? findings.filter(isGone) : [];
    const hindering = findings.filter((finding) => !gone.includes(finding));
    if (!archive || hasErrors(hindering)) {
      printFindings(hindering, reportCount, 'text', terminal);
      terminal.err('台账原样未动。\n');
      return 1;
    }
    const { entries, changes } = recordArchive(archive, findings);
    if (withdrawal) entries.set(withdrawal.key, withdrawal.entry);
    if (values.site !== undefined) {
      const strange = await differingReports(path.resolve(String(values.site)), entries);
      if (strange.length > 0) {
        terminal.err(`网站与年报不一致，请重新生成：${someOf(strange)}\n台账原样未动。\n`);
        return 1;
      }
    }
    const isDry = values['dry-run'] === true;
    if (!isDry) await writeWhole(root, ledgerFile, ledgerText(entries));
    tell(changes, withdrawal?.key, terminal);
    const isChanged = changes.length > 0 || withdrawal !== undefined;
    const done = isDry ? '没有写入（--dry-run）' : `已记入 ${ledgerFile}`;
    const others = gone.map(keyOfLine).filter((key) => key !== withdrawal?.key);
    if (others.length > 0)
      terminal.err(`还有已发布的年报没有了，也须恢复或撤回：${others.join('、')}\n`);
    terminal.out(isChanged ? `${done}。\n` : '台账里都有了，没有要记入的。\n');
    return 0;
  },
};

/** Whether a finding tells of a published report whose file is gone. */
function isGone({ rule, file }: Finding): boolean {
  return rule === 'ledger/vanished' && file === ledgerFile;
}

function keyOfLine({ sourceLine = '' }: Finding): string {
  return sourceLine.slice(0, sourceLine.indexOf(':'));
}

const mostNamed = 20;

/** Keys as they can be read; a site of others may have any, and many. */
function someOf(keys: readonly string[]): string {
  const named = keys.slice(0, mostNamed).map((key) => visible(shorten(key)));
  return named.join('、') + (keys.length > mostNamed ? `等 ${keys.length} 份` : '');
}

interface ReadWithdrawal {
  key: string;
  entry: LedgerEntry;
}

/** @throws UsageError where the report cannot be withdrawn */
function readWithdrawal(
  { withdraw, reason, date }: Record<string, string | boolean | undefined>,
  archive: Archive,
): ReadWithdrawal | undefined {
  if (withdraw === undefined) {
    const stray = [reason, date].some((value) => value !== undefined);
    if (stray) throw new UsageError('--reason 和 --date 只能与 --withdraw 一起用');
    return undefined;
  }
  const key = String(withdraw);
  const before = publishedEntry(archive.ledger, key);
  if (!before) throw new UsageError(`台账里没有已发布的“${key}”，应写作 机关/年度`);
  if (typeof reason !== 'string' || reason.trim() === '')
    throw new UsageError('撤回须用 --reason 写明理由');
  if (!isWithdrawalReason(reason.trim()))
    throw new UsageError('--reason 应写在一行内，不能有看不见的字符');
  if (!archive.agencies.has(key.slice(0, key.indexOf('/'))))
    throw new UsageError(`data/agencies.yaml 里没有“${key}”的机关：先恢复登记，再撤回`);
  const isThere = archive.reports.some(({ report }) => reportKey(report) === key);
  if (isThere) throw new UsageError(`reports/${key}.yaml 还在：撤回的，请先删去这个文件`);
  const day = date === undefined ? localDay(new Date()) : readDay(String(date));
  if (isDate(before.published) && day < before.published)
    throw new UsageError(`撤回的日期 ${day} 早于发布日期 ${before.published}`);
  const withdrawn = { date: day, reason: reason.trim() };
  return { key, entry: { fingerprint: before.fingerprint, withdrawn } };
}

/**
 * Reports whose content in a built site is not what is to be recorded, by key, and those that are
 * only in one of both.
 *
 * @throws UsageError where the folder holds no site of this program
 */
async function differingReports(
  site: string,
  entries: ReadonlyMap<string, LedgerEntry>,
): Promise<string[]> {
  const manifest = readManifest(await textOf(path.join(site, manifestFile)));
  if (!manifest) throw new UsageError(`${site} 里没有生成好的网站：请先运行 gongkai build`);
  const built = new Map(manifest.reports.map(({ key, fingerprint }) => [key, fingerprint]));
  const wanted = [...entries].filter(([, entry]) => 'figures' in entry);
  return [
    ...wanted.flatMap(([key, { fingerprint }]) => (built.get(key) === fingerprint ? [] : [key])),
    ...[...built.keys()].filter((key) => !wanted.some(([each]) => each === key)),
  ];
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return '';
  }
}

const kindNames: Readonly<Record<RecordedChange['kind'], string>> = {
  new: '新发布',
  corrected: '更正　',
  explained: '说明　',
};

function tell(
  changes: readonly RecordedChange[],
  withdrawn: string | undefined,
  terminal: Terminal,
): void {
  for (const { key, kind, corrections } of changes) {
    const count = kind === 'corrected' && corrections > 0 ? `（${corrections} 条）` : '';
    terminal.out(`${kindNames[kind]}  ${key}${count}\n`);
  }
  const corrected = changes.filter(({ kind, corrections }) => kind === 'new' && corrections > 0);
  if (corrected.length > 0)
    terminal.err(
      `有更正，台账里却没有：${someOf(corrected.map(({ key }) => key))}。以前已经记入的（如合并时丢了那一行），请恢复那一行，再运行一次\n`,
    );
  if (withdrawn !== undefined) terminal.out(`撤回　  ${withdrawn}\n`);
}
