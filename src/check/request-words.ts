import type { Form } from '../form/form.ts';
import { type Vocabulary, vocabulary } from './labels.ts';

/** What words say of a count of requests. */
export type RequestWord =
  | {
      kind: 'row';
      name: string;
      /** Sums of row paths below 申请办理: any of them is meant. */
      rows: readonly (readonly string[])[];
      /** 3: a row of the form; 2: what was done; 1 and 0: so general that another word decides. */
      rank: 0 | 1 | 2 | 3;
      isUncertain: boolean;
      /** Whether other things, too, end so: 予以公开 may be said of any document. */
      isCommon?: true;
    }
  | {
      kind: 'applicant';
      name: string;
      /** Columns; any of these sets is meant. */
      columns: readonly (readonly string[])[];
    }
  /** Applications that are not for information. */
  | { kind: 'other' };

const outcome = (name: string) => `办理结果.${name}`;
const disclosed = ['予以公开', '部分公开', '不予公开.小计', '无法提供.小计'].map(outcome);
const received = '本年新收';
const handled = '收办';
const done = outcome('总计');

type RowPattern = readonly [pattern: string, word: RequestWord & { kind: 'row' }];

function row(
  pattern: string,
  name: string,
  rows: readonly (readonly string[])[],
  rank: 0 | 1 | 2 | 3 = 3,
  isUncertain = false,
): RowPattern {
  return [pattern, { kind: 'row', name, rows, rank, isUncertain }];
}

/** A single kind of outcome, named as the form does; offices also count it with its group. */
function kindOfOutcome(pattern: string, group: string, name: string): RowPattern {
  const rows = [[outcome(`${group}.${name}`)], [outcome(`${group}.小计`)]];
  return row(pattern, name, rows, 3, true);
}

function common([pattern, word]: RowPattern): RowPattern {
  return [pattern, { ...word, isCommon: true }];
}

const last = '(?:上一?年|去年|往年)\\s*度?';
const next = '(?:下一?个?年|次年|明年|翌年)\\s*度?';

const carriedOver: readonly RowPattern[] = [
  row(
    `${last}(?:的|未办结的?|遗留的?)?(?:申请)?(?:结转|转来|转入|遗留|延续|未办结|未办理完毕|结余)|(?:结转自?|承接|接续)${last}`,
    '上年结转',
    [['上年结转']],
  ),
  row(
    `(?:结转|转接|转入|延续|转)(?:至|到|入|为)?${next}(?:继续)?(?:办理|处理|答复)?`,
    '结转下年度',
    [['结转下年度']],
  ),
  row(
    '跨年度?(?:办理|结转)|(?:尚未|未|没有)(?:办结|答复|办理)(?:完毕|完成)?|[尚仍正]?在办(?!理|公)|(?:尚|仍|正)在(?:依法)?(?:办理|处理|审查)(?:过程)?中?',
    '结转下年度',
    [['结转下年度']],
    3,
    true,
  ),
  common(row('结转', '结转', [['结转下年度'], ['上年结转']], 3, true)),
];

const outcomes: readonly RowPattern[] = [
  common(row('部分予以公开|部分公开', '部分公开', [[outcome('部分公开')]])),
  common(row('不予以?公开|不同意公开', '不予公开', [[outcome('不予公开.小计')]])),
  common(row('予以公开|同意公开|准予公开|全部公开', '予以公开', [[outcome('予以公开')]])),
  row('无法提供', '无法提供', [[outcome('无法提供.小计')]]),
  row('不予处理', '不予处理', [[outcome('不予处理.小计')]]),
  common(row('其[他它]处理', '其他处理', [[outcome('其他处理.小计')], [outcome('其他处理')]])),
  kindOfOutcome('(?:其他)?法律、?行政法规禁止公开', '不予公开', '其他法律行政法规禁止公开'),
  kindOfOutcome('危及“?三安全一稳定”?', '不予公开', '危及三安全一稳定'),
  kindOfOutcome(
    '(?:本机关)?不掌握(?:相关)?(?:政府)?(?:信息)?',
    '无法提供',
    '本机关不掌握相关政府信息',
  ),
  kindOfOutcome('没有现成信息(?:、?需要?另行制作)?', '无法提供', '没有现成信息需要另行制作'),
  kindOfOutcome('补正后(?:申请)?(?:内容)?仍不明确', '无法提供', '补正后申请内容仍不明确'),
  kindOfOutcome('信访、?举报、?投诉类(?:申请)?', '不予处理', '信访举报投诉类申请'),
  kindOfOutcome('大量反复申请', '不予处理', '无正当理由大量反复申请'),
  kindOfOutcome('确认或重新出具已获取信息', '不予处理', '要求确认或重新出具已获取信息'),
];

const deeds: readonly RowPattern[] = [
  row('(?:应|需)(?:当|要)?办理', '收办', [[handled]], 2, true),
  row('收办|受理', '收办', [[handled], [received]], 2),
  row('新(?:收到?|受理|接收|接到|增(?=.{0,12}申请))', '本年新收', [[received]]),
  row('收到|接到|接收|收悉|登记', '收到的申请', [[received], [handled]], 2),
  row('办结|办理(?:完毕|完成|结果)|处理完毕|完成办理', '办结', [[done]], 2),
  row('答复|回复', '答复', [[done], [...disclosed, outcome('不予处理.小计')], disclosed], 2, true),
  row('办理|处理', '办理的申请', [[handled], [received], [done]], 1, true),
];

type ApplicantPattern = readonly [pattern: string, word: RequestWord & { kind: 'applicant' }];

