import type { Form } from '../../form/form.ts';
import { wordsFrom } from '../passage.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  id: 'prose/cited-form',
  title: '引用的年度报告格式',
  severity: 'warning',
  basis: '文字引用的格式文件应当与报告实际所用的格式一致',
  description: '文字里引用的格式文号或名称，是另一种格式的，提醒核对。',
  message: '这里引用的是{cited}，本报告用的是{name}，依据为{basis}',
  *check({ report, archive, prose }) {
    const others = otherForms(report.form, archive.forms.values());
    for (const part of prose) {
      for (const sentence of part.text.matchAll(/[^。！？；\n]+/g)) {
        const cited = citedForm(sentence[0], report.form, others);
        if (!cited) continue;
        const index = sentence.index + cited.index;
        yield {
          offset: part.offsetAt(index),
          passage: wordsFrom(part.text, index),
          values: { cited: cited.name, name: report.form.name, basis: report.form.basis },
          expected: report.form.basis,
          actual: cited.form.basis,
        };
      }
    }
  },
};

/** Forms of other editions, one of each provision. */
function otherForms(own: Form, forms: Iterable<Form>): Form[] {
  const byBasis = new Map<string, Form>();
  for (const form of forms)
    if (form.family !== own.family && form.basis !== own.basis) byBasis.set(form.basis, form);
  return [...byBasis.values()];
}

/** What a sentence says when it tells of the change of forms, and cites both rightly. */
const change = /废止|停止使用|不再|原(?:按|来|用)|取代|代替|改用|修订/;

function citedForm(
  sentence: string,
  own: Form,
  others: readonly Form[],
): { form: Form; name: string; index: number } | undefined {
  if (change.test(sentence) || numberPattern(own.basis).test(sentence)) return undefined;
  for (const form of others) {
    const byNumber = numberPattern(form.basis).exec(sentence);
    if (byNumber) return { form, name: form.basis, index: byNumber.index };
    // A name that is the beginning of our own is our own, shortened.
    if (own.document.startsWith(form.document)) continue;
    const byName = namePattern(form.document).exec(sentence);
    if (byName) return { form, name: `《${form.document}》`, index: byName.index };
  }
  return undefined;
}

const patterns = new Map<string, RegExp>();

/** A document number such as 国办公开办函〔2019〕60号, whatever brackets and blanks are typed. */
function numberPattern(basis: string): RegExp {
  return remembered(basis, () => {
    const match = /^(.+?)\s*[〔[（(]\s*(\d{4})\s*[〕\]）)]\s*(\d+)\s*号$/.exec(basis);
    if (!match) return escapeRegExp(basis);
    const [, issuer, year, number] = match;
    return `${escapeRegExp(issuer!)}\\s*[〔\\[［【（(<〈]?\\s*${year}\\s*年?\\s*[〕\\]］】）)>〉]?\\s*(?:第\\s*)?${number}\\s*号`;
  });
}

/** The name between title marks, with either kind of parentheses. */
function namePattern(document: string): RegExp {
  return remembered(document, () => {
    const name = escapeRegExp(document)
      .replace(/（|\\\(/g, '[（(]')
      .replace(/）|\\\)/g, '[）)]');
    return `(?<=[《〈])${name}(?=[》〉])`;
  });
}

function remembered(key: string, makeSource: () => string): RegExp {
  const pattern = patterns.get(key) ?? new RegExp(makeSource());
  patterns.set(key, pattern);
  return pattern;
}

function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
