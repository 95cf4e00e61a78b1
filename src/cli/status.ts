import path from 'node:path';
import type { Archive } from '../archive/archive.ts';
import { home } from '../archive/load.ts';
import { inspect } from '../check/inspect.ts';
import { byteOrderMark, csvRecord } from '../export/csv.ts';
import { type Filing, type FilingState, filingStates, filings } from '../filing/filing.ts';
import { isNotice, needsNotice, noticeText } from '../filing/notice.ts';
import { hasErrors } from '../finding/finding.ts';
import { visible } from '../finding/format.ts';
import { OutputError } from '../publish/staging.ts';
import { existingBytes, writeWhole } from '../publish/whole-file.ts';
import { alignColumns } from './columns.ts';
import { type Command, type Terminal, UsageError } from './command.ts';
import { localDay, readDay } from './day.ts';
import { findAgency, readYear } from './report-argument.ts';

const formats = ['text', 'json', 'csv'] as const;

export const status: Command = {
  name: 'status',
  summary: '列出一个年度谁已发布、谁逾期、谁还缺',
  help: `用法：gongkai status <年度> [--under 标识] [--date 日期] [--root 目录]
                      [--format text|json|csv] [--notices 目录]

  年度             如 2025
  --under 标识     只列这个地区或机关下面的；默认全部
  --date 日期      按哪一天算，写作 2026-02-03；默认今天
  --root 目录      含 data/ 和 reports/ 的目录，默认为当前目录
  --format 格式    text：给人看（默认）；json：给程序用；csv：用电子表格打开
  --notices 目录   给没有按期发布的各写一份提醒（文本文件），放在这个目录里

应当编制年报的机关以 data/agencies.yaml 的“起”“止”为准。
退出码：0 都已发布，或期限未到；1 有逾期未发布的；2 用法不对或程序出错。
`,
  options: {
    root: { type: 'string' },
    under: { type: 'string' },
    date: { type: 'string' },
    format: { type: 'string' },
    notices: { type: 'string' },
  },
  positionals: 1,
  async run(values, [yearText], terminal) {
    if (yearText === undefined) throw new UsageError('用法：gongkai status <年度>');
    const year = readYear(yearText);
    const format = formats.find((known) => known === (values.format ?? 'text'));
    if (!format) throw new UsageError(`--format 只能是 ${formats.join('、')}`);
    const root = path.resolve(String(values.root ?? '.'));
    const { archive, findings } = inspect(home, root);
    if (!archive) throw new UsageError('data/ 读不出来；请先运行 gongkai check');
    const under = values.under === undefined ? undefined : String(values.under);
    if (under !== undefined) findAgency(archive.agencies, under);
    const today = values.date === undefined ? localDay(new Date()) : readDay(String(values.date));
    const listed = filings(archive, findings, {
      year,
      today,
      ...(under === undefined ? {} : { under }),
    });
    terminal.out(formatFilings(listed, format));
    const register = findings.filter(({ file }) => file === 'data/agencies.yaml');
    if (hasErrors(register))
      terminal.err('data/agencies.yaml 有错误，名单可能不对：请先运行 gongkai check\n');
    if (values.notices !== undefined)
      await writeNotices(listed, archive, today, path.resolve(String(values.notices)), terminal);
    return listed.some(isOverdue) ? 1 : 0;
  },
};

function isOverdue({ state, daysLeft }: Filing): boolean {
  return daysLeft < 0 && state !== 'filed' && state !== 'late';
}

const stateNames: Readonly<Record<FilingState, string>> = {
  filed: '已发布',
  late: '逾期发布',
  draft: '草稿',
  faulty: '有错误',
  missing: '缺报',
};

function formatFilings(listed: readonly Filing[], format: (typeof formats)[number]): string {
  if (format === 'json') return `${JSON.stringify(listed, null, 2)}\n`;
  const heads = ['标识', '机关', '状态', '发布日期', '期限', '说明'];
  const rows = listed.map((filing) => [
    filing.agency,
    visible(filing.name),
    stateName(filing),
    filing.published ?? '',
    filing.due,
    remark(filing),
  ]);
  if (format === 'csv') return byteOrderMark + [heads, ...rows].map(csvRecord).join('');
  if (listed.length === 0) return '没有应当编制年报的机关。\n';
  return `${alignColumns([heads, ...rows])}\n${tally(listed)}\n`;
}

function remark({ state, published, daysLeft, errors }: Filing): string {
  if (state === 'filed') return published === undefined ? '发布日期未载' : '';
  if (state === 'late') return '';
  const time = daysLeft < 0 ? `逾期${-daysLeft}天` : `还有${daysLeft}天`;
  return state === 'faulty' ? `${errors}个错误，${time}` : time;
}

/** Nothing is lacking before its last day. */
function stateName({ state, daysLeft }: Filing): string {
  return state === 'missing' && daysLeft >= 0 ? '未报' : stateNames[state];
}

function tally(listed: readonly Filing[]): string {
  const inOrder = listed.toSorted(
    (a, b) => filingStates.indexOf(a.state) - filingStates.indexOf(b.state),
  );
  const counts = [...Map.groupBy(inOrder, stateName)].map(([name, all]) => `${name} ${all.length}`);
  return `共 ${listed.length} 个机关：${counts.join('，')}。`;
}

async function writeNotices(
  listed: readonly Filing[],
  { agencies, site }: Archive,
  today: string,
  folder: string,
  terminal: Terminal,
): Promise<void> {
  const due = listed.filter(needsNotice);
  const fileOf = ({ agency, year }: Filing) => `${agency}-${year}.txt`;
  // All are looked at before the first is written.
  for (const filing of due) {
    const there = await existingBytes(folder, fileOf(filing));
    if (there && !isNotice(there.toString()))
      throw new OutputError(
        `不能写入 ${path.join(folder, fileOf(filing))}：那里有不是提醒的文件，请换一个目录`,
      );
  }
  for (const filing of due) {
    const text = noticeText(filing, agencies.get(filing.agency)!, site, today);
    await writeWhole(folder, fileOf(filing), text);
  }
  terminal.err(due.length === 0 ? '没有要提醒的。\n' : `提醒：${folder}（${due.length} 份）\n`);
}
