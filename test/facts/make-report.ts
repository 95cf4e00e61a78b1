import type { Form } from '../../src/form/form.ts';
import { figureOf } from '../../src/report/figure.ts';
import { readReport } from '../../src/report/read.ts';
import type { Report } from '../../src/report/report.ts';
import { createSource } from '../../src/yaml/source.ts';

/** A report read from YAML that must be without problems. */
export function readValid(text: string, year: number, forms: ReadonlyMap<string, Form>): Report {
  const { report, problems } = readReport(
    createSource('reports/a/0000.yaml', text),
    'a',
    year,
    forms,
  );
  if (!report || problems.length > 0)
    throw new Error(problems.map(({ message }) => message).join('\n') || 'unreadable');
  return report;
}

/** An archived report of which only the given keys are stated; the tables are YAML. */
export function readArchived(
  edition: string,
  stated: Readonly<Record<string, string>>,
  forms: ReadonlyMap<string, Form>,
): Report {
  const keys = {
    格式: `"${edition}"`,
    原载: '{出处: 未载}',
    发布日期: '未载',
    总体情况: '略',
    主动公开: '未载',
    申请办理: '未载',
    复议诉讼: '未载',
    主要问题及改进: '略',
    其他事项: '略',
    ...stated,
  };
  const text = Object.entries(keys)
    .map(([key, value]) => `${key}: ${value}\n`)
    .join('');
  return readValid(text, 2021, forms);
}

/** A report with nothing but figures: the digits of each primary, null where it is 未载. */
export function reportWith(
  form: Form,
  digitsOf: (address: string) => string | null,
  printed: Readonly<Record<string, string>> = {},
): Report {
  return {
    agency: 'a',
    year: 2021,
    form,
    source: createSource('reports/a/2021.yaml', ''),
    isDraft: false,
    archived: {},
    prose: new Map(),
    figures: form.facts.map(({ address, role }) => {
      if (role !== 'primary') return undefined;
      const digits = digitsOf(address);
      return digits === null ? null : figureOf(digits);
    }),
    offsets: [],
    units: new Map(),
    statistics: [],
    statedTotals: new Map(
      Object.entries(printed).map(([address, digits]) => [
        address,
        { address, figure: figureOf(digits), offset: 0 },
      ]),
    ),
    acknowledgements: [],
    corrections: [],
  };
}
