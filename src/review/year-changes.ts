import { type ArchivedReport, nameInYear } from '../archive/archive.ts';
import { signed } from '../check/facts-at-hand.ts';
import type { Fact } from '../facts/facts.ts';
import { comparableAddress, type FactDefinition, type Form } from '../form/form.ts';
import { notInFormMark } from '../site/figure-table.ts';
import { keyFigures } from '../site/key-figures.ts';
import { factLabel, factText, tableLabel, unreadMark } from './fact-label.ts';
import {
  paragraph,
  type ReviewBlock,
  type ReviewFigure,
  type ReviewRow,
  type ReviewSection,
} from './sheet.ts';

/** What stands where two figures have no difference that could be told. */
const noDifference = '不可比';

/** A figure of this year beside the one that compares with it. */
interface ComparedFigure {
  address: string;
  now: Fact | undefined;
  before: Fact | undefined;
}

/** 主要数字: what readers ask first, a year to a row. */
export function keyFigureSection(archived: ArchivedReport): ReviewSection {
  const { report, lastYear } = archived;
  const keys = keyFigures(archived).map((key) => ({
    label: `${key.label}${unitOf(archived.facts.get(key.address))}`,
    figures: figuresOf(archived, compared(archived, key.address)),
  }));
  const rowOf = (label: string, at: 0 | 1 | 2): ReviewRow => ({
    labels: [label],
    figures: keys.map(({ figures }) => figures[at]),
  });
  const rows = lastYear
    ? [rowOf(`${report.year - 1}年`, 0), rowOf(`${report.year}年`, 1), rowOf('增减', 2)]
    : [rowOf(`${report.year}年`, 1)];
  const head = ['年度', ...keys.map(({ label }) => label)];
  return {
    id: 'key-figures',
    title: '主要数字',
    blocks: [{ kind: 'table', head, rowHeader: 0, rows }, paragraph(changeSentence(archived))],
  };
}

/** How many figures are not what they were the year before, or why that cannot be told. */
function changeSentence(archived: ArchivedReport): string {
  const { report, lastYear, handover } = archived;
  const before = report.year - 1;
  if (handover) {
    const names = handover.from.map(({ agency }) => nameInYear(agency, before)).join('、');
    return `本机关承接自${names}，${before}年没有自己的报告，没有可以逐项比较的数字。`;
  }
  if (!lastYear) return `没有${before}年的报告，没有可以比较的数字。`;
  const { length } = changedFigures(archived, lastYear);
  const told =
    length === 0
      ? '可以比较的数字都与上年相同。'
      : `与上年不同的数字共 ${length} 个，总计在内，列在附页。`;
  return lastYear.report.isDraft ? `${told}${before}年的报告还是草稿，数字可能再变。` : told;
}

/** Every figure that is not what it was the year before, and those that do not compare. */
export function changeSections(archived: ArchivedReport): ReviewSection[] {
  const { report, lastYear } = archived;
  if (!lastYear) return [];
  const head = ['部分', '项目', `${report.year - 1}年`, `${report.year}年`, '增减'];
  const rows = changedFigures(archived, lastYear).map(
    (figure): ReviewRow => ({
      labels: [tableOf(report.form, figure.address), labelOf(figure)],
      figures: figuresOf(archived, figure),
    }),
  );
  const blocks: ReviewBlock[] = [
    ...editionNotes(report.form, lastYear.report.form),
    ...(rows.length > 0 ? [{ kind: 'table' as const, head, rowHeader: 1, rows }] : []),
  ];
  return blocks.length === 0
    ? []
    : [{ id: 'changes', title: `附：与${report.year - 1}年不同的数字`, blocks }];
}

function changedFigures(archived: ArchivedReport, lastYear: ArchivedReport): ComparedFigure[] {
  return comparedFigures(archived, lastYear).filter(isChanged);
}

/** The figures that the form prints, and those of either year's 统计, as far as they may be compared. */
function comparedFigures(archived: ArchivedReport, lastYear: ArchivedReport): ComparedFigure[] {
  const { form } = archived.report;
  const old = lastYear.report.form;
  const ofForm = form.facts
    .filter((fact) => isPrinted(fact, form, old))
    .map(({ address }) => compared(archived, address))
    .filter(({ before }) => before !== undefined);
  const addresses = [...statisticAddresses(archived), ...statisticAddresses(lastYear)];
  return [...ofForm, ...[...new Set(addresses)].map((address) => compared(archived, address))];
}

