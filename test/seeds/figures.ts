/**
 * The figures that the system must show for the five seed reports, typed by eye from the seed
 * texts and never from the YAML reports, so that every station (facts, report.json, HTML cells,
 * PDF text) has something independent to be compared with.
 *
 * Figures stand before their label, in the column order of the statutory form; rows stand in the
 * order of the form, under its own wording (not the seeds' misprints). `—` is null: the source
 * does not state the figure and nothing settles it.
 *
 * A primary figure that the seed lost or left blank stays `—`, even where the identities would
 * leave one value. Only totals may be settled:
 *   (a) all addends stated: their sum;
 *   (b) an addend lost, the total printed: the printed total;
 *   (c) an addend lost, no total printed: the value that the identities leave, if only one. They
 *       are: the six applicants = 总计; the outcomes = （七）总计; 一 + 二 = （七）总计 + 四; counts ≥ 0;
 *   (d) otherwise `—`.
 * The last column of 表三, its whole row （七）总计 and every fifth figure of 表四 are totals.
 */

export type Expected = number | null;
export type Figures = Readonly<Record<string, readonly Expected[]>>;

export interface SeedReport {
  readonly agency: string;
  readonly year: number;
  readonly form: '2019' | '2021';
  /** First part of the seed's file name. */
  readonly seed: string;
  /** 表二: row label → one to three figures, as `proactiveColumns` names them. */
  readonly proactive: Figures;
  /** 表三: row label → seven figures, as `requestColumns` names them. */
  readonly requests: Figures;
  /** 表四: fifteen figures, the five of `litigationColumns` for each of `litigationBlocks`. */
  readonly litigation: readonly Expected[];
  /** Figures that only the prose states: fact address → value. */
  readonly statistics: Readonly<Record<string, Expected>>;
}

const documents2021 = ['本年制发件数', '本年废止件数', '现行有效件数'];
const decisions2021 = ['本年处理决定数量'];
const documents2019 = ['本年新制作数量', '本年新公开数量', '对外公开总数量'];
const decisions2019 = ['上一年项目数量', '本年增/减', '处理决定数量'];

/** 表二: form → row label → column labels as printed. */
export const proactiveColumns: Readonly<
  Record<SeedReport['form'], Readonly<Record<string, readonly string[]>>>
> = {
  '2021': {
    规章: documents2021,
    行政规范性文件: documents2021,
    行政许可: decisions2021,
    行政处罚: decisions2021,
    行政强制: decisions2021,
    行政事业性收费: ['本年收费金额（单位：万元）'],
  },
  '2019': {
    规章: documents2019,
    规范性文件: documents2019,
    行政许可: decisions2019,
    其他对外管理服务事项: decisions2019,
    行政处罚: decisions2019,
    行政强制: decisions2019,
    行政事业性收费: ['上一年项目数量', '本年增/减'],
    政府集中采购: ['采购项目数量', '采购总金额'],
  },
};

