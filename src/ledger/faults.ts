import { type Archive, type ArchivedReport, reportKey } from '../archive/archive.ts';
import { placeholderContext } from '../archive/placeholder-context.ts';
import { proseWithFigures } from '../archive/prose-with-figures.ts';
import { nothing } from '../correction/sentences.ts';
import type { Correction, Prose } from '../report/report.ts';
import { nearestKey } from '../yaml/nearest.ts';
import { shorten } from '../yaml/reading.ts';
import {
  correctionChecksum,
  isSameContent,
  publishedContent,
  textChecksum,
  valuesByAddress,
} from './content.ts';
import { withPublishedFigures } from './former-report.ts';
import { type PublishedEntry, publishedEntry } from './ledger.ts';
import { judgePassages } from './passages.ts';
import { offsetOf, offsetOfKey } from './places.ts';

/** Something that is not as it was published, or a correction that does not say how. */
export interface LedgerFault {
  /** `changed` in silence, or a correction that is a `mismatch`. */
  kind: 'changed' | 'mismatch';
  /** In the report's source. */
  offset: number;
  address: string;
  message: string;
  /** Of a value, as published and as it is now. */
  published?: string;
  present?: string;
}

/**
 * What a report says otherwise than it was published, where no correction tells of it, and
 * corrections that do not lead from what was published to what is there now. Corrections that have
 * been told before are the record of earlier changes: they may neither change nor go.
 */
export function ledgerFaults(
  archived: ArchivedReport,
  { ledger, forms }: Pick<Archive, 'ledger' | 'forms'>,
): LedgerFault[] {
  const { report } = archived;
  if (report.isDraft) return [];
  const entry = publishedEntry(ledger, reportKey(report));
  if (!entry && report.corrections.length === 0) return [];
  const now = publishedContent(archived);
  const told = new Set(entry?.corrections);
  const fresh = report.corrections.filter((each) => !told.has(correctionChecksum(each)));
  const isUntouched = !entry || isSameContent(entry, now);
  if (isUntouched && fresh.length === 0 && told.size <= now.corrections.length) return [];

  const before = entry && valuesByAddress(entry, forms.get(entry.edition));
  const after = valuesByAddress(now, report.form);
  const former = ledger && entry ? withPublishedFigures(archived, ledger) : undefined;
  const totals = report.form.facts.filter(({ role }) => role !== 'primary');
  const corrected = Map.groupBy(fresh, ({ address }) => address);
  const valueFaults = [...new Set([...(before?.keys() ?? []), ...after.keys()])]
    .filter((address) => !isOfOtherForm(address, before, after))
    .flatMap((address) =>
      judgeValue(archived, address, corrected.get(address) ?? [], {
        published: before && (before.get(address) ?? nothing),
        present: after.get(address) ?? nothing,
      }),
    );
  const totalFaults = totals.flatMap(({ address }) =>
    judgeTotal(archived, former, address, corrected.get(address) ?? []),
  );
  const parts = new Set([...Object.keys(entry?.prose ?? {}), ...Object.keys(now.prose)]);
  const proseFaults = [...parts].flatMap((key) =>
    judgeProse({ archived, former, entry }, key, corrected.get(key) ?? []),
  );
  const addresses = [
    ...new Set([
      ...after.keys(),
      ...(before?.keys() ?? []),
      ...totals.map(({ address }) => address),
      ...report.form.parts.filter(({ content }) => content === 'text').map(({ key }) => key),
    ]),
  ];
  return [
    ...lostCorrections(archived, entry),
    ...valueFaults,
    ...totalFaults,
    ...proseFaults,
    ...unknownAddresses(fresh, addresses),
  ];
}

/** Whether an address is one that the other edition alone has: 格式 is told instead. */
function isOfOtherForm(
  address: string,
  before: ReadonlyMap<string, string> | undefined,
  after: ReadonlyMap<string, string>,
): boolean {
  if (!before || before.get('格式') === after.get('格式')) return false;
  return !address.startsWith('统计.') && !(before.has(address) && after.has(address));
}

interface Values {
  /** Undefined where it is not known. */
  published: string | undefined;
  present: string;
}

function judgeValue(
  { report, aggregation }: ArchivedReport,
  address: string,
  corrections: readonly Correction[],
  { published, present }: Values,
): LedgerFault[] {
  if (corrections.length > 0) return brokenChain(address, corrections, { published, present });
  if (published === undefined || published === present) return [];
  const entry = readyCorrection(address, published, present);
  const isSum = aggregation?.own !== undefined && report.form.indexByAddress.has(address);
  const former =
    address === '标题' && report.title === undefined
      ? '机关更名的，请在 data/agencies.yaml 写明“曾用名”和“止”'
      : '改错了的请改回';
  return [
    {
      kind: 'changed',
      offset: offsetOf(report, address),
      address,
      published,
      present,
      message: `“${address}”${isSum ? '（汇总数）' : ''}已发布的是 ${shorten(published)}，现在是 ${shorten(present)}，没有更正：${former}；应当更正的，在“更正”下写 ${entry}`,
    },
  ];
}

/** A total follows from its addends; a correction that names it must be right all the same. */
function judgeTotal(
  { facts }: ArchivedReport,
  former: ArchivedReport | undefined,
  address: string,
  corrections: readonly Correction[],
): LedgerFault[] {
  if (corrections.length === 0) return [];
  const textOf = (of: ArchivedReport['facts']) => of.get(address)?.text ?? '未载';
  const published = former && textOf(former.facts);
  return brokenChain(address, corrections, { published, present: textOf(facts) });
}

