import type { Random } from './random.ts';

export interface PlaceName {
  name: string;
  /** Pinyin, for ids. */
  id: string;
}

export interface Department {
  /** Name after the place's. */
  name: string;
  id: string;
  /** What its reports speak of. */
  topics: readonly string[];
}

/** First characters that real places seldom begin with, so that no real place is meant. */
const firstCharacters: readonly PlaceName[] = [
  ['砚', 'yan'],
  ['霁', 'ji'],
  ['珩', 'heng'],
  ['筠', 'yun'],
  ['苕', 'tiao'],
  ['蓼', 'liao'],
  ['璟', 'jing'],
  ['萤', 'ying'],
  ['绫', 'ling'],
  ['澹', 'dan'],
  ['翙', 'hui'],
  ['菡', 'han'],
  ['瑾', 'jin'],
  ['棠', 'tang'],
  ['鹭', 'lu'],
  ['笙', 'sheng'],
  ['黛', 'dai'],
  ['缃', 'xiang'],
  ['樨', 'xi'],
  ['芫', 'yuan'],
  ['斓', 'lan'],
  ['琮', 'cong'],
  ['茗', 'ming'],
  ['砺', 'li'],
  ['簌', 'su'],
  ['沅芷', 'yuanzhi'],
  ['青砚', 'qingyan'],
  ['白蘋', 'baipin'],
].map(([name, id]) => ({ name: name!, id: id! }));

const lastCharacters: readonly PlaceName[] = [
  ['川', 'chuan'],
  ['浦', 'pu'],
  ['墟', 'xu'],
  ['岫', 'xiu'],
  ['泊', 'bo'],
  ['塬', 'yuan'],
  ['陂', 'bei'],
  ['渚', 'zhu'],
  ['坞', 'wu'],
  ['渡', 'du'],
  ['浒', 'hu'],
  ['埠', 'bu'],
  ['泽', 'ze'],
  ['崖', 'ya'],
  ['畈', 'fan'],
  ['圩', 'wei'],
  ['峪', 'yu'],
  ['堰', 'yan'],
  ['汀', 'ting'],
  ['嶂', 'zhang'],
].map(([name, id]) => ({ name: name!, id: id! }));

/** Invented place names, each once, without end: later rounds add a direction. */
export function* inventPlaces(random: Random): Generator<PlaceName> {
  const all = firstCharacters.flatMap((first) =>
    lastCharacters.map((last) => ({
      name: first.name + last.name,
      id: `${first.id}${last.id}`,
    })),
  );
  const shuffled = random.shuffle(all);
  yield* shuffled;
  for (let round = 2; ; round++) {
    for (const { name, id } of shuffled)
      yield { name: `${prefixOf(round)}${name}`, id: `${id}${round}` };
  }
}

/** What tells a round's names from those before: 东, 南 … and their combinations. */
function prefixOf(round: number): string {
  const signs = ['东', '南', '西', '北', '上', '下', '新', '古'];
  let text = '';
  for (let rest = round - 1; rest > 0; rest = Math.floor((rest - 1) / signs.length)) {
    text = signs[(rest - 1) % signs.length]! + text;
  }
  return text;
}

export const departments: readonly Department[] = [
  {
    name: '教育局',
    id: 'jiaoyu',
    topics: ['义务教育招生入学', '学生资助', '校外培训治理', '教育收费', '学前教育普惠'],
  },
  {
    name: '民政局',
    id: 'minzheng',
    topics: ['社会救助', '养老服务', '残疾人两项补贴', '殡葬管理', '社会组织登记'],
  },
  {
    name: '财政局',
    id: 'caizheng',
    topics: ['预算决算', '政府采购', '惠民补贴发放', '政府债务', '行政事业性收费目录'],
  },
  {
    name: '人力资源和社会保障局',
    id: 'renshe',
    topics: ['稳岗就业', '技能培训补贴', '社会保险', '工资支付保障', '事业单位招聘'],
  },
  {
    name: '自然资源和规划局',
    id: 'ziran',
    topics: ['国土空间规划', '土地征收', '不动产登记', '土地出让', '矿产资源管理'],
  },
  {
    name: '住房和城乡建设局',
    id: 'zhujian',
    topics: ['保障性住房', '老旧小区改造', '房屋征收补偿', '物业管理', '工程质量安全'],
  },
  {
    name: '交通运输局',
    id: 'jiaotong',
    topics: ['农村公路建设', '公交线路调整', '道路运输许可', '出租汽车管理', '治超执法'],
  },
  {
    name: '农业农村局',
    id: 'nongye',
    topics: ['强农惠农补贴', '高标准农田', '宅基地管理', '农产品质量安全', '农机购置补贴'],
  },
  {
    name: '卫生健康局',
    id: 'weijian',
    topics: ['基本公共卫生服务', '医疗机构设置', '免疫规划', '托育服务', '职业病防治'],
  },
  {
    name: '市场监督管理局',
    id: 'shijian',
    topics: ['食品安全抽检', '企业登记注册', '价格收费监管', '特种设备安全', '消费者权益保护'],
  },
  {
    name: '应急管理局',
    id: 'yingji',
    topics: ['安全生产检查', '防汛救灾', '危险化学品许可', '应急预案', '灾害救助'],
  },
  {
    name: '城市管理局',
    id: 'chengguan',
    topics: ['市容秩序', '生活垃圾分类', '停车设施', '户外广告许可', '燃气安全'],
  },
];

export const governmentTopics: readonly string[] = [
  '重大建设项目',
  '财政预算决算',
  '优化营商环境',
  '社会救助',
  '乡村振兴',
  '生态环境保护',
  '义务教育',
  '公共卫生',
  '就业创业',
];

export const townTopics: readonly string[] = [
  '惠农补贴发放',
  '低保和特困救助',
  '农村危房改造',
  '土地征收',
  '人居环境整治',
  '防汛抗旱',
  '养老服务',
  '村级财务',
];
