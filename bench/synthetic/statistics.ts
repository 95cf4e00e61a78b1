import type { Level } from './figures.ts';

/** One of 统计: a breakdown that is summed, or an amount that stands alone. */
export interface InventedStatistic {
  unit: string;
  breakdown?: Readonly<Record<string, string>>;
  amount?: string;
}

export type InventedStatistics = Readonly<Record<string, InventedStatistic>>;

/** The agency's own figures, of which its prose speaks. `unpaid`: requests whose fee was not paid. */
export function inventStatistics(
  level: Level,
  size: number,
  unpaid: number | undefined,
): InventedStatistics {
  const count = (name: string, usual: number) => String(level(`统计/${name}`, usual));
  return {
    主动公开信息: {
      unit: '条',
      breakdown: {
        政府网站: count('政府网站', size * 900),
        政务新媒体: count('政务新媒体', size * 700),
        政府公报: count('政府公报', size * 40),
        其他方式: count('其他方式', size * 60),
      },
    },
    政策解读: { unit: '篇次', amount: count('政策解读', size * 20) },
    专栏访问量: { unit: '次', amount: String(1000 + level('统计/专栏访问量', size * 90_000)) },
    留言答复: { unit: '件', amount: count('留言答复', size * 150) },
    业务培训: { unit: '期', amount: count('业务培训', size + 2) },
    参训人员: { unit: '人次', amount: count('参训人员', size * 200) },
    ...(unpaid === undefined ? {} : feeStatistics(level, unpaid)),
  };
}

/** 信息处理费, owed in the report since 2021; what is unpaid was demanded but not received. */
function feeStatistics(level: Level, unpaid: number): InventedStatistics {
  const paid = level('统计/已缴费', 20);
  const received = paid * 10 * level('统计/每件十元', 12);
  return {
    信息处理费收费通知: { unit: '件', amount: String(paid + unpaid) },
    信息处理费通知金额: { unit: '元', amount: String(received + unpaid * 100) },
    信息处理费实际收取: { unit: '元', amount: String(received) },
  };
}
