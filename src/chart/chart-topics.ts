import type { Form } from '../form/form.ts';
import {
  applicantMeasures,
  carriedOverMeasures,
  disclosureTable,
  documentMeasures,
  type Measure,
  outcomeMeasures,
  requestMeasures,
  requestTable,
} from './measure.ts';

/** What a chart is about, for reports of certain forms. */
export interface ChartTopic {
  id: string;
  title: string;
  measures: readonly Measure[];
  table: string;
}

/** What a chart is about, whatever the forms. */
export interface Topic {
  id: string;
  title: string;
  measuresOf: (forms: readonly Form[]) => Measure[];
  table: string;
}

export const requestTopic: Topic = {
  id: 'requests',
  title: '申请的收到、办结与结转',
  measuresOf: requestMeasures,
  table: requestTable,
};

export const allTopics: readonly Topic[] = [
  requestTopic,
  { id: 'outcomes', title: '申请的办理结果', measuresOf: outcomeMeasures, table: requestTable },
  {
    id: 'applicants',
    title: '本年新收申请的申请人',
    measuresOf: applicantMeasures,
    table: requestTable,
  },
  { id: 'carried-over', title: '结转的申请', measuresOf: carriedOverMeasures, table: requestTable },
  { id: 'documents', title: '规范性文件', measuresOf: documentMeasures, table: disclosureTable },
];

/** Topics as charts of reports of these forms show them; the last form leads. */
export function chartTopics(
  forms: readonly Form[],
  topics: readonly Topic[] = allTopics,
): ChartTopic[] {
  const newestFirst = [...new Set(forms.toReversed())];
  return topics.map(({ id, title, measuresOf, table }) => ({
    id,
    title,
    measures: measuresOf(newestFirst),
    table,
  }));
}
