import { literalFigures } from '../../check/literal-figures.ts';
import { reportProse } from '../../check/prose-text.ts';
import { computeFacts } from '../../facts/compute.ts';
import type { ReportFacts } from '../../facts/facts.ts';
import type { Form } from '../../form/form.ts';
import { readReport } from '../../report/read.ts';
import { createSource } from '../../yaml/source.ts';
import type { RecognisedReport } from '../recognised.ts';
import type { Remark } from '../source-document.ts';
import { type DraftContext, draftOf } from './draft.ts';

/**
 * The report with placeholders for the numbers in its prose that are surely one fact: the words
 * around them say which, it equals them, is not 0, and no other figure of the form has its value.
 */
export function withPlaceholders(
  recognised: RecognisedReport,
  context: DraftContext & { forms: ReadonlyMap<string, Form> },
): RecognisedReport {
  const { yaml } = draftOf(recognised, context);
  const { agency = '', year = 0 } = recognised;
  const source = createSource('', yaml);
  const { report } = readReport(source, agency, year, context.forms);
  if (!report) return recognised;
  const facts = computeFacts(report);
  const none = { missing: '' };
  const figures = literalFigures(report, facts, reportProse(report, { facts, lastYear: none }));
  const remarks: Remark[] = [];
  const prose = recognised.prose.map((own) => {
    const told: Remark[] = [];
    let { markdown } = own;
    const known = figures.filter(
      ({ part, address }) => part.key === own.key && isOnlyOne(facts, address),
    );
    // From the last, so that the others stay where they are.
    for (const { part, number, address } of known.toReversed()) {
      const at = part.origins[number.start]!;
      // What Markdown or YAML has changed on the way is left alone.
      if (!markdown.startsWith(number.digits, at)) continue;
      const place = own.places[lineAt(markdown, at)];
      const message = `正文里的“${number.digits}${number.unit}”改成了占位符“${address}”。`;
      told.unshift({ kind: 'mended', message, ...(place ? { place } : {}), fact: own.key });
      markdown = `${markdown.slice(0, at)}{{ ${address} }}${markdown.slice(at + number.digits.length)}`;
    }
    remarks.push(...told);
    return { ...own, markdown };
  });
  return { ...recognised, prose, remarks: [...recognised.remarks, ...remarks] };
}

function lineAt(text: string, at: number): number {
  return text.slice(0, at).split('\n').length - 1;
}

/** Whether no other figure that the form prints has the value; a total's only addend is no other. */
function isOnlyOne(facts: ReportFacts, address: string): boolean {
  const { value } = facts.get(address) ?? {};
  if (!value?.gt(0)) return false;
  const { form } = facts;
  const own = form.facts[form.indexByAddress.get(address)!]!;
  return form.facts.every((fact, index) => {
    if (fact === own || fact.role === 'derived' || !facts.at(index).value?.eq(value)) return true;
    return rowOf(fact.address) === rowOf(address) && fact.role !== own.role;
  });
}

function rowOf(address: string): string {
  return address.slice(0, address.lastIndexOf('.'));
}
