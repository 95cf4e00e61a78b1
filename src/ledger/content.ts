import { hash } from 'node:crypto';
import { type ArchivedReport, reportTitle } from '../archive/archive.ts';
import { placeholderContext } from '../archive/placeholder-context.ts';
import { proseWithFigures } from '../archive/prose-with-figures.ts';
import type { ReportFacts } from '../facts/facts.ts';
import type { Form } from '../form/form.ts';
import { notStated } from '../report/number.ts';
import type { Correction, Report } from '../report/report.ts';

/** What a report says to the public, as far as it may not change in silence. */
export interface PublishedContent {
  /** 格式 */
  edition: string;
  title: string;
  /** 发布日期 as written, or 未载. */
  published: string;
  /** Digits of the primary figures in the form's order, blanks between them; 未载 where not stated. */
  figures: string;
  /** By address: 统计, units that the report names, 刊载总计, 原载. */
  others: Readonly<Record<string, string>>;
  /** Checksum of each part of text, by its key. */
  prose: Readonly<Record<string, string>>;
  /** Checksums of the corrections that have been told. */
  corrections: readonly string[];
}

const known = new WeakMap<ReportFacts, PublishedContent>();

/** The content of a report as it stands. */
export function publishedContent(archived: ArchivedReport): PublishedContent {
  // Facts are made anew with their report and whatever they rest on.
  const content = known.get(archived.facts) ?? contentOf(archived);
  known.set(archived.facts, content);
  return content;
}

function contentOf(archived: ArchivedReport): PublishedContent {
  const { report, facts } = archived;
  const { published } = report;
  const context = placeholderContext(archived);
  return {
    edition: report.form.edition,
    title: reportTitle(archived),
    published: published ? [published.date, published.time].join(' ').trim() : notStated,
    figures: primaryAddresses(report.form)
      .map((address) => facts.get(address)?.text ?? notStated)
      .join(' '),
    others: Object.fromEntries(otherValues(report)),
    prose: Object.fromEntries(
      [...report.prose].map(([key, prose]) => [
        key,
        textChecksum(proseWithFigures(prose, context)),
      ]),
    ),
    corrections: report.corrections.map(correctionChecksum),
  };
}

function* otherValues(report: Report): Generator<[address: string, text: string]> {
  for (const { name, unit, amount, breakdown } of report.statistics) {
    // A part of a breakdown may bear that name; then its figure stands there.
    yield [`统计.${name}.单位`, unit];
    if (breakdown)
      for (const part of breakdown)
        yield [`统计.${name}.${part.name}`, part.figure?.text ?? notStated];
    else yield [`统计.${name}.合计`, amount?.text ?? notStated];
  }
  for (const [address, unit] of report.units) yield [unitAddress(report.form, address), unit];
  for (const { address, figure } of report.statedTotals.values())
    yield [`刊载总计.${address}`, figure.text];
  if (report.archived) yield ['原载', report.archived.origin ?? notStated];
}

/** `主动公开.政府集中采购.采购总金额` has its unit at `主动公开.政府集中采购.单位`. */
function unitAddress({ facts, indexByAddress }: Form, address: string): string {
  const key = facts[indexByAddress.get(address)!]!.kind.unitKey ?? '单位';
  return `${address.slice(0, address.lastIndexOf('.'))}.${key}`;
}

const primaries = new WeakMap<Form, readonly string[]>();

/** Addresses of the figures that editors type, in the form's order. */
export function primaryAddresses(form: Form): readonly string[] {
  const addresses =
    primaries.get(form) ??
    form.facts.filter(({ role }) => role === 'primary').map(({ address }) => address);
  primaries.set(form, addresses);
  return addresses;
}

/**
 * Every value of a content by its address, texts apart; figures only where the form is known.
 * 格式, 标题 and 发布日期 are addresses too.
 */
export function valuesByAddress(
  { edition, title, published, figures, others }: PublishedContent,
  form: Form | undefined,
): Map<string, string> {
  const values = new Map([
    ['格式', edition],
    ['标题', title],
    ['发布日期', published],
  ]);
  const digits = figures.split(' ');
  for (const [at, address] of (form ? primaryAddresses(form) : []).entries())
    values.set(address, digits[at] ?? notStated);
  for (const [address, text] of Object.entries(others)) values.set(address, text);
  return values;
}

/** Whether two contents say the same; the corrections of the first are left out of it. */
export function isSameContent(before: PublishedContent, now: PublishedContent): boolean {
  return (
    before.figures === now.figures &&
    before.edition === now.edition &&
    before.title === now.title &&
    before.published === now.published &&
    isSameRecord(before.others, now.others) &&
    isSameRecord(before.prose, now.prose)
  );
}

function isSameRecord(
  before: Readonly<Record<string, string>>,
  now: Readonly<Record<string, string>>,
): boolean {
  const keys = Object.keys(now);
  return (
    keys.length === Object.keys(before).length && keys.every((key) => before[key] === now[key])
  );
}

/** 48 bits: enough that no change goes unseen, short enough for a line. */
const checksumDigits = 12;

/** Of a text, however its lines are broken and its figures are set off. */
export function textChecksum(text: string): string {
  return checksum(withoutLayout(text));
}

export function correctionChecksum({ date, address, before, after, reason }: Correction): string {
  return checksum(JSON.stringify([date, address, before, after, reason]));
}

function checksum(text: string): string {
  return hash('sha256', text).slice(0, checksumDigits);
}

/**
 * Text without the white space that no reader sees: between Chinese characters, and beside them.
 * Words of other languages stay apart, and so do paragraphs.
 */
export function withoutLayout(text: string): string {
  return text
    .split(/\n\s*\n/)
    .map((paragraph) =>
      paragraph
        .trim()
        .replace(/\s+/g, ' ')
        .replace(/(?<=[^\0-\x7f]) | (?=[^\0-\x7f])/g, ''),
    )
    .join('\n');
}
