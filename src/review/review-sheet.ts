import { aggregationNotes } from '../aggregation/notes.ts';
import type { Agency } from '../archive/agencies.ts';
import { type Archive, type ArchivedReport, nameInYear, reportTitle } from '../archive/archive.ts';
import { correctionNotes } from '../correction/sentences.ts';
import { reportFingerprint } from '../export/fingerprint.ts';
import { publishedText } from '../export/report-json.ts';
import { dataNotes } from '../facts/notes.ts';
import { type Finding, hasErrors, summarize } from '../finding/finding.ts';
import { missingCharacters } from '../fonts/missing.ts';
import { equationSection } from './equations.ts';
import { factLabel, unreadAddresses } from './fact-label.ts';
import { withinOnePage } from './front-page.ts';
import type { PublishedVersion } from './published-version.ts';
import {
  mapTexts,
  paragraph,
  type ReviewBlock,
  type ReviewSection,
  type ReviewSheet,
  wordTable,
} from './sheet.ts';
import { publishedSection } from './since-published.ts';
import { findingSections, openFindings } from './told-findings.ts';
import { changeSections, keyFigureSection } from './year-changes.ts';

export interface ReviewSubject {
  archive: Archive;
  agency: Agency;
  year: number;
  /** Absent where the file cannot be understood at all. */
  archived?: ArchivedReport;
  /** Of the report's file and of `data/`. */
  findings: readonly Finding[];
  /** What was published last, where the person has named it. */
  version?: PublishedVersion;
}

/** The sheet by which a report is signed; it is made of what can be read, and says what cannot. */
export function reviewSheet(subject: ReviewSubject): ReviewSheet {
  const { archive, agency, year, archived, findings, version } = subject;
  const { ledger } = archive;
  const published = { ...(version ? { version } : {}), ...(ledger ? { ledger } : {}) };
  const isDraft = archived?.report.isDraft ?? false;
  const fingerprint = fingerprintOf(subject);
  const sheet: ReviewSheet = {
    stem: `${agency.id}-${year}`,
    name: `${agency.shortName} ${year}`,
    title: `${archived ? reportTitle(archived) : `${nameInYear(agency, year)}${year}年年报`} 校验单`,
    isDemo: archive.site.isDemo,
    isDraft,
    date: archived?.report.published?.date ?? `${year}-12-31`,
    sections: [
      headSection(subject, fingerprint),
      ...(archived ? [keyFigureSection(archived), equationSection(archived, findings)] : []),
      ...findingSections(`reports/${agency.id}/${year}.yaml`, findings),
      ...(archived ? noteSections(archived) : []),
      ...(archived ? [publishedSection(archived, fingerprint, published)] : []),
    ],
    annexes: archived ? changeSections(archived) : [],
  };
  return mapTexts(withinOnePage(sheet), (text) => withBoxes(text, archive));
}

/** 更正 and 数据说明 as they are published; the findings that are explained have a section of their own. */
function noteSections(archived: ArchivedReport): ReviewSection[] {
  const { report, facts } = archived;
  const notes = [
    ...correctionNotes(report),
    ...aggregationNotes(archived),
    ...dataNotes(report, facts),
  ];
  if (notes.length === 0) return [];
  return [{ id: 'notes', title: '随年报公布的更正和数据说明', blocks: notes.map(paragraph) }];
}

function headSection(subject: ReviewSubject, fingerprint: string | undefined): ReviewSection {
  const { agency, year, archived, findings } = subject;
  const rows = [
    ['行政机关', `${nameInYear(agency, year)}（${agency.id}）`],
    ['年度', String(year)],
    ...(archived
      ? [
          ['格式', `${archived.report.form.name}，${archived.report.form.basis}`],
          ['状态', stateOf(archived)],
        ]
      : [['状态', '读不出来']]),
    ['检查结果', verdictOf(subject)],
    ['内容指纹（SHA-256）', fingerprint ?? '没有：年报里有读不出来的内容，改正以后才能计算'],
  ];
  const faults = findings.filter(({ isFault }) => isFault).length;
  return {
    id: 'basis',
    title: '基本情况',
    blocks: [wordTable([], rows), ...(faults > 0 ? unreadBlocks(subject, faults) : [])],
  };
}

function unreadBlocks({ archived }: ReviewSubject, faults: number): ReviewBlock[] {
  if (!archived)
    return [
      paragraph(
        '这份年报的文件读不出来，没有数字、勾稽和变动可列。读不出来的地方列在“待处理的检查发现”里。',
      ),
    ];
  const { report } = archived;
  const unread = report.form.facts
    .filter(({ role, address }) => role === 'primary' && unreadAddresses(report).has(address))
    .map(({ address }) => factLabel(address));
  const named = unread.slice(0, mostNamed).join('、');
  const more = unread.length > mostNamed ? ` 等 ${unread.length} 个` : '';
  return [
    paragraph(
      `有 ${faults} 处读不出来，列在“待处理的检查发现”里；文字与跨年的规则都没有检查。${
        unread.length === 0 ? '' : `没有读出的数字：${named}${more}；由它们相加的总计也没有。`
      }`,
    ),
  ];
}

/** Most figures that are named where they cannot be read. */
const mostNamed = 20;

function stateOf({ report }: ArchivedReport): string {
  if (report.isDraft) return '草稿';
  const date = report.published ? `发布日期 ${publishedText(report.published)}` : '发布日期未载';
  return report.archived ? `定稿，原载别处，${date}` : `定稿，${date}`;
}

function verdictOf({ archived, findings }: ReviewSubject): string {
  const { errors, warnings, infos, acknowledged } = summarize(findings, 1);
  const counts = [
    `错误 ${errors}`,
    `警告 ${warnings}`,
    `提示 ${infos}`,
    `已说明 ${acknowledged}`,
  ].join('，');
  return `${obstacleOf(archived, findings)}（${counts}）`;
}

function obstacleOf(archived: ArchivedReport | undefined, findings: readonly Finding[]): string {
  if (hasErrors(findings)) return '有错误，不能发布';
  // A fault of a draft is told as a warning.
  if (findings.some(({ isFault }) => isFault)) return '有读不出来的内容，不能发布';
  if (archived?.report.isDraft) return '草稿，定稿以后才能发布';
  return openFindings(findings).length > 0
    ? '没有错误，有待处理的警告或提示'
    : '没有错误，可以发布';
}

/** Of a report with figures missing there is none: it would be another's as soon as they are there. */
function fingerprintOf({ archived, findings }: ReviewSubject): string | undefined {
  if (!archived || findings.some(({ isFault }) => isFault)) return undefined;
  return reportFingerprint(
    archived,
    findings.filter(({ acknowledged }) => acknowledged),
  );
}

/** A text with a box for each character that the fonts do not have; a message may quote what was typed. */
function withBoxes(text: string, { fonts }: Archive): string {
  let shown = '';
  let at = 0;
  for (const { index, character } of missingCharacters(text, fonts)) {
    if (index < at) continue;
    shown += `${text.slice(at, index)}□`;
    at = index + character.length;
  }
  return shown + text.slice(at);
}