function applicant(
  pattern: string,
  name: string,
  ...columns: readonly (readonly string[])[]
): ApplicantPattern {
  return [pattern, { kind: 'applicant', name, columns }];
}

/** Words for the columns of 表三, the narrower before the wider. */
function applicants(columns: readonly string[]): readonly ApplicantPattern[] {
  const organisations = columns.filter((column) => column !== '自然人');
  return [
    applicant(everyOrganisation, '法人或其他组织', organisations),
    applicant('商业企业|企业法人', '商业企业', ['商业企业']),
    ...organisations
      .filter((column) => column.length >= shortestName)
      .map((column) => applicant(column, column, [column])),
    applicant('法人', '法人', organisations, ['商业企业']),
    applicant('公益组织', '社会公益组织', ['社会公益组织']),
    applicant('律师事务所', '法律服务机构', ['法律服务机构']),
    applicant('企业|公司', '企业', ['商业企业'], organisations),
    applicant('自然人|公民(?:个人)?|个人(?!隐私|信息|所得|极端)', '自然人', ['自然人']),
  ];
}

const everyOrganisation = '法人(?:或者?|和|及|与|以及|、)?其[他它]组织';
/** Shorter keys of the form, such as 其他, are words of everyday. */
const shortestName = 4;

/** Outcomes by their keys, whatever a form has; a single kind is also counted with its group. */
function outcomesOf(form: Form): readonly RowPattern[] {
  return pathsIn(form, '申请办理.办理结果.', '.总计')
    .map((path) => path.split('.'))
    .filter((path) => path.at(-1)!.length >= shortestName)
    .map((path) => {
      const name = path.at(-1)!;
      if (path.length === 1) return row(name, name, [[outcome(name)]]);
      return row(name, name, [[outcome(path.join('.'))], [outcome(`${path[0]}.小计`)]], 3, true);
    });
}

/** What stands in the addresses of a form between their beginning and their end. */
function pathsIn(form: Form, start: string, end: string): string[] {
  return form.facts
    .map(({ address }) => address)
    .filter((address) => address.startsWith(start) && address.endsWith(end))
    .map((address) => address.slice(start.length, address.length - end.length));
}

/** Applications of other kinds, and proceedings that begin with one. */
export const otherApplications =
  '(?:许可|审批|核准|备案|登记|低保|救助|救济|补助|补贴|资助|贷款|专利|商标|认定|认证|鉴定|资质|证照|执照|办证|建房|用地|宅基地|住房|公租房|廉租房|入学|入园|转学|落户|户口|迁移|退休|养老|医保|社保|工伤|失业|报销|退税|减税|立项|资金|项目|职称|奖励|复议|诉讼|仲裁|调解|赔偿|国家赔偿|法律援助|执行|听证|行政裁决)(?:类|的|事项)?申请(?!公开)|申请(?:行政)?(?:复议|许可|强制|裁决|赔偿|法律援助|仲裁|登记|注销|撤销|补贴|补助|救助|法院)';

/** Words between a label and its number, or before both, that change nothing. */
const neutral = [
  '\\d{4}年(?:\\d{1,2}月\\d{1,2}日)?度?',
  '(?:截至|截止到?)\\S{0,6}(?:年底|年末|12月底|12月31日)',
  '[本全当该今]年(?:度内?|内)?|年内|年度',
  '我[镇乡局委厅办县市区省州院校]|我?街道|本(?:机关|单位|级|镇|乡|局|委|厅|办|县|市|区|省|部门)',
  '一共|总共|共计|共|总计|合计|累计|计|总件?数|总量|数量|件数|数',
  '，(?=共|合计|总计|计)|[：:“”\\s]',
  '政府信息|政务信息|政务公开|信息|公开|事项|案件|业务|来自|结果|情况|情形|内容|决定|告知|方式',
  '提出|提交|递交|提起|要求|获取|分别|实际|依法|依规|按(?:照)?规定|及时|已经|全部|所有|各类|各种|有效',
  '继续|作出|做出|给予|予以|进行|其中|另有|另外|还有|余下|剩余|的|了|过|并|且|已|均|皆|都|全|每|对|向|由|以|从|中|里|内|为|是|有|达到?|系|属于?|作|被|将|类|等|共',
];

const vocabularies = new WeakMap<Form, Vocabulary<RequestWord>>();

/** Words for the figures of 表三 in a report of a form and a year. */
export function requestWords(form: Form, year: number): Vocabulary<RequestWord> {
  const words = vocabularies.get(form) ?? wordsOf(form);
  vocabularies.set(form, words);
  // 2021年结转 is 上年结转 in the report of 2022; every index stays.
  const relative = (text: string) =>
    text.replaceAll(`${year - 1}年`, '上年   ').replaceAll(`${year + 1}年`, '下年   ');
  return { ...words, find: (text) => words.find(relative(text)) };
}

function wordsOf(form: Form): Vocabulary<RequestWord> {
  const columns = pathsIn(form, '申请办理.本年新收.', '').filter((key) => key !== '总计');
  return vocabulary<RequestWord>(
    [
      [otherApplications, { kind: 'other' }],
      ...carriedOver,
      ...outcomes,
      ...outcomesOf(form),
      ...deeds,
      ...applicants(columns),
      row(
        '(?:依申请公开|申请公开|公开申请|依申请|申请)(?:件|书|表|人|事项)?',
        '申请',
        [[received], [handled], [done]],
        0,
        true,
      ),
    ],
    neutral,
    (word) => word.kind === 'applicant' || (word.kind === 'row' && word.rank > 0),
  );
}
