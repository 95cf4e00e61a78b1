import { type Form, tableOf } from '../form/form.ts';
import { isBlank, type YamlEntry, type YamlMapping, type YamlNode } from '../yaml/node.ts';
import { parseYaml } from '../yaml/parse.ts';
import type { Problem } from '../yaml/problem.ts';
import { adviseKey, Reading } from '../yaml/reading.ts';
import type { Source } from '../yaml/source.ts';
import { readAcknowledgements } from './acknowledgements.ts';
import { readAggregation } from './aggregation.ts';
import { readCorrections } from './corrections.ts';
import { readPublicationTime } from './date.ts';
import { FigureReader } from './figures.ts';
import { notStated } from './number.ts';
import { checkAddresses, knownAddresses, readProse } from './prose.ts';
import type { Prose, Report } from './report.ts';
import { readStatedTotals } from './stated-totals.ts';
import { readStatistics } from './statistics.ts';

const ownKeys = [
  '格式',
  '状态',
  '原载',
  '发布日期',
  '标题',
  '统计',
  '汇总',
  '刊载总计',
  '说明',
  '更正',
] as const;

export interface ReadReport {
  /** Undefined where the file cannot be understood at all. */
  report: Report | undefined;
  problems: Problem[];
  isDraft: boolean;
}

