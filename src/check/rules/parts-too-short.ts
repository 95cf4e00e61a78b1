import { wordsFrom } from '../passage.ts';
import type { ProsePart } from '../prose-text.ts';
import type { Rule } from '../rule.ts';

const wantedPart = '主要问题及改进';
/** Fewer Chinese characters can hardly name a problem and a remedy. */
const least = 10;
/** Longer texts surely speak of both, in whatever words. */
const longEnough = 120;

const problem =
  /问题|存在|没有|未|不足|短板|差距|欠|缺|弱|滞后|有待|[尚还仍](?:需|有|未|不)|未能|困难|难[以度点题]|单一|单调|陈旧|老化|粗[略糙放]?|参差|空白|偏[慢少弱低远僻窄旧高]|较[慢少弱低窄粗差]|不[够强高深快全细多熟齐均广足准稳新实清力畅便严]|不及时|不到位|不平衡|不规范|不完善|不健全|不完整|不一|慢|少|漏|迟/;
const remedy =
  /改[进善正为]|整改|将|下一步|今后|下一?年|明年|加[强大快]|提[高升]|完善|健全|优化|强化|深化|细化|规范|推进|继续|着力|增[加强设配]|扩大|拓[宽展]|建立|制定|落实|补[充齐]|配[备齐]|充实|移至|调整|定期|逐[步项一]|组织|开展|抓[好紧]|做好|措施|专人|明确|按[月季周日]|每[月季周日]|已/;

/** Denials that stand for the whole text. */
const denial =
  /^(?:经自查)?(?:我|本)?[镇乡局委厅县市区省办单位机关街道]{0,3}(?:目前|暂时|现|暂|本年度?|全年)?(?:均)?(?:无|没有|不存在|未发现|尚无|未存在)(?:其他|主要|明显|突出|相关|任何|需要(?:改进|说明|报告))*(?:的)?(?:问题|情况|事项|不足|内容)?(?:及改进(?:情况|措施)?|需要(?:说明|报告|改进))?(?:的)?(?:问题|情况|事项)?$/;
/** The same within a longer text. */
const noneOfThem =
  /(?:不存在|未发现|未出现)[^，。；\n]{0,8}(?:问题|不足)|(?:无|没有)(?:明显|主要|突出|重大|其他|大)的?(?:问题|不足)/g;

export const rule: Rule = {
  id: 'parts/too-short',
  title: '主要问题及改进的内容',
  severity: 'warning',
  basis:
    '《政府信息公开条例》第五十条第五项：年度报告应当包括政府信息公开工作存在的主要问题及改进情况',
  description: '“主要问题及改进”应当写出问题和改进的办法；只写“无”“不存在问题”的提醒。',
  message: '“主要问题及改进”{fault}：请写明存在的问题和改进的办法',
  *check({ prose }) {
    const part = prose.find(({ key }) => key === wantedPart);
    const fault = part && faultOf(withoutHeadings(part));
    if (!fault) return;
    yield {
      offset: part.offsetAt(Math.max(0, part.text.search(/\S/))),
      passage: wordsFrom(part.text, 0),
      values: { fault },
    };
  },
};

function faultOf(text: string): string | undefined {
  const characters = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  if (characters >= longEnough) return undefined;
  if (denial.test(text.replace(/[\s\p{P}]/gu, ''))) return '只说没有问题';
  if (characters < least) return `只有 ${characters} 个字`;
  if (!problem.test(text.replace(noneOfThem, ''))) return '没有写出问题';
  return remedy.test(text) ? undefined : '没有写出改进的办法';
}

/** The text without its headings, which name problems and remedies before there are any. */
function withoutHeadings({ text, written, origins }: ProsePart): string {
  let kept = '';
  for (const { 0: line, index } of text.matchAll(/[^\n]+/g)) {
    const origin = origins[index]!;
    const lineStart = written.lastIndexOf('\n', origin) + 1;
    if (!/^ {0,3}#{1,6} /.test(written.slice(lineStart, lineStart + 12))) kept += `${line}\n`;
  }
  return kept;
}