/** A sum that neither form prints follows from figures that are listed themselves. */
function isPrinted({ role, address }: FactDefinition, form: Form, old: Form): boolean {
  if (role !== 'derived') return true;
  const there = comparableAddress(form, address, old);
  const index = there === undefined ? undefined : old.indexByAddress.get(there);
  return index !== undefined && old.facts[index]!.role !== 'derived';
}

function compared({ report, facts, lastYear }: ArchivedReport, address: string): ComparedFigure {
  const isStatistic = !report.form.indexByAddress.has(address);
  const there =
    lastYear && !isStatistic
      ? comparableAddress(report.form, address, lastYear.report.form)
      : address;
  return {
    address,
    now: facts.get(address),
    before: there === undefined ? undefined : lastYear?.facts.get(there),
  };
}

function statisticAddresses({ report, facts }: ArchivedReport): string[] {
  return [...facts.all()]
    .map(({ address }) => address)
    .filter((address) => !report.form.indexByAddress.has(address));
}

function isChanged({ now, before }: ComparedFigure): boolean {
  if (!now || !before || now.unit !== before.unit) return true;
  if (!now.value || !before.value) return now.value !== before.value;
  return !now.value.eq(before.value);
}

/** Last year's, this year's and their difference; a unit that is not the same stands beside each. */
function figuresOf(
  archived: ArchivedReport,
  figure: ComparedFigure,
): [ReviewFigure, ReviewFigure, ReviewFigure] {
  const { report, lastYear } = archived;
  const { now, before, address } = figure;
  const isSameUnit = now?.unit === before?.unit;
  const withUnit = (fact: Fact | undefined, text: string) =>
    fact?.text == null || isSameUnit || !before || !now ? text : `${text}${fact.unit ?? ''}`;
  const old = before && lastYear ? factText(before, lastYear.report) : notInFormMark;
  const own = now ? factText(now, report) : notInFormMark;
  const isRead = old !== unreadMark && own !== unreadMark;
  const difference =
    isRead && isSameUnit && now?.value && before?.value
      ? signed(now.value.minus(before.value).toFixed())
      : noDifference;
  return [
    { text: withUnit(before, old) },
    { text: withUnit(now, own), address },
    { text: difference },
  ];
}

function labelOf({ now, before, address }: ComparedFigure): string {
  const isSameUnit = !now || !before || now.unit === before.unit;
  return `${factLabel(address)}${isSameUnit ? unitOf(now ?? before) : ''}`;
}

function unitOf(fact: Fact | undefined): string {
  return fact?.unit === undefined ? '' : `（${fact.unit}）`;
}

function tableOf(form: Form, address: string): string {
  return tableLabel(form, address.slice(0, address.indexOf('.')));
}

/** Which rows have no counterpart, where the two years have different forms. */
function editionNotes(form: Form, old: Form): ReviewBlock[] {
  if (form === old) return [];
  const sides: readonly [string, Form, Form][] = [
    ['本年', form, old],
    ['上年', old, form],
  ];
  const lists = sides.flatMap(([side, one, other]) => {
    const rows = loneRows(one, other);
    return rows.length === 0 ? [] : [`${side}的${rows.join('、')}`];
  });
  const names = `两年的格式不同（上年${old.name}，本年${form.name}）`;
  return [
    paragraph(
      lists.length === 0
        ? `${names}，各项可以比较。`
        : `${names}，不可比较、没有列出的有：${lists.join('；')}。`,
    ),
  ];
}

/** Rows of a form without counterpart in another; of those that have one in part, the columns without. */
function loneRows(form: Form, other: Form): string[] {
  const printed = form.facts.filter(({ role }) => role !== 'derived');
  const rows = Map.groupBy(printed, ({ address }) => address.slice(0, address.lastIndexOf('.')));
  return [...rows].flatMap(([row, facts]) => {
    const alone = facts.filter(
      ({ address }) => comparableAddress(form, address, other) === undefined,
    );
    if (alone.length === 0) return [];
    const name = `${tableOf(form, row)}“${factLabel(row)}”`;
    if (alone.length === facts.length) return [name];
    return [`${name}的${alone.map(({ address }) => address.split('.').at(-1)).join('、')}`];
  });
}
