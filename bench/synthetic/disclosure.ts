import type { Amounts, Figures, Level } from './figures.ts';
import type { Random } from './random.ts';

const rulesRow = '规章';

/** 表二 of 2021: what is in force continues from last year, plus issued, less repealed. */
export function inventDisclosure2021(
  level: Level,
  size: number,
  makesRules: boolean,
  lastInForce: Amounts | undefined,
): { figures: Figures; inForce: Amounts } {
  const inForce: Record<string, number> = {};
  const figures: Figures = {};
  for (const row of [rulesRow, '行政规范性文件']) {
    if (row === rulesRow && !makesRules) {
      figures[row] = '0';
      continue;
    }
    const issued = level(`${row}/制发`, size * 3);
    const before = lastInForce?.[row] ?? 20 + level(`${row}/有效`, size * 20);
    // Something always stays in force.
    const repealed = Math.min(level(`${row}/废止`, size * 2), before);
    inForce[row] = before + issued - repealed;
    figures[row] = {
      本年制发件数: String(issued),
      本年废止件数: String(repealed),
      现行有效件数: String(inForce[row]),
    };
  }
  const decisions = (row: string, usual: number) => String(level(`${row}/决定`, usual));
  return {
    figures: {
      ...figures,
      行政许可: decisions('行政许可', size * 400),
      行政处罚: decisions('行政处罚', size * 120),
      行政强制: decisions('行政强制', size * 30),
      行政事业性收费: decimal(level('行政事业性收费', size * 90_000), 2),
    },
    inForce,
  };
}

/**
 * 表二 of 2019: item counts continue from last year with the signed change.
 *
 * @param unit of 采购总金额; drawn where none is given
 */
export function inventDisclosure2019(
  random: Random,
  level: Level,
  size: number,
  makesRules: boolean,
  last: { inForce: Amounts; items: Amounts } | undefined,
  unit: '元' | '万元' = random.fork('采购以元计').once(3) ? '元' : '万元',
): { figures: Figures; inForce: Amounts; items: Amounts } {
  const inForce: Record<string, number> = {};
  const items: Record<string, number> = {};
  const figures: Figures = {};
  for (const row of [rulesRow, '规范性文件']) {
    if (row === rulesRow && !makesRules) {
      figures[row] = '0';
      continue;
    }
    const made = level(`${row}/制作`, size * 3);
    inForce[row] = (last?.inForce[row] ?? 20 + level(`${row}/公开`, size * 20)) + made;
    figures[row] = {
      本年新制作数量: String(made),
      本年新公开数量: String(made),
      对外公开总数量: String(inForce[row]),
    };
  }
  for (const row of [
    '行政许可',
    '其他对外管理服务事项',
    '行政处罚',
    '行政强制',
    '行政事业性收费',
  ]) {
    const before = last?.items[row] ?? 20 + level(`${row}/项目`, size * 40);
    const change = level(`${row}/增减`, 5) * (random.fork('减少', row).once(3) ? -1 : 1);
    items[row] = before + change;
    figures[row] = {
      上一年项目数量: String(before),
      本年增减: change > 0 ? `+${change}` : String(change),
      // Never as many as there are items: that would look like a misunderstood column.
      ...(row === '行政事业性收费'
        ? {}
        : { 处理决定数量: String(items[row] + level(`${row}/决定`, size * 400)) }),
    };
  }
  const amount = level('采购/金额', size * 5_000_000);
  return {
    figures: {
      ...figures,
      政府集中采购: {
        采购项目数量: String(level('采购/项目', size * 20)),
        采购总金额: unit === '元' ? String(amount) : decimal(amount, 4),
        单位: unit,
      },
    },
    inForce,
    items,
  };
}

/** An amount in units of 10⁻ᵖ as plain decimal digits. */
function decimal(amount: number, places: number): string {
  const digits = String(amount).padStart(places + 1, '0');
  return `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}
