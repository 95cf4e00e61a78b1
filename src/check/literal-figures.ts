import type { ReportFacts } from '../facts/facts.ts';
import { type Report, statisticTotalAddress } from '../report/report.ts';
import { countedSentences, type ProseNumber } from './numbers-in-prose.ts';
import type { ProsePart, ReportProse } from './prose-text.ts';
import { readingsIn } from './readings.ts';
import { isComparison, isOfAnotherYear } from './scope.ts';

/** A number typed into a text that is surely one fact. */
export interface LiteralFigure {
  part: ProsePart;
  number: ProseNumber;
  address: string;
}

/** Numbers that could be placeholders: those that read as one fact only, and equal it. */
export function literalFigures(
  report: Report,
  facts: ReportFacts,
  prose: ReportProse,
): LiteralFigure[] {
  return prose.flatMap((part) => {
    const figures = [...ofForm(report, facts, part), ...ofStatistics(report, facts, part)];
    return figures.sort((a, b) => a.number.start - b.number.start);
  });
}

function isTyped({ filled, written, digits }: ProseNumber): boolean {
  return filled === undefined && written === digits;
}

function ofForm(report: Report, facts: ReportFacts, part: ProsePart): LiteralFigure[] {
  return readingsIn(part, report).flatMap(({ number, reading }) => {
    if (!isTyped(number) || reading.isPart || reading.isOfAnyScope) return [];
    const single = reading.accepted.flatMap((sum) => (sum.length === 1 ? sum : []));
    const [address, ...others] = new Set(single.filter((each) => isEqual(facts, each, number)));
    return address === undefined || others.length > 0 ? [] : [{ part, number, address }];
  });
}

/** A statistic is meant where its name and its unit stand with the number. */
function ofStatistics(report: Report, facts: ReportFacts, part: ProsePart): LiteralFigure[] {
  const { statistics, year } = report;
  if (statistics.length === 0) return [];
  const read = new Set(readingsIn(part, report).map(({ number }) => number));
  return countedSentences(part).flatMap(({ text, start, numbers }) =>
    numbers.flatMap((number) => {
      const clause = /[^，；,;]*$/.exec(number.before)![0];
      const isOther =
        !isTyped(number) ||
        number.isApproximate ||
        read.has(number) ||
        isComparison(number, clause) ||
        isOfAnotherYear(text.slice(0, number.start - start), year);
      const candidates = isOther
        ? []
        : statistics.flatMap(({ name, unit, breakdown }) => {
            if (unit !== number.unit) return [];
            const parts = (breakdown ?? []).filter((each) => isNamedBy(clause, each.name));
            if (parts.length > 0) return parts.map((each) => `统计.${name}.${each.name}`);
            return isNamedBy(clause, name) ? [statisticTotalAddress(name)] : [];
          });
      const equal = candidates.filter((address) => isEqual(facts, address, number));
      return equal.length === 1 ? [{ part, number, address: equal[0]! }] : [];
    }),
  );
}

/** What may stand between the name of a statistic and its number. */
const filler = /[”’」）)：:\s]|[共总合累]计|发布|公开|刊登|信息|数量|[共计为是有达了的数]/g;

/** Whether words end in a name, but for what says nothing. */
function isNamedBy(words: string, name: string): boolean {
  const at = words.lastIndexOf(name);
  return at >= 0 && words.slice(at + name.length).replace(filler, '') === '';
}

function isEqual(facts: ReportFacts, address: string, { digits }: ProseNumber): boolean {
  return facts.get(address)?.text === digits;
}
