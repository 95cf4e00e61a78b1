import type { Form } from '../../src/form/form.ts';
import type { ReportingAgency } from './agencies.ts';
import type { Random } from './random.ts';
import {
  fees,
  mattersHeadings,
  measuresHeading,
  measuresOpening,
  others,
  problemsHeading,
  shortcomings,
  tasks,
} from './stock/matters.ts';
import { aspects, opening, preface } from './stock/overview.ts';
import type { Section } from './stock/stock.ts';

export interface ProseOccasion {
  reporting: ReportingAgency;
  year: number;
  form: Form;
  /** Whose reports of last year there are. */
  lastYear: 'own' | 'others' | undefined;
  /** Whether 信息处理费 is reported. */
  hasFees: boolean;
}

/** Turns a sentence of the stock into one of this report. */
type Writer = (sentence: string) => string;

const numerals = ['一', '二', '三', '四', '五', '六'];

/** Text parts by key, as Markdown; never twice the same. */
export function composeProse(random: Random, occasion: ProseOccasion): Map<string, string> {
  const write = writer(random, occasion);
  return new Map([
    ['前言', paragraphs(preface.map(write))],
    [
      '总体情况',
      paragraphs([
        write(random.pick(opening)),
        ...aspects.flatMap((section, index) => [
          heading(index, section.heading),
          ...composeSection(random, section, occasion, write),
        ]),
      ]),
    ],
    ['主要问题及改进', composeShortcomings(random, write)],
    ['其他事项', composeMatters(random, occasion, write)],
  ]);
}

function composeSection(
  random: Random,
  section: Section,
  { form, lastYear }: ProseOccasion,
  write: Writer,
): string[] {
  const figures = section.always
    .filter(({ withLastYear }) => lastYear || !withLastYear)
    // Of agencies that were merged, the figures that each has for itself are not added up.
    .filter(
      ({ withLastYear, text }) => !withLastYear || lastYear === 'own' || !text.includes('统计.'),
    )
    .filter(({ family }) => family === undefined || family === form.family)
    .map(({ text }) => write(text));
  const drawn = random.sample(section.pool, section.drawn + random.integer(0, 3)).map(write);
  return [...inParagraphs(figures), ...inParagraphs(drawn)];
}

/** Sentences in paragraphs of about three. */
function inParagraphs(sentences: readonly string[]): string[] {
  const count = Math.ceil(sentences.length / 3);
  return Array.from({ length: count }, (_, index) =>
    sentences
      .slice((index * sentences.length) / count, ((index + 1) * sentences.length) / count)
      .join(''),
  );
}

function composeShortcomings(random: Random, write: Writer): string {
  const chosen = random.sample(shortcomings, random.integer(3, 5));
  const list = (texts: readonly string[]) =>
    texts.map((text, index) => `${index + 1}. ${write(text)}`).join('\n');
  return paragraphs([
    heading(0, problemsHeading),
    list(chosen.map(({ problem }) => problem)),
    heading(1, measuresHeading),
    write(random.pick(measuresOpening)),
    list(chosen.map(({ measure }) => measure)),
  ]);
}

function composeMatters(random: Random, { hasFees }: ProseOccasion, write: Writer): string {
  const list = random
    .sample(tasks, 4)
    .map(({ name, text }) => `- **${name}。** ${write(text)}`)
    .join('\n');
  const sections = [
    ...(hasFees ? [[mattersHeadings.fees, write(random.pick(fees))]] : []),
    [mattersHeadings.tasks, list],
    [mattersHeadings.others, random.sample(others, 2).map(write).join('')],
  ];
  return paragraphs(sections.flatMap(([title, text], index) => [heading(index, title!), text!]));
}

function heading(index: number, title: string): string {
  return `### （${numerals[index]}）${title}`;
}

function paragraphs(texts: readonly string[]): string {
  return texts.join('\n\n');
}

/** Chooses among wordings, then fills in names; topics come round before one is used again. */
function writer(random: Random, { reporting, year, form }: ProseOccasion): Writer {
  const { agency, self, topics } = reporting;
  const names: Readonly<Record<string, string>> = {
    年: String(year),
    全称: agency.name,
    自称: self,
    地址: agency.address ?? '',
    电话: agency.telephone ?? '',
    网站: `[${agency.id}.gongkai.example](${agency.website}/)`,
    文件: form.document,
    文号: form.basis,
    其他处理: `申请办理.办理结果.其他处理${form.indexByAddress.has('申请办理.办理结果.其他处理.总计') ? '' : '.小计'}`,
  };
  let left: string[] = [];
  const nextTopic = (): string => {
    if (left.length === 0) left = random.shuffle(topics);
    return left.pop()!;
  };
  return (sentence) =>
    sentence
      .replace(/\[([^\]]+)\]/g, (_, wordings: string) => random.pick(wordings.split('|')))
      .replace(/<([^>]+)>/g, (_, name: string) => (name === '领域' ? nextTopic() : names[name]!));
}
