import { compareFindings, type Finding } from '../finding/finding.ts';
import { tell } from '../finding/format.ts';
import { factLabel } from './fact-label.ts';
import { paragraph, type ReviewSection, wordTable } from './sheet.ts';

const ranks = { error: 0, warning: 1, info: 2 } as const;

/** What is open of a report, errors first, and what its editor has explained. */
export function findingSections(file: string, findings: readonly Finding[]): ReviewSection[] {
  const open = openFindings(findings);
  const explained = findings.filter(({ acknowledged }) => acknowledged);
  return [
    {
      id: 'open',
      title: '待处理的检查发现',
      blocks:
        open.length === 0
          ? [paragraph('没有。')]
          : [
              wordTable(
                ['级别', '位置', '问题'],
                open.map((finding) => [
                  levelOf(finding),
                  placeOf(finding, file),
                  tell(finding).message,
                ]),
                1,
              ),
            ],
    },
    {
      id: 'acknowledged',
      title: '已说明的检查发现',
      blocks:
        explained.length === 0
          ? [paragraph('没有。')]
          : [
              wordTable(
                ['位置', '问题', '理由', '署名'],
                explained.map((finding) => [
                  placeOf(finding, file),
                  tell(finding).message,
                  finding.reason ?? '',
                  signatureOf(finding),
                ]),
              ),
            ],
    },
  ];
}

/** Findings that nobody has explained, errors first. */
export function openFindings(findings: readonly Finding[]): Finding[] {
  return findings
    .filter(({ acknowledged }) => !acknowledged)
    .toSorted((a, b) => ranks[a.severity] - ranks[b.severity] || compareFindings(a, b));
}

function levelOf(finding: Finding): string {
  const { severityName } = tell(finding);
  return finding.isFault ? `${severityName}（读不出）` : severityName;
}

/** The line, in another file by its name, and the figure where it is about one. */
function placeOf({ file, line, fact }: Finding, own: string): string {
  const place = file === own ? `第 ${line} 行` : `${file} 第 ${line} 行`;
  return fact === undefined ? place : `${place}，${factLabel(fact)}`;
}

function signatureOf({ signature }: Finding): string {
  return signature ? `${signature.name}，${signature.date}` : '';
}