/** Corrections of one value must lead, one after the other, from the published to the present. */
function brokenChain(
  address: string,
  corrections: readonly Correction[],
  { published, present }: Values,
): LedgerFault[] {
  const values = { present, ...(published === undefined ? {} : { published }) };
  let value = published;
  for (const { before, after, offsets } of corrections) {
    if (value !== undefined && before !== value) {
      const source = value === published ? '已发布的就是它' : '上一条更正改成了它';
      const message = `“${address}”的原值应为 ${shorten(value)}（${source}），不是 ${shorten(before)}`;
      return [{ kind: 'mismatch', offset: offsets.before, address, message, ...values }];
    }
    value = after;
  }
  if (value === present) return [];
  const last = corrections.at(-1)!;
  const message = `“${address}”的现值应为 ${shorten(present)}（报告里现在的值），不是 ${shorten(last.after)}`;
  return [{ kind: 'mismatch', offset: last.offsets.after, address, message, ...values }];
}

interface ProseCase {
  archived: ArchivedReport;
  former: ArchivedReport | undefined;
  entry: PublishedEntry | undefined;
}

function judgeProse(
  { archived, former, entry }: ProseCase,
  key: string,
  corrections: readonly Correction[],
): LedgerFault[] {
  const { report } = archived;
  const prose = report.prose.get(key);
  const published = entry?.prose[key];
  const texts = prose ? textsOf(prose, archived, former) : [];
  if (corrections.length === 0) {
    if (!entry || texts.some((text) => textChecksum(text) === published)) return [];
    const advice = readyCorrection(key, '原来的一段文字', '现在的一段文字');
    const change = prose ? (published ? '改动了' : '才加上') : '删去了';
    return [
      {
        kind: 'changed',
        offset: offsetOf(report, key),
        address: key,
        message: `“${key}”的文字发布以后${change}，没有更正：改错了的请改回；应当更正的，在“更正”下写 ${advice}`,
      },
    ];
  }
  const [first, last] = [corrections[0]!, corrections.at(-1)!];
  const fault = (offset: number, message: string): LedgerFault[] => [
    { kind: 'mismatch', offset, address: key, message },
  ];
  if (!prose)
    return last.after === nothing
      ? []
      : fault(last.offsets.after, `“${key}”已经删去，现值应为“${nothing}”`);
  if (entry && published === undefined)
    return first.before === nothing
      ? []
      : fault(first.offsets.before, `“${key}”原来没有，原值应为“${nothing}”`);
  const verdict = judgePassages(texts, corrections, published);
  if (verdict === 'fits') return [];
  const { misfit, at } = verdict;
  if (at === 'vague')
    return fault(
      misfit.offsets.after,
      `“${key}”里有很多处“${shorten(misfit.after)}”，认不出更正的是哪一处：原值、现值请连同前后文字多抄一些`,
    );
  return at === 'after'
    ? fault(
        misfit.offsets.after,
        `“${key}”里没有“${shorten(misfit.after)}”这段文字：请照抄现在的原文`,
      )
    : fault(
        misfit.offsets.before,
        `“${key}”里的现值换回原值，并不是已发布的文字：请照抄已发布的原文；别处也改动了的，另写一条更正`,
      );
}

/** A text as it reads now, and as it would with the figures that were published. */
function textsOf(
  prose: Prose,
  archived: ArchivedReport,
  former: ArchivedReport | undefined,
): string[] {
  return [archived, ...(former ? [former] : [])].map((each) =>
    proseWithFigures(prose, placeholderContext(each)),
  );
}

function lostCorrections(
  { report }: ArchivedReport,
  entry: PublishedEntry | undefined,
): LedgerFault[] {
  const there = new Set(report.corrections.map(correctionChecksum));
  const lost = entry?.corrections.filter((each) => !there.has(each)) ?? [];
  if (lost.length === 0) return [];
  return [
    {
      kind: 'changed',
      offset: offsetOfKey(report.source.text, '更正'),
      address: '更正',
      message: `有 ${lost.length} 条已公布的更正被删去或改动：公布过的更正请原样恢复，要补充的另写一条`,
    },
  ];
}

function unknownAddresses(
  corrections: readonly Correction[],
  known: readonly string[],
): LedgerFault[] {
  return corrections
    .filter(({ address }) => !known.includes(address))
    .map(({ address, offsets }) => {
      const nearest = nearestKey(address, known);
      const advice = nearest ? `是否应为“${nearest}”？` : '可写数字的地址，或文字部分的名称';
      const message = `这份年报没有“${shorten(address)}”这个地址。${advice}`;
      return { kind: 'mismatch', offset: offsets.address, address, message };
    });
}

/** The entry of 更正 that tells of a change, as one line of YAML; date and reason are left to fill in. */
function readyCorrection(address: string, before: string, after: string): string {
  return `- {日期: "", 地址: ${address}, 原值: ${flowScalar(before)}, 现值: ${flowScalar(after)}, 理由: ""}`;
}

/** A number bare, any other text in quotes. */
function flowScalar(text: string): string {
  return /^-?\d+(\.\d+)?$/.test(text) ? text : JSON.stringify(text);
}
