/** What somebody types, and the part of a report (or the agency) that must be among what is found first. */
export interface Query {
  typed: string;
  expected: string;
}

const jingzhi = 'anqiu-jingzhi/2019/';
const zhengwang = 'hedong-zhengwang/2021/';
const huji = 'jinxiang-huji/2022/';
const shangtun = 'tanghe-shangtun/2020/';
const daying = 'weishi-daying/2021/';

/** Typed by hand, from reading the five reports: names, topics, figures, questions, slips. */
export const queries: readonly Query[] = [
  { typed: '景芝镇', expected: 'anqiu-jingzhi/' },
  { typed: '三务公开栏', expected: `${jingzhi}#overview` },
  { typed: '阳光议事日', expected: `${jingzhi}#overview` },
  { typed: '宣传车', expected: `${jingzhi}#other-matters` },
  { typed: '低保公示 征地拆迁', expected: `${jingzhi}#other-matters` },
  { typed: '工作经费', expected: `${jingzhi}#problems` },
  { typed: '山东省政府信息公开办法', expected: `${jingzhi}#overview` },
  { typed: '本机关不掌握相关政府信息', expected: `${jingzhi}#requests` },
  { typed: '２２８条', expected: `${jingzhi}#overview` },
  { typed: '安丘 依申请公开', expected: `${jingzhi}#overview` },
  { typed: '郑旺', expected: 'hedong-zhengwang/' },
  { typed: '富美新郑旺', expected: `${zhengwang}#overview` },
  { typed: '融媒体', expected: `${zhengwang}#problems` },
  { typed: '网络问政', expected: `${zhengwang}#other-matters` },
  { typed: '郑旺镇 信息处理费', expected: `${zhengwang}#other-matters` },
  { typed: '三级审核', expected: `${zhengwang}#overview` },
  { typed: '五公开', expected: `${zhengwang}#preface` },
  { typed: '政府开放日', expected: `${zhengwang}#other-matters` },
  { typed: '河东区郑旺镇保密法', expected: `${zhengwang}#overview` },
  { typed: '胡集 微信公众号', expected: `${huji}#overview` },
  { typed: '0537-8011001', expected: `${huji}#preface` },
  { typed: 'WWW.jinxiang.gov.cn', expected: `${huji}#preface` },
  { typed: '公共企事业单位', expected: `${huji}#other-matters` },
  { typed: '提醒约谈，通报批评', expected: `${huji}#other-matters` },
  { typed: '部门主动公开的意识', expected: `${huji}#problems` },
  { typed: '胡集镇村民申请公开了吗', expected: `${huji}#overview` },
  { typed: '光伏发电', expected: `${shangtun}#overview` },
  { typed: '雨露计划', expected: `${shangtun}#overview` },
  { typed: '井岗屯砂场', expected: `${shangtun}#overview` },
  { typed: '唐政办明电〔2020〕211号', expected: `${shangtun}#overview` },
  { typed: '上屯镇 行政处罚', expected: `${shangtun}#proactive-disclosure` },
  { typed: '其他对外管理服务事项 200件', expected: `${shangtun}#proactive-disclosure` },
  { typed: '上屯镇人手不够', expected: `${shangtun}#problems` },
  { typed: '舆情回应 26', expected: `${shangtun}#overview` },
  { typed: '学习强国', expected: `${daying}#overview` },
  { typed: '电脑 打印机', expected: `${daying}#overview` },
  { typed: '法治政府建设', expected: `${daying}#problems` },
  { typed: '大营镇的公开目录有什么问题', expected: `${daying}#problems` },
  { typed: '尉氏 行政复议', expected: `${daying}#reconsideration-and-litigation` },
  { typed: '大营 虚假公开', expected: `${daying}#overview` },
];
