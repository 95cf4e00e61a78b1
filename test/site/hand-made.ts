import { home } from '../../src/archive/load.ts';
import { inspect } from '../../src/check/inspect.ts';
import { hasErrors } from '../../src/finding/finding.ts';
import { formatText } from '../../src/finding/format.ts';
import { Publication } from '../../src/site/publication.ts';
import { fixtureRoot, temporaryRoot } from '../roots.ts';

/** What of a small report differs from others of its kind. */
export interface SmallReport {
  /** `<agency>/<year>` */
  key: string;
  /** `YYYY-MM-DD`, or 未载: only what was published elsewhere may lack it. */
  published: string;
  isDraft?: boolean;
  /** Of 本年新收: so many natural persons, all of whom got what they asked for. */
  received?: number | '未载';
  /** YAML that comes last, such as 统计. */
  more?: string;
}

/**
 * The publication of an archive with these agencies (YAML) and reports.
 * Throws where it has errors.
 */
export async function handMade(
  agencies: string,
  reports: readonly SmallReport[],
  options: { isPreview: boolean } = { isPreview: false },
): Promise<Publication> {
  await using root = await temporaryRoot(fixtureRoot('bad-input/base'), {
    'data/agencies.yaml': `town: {名称: 清河县柳林镇人民政府, 类型: 乡镇街道, 层级: 乡}\n${agencies}`,
    ...Object.fromEntries(reports.map((report) => [`reports/${report.key}.yaml`, yamlOf(report)])),
    // The report of the root that is built upon.
    'reports/town/2021.yaml': yamlOf({ key: 'town/2021', published: '2022-01-20', isDraft: true }),
  });
  const { archive, findings } = inspect(home, root.path);
  if (!archive || hasErrors(findings)) {
    const summary = { reports: 0, errors: 0, warnings: 0, infos: 0, acknowledged: 0 };
    throw new Error(formatText(findings, summary));
  }
  return new Publication(archive, findings, options);
}

function yamlOf({ published, isDraft, received = 0, more = '' }: SmallReport): string {
  const isArchived = published === '未载' || received === '未载';
  const row = `{自然人: ${received}, 其余: 0}`;
  return `格式: "2021"
${isDraft ? '状态: 草稿\n' : ''}${isArchived ? '原载: {出处: 未载}\n' : ''}发布日期: ${published}
总体情况: |
  主动公开、依申请公开、政府信息管理、平台建设、监督保障如常进行。
主动公开: 0
申请办理:
  本年新收: ${row}
  上年结转: 0
  办理结果:
    予以公开: ${row}
    其余: 0
  结转下年度: 0
复议诉讼: 0
主要问题及改进: |
  解读材料偏少，今后逐件配发。
其他事项: |
  本年没有收取信息处理费。
${more}`;
}
