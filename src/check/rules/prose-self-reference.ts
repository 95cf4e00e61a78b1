import type { Agency } from '../../archive/agencies.ts';
import { officialNames } from '../agency-names.ts';
import { addresses, masked, quotations, titles } from '../masked.ts';
import { wordsFrom } from '../passage.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  id: 'prose/self-reference',
  title: '自称',
  severity: 'warning',
  basis: '年度报告由本机关编制，文字中的自称应当与本机关的名称相符',
  description:
    '镇的报告里写“我局”、局的报告里写“我镇”，多半是照抄别处的文字。“我县”“我市”“我区”“我省”不在此列，引文和文件名称也不在此列。',
  message: '{agency}的报告里自称“{actual}”{count}：应为{expected}等，是否照抄了别处的文字',
  *check({ report, agency, prose }) {
    const kinds = kindsOf(agency, report.year);
    if (!kinds) return;
    const found = new Map<string, { offset: number; passage: string; count: number }>();
    for (const part of prose) {
      const text = masked(part.text, addresses, titles, quotations);
      for (const { index, self } of selfReferences(text)) {
        if (kinds.has(self.slice(1))) continue;
        const known = found.get(self);
        if (known) known.count++;
        else
          found.set(self, {
            offset: part.offsetAt(index),
            passage: wordsFrom(part.text, index),
            count: 1,
          });
      }
    }
    for (const [self, { offset, passage, count }] of found) {
      const expected = expectedSelf(kinds);
      yield {
        offset,
        passage,
        values: {
          agency: agency.shortName,
          expected: `“${expected}”`,
          actual: self,
          count: count > 1 ? `（共 ${count} 处）` : '',
        },
        expected,
        actual: self,
        isUncertain: true,
      };
    }
  },
};

/** The word after 我 or 本 by which a kind of agency calls itself, by the ending of its name. */
const endings: readonly [RegExp, readonly string[]][] = [
  [/局$/, ['局']],
  [/(?:委员会|委)$/, ['委']],
  [/厅$/, ['厅']],
  [/(?:镇|镇人民政府|镇政府)$/, ['镇']],
  [/乡(?:人民政府|政府)?$/, ['乡']],
  [/街道(?:办事处|办|公所)?$/, ['街道', '街', '办']],
  [/(?:办公室|办公厅|办)$/, ['办']],
  [/中心$/, ['中心']],
  [/(?:法院|检察院|研究院|医院|学院|国务院|院)$/, ['院']],
  [/(?:学校|大学|学院|党校|中学|小学|校)$/, ['校']],
];

/**
 * What an agency may call itself; undefined where its name does not say, or it is a region.
 * A name in parentheses is another that it bears: 发展和改革局（粮食和物资储备局）.
 */
function kindsOf(agency: Agency, year: number): ReadonlySet<string> | undefined {
  if (agency.type === '地区') return undefined;
  const names = officialNames(agency, year).flatMap((name) => name.split(/[（()）、/]/));
  const kinds = new Set(
    names.flatMap((name) =>
      endings.flatMap(([ending, selves]) => (ending.test(name.trim()) ? selves : [])),
    ),
  );
  // The office of a government writes its report, and may slip into it.
  if (agency.type === '政府') return kinds.add('办');
  return kinds.size > 0 ? kinds : undefined;
}

function expectedSelf(kinds: ReadonlySet<string>): string {
  const [kind] = kinds;
  return kind === undefined || kind === '办' || kind === '街' ? '本机关' : `我${kind}`;
}

/** What 我 or 本 stands before when an agency means itself, and what makes another word of it. */
const words =
  '局(?![限面部势促域外长])|委(?![托派任员以屈婉实培曲靡身书])|厅(?!堂)|镇(?![压静定痛])|乡(?![村镇亲音愁下里土间贤风情])|街道|街(?![道区头面巷坊上景市])|办(?![法理公事案学结件好证税班完])|中心|院(?![内落子校系线士区墙长])|校(?![对正验准园])';
/** 自我…, and words that end in 本: 基本, 根本, 资本 … 本 begins a word after these only. */
const wordStart =
  '(?<![自唯忘敌你])我|(?<![^\\s\\p{P}\\p{S}\\d在由向对与和及为是经将把被让使给到至从以按据如因若即则了的年度月日于就请时后])本';
const pattern = new RegExp(`(?:${wordStart})(?:${words})`, 'gu');

function* selfReferences(text: string): Generator<{ index: number; self: string }> {
  for (const match of text.matchAll(pattern)) {
    // 各镇在本镇公开栏公布: each its own.
    const before = text.slice(Math.max(0, match.index - 24), match.index);
    if (match[0].startsWith('本') && /[各该每][^。；\n]*$/.test(before)) continue;
    yield { index: match.index, self: match[0] };
  }
}
