import { rules } from '../check/catalogue.ts';
import { severityNames } from '../finding/format.ts';

/** A rule as the public page shows it. */
export interface RuleView {
  id: string;
  anchor: string;
  title: string;
  description: string;
  basis: string;
  severityName: string;
  appliesTo: string;
}

/** The rules by which every report is checked, for the public. */
export function ruleViews(): RuleView[] {
  return rules.map(({ id, title, description, basis, severity, editions }) => ({
    id,
    anchor: id.replace('/', '-'),
    title,
    description,
    basis,
    severityName: severityNames[severity],
    appliesTo: editions ? `${editions.join('、')}年格式` : '各种格式',
  }));
}
