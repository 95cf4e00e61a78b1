import type { AbsenceReason, AbsentMember, Aggregation } from '../../aggregation/aggregate.ts';
import { namesIn, obstacleNames } from '../../aggregation/wording.ts';
import type { Agency } from '../../archive/agencies.ts';
import { nameInYear } from '../../archive/archive.ts';
import { owesReport } from '../../archive/deadline.ts';
import type { Report } from '../../report/report.ts';
import type { Rule, Suspicion } from '../rule.ts';

const messages: Readonly<Record<AbsenceReason, string>> = {
  missing: '成员“{name}”没有 {year} 年的报告，汇总不全，合计不含该机关',
  draft: '成员“{name}”{year} 年的报告还是草稿，汇总不全，合计不含该机关',
  faulty: '成员“{name}”{year} 年的报告有错误，不能汇总：请先改正',
};

export const rule: Rule = {
  id: 'aggregation/members',
  title: '汇总的成员齐全',
  severity: 'error',
  basis: '汇总的数字是本级和各成员数字之和；缺一个成员是不确定，不是零',
  description:
    '写明“汇总”的报告，逐个核对成员：没有报告、报告还是草稿、报告有错误的，以及数字未载的，都列出来；经说明的，公布时注明“不含”。成员用另一格式或另一单位而不能合计的数字，只作提醒，公布为未载。照录的报告（原载）不由本系统汇总，只提示没有核对。',
  message: '成员“{name}”的报告里有 {count} 个数字未载，汇总不全，这些数字不能合计',
  *check({ report, aggregation }) {
    if (!aggregation) return;
    for (const absent of aggregation.absent) yield absence(report, absent);
    if (report.archived) return;
    for (const [agency, places] of unstated(aggregation, report))
      yield {
        offset: placeOf(report, agency),
        place: agency.id,
        values: { name: nameInYear(agency, report.year), count: places.length },
        actual: `未载${places.length}个`,
      };
    yield* unformed(report, aggregation);
  },
};

function absence(report: Report, { agency, reason, within }: AbsentMember): Suspicion {
  const { year } = report;
  const name = nameInYear(agency, year);
  const isOver = agency.until !== undefined && agency.until < year;
  const isOwed =
    reason !== 'missing' || owesReport(agency, year) || (agency.since === undefined && !isOver);
  const message = isOwed
    ? messages[reason]
    : '成员“{name}”按登记的“起”“止”不编制 {year} 年的报告：请从成员中删去，或改正登记';
  const shared = {
    offset: placeOf(report, within ?? agency),
    place: agency.id,
    values: { name, year },
    actual: { missing: '缺报', draft: '草稿', faulty: '有错误' }[reason],
  };
  return report.archived
    ? { ...shared, severity: 'info', message: '成员“{name}”没有可用的 {year} 年报告，没有核对合计' }
    : { ...shared, message: within ? `${namesIn([within], year)}的汇总：${message}` : message };
}

/** Where a member is named, else where all below are. */
function placeOf({ aggregation }: Report, { id }: Agency): number {
  const { members = [], offset } = aggregation!;
  return members.find((member) => member.id === id)?.offset ?? offset;
}

/** Addresses of what each member's source does not state, of all that the sum lacks for it. */
function unstated({ unformed, leftOut }: Aggregation, { form }: Report): Map<Agency, string[]> {
  const places = new Map<Agency, string[]>();
  const add = (agency: Agency, address: string) =>
    places.set(agency, [...(places.get(agency) ?? []), address]);
  for (const { address, because } of unformed)
    for (const { obstacle, agencies } of because)
      if (obstacle === 'not-stated') for (const agency of agencies) add(agency, address);
  const primaries = form.facts.filter(({ role }) => role === 'primary');
  for (const { agency, table } of leftOut)
    for (const fact of primaries) if (fact.table === table) add(agency, fact.address);
  return places;
}

/** Figures that do not compare or are in different units. */
function* unformed(report: Report, { unformed }: Aggregation): Generator<Suspicion> {
  const edition = unformed.filter(({ because }) =>
    because.some(({ obstacle }) => obstacle === 'edition'),
  );
  if (edition.length > 0) {
    const agencies = new Set(
      edition.flatMap(({ because }) =>
        because.flatMap((each) => (each.obstacle === 'edition' ? each.agencies : [])),
      ),
    );
    yield {
      offset: report.aggregation!.offset,
      place: '格式',
      values: { names: namesIn([...agencies], report.year), count: edition.length },
      message: '{names}所用的格式与本报告不同，{count} 个数字没有可比的数字，不能合计，公布为未载',
      actual: `未载${edition.length}个`,
      severity: 'warning',
    };
  }
  for (const { address, because } of unformed) {
    if (!because.some(({ obstacle }) => obstacle === 'unit')) continue;
    yield {
      offset: report.aggregation!.offset,
      fact: address,
      values: { address },
      message: `“{address}”本级和各成员的${obstacleNames.unit}，不能合计，公布为未载`,
      actual: obstacleNames.unit,
      severity: 'warning',
    };
  }
}
