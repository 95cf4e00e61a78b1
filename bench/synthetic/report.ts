import type { Form } from '../../src/form/form.ts';
import type { ReportingAgency } from './agencies.ts';
import { inventDisclosure2019, inventDisclosure2021 } from './disclosure.ts';
import { type Amounts, type Figures, inventLitigation, inventRequests, levels } from './figures.ts';
import { composeProse, type ProseOccasion } from './prose.ts';
import type { Random } from './random.ts';
import { type InventedStatistics, inventStatistics } from './statistics.ts';

/** Fees are reported from this report year on (国办函〔2020〕109号). */
const firstYearOfFees = 2021;

/** One agency-year as an editor would type it. */
export interface InventedReport {
  agency: string;
  year: number;
  edition: string;
  published: string;
  prose: ReadonlyMap<string, string>;
  figures: Figures;
  statistics: InventedStatistics;
  /** More keys, as YAML. */
  more?: string;
}

/** What one year hands on to the next, in the same agency or to one that takes over. */
export interface Ledger {
  family: string;
  carriedOver: Amounts;
  pending: Amounts;
  inForce: Amounts;
  items: Amounts;
}

/**
 * An agency's reports for consecutive years, each continuing the one before; the first continues
 * what was taken over from others, if anything. Returns what the last hands on.
 */
export function* inventReports(
  random: Random,
  reporting: ReportingAgency,
  years: readonly number[],
  formOf: (year: number, random: Random) => Form,
  takenOver?: Ledger,
): Generator<InventedReport, Ledger | undefined> {
  const own = random.fork(reporting.agency.id);
  let ledger = takenOver;
  for (const [index, year] of years.entries()) {
    const form = formOf(year, own.fork('form', year));
    const before = ledger && (index === 0 ? 'others' : 'own');
    const invented = inventReport(own, reporting, year, form, ledger, before);
    ledger = invented.ledger;
    yield invented.report;
  }
  return ledger;
}

/** What several agencies of the same edition hand on together. */
export function joinedLedger([first, ...others]: readonly [Ledger, ...Ledger[]]): Ledger {
  const added = (a: Amounts, b: Amounts): Amounts =>
    Object.fromEntries(
      [...new Set([...Object.keys(a), ...Object.keys(b)])].map((key) => [
        key,
        (a[key] ?? 0) + (b[key] ?? 0),
      ]),
    );
  return others.reduce(
    (sum, each) => ({
      family: sum.family,
      carriedOver: added(sum.carriedOver, each.carriedOver),
      pending: added(sum.pending, each.pending),
      inForce: added(sum.inForce, each.inForce),
      items: added(sum.items, each.items),
    }),
    first,
  );
}

function inventReport(
  own: Random,
  reporting: ReportingAgency,
  year: number,
  form: Form,
  last: Ledger | undefined,
  lastYear: ProseOccasion['lastYear'],
): { report: InventedReport; ledger: Ledger } {
  const { size, makesRules, agency } = reporting;
  const level = levels(own, year);
  const sameFamily = last?.family === form.family ? last : undefined;
  const disclosure =
    form.family === '2019'
      ? inventDisclosure2019(
          own.fork(year, '主动公开'),
          level,
          size,
          makesRules,
          sameFamily,
          reporting.procurementUnit,
        )
      : {
          ...inventDisclosure2021(level, size, makesRules, sameFamily?.inForce),
          items: {},
        };
  const requests = inventRequests(form, level, size, last?.carriedOver);
  const litigation = inventLitigation(form, level, size, last?.pending);
  const hasFees = year >= firstYearOfFees;
  const statistics = inventStatistics(
    level,
    size,
    hasFees ? unpaidRequests(requests.figures) : undefined,
  );
  const occasion = { reporting, year, form, lastYear, hasFees };
  return {
    report: {
      agency: agency.id,
      year,
      edition: form.edition,
      published: publicationTime(own.fork(year, '发布日期'), reporting, year),
      prose: composeProse(own.fork(year, '文字'), occasion),
      figures: {
        主动公开: disclosure.figures,
        申请办理: requests.figures,
        复议诉讼: litigation.figures,
      },
      statistics,
    },
    ledger: {
      family: form.family,
      carriedOver: requests.carriedOver,
      pending: litigation.pending,
      inForce: disclosure.inForce,
      items: disclosure.items,
    },
  };
}

/** Requests closed because the fee was not paid, where the form has a row for them. */
function unpaidRequests(requests: Figures): number {
  let row: string | Figures | undefined = requests;
  for (const key of ['办理结果', '其他处理', '逾期未缴费']) {
    row = typeof row === 'object' ? row[key] : undefined;
  }
  if (typeof row !== 'object') return 0;
  return Object.values(row).reduce((sum, figure) => sum + Number(figure), 0);
}

/** A day of January, for governments of March, of the year after. */
function publicationTime(random: Random, { isGovernment }: ReportingAgency, year: number): string {
  const two = (number: number) => String(number).padStart(2, '0');
  const day = `${year + 1}-${isGovernment ? '03' : '01'}-${two(random.integer(4, 29))}`;
  return random.once(3)
    ? `${day} ${two(random.integer(8, 17))}:${two(random.integer(0, 59))}`
    : day;
}
