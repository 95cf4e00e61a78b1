import type { Agencies, Agency } from '../archive/agencies.ts';
import { owesReport } from '../archive/deadline.ts';
import { allBelow } from '../report/aggregation.ts';
import type { PlacedAgency, Report } from '../report/report.ts';
import { nearestKey } from '../yaml/nearest.ts';
import { mostTold, type Problem } from '../yaml/problem.ts';
import { shorten } from '../yaml/reading.ts';
import { agenciesBelow, inRegisterOrder, subtree } from './agencies-below.ts';

/** Who is added up in a report with 汇总. */
export interface Membership {
  /** In the order of the register; what a member has itself added up is not among them. */
  members: readonly Agency[];
  /** 除外, in the order of the register. */
  excluded: readonly Agency[];
  problems: readonly Problem[];
}

/** A report with 汇总 while its members are worked out. */
interface Aggregate {
  report: Report;
  /** Members as written, or all below, with the place at which to tell of each. */
  candidates: Map<Agency, number>;
  isAllBelow: boolean;
  excluded: Agency[];
  problems: Problem[];
  /** Everybody whose figures it holds, members of members included, and whom it leaves out. */
  holds: Set<Agency>;
  leavesOut: Set<Agency>;
}

/**
 * The members of each report with 汇总. Whoever is not in the register, is the report's own agency,
 * would be counted twice or closes a circle is a problem at its place, and no member.
 *
 * @param counts whether a report can be added up, so that what it adds up itself is in it
 */
export function memberships(
  agencies: Agencies,
  reports: readonly Report[],
  counts: (report: Report) => boolean,
): Map<Report, Membership> {
  const found = new Map<Report, Membership>();
  for (const ofYear of Map.groupBy(reports, ({ year }) => year).values()) {
    if (!ofYear.some(({ aggregation }) => aggregation)) continue;
    const byAgency = new Map(ofYear.map((report) => [report.agency, report]));
    const aggregates = new Map<Agency, Aggregate>();
    for (const report of ofYear) {
      const agency = agencies.get(report.agency);
      if (report.aggregation && agency)
        aggregates.set(agency, aggregateOf(agencies, agency, report, byAgency));
    }
    const nestedIn = ({ candidates }: Aggregate) =>
      [...candidates.keys()].filter((candidate) => {
        const nested = aggregates.get(candidate);
        return nested && counts(nested.report);
      });
    cutCircles(aggregates, nestedIn);
    for (const aggregate of innermostFirst(aggregates, nestedIn).ordered) {
      const nested = nestedIn(aggregate).map((agency) => ({
        agency,
        aggregate: aggregates.get(agency)!,
      }));
      const { report, candidates, excluded, problems } = takeOnce(aggregate, nested);
      found.set(report, {
        members: inRegisterOrder(agencies, candidates.keys()),
        excluded: inRegisterOrder(agencies, excluded),
        problems,
      });
    }
  }
  return found;
}

function aggregateOf(
  agencies: Agencies,
  agency: Agency,
  report: Report,
  reportOf: ReadonlyMap<string, Report>,
): Aggregate {
  const { offset, members, excluded } = report.aggregation!;
  const problems: Problem[] = [];
  const named = (listed: readonly PlacedAgency[]) =>
    listed.flatMap((placed) => {
      const known = agencies.get(placed.id);
      // Looking for what was meant takes time; nobody reads of more than these.
      const others = problems.length < mostTold ? agencies.keys() : [];
      if (!known) problems.push(unknownMember(placed, others));
      return known ? [{ agency: known, offset: placed.offset }] : [];
    });
  const shared = {
    report,
    problems,
    isAllBelow: members === undefined,
    holds: new Set<Agency>(),
    leavesOut: new Set<Agency>(),
  };
  if (members) {
    const candidates = new Map<Agency, number>();
    for (const member of named(members)) {
      const refused = refusal(member.agency, agency);
      if (refused) problems.push({ ...refused, offset: member.offset });
      else candidates.set(member.agency, member.offset);
    }
    return { ...shared, candidates, excluded: [] };
  }
  const below = new Set(agenciesBelow(agencies, agency));
  for (const each of named(excluded)) {
    const meant = [...subtreeOfRegion(agencies, each.agency)].filter((one) => below.has(one));
    for (const one of meant) shared.leavesOut.add(one);
    if (meant.length === 0)
      problems.push({
        rule: 'aggregation/excluded',
        offset: each.offset,
        message: `“${each.agency.id}”不是本机关的下级，不必除外`,
      });
  }
  // Whoever has a report belongs to it, though it may not be registered since when one is owed.
  const isConcerned = (each: Agency) =>
    !shared.leavesOut.has(each) && (owesReport(each, report.year) || reportOf.has(each.id));
  const candidates = new Map([...below].filter(isConcerned).map((each) => [each, offset]));
  if (candidates.size === 0)
    problems.push({
      rule: 'aggregation/none',
      offset,
      message: `data/agencies.yaml 里没有应当编制 ${report.year} 年报告的下级机关：请核对各机关的“上级”“起”，或列出成员`,
    });
  return { ...shared, candidates, excluded: [...shared.leavesOut] };
}

/** An excluded region stands for all in it, an excluded agency for itself. */
function subtreeOfRegion(agencies: Agencies, agency: Agency): Set<Agency> {
  return agency.type === '地区' ? subtree(agencies, agency) : new Set([agency]);
}

function unknownMember({ id, offset }: PlacedAgency, others: Iterable<string>): Problem {
  const nearest = nearestKey(id, others);
  const advice =
    id === allBelow
      ? `全部下级不写在方括号里：成员: ${allBelow}`
      : nearest
        ? `是否应为“${nearest}”？`
        : '请先登记机关，或改正 id';
  const message = `data/agencies.yaml 里没有“${shorten(id)}”这个机关。${advice}`;
  return { rule: 'aggregation/unknown', offset, message };
}

