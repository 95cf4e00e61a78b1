/** What may differ between the invented reports; figures are given as a source prints them. */
export interface Told {
  title?: string;
  agency?: string;
  year?: number;
  permits?: string;
  received?: readonly string[];
  disclosed?: readonly string[];
  overview?: string;
}

const none = ['0', '0', '0', '0', '0', '0', '0'];

/** A whole report of the 2021 edition as plain text, the cells of a row parted by tabs. */
export function reportText(told: Told = {}): string {
  const agency = told.agency ?? '清河县柳林镇人民政府';
  const year = told.year ?? 2023;
  const row = (label: string, figures: readonly string[] = none) => [label, ...figures].join('\t');
  return `\
${told.title ?? `${agency}${year}年政府信息公开工作年度报告`}
一、总体情况
${told.overview ?? '全年公开信息按时更新，各项工作照常。'}
二、主动公开政府信息情况
第二十条第（一）项
信息内容\t本年制发件数\t本年废止件数\t现行有效件数
规章\t0\t0\t0
行政规范性文件\t2\t0\t9
第二十条第（五）项
信息内容\t本年处理决定数量
行政许可\t${told.permits ?? '12'}
第二十条第（六）项
信息内容\t本年处理决定数量
行政处罚\t0
行政强制\t0
第二十条第（八）项
信息内容\t本年收费金额（单位：万元）
行政事业性收费\t26.55
三、收到和处理政府信息公开申请情况
（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计
${row('一、本年新收政府信息公开申请数量', told.received)}
${row('二、上年结转政府信息公开申请数量')}
${row('（一）予以公开', told.disclosed)}
${row('（二）部分公开')}
${row('1.属于国家秘密')}
${row('2.其他法律行政法规禁止公开')}
${row('3.危及“三安全一稳定”')}
${row('4.保护第三方合法权益')}
${row('5.属于三类内部事务信息')}
${row('6.属于四类过程性信息')}
${row('7.属于行政执法案卷')}
${row('8.属于行政查询事项')}
${row('1.本机关不掌握相关政府信息')}
${row('2.没有现成信息需要另行制作')}
${row('3.补正后申请内容仍不明确')}
${row('1.信访举报投诉类申请')}
${row('2.重复申请')}
${row('3.要求提供公开出版物')}
${row('4.无正当理由大量反复申请')}
${row('5.要求行政机关确认或重新出具已获取信息')}
${row('1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请')}
${row('2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请')}
${row('3.其他')}
${row('（七）总计', told.disclosed)}
${row('四、结转下年度继续办理')}
四、政府信息公开行政复议、行政诉讼情况
行政复议\t行政诉讼
未经复议直接起诉\t复议后起诉
结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计
0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0
五、存在的主要问题及改进情况
存在的问题是更新不够及时。下一步逐项梳理，按月更新。
六、其他需要报告的事项
全年没有收取信息处理费。
`;
}