/** Reads one agency-year strictly; every problem of the file is told in one go. */
export function readReport(
  source: Source,
  agency: string,
  year: number,
  forms: ReadonlyMap<string, Form>,
): ReadReport {
  const { root, problems } = parseYaml(source);
  const reading = new Reading(source, problems);
  const report = root && readRoot(reading, root, agency, year, forms);
  // A file that cannot be parsed may still say that it is a draft.
  const isDraft = report?.isDraft ?? /^状态: *["']?草稿["']? *(#.*)?$/m.test(source.text);
  return { report, problems, isDraft };
}

function readRoot(
  reading: Reading,
  root: YamlNode,
  agency: string,
  year: number,
  forms: ReadonlyMap<string, Form>,
): Report | undefined {
  const mapping = reading.mapping(root, '年报', '“键: 值”，一行一个，第一行如 格式: "2021"');
  if (!mapping) return undefined;
  const formEntry = mapping.entries.find(({ key }) => key.text === '格式');
  if (!formEntry) {
    const mistyped = mapping.entries.find(({ key }) => reading.nearest(key.text, ['格式']));
    if (mistyped)
      reading.fail(mistyped.key, 'key/unknown', adviseKey(mistyped.key.text, '格式', []));
    else reading.fail(mapping, 'key/missing', '缺少“格式”：请在第一行写明，如 格式: "2021"');
    return undefined;
  }
  const edition = reading.choice(formEntry.value, '格式', [...forms.keys()]);
  const form = edition === undefined ? undefined : forms.get(edition)!;
  if (!form) return undefined;

  const { entries, meant } = readKeys(reading, mapping, form);
  const missing = form.parts
    .filter(({ key, optional }) => !optional && !entries.has(key) && !meant.has(key))
    .map((part) => part.key);
  if (missing.length > 0)
    reading.fail(
      formEntry.key,
      'key/missing',
      `缺少${missing.map((key) => `“${key}”`).join('')}：六个部分都要有`,
    );

  const isDraft =
    entries.has('状态') && reading.choice(entries.get('状态')!.value, '状态', ['草稿']) === '草稿';
  const archived = readArchived(reading, entries.get('原载'));
  const published = readPublished(
    reading,
    entries.get('发布日期'),
    formEntry.key,
    archived !== undefined,
    isDraft || meant.has('发布日期'),
  );
  const title = reading.lineAt(entries, '标题');
  if (title?.includes('{{'))
    reading.fail(entries.get('标题')!.value, 'prose/placeholder', '标题里不能用占位符');

  const otherForms = [...forms.values()].filter((other) => other.family !== form.family);
  const figures = new FigureReader(reading, form, otherForms, archived !== undefined);
  const prose = new Map<string, Prose>();
  for (const part of form.parts) {
    const entry = entries.get(part.key);
    if (!entry) continue;
    if (part.content === 'table')
      figures.readTable(tableOf(form, part.key)!, entry.key, entry.value);
    else {
      const read = readProse(reading, entry.value, part.key, keysOf(form));
      if (read) prose.set(part.key, read);
    }
  }
  const statisticsNode = written(entries, '统计');
  const statistics = statisticsNode
    ? readStatistics(reading, statisticsNode, archived !== undefined)
    : [];
  const totalsNode = written(entries, '刊载总计');
  const statedTotals = totalsNode
    ? readStatedTotals(reading, totalsNode, form, statistics, archived !== undefined)
    : new Map();
  const acknowledgementsNode = written(entries, '说明');
  // Left blank, it would publish the report's own figures as those of all.
  const aggregationNode = entries.get('汇总')?.value;
  const aggregation = aggregationNode && readAggregation(reading, aggregationNode);
  const correctionsNode = written(entries, '更正');
  const known = knownAddresses(form, statistics);
  for (const text of prose.values()) checkAddresses(reading, text, known);

  return {
    agency,
    year,
    form,
    source: reading.source,
    isDraft,
    prose,
    ...figures.result,
    statistics,
    statedTotals,
    acknowledgements: acknowledgementsNode
      ? readAcknowledgements(reading, acknowledgementsNode)
      : [],
    corrections: correctionsNode ? readCorrections(reading, correctionsNode, published?.date) : [],
    ...(published ? { published } : {}),
    ...(title ? { title } : {}),
    ...(archived ? { archived } : {}),
    ...(aggregation ? { aggregation } : {}),
  };
}

/** Every key that may stand at the beginning of a line. */
function keysOf(form: Form): string[] {
  return [...ownKeys, ...form.parts.map((part) => part.key)];
}

/** Entries by key, and the keys that mistyped ones were meant to be: often a part's own heading. */
function readKeys(
  reading: Reading,
  mapping: YamlMapping,
  form: Form,
): { entries: Map<string, YamlEntry>; meant: Set<string> } {
  const known = keysOf(form);
  const headings = new Map(form.parts.map(({ key, title }) => [title?.replace(/^.+、/, ''), key]));
  const meant = new Set<string>();
  const entries = reading.entries(mapping, known, ({ key }, nearest) => {
    const wanted = headings.get(key.text.replace(/^[一二三四五六]、/, '')) ?? nearest;
    if (wanted) meant.add(wanted);
    return adviseKey(key.text, wanted, known);
  });
  return { entries, meant };
}

/** The value of an optional key; a key without a value is as if it were absent. */
function written(entries: Map<string, YamlEntry>, key: string): YamlNode | undefined {
  const value = entries.get(key)?.value;
  return value && !isBlank(value) ? value : undefined;
}

function readArchived(reading: Reading, entry: YamlEntry | undefined): Report['archived'] {
  if (!entry) return undefined;
  const mapping = reading.mapping(entry.value, '原载', '原载: {出处: 网址或名称}');
  if (!mapping) return {};
  const entries = reading.entries(mapping, ['出处']);
  if (!entries.has('出处'))
    reading.fail(entry.key, 'key/missing', '“原载”须写明“出处”：原文的网址或名称；不知道的写 未载');
  const origin = reading.lineAt(entries, '出处');
  return origin === undefined || origin === notStated ? {} : { origin };
}

function readPublished(
  reading: Reading,
  entry: YamlEntry | undefined,
  owner: YamlEntry['key'],
  isArchived: boolean,
  mayBeAbsent: boolean,
): Report['published'] {
  if (!entry) {
    if (!mayBeAbsent)
      reading.fail(
        owner,
        'key/missing',
        '缺少“发布日期”，如 发布日期: 2022-01-20；还没有定稿的，加上 状态: 草稿',
      );
    return undefined;
  }
  const { value } = entry;
  if (value.kind === 'scalar' && value.text === notStated) {
    if (!isArchived)
      reading.fail(
        value,
        'archived/only',
        `“${notStated}”只能用在写明“原载”的报告里：请填写发布日期`,
      );
    return undefined;
  }
  return readPublicationTime(reading, value, '发布日期');
}
