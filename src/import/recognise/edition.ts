import type { Form } from '../../form/form.ts';
import type { Remark } from '../source-document.ts';
import type { FormReading } from './form-reading.ts';

/** The reading by the form that a source follows, and what is to be said of that choice. */
export interface EditionChoice {
  reading: FormReading;
  remarks: readonly Remark[];
}

/**
 * The form whose rows and columns the source has. A variant needs evidence of its own; where
 * editions have the same, or the source has words of several, a person must decide.
 */
export function chooseEdition(readings: readonly FormReading[]): EditionChoice {
  const ranked = readings.toSorted((a, b) => b.score - a.score || rank(a.form, b.form));
  const [reading] = ranked;
  if (!reading) throw new Error('No form to read by');
  const remarks: Remark[] = [];
  const rival = ranked.find(
    ({ form, score }) => form.family !== reading.form.family && score === reading.score,
  );
  if (reading.units.length === 0 && reading.heads.length === 0) {
    remarks.push({
      kind: 'needs-person',
      message: `没有找到法定表格，看不出用的是哪一年的格式：暂按${reading.form.name}。`,
    });
  } else if (rival) {
    remarks.push({
      kind: 'needs-person',
      message: `原文的表格既合乎${reading.form.name}，也合乎${rival.form.name}：暂按${reading.form.name}，请核对。`,
    });
  }
  if (reading.foreign.length > 0) {
    const words = new Set(reading.foreign.map(({ text }) => text.replace(/\s+/g, '')));
    const others = readings.filter(({ vocabulary }) =>
      reading.foreign.some(({ label }) => vocabulary.lookUp(label)?.isExact),
    );
    remarks.push({
      kind: 'needs-person',
      message: `原文的表格合乎${reading.form.name}，却有${others.map(({ form }) => form.name).join('、')}才有的${[...words].map((word) => `“${word}”`).join('、')}：请核对用的是哪一种格式。`,
      place: reading.foreign[0]!.place,
    });
  }
  return { reading, remarks };
}

/** Editions before their variants, later ones before earlier ones. */
function rank(a: Form, b: Form): number {
  const isVariant = (form: Form) => Number(form.edition !== form.family);
  return isVariant(a) - isVariant(b) || (b.sinceYear ?? 0) - (a.sinceYear ?? 0);
}
