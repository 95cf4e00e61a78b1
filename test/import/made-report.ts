import fc from 'fast-check';
import type { ArchivedReport } from '../../src/archive/archive.ts';
import { computeFacts } from '../../src/facts/compute.ts';
import type { FactDefinition, Form } from '../../src/form/form.ts';
import { readReport } from '../../src/report/read.ts';
import { createSource } from '../../src/yaml/source.ts';
import { agencies, forms } from './archive.ts';

/** The agency whose reports are made here; one of the seeds'. */
const agency = 'weishi-daying';

/** Digits of every primary figure by address; null where the source states none. */
type Digits = ReadonlyMap<string, string | null>;

/** Reports of every form that hold together: figures in which each identity holds, and some lost. */
export function madeReports(): fc.Arbitrary<ArchivedReport> {
  return fc
    .constantFrom(...forms.values())
    .chain((form) =>
      fc.record({
        form: fc.constant(form),
        digits: digitsArbitrary(form),
        lost: fc.oneof(
          { weight: 2, arbitrary: fc.constant<readonly string[]>([]) },
          lossArbitrary(form),
        ),
        texts: fc.array(fc.constantFrom(...passages), { minLength: 3, maxLength: 3 }),
        published: fc.constantFrom('未载', '2023-01-20', '"2022-03-31 09:30"'),
        corrections: fc.constantFrom('', corrections),
      }),
    )
    .map(({ form, digits, lost, texts, published, corrections }) => {
      const stated = new Map(
        [...digits].map(([key, text]) => [key, lost.includes(key) ? null : text]),
      );
      return archivedReport(form, stated, texts, published, corrections);
    });
}

/** What the texts of a report may be made of. */
const passages: readonly string[] = [
  '全年工作如常进行。',
  '### （一）主动公开\n\n全年主动公开信息 228 条。\n\n### （二）依申请公开\n\n收到申请 3 件。',
  '**存在的问题。**更新不够及时。\n\n1. 信息更新慢；\n2. 解读材料少。',
  '- 网站\n- 微信\n\n| 渠道 | 数量（条） |\n| --- | ---: |\n| 网站 | 61 |\n| 微信 | 167 |',
  '一是 1<2 & “引号”，二是 [链接](https://a.example/?a=1&b=2)。\n\n> 引文。',
];

/** Of whatever the report says: whether they are true is not asked here. */
const corrections = `更正:
  - {日期: 2023-03-05, 地址: 其他事项, 原值: 无, 现值: 全年, 理由: 补写}
  - {日期: 2023-04-01, 地址: 总体情况, 原值: 全年工作, 现值: 全年, 理由: 补写}
`;

function primariesOf({ facts }: Form): FactDefinition[] {
  return facts.filter(({ role }) => role === 'primary');
}

function digitsArbitrary(form: Form): fc.Arbitrary<Digits> {
  const count = fc
    .oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(5), fc.nat(2000))
    .map(String);
  const signed = fc.oneof(
    fc.constant('0'),
    fc.integer({ min: 1, max: 500 }).map((size) => `+${size}`),
    fc.integer({ min: 1, max: 500 }).map((size) => `-${size}`),
  );
  const amount = fc.oneof(
    fc.constantFrom('0', '26.50', '0.3'),
    fc.nat(99_999).map((size) => `${size}`),
    fc.nat(999_999).map((size) => (size / 100).toFixed(2)),
  );
  const primaries = primariesOf(form);
  return fc
    .tuple(
      ...primaries.map(({ kind }) => (kind.signed ? signed : kind.decimals > 0 ? amount : count)),
    )
    .map((digits) => balanced(new Map(primaries.map(({ address }, at) => [address, digits[at]!]))));
}

