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

/** What a chart is about. */
export interface ChartTopic {
  id: string;
  title: string;
  measures: readonly Measure[];
  table: string;
}

/** The topics of which charts are drawn, for reports of these forms; the last form leads. */
export function chartTopics(forms: readonly Form[]): ChartTopic[] {
  const newestFirst = [...new Set(forms.toReversed())];
  const topic = (
    id: string,
    title: string,
    measuresOf: (forms: readonly Form[]) => Measure[],
    table = requestTable,
  ): ChartTopic => ({ id, title, measures: measuresOf(newestFirst), table });
  return [
    topic('requests', '申请的收到、办结与结转', requestMeasures),
    topic('outcomes', '申请的办理结果', outcomeMeasures),
    topic('applicants', '本年新收申请的申请人', applicantMeasures),
    topic('carried-over', '结转的申请', carriedOverMeasures),
    topic('documents', '规范性文件', documentMeasures, disclosureTable),
  ];
}
