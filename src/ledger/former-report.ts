import { type ArchivedReport, reportKey } from '../archive/archive.ts';
import { computeFacts } from '../facts/compute.ts';
import { type Figure, figureOf } from '../report/figure.ts';
import { notStated, plainDecimal } from '../report/number.ts';
import type { Report } from '../report/report.ts';
import { valuesByAddress } from './content.ts';
import { type Ledger, publishedEntry } from './ledger.ts';

/**
 * A report as it stands, but with the figures that were published, its own and those of the reports
 * it goes on from: what its text would read with them. Where nothing comparable was published, the
 * present figures are kept.
 */
export function withPublishedFigures(archived: ArchivedReport, ledger: Ledger): ArchivedReport {
  const { lastYear, handover } = archived;
  return {
    ...publishedFigures(archived, ledger),
    ...(lastYear ? { lastYear: publishedFigures(lastYear, ledger) } : {}),
    ...(handover
      ? {
          handover: {
            ...handover,
            from: handover.from.map(({ agency, report }) => ({
              agency,
              ...(report ? { report: publishedFigures(report, ledger) } : {}),
            })),
          },
        }
      : {}),
  };
}

function publishedFigures(archived: ArchivedReport, ledger: Ledger): ArchivedReport {
  const { report } = archived;
  const entry = publishedEntry(ledger, reportKey(report));
  if (entry?.edition !== report.form.edition) return archived;
  const values = valuesByAddress(entry, report.form);
  return { ...archived, facts: computeFacts(reportWith(report, values)) };
}

function reportWith(report: Report, values: ReadonlyMap<string, string>): Report {
  const read = (address: string, figure: Figure | null | undefined) => {
    const text = values.get(address);
    // A unit may stand at what is a part of a breakdown now.
    if (text === undefined || !(text === notStated || plainDecimal.test(text))) return figure;
    return text === notStated ? null : figureOf(text);
  };
  return {
    ...report,
    figures: report.form.facts.map(({ address, role }, index) =>
      role === 'primary' ? read(address, report.figures[index]) : undefined,
    ),
    statistics: report.statistics.map((statistic) => {
      const { name, amount, breakdown } = statistic;
      return {
        ...statistic,
        ...(amount === undefined ? {} : { amount: read(`统计.${name}.合计`, amount) ?? null }),
        ...(breakdown === undefined
          ? {}
          : {
              breakdown: breakdown.map((part) => ({
                ...part,
                figure: read(`统计.${name}.${part.name}`, part.figure) ?? null,
              })),
            }),
      };
    }),
  };
}