/** What came in is made equal to what went out. */
function balanced(digits: ReadonlyMap<string, string>): Digits {
  const settled = new Map(digits);
  for (const address of digits.keys()) {
    const [, column] = /^申请办理\.本年新收\.(.+)$/.exec(address) ?? [];
    if (column === undefined) continue;
    const before = `申请办理.上年结转.${column}`;
    const out = [...digits]
      .filter(
        ([key]) => /^申请办理\.(办理结果|结转下年度)\./.test(key) && key.endsWith(`.${column}`),
      )
      .reduce((sum, [, text]) => sum + Number(text), 0);
    const over = Math.min(Number(digits.get(before)), out);
    settled.set(before, String(over));
    settled.set(address, String(out - over));
  }
  return settled;
}

/** Whole rows, single figures, or a whole table. */
function lossArbitrary(form: Form): fc.Arbitrary<readonly string[]> {
  const addresses = primariesOf(form).map(({ address }) => address);
  const rows = [...new Set(addresses.map((address) => address.replace(/\.[^.]+$/, '')))];
  const below = (start: string) => addresses.filter((address) => address.startsWith(`${start}.`));
  return fc.oneof(
    fc.subarray(addresses, { minLength: 1, maxLength: 6 }),
    fc.subarray(rows, { minLength: 1, maxLength: 3 }).map((some) => some.flatMap(below)),
    fc.constantFrom(...form.tables.map(({ key }) => key)).map(below),
  );
}

function archivedReport(
  form: Form,
  digits: Digits,
  texts: readonly string[],
  published: string,
  corrections: string,
): ArchivedReport {
  const year = form.family === '2019' ? 2020 : 2022;
  const inBlock = (text: string) => text.split('\n').map((line) => `  ${line}`.trimEnd());
  const prose = form.parts
    .filter(({ title, content }) => title !== undefined && content === 'text')
    .flatMap(({ key }, at) => [`${key}: |`, ...inBlock(texts[at]!)]);
  const yaml = [
    `格式: "${form.edition}"`,
    '原载: {出处: 未载}',
    `发布日期: ${published}`,
    ...prose,
    ...form.tables.map(({ key }) => `${key}: ${tableYaml(form, digits, key)}`),
    corrections,
  ].join('\n');
  return loadReport(yaml, agency, year);
}

/** A table as one mapping, from the outermost rows inwards. */
function tableYaml(form: Form, digits: Digits, table: string): string {
  const root: Branch = new Map();
  for (const { address, kind } of primariesOf(form)) {
    const [first, ...steps] = address.split('.');
    if (first !== table) continue;
    const figure = steps.pop()!;
    const row = steps.reduce((branch, step) => {
      if (!branch.has(step)) branch.set(step, new Map());
      return branch.get(step) as Branch;
    }, root);
    row.set(figure, digits.get(address) ?? '未载');
    if (kind.unitKey) row.set(kind.unitKey, '万元');
  }
  return written(root);
}

type Branch = Map<string, Branch | string>;

function written(branch: Branch): string {
  const entries = [...branch].map(
    ([key, value]) => `${key}: ${typeof value === 'string' ? value : written(value)}`,
  );
  return `{${entries.join(', ')}}`;
}

/** A report with its facts, as an archive has it. Throws where the reader finds fault with it. */
export function loadReport(yaml: string, agency: string, year: number): ArchivedReport {
  const source = createSource(`reports/${agency}/${year}.yaml`, yaml);
  const { report, problems } = readReport(source, agency, year, forms);
  if (!report || problems.length > 0)
    throw new Error([...problems.map(({ message }) => message), yaml].join('\n'));
  return { report, agency: agencies.get(agency)!, facts: computeFacts(report) };
}

/**
 * Every figure of a report's form as it is shown, totals included, and its unit. 统计 is not among
 * them: a report shows it in its words only, as placeholders.
 */
export function figuresOf({ facts }: ArchivedReport): Record<string, string> {
  return Object.fromEntries(
    facts.form.facts.map(({ address }) => {
      const { text, unit } = facts.get(address)!;
      return [address, `${text ?? '未载'} ${unit ?? ''}`];
    }),
  );
}
