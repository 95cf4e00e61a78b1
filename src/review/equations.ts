import Big from 'big.js';
import type { ArchivedReport } from '../archive/archive.ts';
import { rules } from '../check/catalogue.ts';
import { isStated } from '../check/facts-at-hand.ts';
import type { Fact } from '../facts/facts.ts';
import type { Finding } from '../finding/finding.ts';
import { comparableAddress, type Identity } from '../form/form.ts';
import { statisticTotalAddress } from '../report/report.ts';
import { factLabel, tableLabel } from './fact-label.ts';
import { type ReviewSection, wordTable } from './sheet.ts';

/** Two sums that must be equal. */
interface Equation {
  /** What it is an instance of, such as `表四：每个总计等于各项之和`. */
  kind: string;
  /** Which instance. */
  label: string;
  left: readonly (Fact | undefined)[];
  right: readonly (Fact | undefined)[];
}

/** Most instances that are named where an equation does not hold. */
const mostNamed = 10;

/**
 * 勾稽核对: every sum and identity of a report, worked out anew, and what the rules say of it and the
 * year before. `own` are the findings on the report's file.
 */
export function equationSection(archived: ArchivedReport, own: readonly Finding[]): ReviewSection {
  const equations = [
    ...sumEquations(archived),
    ...identityEquations(archived),
    ...statisticEquations(archived),
    ...printedTotalEquations(archived),
    ...aggregationEquations(archived),
  ];
  const rows = [...Map.groupBy(equations, ({ kind }) => kind)].map(([kind, all]) => [
    kind,
    verdict(all),
  ]);
  return {
    id: 'equations',
    title: '勾稽核对',
    blocks: [wordTable(['核对什么', '结果'], [...rows, ...acrossYears(archived, own)])],
  };
}

function sumEquations({ report: { form }, facts }: ArchivedReport): Equation[] {
  return form.facts.flatMap(({ role, table, address, addends }, index) =>
    role !== 'printed-sum'
      ? []
      : addends.map((set) => ({
          kind: `${tableLabel(form, table)}：每个总计等于各项之和`,
          label: factLabel(address),
          left: [facts.at(index)],
          right: set.map((each) => facts.at(each)),
        })),
  );
}

function identityEquations({ report: { form }, facts }: ArchivedReport): Equation[] {
  return form.identities.map((identity) => {
    const side = (indexes: readonly number[]) => indexes.map((index) => facts.at(index));
    const words = (of: readonly Fact[]) =>
      of.map(({ address }) => rowLabel(address, identity)).join(' + ');
    const [left, right] = [side(identity.left), side(identity.right)];
    return {
      kind: `${tableLabel(form, identity.table)}：每列 ${words(left)} = ${words(right)}`,
      label: identity.columnKey,
      left,
      right,
    };
  });
}

function rowLabel(address: string, { columnKey }: Identity): string {
  return factLabel(address.slice(0, -columnKey.length - 1));
}

function statisticEquations({ report: { statistics }, facts }: ArchivedReport): Equation[] {
  return statistics.flatMap(({ name, breakdown }) =>
    breakdown
      ? [
          {
            kind: '统计：每个合计等于各分项之和',
            label: name,
            left: [facts.get(statisticTotalAddress(name))],
            right: breakdown.map((part) => facts.get(`统计.${name}.${part.name}`)),
          },
        ]
      : [],
  );
}

/** What the original printed beside what its parts give. */
function printedTotalEquations({ report, facts }: ArchivedReport): Equation[] {
  return [...report.statedTotals.values()].map(({ address, figure }) => {
    const fact = facts.get(address);
    return {
      kind: '原文刊载的总计等于各项之和',
      label: factLabel(address),
      left: [
        fact && { ...fact, value: figure.value, text: figure.text, origin: 'stated' as const },
      ],
      // Any other is the printed total itself, or was found by way of others.
      right: [fact?.origin === 'computed' ? fact : undefined],
    };
  });
}

/**
 * Each figure of a report with 汇总 beside those that it is added up from. What an archived one
 * printed may hold figures of 本级 besides, of which a rule asks.
 */
