import { wordsFrom } from '../passage.ts';
import type { Rule } from '../rule.ts';

const wantedPart = '总体情况';

/** The five aspects, and the words by which any of the usual headings or sentences treats of one. */
const aspects: readonly { name: string; words: RegExp }[] = [
  {
    name: '主动公开',
    words:
      /主动公开|主动.{0,6}(?:发布|公布)|(?:公开|发布|公布)(?:了|的)?(?:各类|各种|全部)?(?:政府|政务)?信息|信息(?:发布|公开)(?:了|情况|数量|\s*\d)/,
  },
  {
    name: '依申请公开',
    words:
      /依申请|申请公开|公开申请|申请.{0,8}(?:受理|办理|答复|件)|新收|(?:受理|收到|办理|答复).{0,12}申请/,
  },
  {
    name: '政府信息管理',
    words:
      /(?:信息|公文|文件|内容|目录|栏目|数据|档案|保密|发布|源头|稿件)[^。\n]{0,14}(?:管理|审核|审查|审签|清理|归档|登记|把关|更新|梳理|台账|属性)|(?:管理|审核|审查|清理|梳理|规范|更新)[^。\n]{0,8}(?:信息|公文|文件|目录)|三审|先审后发|公开属性/,
  },
  {
    name: '政府信息公开平台建设',
    words:
      /平台|载体|渠道|阵地|途径|(?:网站|网页|新媒体|公众号|微信|微博|公开栏|公示栏|专栏|栏目|专区|查阅点|查询点|公报)[^。\n]{0,24}(?:建|设|管理|维护|运维|运行|更新|改版|升级|优化|整合|完善|开通|开设|关停|配备|规范|检查)|(?:建|设|辟|办好|维护|优化|完善|规范)[^。\n]{0,16}(?:网站|网页|新媒体|公众号|公开栏|公示栏|专栏|栏目|专区|查阅点|查询点)/,
  },
  {
    name: '监督保障',
    words:
      /监督(?!权|电话)|督查|督导|督促|督办|检查|考核|考评|评议|问责|追责|责任|培训|领导小组|组织领导|加强领导|专人|经费|保障(?!.{0,10}(?:知情|权|民生|基金|性住房))/,
  },
];

export const rule: Rule = {
  id: 'parts/aspects',
  title: '总体情况的五个方面',
  severity: 'warning',
  editions: ['2021'],
  basis:
    '年度报告格式（国办公开办函〔2021〕30号）第一部分：主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障等方面的情况',
  description: '“总体情况”应当说到五个方面，标题和先后不拘；没有说到的一并列出。',
  message: '“总体情况”没有说到{missing}：五个方面都要写，没有发生的也要写明',
  *check({ prose }) {
    const part = prose.find(({ key }) => key === wantedPart);
    if (!part) return;
    const missing = aspects.filter(({ words }) => !words.test(part.text)).map(({ name }) => name);
    if (missing.length === 0) return;
    yield {
      offset: part.offsetAt(Math.max(0, part.text.search(/\S/))),
      passage: wordsFrom(part.text, 0),
      values: { missing: missing.join('、') },
      expected: aspects.length,
      actual: aspects.length - missing.length,
    };
  },
};
