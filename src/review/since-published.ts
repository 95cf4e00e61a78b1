import { type ArchivedReport, reportKey } from '../archive/archive.ts';
import { changedFigures } from '../archive/difference.ts';
import { notStatedMark } from '../facts/cell-text.ts';
import type { Form } from '../form/form.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { notInFormMark } from '../site/figure-table.ts';
import { factLabel, tableLabel } from './fact-label.ts';
import {
  asPublished,
  isSameNumber,
  type PublishedReport,
  type PublishedVersion,
} from './published-version.ts';
import {
  paragraph,
  type ReviewBlock,
  type ReviewRow,
  type ReviewSection,
  wordTable,
} from './sheet.ts';

/** What a report is compared with: what the person has named, else the record of what was published. */
export interface Published {
  version?: PublishedVersion;
  ledger?: Ledger;
}

/** What is not as it was published. `fingerprint` is the report's own; absent where it has none yet. */
export function publishedSection(
  archived: ArchivedReport,
  fingerprint: string | undefined,
  { version, ledger }: Published,
): ReviewSection {
  return {
    id: 'since-published',
    title: '与上次发布的差别',
    blocks: version
      ? versionBlocks(archived, fingerprint, version)
      : [paragraph(ledgerSentence(reportKey(archived.report), fingerprint, ledger))],
  };
}

function ledgerSentence(
  key: string,
  fingerprint: string | undefined,
  ledger: Ledger | undefined,
): string {
  if (!ledger) return '没有指定上次发布的版本，也没有台账，没有比较。';
  const entry = ledger.entries.get(key);
  if (!entry) return '台账里没有这份年报：这是第一次发布。';
  if ('withdrawn' in entry)
    return `台账所记：${entry.withdrawn.date} 已撤回，理由：${entry.withdrawn.reason}。`;
  if (entry.fingerprint === fingerprint) return '与台账所记的相比，内容没有变动，内容指纹相同。';
  return `与台账所记的相比，内容有变动；更正的见“随年报公布的更正和数据说明”。已发布的内容指纹为 ${entry.fingerprint}。`;
}

function versionBlocks(
  archived: ArchivedReport,
  fingerprint: string | undefined,
  { name, report: before }: PublishedVersion,
): ReviewBlock[] {
  if (!before) return [paragraph(`“${name}”里没有这份年报：这是第一次发布。`)];
  const { form } = archived.report;
  const now = asPublished(archived);
  const identity = identityRows(before, now);
  const rows = figureRows(before, now, form);
  const texts = textChanges(before, now, form);
  const isSame = before.fingerprint !== undefined && before.fingerprint === fingerprint;
  return [
    ...(isSame ? [paragraph(`与“${name}”相比，内容没有变动，内容指纹相同。`)] : []),
    ...(identity.length > 0 ? [wordTable(['年报', '原为', '现为'], identity)] : []),
    ...(rows.length > 0
      ? [
          paragraph(`与“${name}”相比，有变动的数字 ${rows.length} 个，总计在内。`),
          { kind: 'table' as const, head: ['部分', '项目', '原为', '现为'], rowHeader: 1, rows },
        ]
      : []),
    ...(rows.length > 0 || isSame ? [] : [paragraph(`与“${name}”相比，数字没有变动。`)]),
    ...(texts === undefined ? [] : [paragraph(texts)]),
    ...(before.prose || isSame
      ? []
      : [paragraph('网站不留文字的原稿，文字有无变动请与所发布的年报对照。')]),
  ];
}

function identityRows(before: PublishedReport, now: PublishedReport): string[][] {
  const rows = [
    ['标题', before.title, now.title],
    ['格式', before.edition, now.edition],
    ['发布日期', before.published ?? '没有', now.published ?? '没有'],
  ];
  return rows.filter(([, old, own]) => old !== own);
}

/** Sums that the form does not print are left out: they follow from the figures that are listed. */
function figureRows(before: PublishedReport, now: PublishedReport, form: Form): ReviewRow[] {
  const show = (text: string | null | undefined) =>
    text === undefined ? notInFormMark : (text ?? notStatedMark);
  return changedFigures(before.figures, now.figures).flatMap((figure): ReviewRow[] => {
    const { address } = figure;
    const index = form.indexByAddress.get(address);
    if (index !== undefined && form.facts[index]!.role === 'derived') return [];
    if (!before.prose && isSameNumber(figure.before, figure.after)) return [];
    return [
      {
        labels: [tableLabel(form, address.slice(0, address.indexOf('.'))), factLabel(address)],
        figures: [{ text: show(figure.before) }, { text: show(figure.after), address }],
      },
    ];
  });
}

function textChanges(
  before: PublishedReport,
  now: PublishedReport,
  { parts }: Form,
): string | undefined {
  if (!before.prose) return undefined;
  const changed = parts.filter(({ key }) => before.prose?.get(key) !== now.prose?.get(key));
  if (changed.length === 0) return undefined;
  return `文字有变动的部分：${changed.map(({ key, title }) => title ?? key).join('；')}。`;
}