function aggregationEquations({ report, facts, aggregation }: ArchivedReport): Equation[] {
  if (!aggregation?.own) return [];
  const { form } = report;
  const { own, members } = aggregation;
  const addends = [own, ...members.map(({ archived }) => archived.facts)];
  // Where each report names its own unit, figures are no addends as they stand.
  const alike = form.facts.filter(({ role, kind }) => role === 'primary' && !kind.unitKey);
  return alike.map(({ address }) => ({
    kind: '汇总：每个数字等于本级与各成员之和',
    label: factLabel(address),
    left: [facts.get(address)],
    right: addends.map((each) => {
      const there = comparableAddress(form, address, each.form);
      return there === undefined ? undefined : each.get(there);
    }),
  }));
}

/** How many hold, which do not, and how many cannot be worked out. */
function verdict(equations: readonly Equation[]): string {
  const results = equations.map((equation) => ({ equation, ...sides(equation) }));
  const open = results.filter(({ left, right }) => !left || !right);
  const wrong = results.filter(({ left, right }) => left && right && !left.eq(right));
  const held = equations.length - open.length - wrong.length;
  const named = wrong
    .slice(0, mostNamed)
    .map(
      ({ equation, left, right }) =>
        `${equation.label}（${left?.toFixed()} ≠ ${right?.toFixed()}）`,
    );
  const more = wrong.length > mostNamed ? ' 等' : '';
  return [
    ...(wrong.length > 0 ? [`${wrong.length} 处不成立：${named.join('、')}${more}`] : []),
    ...(held > 0
      ? [wrong.length + open.length > 0 ? `${held} 处成立` : `${held} 处，全部成立`]
      : []),
    ...(open.length > 0 ? [`${open.length} 处有数字未载或未读出，不能核对`] : []),
  ].join('；');
}

function sides({ left, right }: Equation): { left: Big | undefined; right: Big | undefined } {
  return { left: sumOf(left), right: sumOf(right) };
}

/** Undefined where a figure is not stated: one that was settled was found by the very equations. */
function sumOf(facts: readonly (Fact | undefined)[]): Big | undefined {
  const stated = facts.filter(isStated);
  if (stated.length < facts.length) return undefined;
  return stated.reduce((sum, { value }) => sum.plus(value), new Big(0));
}

const afterReorganisation = 'carry-over/succession';

/** Rules that compare figures with those of the year before. */
const yearRules: readonly { id: string; needsSameEdition: boolean }[] = [
  { id: 'carry-over/requests', needsSameEdition: false },
  { id: afterReorganisation, needsSameEdition: false },
  { id: 'carry-over/effective-documents', needsSameEdition: true },
  { id: 'carry-over/items', needsSameEdition: true },
  { id: 'litigation/pending', needsSameEdition: false },
];

function acrossYears(archived: ArchivedReport, own: readonly Finding[]): string[][] {
  const { report, handover } = archived;
  return yearRules.flatMap(({ id, needsSameEdition }) => {
    const rule = rules.find((each) => each.id === id);
    if (!rule || (rule.editions && !rule.editions.includes(report.form.family))) return [];
    // One of the two: after a reorganisation there is no report of one's own to compare with.
    if (id.startsWith('carry-over/') && (id === afterReorganisation) !== Boolean(handover))
      return [];
    const found = own.filter((finding) => finding.rule === id);
    return [[rule.title, yearVerdict(archived, own, found, needsSameEdition)]];
  });
}

function yearVerdict(
  { report, lastYear, handover }: ArchivedReport,
  own: readonly Finding[],
  found: readonly Finding[],
  needsSameEdition: boolean,
): string {
  const note = found.find(({ severity }) => severity === 'info');
  if (note) return note.message;
  if (found.length > 0) return `${found.length} 处不合，见检查发现`;
  if (own.some(({ isFault }) => isFault)) return '没有核对：年报有读不出来的内容';
  if (handover) return '没有发现不合';
  if (!lastYear) return `没有核对：没有${report.year - 1}年的报告`;
  if (lastYear.report.isDraft && !report.isDraft)
    return `没有核对：${report.year - 1}年的报告还是草稿`;
  if (needsSameEdition && lastYear.report.form.family !== report.form.family)
    return '没有核对：两年的格式不同';
  return '没有发现不合';
}