/** 表三, both forms. */
// biome-ignore format: seven columns of one table, on one line as they are printed
export const requestColumns = ['自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '总计'] as const;

/** 表四, both forms: the blocks and, in each, the columns. */
export const litigationBlocks = ['行政复议', '未经复议直接起诉', '复议后起诉'] as const;
export const litigationColumns = ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计'] as const;

/** Words → figures. Throws on anything but plain digits and `—`. */
function figures(text: string): Expected[] {
  return text.split(/\s+/).map((word) => {
    if (!/^(\d+|—)$/.test(word)) throw new Error(`Not a figure: ${word}`);
    return word === '—' ? null : Number(word);
  });
}

/** Lines of figures, each followed by its label → label → figures. Throws on a repeated label. */
function table(text: string): Figures {
  const rows: Record<string, Expected[]> = {};
  for (const line of text.trim().split('\n')) {
    const [, row = '', label = ''] = /^\s*(.*\S)\s+(\S+)$/.exec(line) ?? [];
    if (Object.hasOwn(rows, label)) throw new Error(`Repeated: ${label}`);
    rows[label] = figures(row);
  }
  return rows;
}

export const seedReports: readonly SeedReport[] = [
  // 表三 breaks off after 6.属于四类过程性信息 and 表四 is missing. Nothing was received or carried
  // over, so by (c) every total of 表三 is 0.
  {
    agency: 'hedong-zhengwang',
    year: 2021,
    form: '2021',
    seed: '000',
    proactive: table(`
      0 0 0  规章
      0 0 0  行政规范性文件
      0      行政许可
      0      行政处罚
      0      行政强制
      0      行政事业性收费
    `),
    requests: table(`
      0 0 0 0 0 0 0  一、本年新收政府信息公开申请数量
      0 0 0 0 0 0 0  二、上年结转政府信息公开申请数量
      0 0 0 0 0 0 0  （一）予以公开
      0 0 0 0 0 0 0  （二）部分公开（区分处理的，只计这一情形，不计其他情形）
      0 0 0 0 0 0 0  1.属于国家秘密
      0 0 0 0 0 0 0  2.其他法律行政法规禁止公开
      0 0 0 0 0 0 0  3.危及“三安全一稳定”
      0 0 0 0 0 0 0  4.保护第三方合法权益
      0 0 0 0 0 0 0  5.属于三类内部事务信息
      0 0 0 0 0 0 0  6.属于四类过程性信息
      — — — — — — 0  7.属于行政执法案卷
      — — — — — — 0  8.属于行政查询事项
      — — — — — — 0  1.本机关不掌握相关政府信息
      — — — — — — 0  2.没有现成信息需要另行制作
      — — — — — — 0  3.补正后申请内容仍不明确
      — — — — — — 0  1.信访举报投诉类申请
      — — — — — — 0  2.重复申请
      — — — — — — 0  3.要求提供公开出版物
      — — — — — — 0  4.无正当理由大量反复申请
      — — — — — — 0  5.要求行政机关确认或重新出具已获取信息
      — — — — — — 0  1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请
      — — — — — — 0  2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请
      — — — — — — 0  3.其他
      0 0 0 0 0 0 0  （七）总计
      — — — — — — 0  四、结转下年度继续办理
    `),
    litigation: figures('— — — — —  — — — — —  — — — — —'),
    // 合计 is computed; the text prints 65.
    statistics: {
      '统计.主动公开信息.会议公开': 2,
      '统计.主动公开信息.决策公开': 3,
      '统计.主动公开信息.工作动态': 63,
      '统计.主动公开信息.合计': 68,
    },
  },
  // Nothing is lost.
  {
    agency: 'weishi-daying',
    year: 2021,
    form: '2021',
    seed: '001',
    proactive: table(`
      0 0 0  规章
      0 0 0  行政规范性文件
      0      行政许可
      0      行政处罚
      0      行政强制
      0      行政事业性收费
    `),
    requests: table(`
      0 0 0 0 0 0 0  一、本年新收政府信息公开申请数量
      0 0 0 0 0 0 0  二、上年结转政府信息公开申请数量
      0 0 0 0 0 0 0  （一）予以公开
      0 0 0 0 0 0 0  （二）部分公开（区分处理的，只计这一情形，不计其他情形）
      0 0 0 0 0 0 0  1.属于国家秘密
      0 0 0 0 0 0 0  2.其他法律行政法规禁止公开
      0 0 0 0 0 0 0  3.危及“三安全一稳定”
      0 0 0 0 0 0 0  4.保护第三方合法权益
      0 0 0 0 0 0 0  5.属于三类内部事务信息
      0 0 0 0 0 0 0  6.属于四类过程性信息
      0 0 0 0 0 0 0  7.属于行政执法案卷
      0 0 0 0 0 0 0  8.属于行政查询事项
      0 0 0 0 0 0 0  1.本机关不掌握相关政府信息
      0 0 0 0 0 0 0  2.没有现成信息需要另行制作
      0 0 0 0 0 0 0  3.补正后申请内容仍不明确
      0 0 0 0 0 0 0  1.信访举报投诉类申请
      0 0 0 0 0 0 0  2.重复申请
      0 0 0 0 0 0 0  3.要求提供公开出版物
      0 0 0 0 0 0 0  4.无正当理由大量反复申请
      0 0 0 0 0 0 0  5.要求行政机关确认或重新出具已获取信息
      0 0 0 0 0 0 0  1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请
      0 0 0 0 0 0 0  2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请
      0 0 0 0 0 0 0  3.其他
      0 0 0 0 0 0 0  （七）总计
      0 0 0 0 0 0 0  四、结转下年度继续办理
    `),
    litigation: figures('0 0 0 0 0  0 0 0 0 0  0 0 0 0 0'),
    statistics: { '统计.主动公开信息.合计': 42 },
  },
  // The row 其他对外管理服务事项 is blank. 表三 holds one application, though the prose says 0.
  {
    agency: 'anqiu-jingzhi',
    year: 2019,
    form: '2019',
    seed: '002',
    proactive: table(`
      0 0 0  规章
      0 0 0  规范性文件
      0 0 0  行政许可
      — — —  其他对外管理服务事项
      0 0 0  行政处罚
      0 0 0  行政强制
      0 0    行政事业性收费
      0 0    政府集中采购
    `),
    requests: table(`
      1 0 0 0 0 0 1  一、本年新收政府信息公开申请数量
      0 0 0 0 0 0 0  二、上年结转政府信息公开申请数量
      0 0 0 0 0 0 0  （一）予以公开
      0 0 0 0 0 0 0  （二）部分公开（区分处理的，只计这一情形，不计其他情形）
      0 0 0 0 0 0 0  1.属于国家秘密
      0 0 0 0 0 0 0  2.其他法律行政法规禁止公开
      0 0 0 0 0 0 0  3.危及“三安全一稳定”
      0 0 0 0 0 0 0  4.保护第三方合法权益
      0 0 0 0 0 0 0  5.属于三类内部事务信息
      0 0 0 0 0 0 0  6.属于四类过程性信息
      0 0 0 0 0 0 0  7.属于行政执法案卷
      0 0 0 0 0 0 0  8.属于行政查询事项
      1 0 0 0 0 0 1  1.本机关不掌握相关政府信息
      0 0 0 0 0 0 0  2.没有现成信息需要另行制作
      0 0 0 0 0 0 0  3.补正后申请内容仍不明确
      0 0 0 0 0 0 0  1.信访举报投诉类申请
      0 0 0 0 0 0 0  2.重复申请
      0 0 0 0 0 0 0  3.要求提供公开出版物
      0 0 0 0 0 0 0  4.无正当理由大量反复申请
      0 0 0 0 0 0 0  5.要求行政机关确认或重新出具已获取信息
      0 0 0 0 0 0 0  （六）其他处理
      1 0 0 0 0 0 1  （七）总计
      0 0 0 0 0 0 0  四、结转下年度继续办理
    `),
    litigation: figures('0 0 0 0 0  0 0 0 0 0  0 0 0 0 0'),
    // 61 on the city's platform and 167 elsewhere.
    statistics: { '统计.主动公开信息.合计': 228 },
  },
  // Nothing is lost.
  {
    agency: 'tanghe-shangtun',
    year: 2020,
    form: '2019',
    seed: '003',
    proactive: table(`
      0  0   0  规章
      0  0   0  规范性文件
      0  0   0  行政许可
      0 47 200  其他对外管理服务事项
      0  8   0  行政处罚
      0  1   0  行政强制
      0  0      行政事业性收费
      0  0      政府集中采购
    `),
    requests: table(`
      0 0 0 0 0 0 0  一、本年新收政府信息公开申请数量
      0 0 0 0 0 0 0  二、上年结转政府信息公开申请数量
      0 0 0 0 0 0 0  （一）予以公开
      0 0 0 0 0 0 0  （二）部分公开（区分处理的，只计这一情形，不计其他情形）
      0 0 0 0 0 0 0  1.属于国家秘密
      0 0 0 0 0 0 0  2.其他法律行政法规禁止公开
      0 0 0 0 0 0 0  3.危及“三安全一稳定”
      0 0 0 0 0 0 0  4.保护第三方合法权益
      0 0 0 0 0 0 0  5.属于三类内部事务信息
      0 0 0 0 0 0 0  6.属于四类过程性信息
      0 0 0 0 0 0 0  7.属于行政执法案卷
      0 0 0 0 0 0 0  8.属于行政查询事项
      0 0 0 0 0 0 0  1.本机关不掌握相关政府信息
      0 0 0 0 0 0 0  2.没有现成信息需要另行制作
      0 0 0 0 0 0 0  3.补正后申请内容仍不明确
      0 0 0 0 0 0 0  1.信访举报投诉类申请
      0 0 0 0 0 0 0  2.重复申请
      0 0 0 0 0 0 0  3.要求提供公开出版物
      0 0 0 0 0 0 0  4.无正当理由大量反复申请
      0 0 0 0 0 0 0  5.要求行政机关确认或重新出具已获取信息
      0 0 0 0 0 0 0  （六）其他处理
      0 0 0 0 0 0 0  （七）总计
      0 0 0 0 0 0 0  四、结转下年度继续办理
    `),
    litigation: figures('0 0 0 0 0  0 0 0 0 0  0 0 0 0 0'),
    statistics: { '统计.政策解读.合计': 26 },
  },
  // A gap from 行政强制 (表二) to 6.属于四类过程性信息 (表三); 表四 has its heading but no figures.
  // （七）总计 is printed as zeros and stands by (b); with it and the zeros of 四, every other lost
  // total of 表三 is 0 by (c).
  {
    agency: 'jinxiang-huji',
    year: 2022,
    form: '2021',
    seed: '004',
    proactive: table(`
      0 0 0  规章
      0 0 0  行政规范性文件
      0      行政许可
      0      行政处罚
      —      行政强制
      —      行政事业性收费
    `),
    requests: table(`
      — — — — — — 0  一、本年新收政府信息公开申请数量
      — — — — — — 0  二、上年结转政府信息公开申请数量
      — — — — — — 0  （一）予以公开
      — — — — — — 0  （二）部分公开（区分处理的，只计这一情形，不计其他情形）
      — — — — — — 0  1.属于国家秘密
      — — — — — — 0  2.其他法律行政法规禁止公开
      — — — — — — 0  3.危及“三安全一稳定”
      — — — — — — 0  4.保护第三方合法权益
      — — — — — — 0  5.属于三类内部事务信息
      — — — — — — 0  6.属于四类过程性信息
      0 0 0 0 0 0 0  7.属于行政执法案卷
      0 0 0 0 0 0 0  8.属于行政查询事项
      0 0 0 0 0 0 0  1.本机关不掌握相关政府信息
      0 0 0 0 0 0 0  2.没有现成信息需要另行制作
      0 0 0 0 0 0 0  3.补正后申请内容仍不明确
      0 0 0 0 0 0 0  1.信访举报投诉类申请
      0 0 0 0 0 0 0  2.重复申请
      0 0 0 0 0 0 0  3.要求提供公开出版物
      0 0 0 0 0 0 0  4.无正当理由大量反复申请
      0 0 0 0 0 0 0  5.要求行政机关确认或重新出具已获取信息
      0 0 0 0 0 0 0  1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请
      0 0 0 0 0 0 0  2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请
      0 0 0 0 0 0 0  3.其他
      0 0 0 0 0 0 0  （七）总计
      0 0 0 0 0 0 0  四、结转下年度继续办理
    `),
    litigation: figures('— — — — —  — — — — —  — — — — —'),
    statistics: { '统计.主动公开信息.合计': 19 },
  },
];