function refusal(member: Agency, self: Agency): Omit<Problem, 'offset'> | undefined {
  if (member === self)
    return {
      rule: 'aggregation/itself',
      message: `“${member.id}”就是本机关：表中所填就是本级的数字，成员里不要再写`,
    };
  if (member.type === '地区')
    return {
      rule: 'aggregation/region',
      message: `“${member.id}”（${member.shortName}）是地区，没有报告：请写机关的 id`,
    };
  return undefined;
}

/** Tells of every membership that closes a circle, and takes it away. */
function cutCircles(
  aggregates: ReadonlyMap<Agency, Aggregate>,
  nestedIn: (aggregate: Aggregate) => readonly Agency[],
): void {
  const { circular } = innermostFirst(aggregates, nestedIn);
  for (const [agency, aggregate] of circular) {
    for (const other of nestedIn(aggregate).filter((each) => circular.has(each))) {
      const advice = aggregate.isAllBelow
        ? `请把它写入“除外”，或改正它的“汇总”`
        : '两份报告须删去其一';
      aggregate.problems.push({
        rule: 'aggregation/cycle',
        offset: aggregate.candidates.get(other)!,
        message: `循环汇总：“${other.id}”的汇总里又有“${agency.id}”（直接或经过别的机关）。${advice}`,
      });
      aggregate.candidates.delete(other);
    }
  }
}

/** Aggregates each after those that are its members, and those on a circle, or between two. */
function innermostFirst(
  aggregates: ReadonlyMap<Agency, Aggregate>,
  nestedIn: (aggregate: Aggregate) => readonly Agency[],
): { ordered: Aggregate[]; circular: Map<Agency, Aggregate> } {
  const inner = new Map([...aggregates].map(([agency, each]) => [agency, nestedIn(each)]));
  const outer = new Map([...aggregates.keys()].map((agency) => [agency, [] as Agency[]]));
  for (const [agency, nested] of inner) for (const each of nested) outer.get(each)!.push(agency);
  const settled = peel(inner, outer);
  const ordered = settled.map((agency) => aggregates.get(agency)!);
  // What is left leads to a circle; what nobody leads to is not on one.
  const left = new Set(aggregates.keys()).difference(new Set(settled));
  return { ordered, circular: onCircle(left, inner, outer, aggregates) };
}

function onCircle(
  left: ReadonlySet<Agency>,
  inner: ReadonlyMap<Agency, readonly Agency[]>,
  outer: ReadonlyMap<Agency, readonly Agency[]>,
  aggregates: ReadonlyMap<Agency, Aggregate>,
): Map<Agency, Aggregate> {
  const within = (edges: ReadonlyMap<Agency, readonly Agency[]>) =>
    new Map(
      [...left].map((agency) => [agency, edges.get(agency)!.filter((each) => left.has(each))]),
    );
  const leading = new Set(peel(within(outer), within(inner)));
  return new Map([...aggregates].filter(([agency]) => left.has(agency) && !leading.has(agency)));
}

/** Takes away again and again who depends on nobody that is left; returns them in that order. */
function peel(
  dependsOn: ReadonlyMap<Agency, readonly Agency[]>,
  dependents: ReadonlyMap<Agency, readonly Agency[]>,
): Agency[] {
  const open = new Map([...dependsOn].map(([agency, others]) => [agency, others.length]));
  const free = [...open].filter(([, count]) => count === 0).map(([agency]) => agency);
  // A list that grows while it is gone through is gone through to its end.
  for (const agency of free) {
    for (const dependent of dependents.get(agency)!) {
      const count = open.get(dependent)! - 1;
      open.set(dependent, count);
      if (count === 0) free.push(dependent);
    }
  }
  return free;
}

interface Nested {
  agency: Agency;
  aggregate: Aggregate;
}

/**
 * Sees to it that nobody is counted twice: of all below, whoever is in a member already is passed
 * over, and so is whom that member leaves out; of a list, that is a problem.
 */
function takeOnce(aggregate: Aggregate, nested: readonly Nested[]): Aggregate {
  const { candidates, isAllBelow, problems, holds, leavesOut } = aggregate;
  const deeper = new Set(nested.flatMap(({ aggregate: inner }) => [...inner.holds]));
  const heldBy = new Map<Agency, Agency>();
  for (const { agency, aggregate: inner } of nested) {
    // What is in another member is in its figures, with all that it holds.
    if (deeper.has(agency)) continue;
    const twice = [...inner.holds].filter((each) => heldBy.has(each));
    if (twice.length > 0) {
      const first = heldBy.get(twice[0]!)!;
      const others = twice.length > 1 ? `等 ${twice.length} 个机关` : '';
      problems.push({
        rule: 'aggregation/double',
        offset: candidates.get(agency)!,
        message: `“${agency.id}”和“${first.id}”的汇总里都有“${twice[0]!.id}”${others}，会算两次`,
      });
    }
    for (const each of inner.holds) heldBy.set(each, agency);
    if (isAllBelow) for (const each of inner.leavesOut) leavesOut.add(each);
  }
  for (const [candidate, offset] of candidates) {
    const holder = heldBy.get(candidate);
    if (holder && !isAllBelow)
      problems.push({
        rule: 'aggregation/double',
        offset,
        message: `“${candidate.id}”已经算在“${holder.id}”的汇总里，不能再算一次：请删去`,
      });
    if (holder || (isAllBelow && leavesOut.has(candidate))) candidates.delete(candidate);
  }
  for (const candidate of candidates.keys()) holds.add(candidate);
  for (const each of heldBy.keys()) holds.add(each);
  return aggregate;
}
