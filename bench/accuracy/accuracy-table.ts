import { groupNames } from './fixture-files.ts';
import type { Measured } from './measure.ts';

/** Counts of one format. */
interface GroupCount {
  group: string;
  files: number;
  stated: number;
  found: number;
  wrong: number;
  doubtful: number;
  calls: number;
}

const heads = [
  '来源',
  '文件',
  '载明的数',
  '收到',
  '收错',
  '准确率',
  '召回率',
  '存疑的数',
  '需人核对的条目',
];

/** The table of docs/导入准确率.md: one line for each format that has fixtures, and one for all. */
export function accuracyTable(measured: readonly Measured[]): string {
  const groups = groupNames
    .map((group) =>
      countOf(
        group,
        measured.filter((each) => each.group === group),
      ),
    )
    .filter(({ files }) => files > 0);
  const lines = [...groups, countOf('合计', measured)].map(cellsOf);
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(heads),
    line(heads.map((_, at) => (at === 0 ? '---' : '---:'))),
    ...lines.map(line),
  ].join('\n');
}

function countOf(group: string, measured: readonly Measured[]): GroupCount {
  const sum = (count: (each: Measured) => number) =>
    measured.reduce((total, each) => total + count(each), 0);
  return {
    group,
    files: measured.length,
    stated: sum(({ stated }) => stated),
    found: sum(({ found }) => found),
    wrong: sum(({ wrong }) => wrong.length),
    doubtful: sum(({ doubtful }) => doubtful),
    calls: sum(({ imported }) => imported.receipt.needsPerson.length),
  };
}

function cellsOf({ group, files, stated, found, wrong, doubtful, calls }: GroupCount): string[] {
  const counts = [files, stated, found, wrong];
  return [
    group,
    ...counts.map(String),
    percentage(found, found + wrong),
    percentage(found, stated),
    String(doubtful),
    String(calls),
  ];
}

/** Rounded down, so that only what is whole says 100%. */
function percentage(part: number, whole: number): string {
  return whole === 0 ? '—' : `${Math.floor((part / whole) * 10_000) / 100}%`;
}
