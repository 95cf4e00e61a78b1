import { notStated } from '../../report/number.ts';
import { findRefusedCharacters } from '../../yaml/characters.ts';
import type { Confidence, RecognisedFigure } from '../recognised.ts';
import { placeText } from './place-text.ts';
import type { Receipt, ReceiptEntry } from './receipt.ts';
import { oneLine } from './yaml-text.ts';

const confidences: Readonly<Record<Confidence, string>> = {
  certain: '确定',
  likely: '大致确定',
  doubtful: '存疑',
};

/** So many figures that are all the same are not told one by one. */
const leastAlike = 4;

/** The receipt for people: summary first, then what they have to do, then the rest. */
export function receiptText(receipt: Receipt): string {
  const lines = [
    `导入回执：${oneLine(receipt.source)}`,
    ...summary(receipt).map((line) => `  ${line}`),
    ...section('需要人处理', '请逐项对照原文，改好草稿', receipt.needsPerson),
    ...section('已改', '导入时改动的地方，请看改得对不对', receipt.mended),
    ...section('没有收入', '草稿里没有的内容，全文照录，有用的请自行补入', receipt.leftOut),
    ...section('另请知悉', '不一定要改', receipt.noticed),
    ...figureLines(receipt.figures),
  ];
  return `${lines.join('\n')}\n`;
}

function summary(receipt: Receipt): string[] {
  return [
    `机关：${receipt.agency ?? '没有认出'}`,
    `年度：${receipt.year ?? '没有认出'}`,
    `格式：${receipt.form}`,
    `标题：${oneLine(receipt.title ?? '没有找到')}`,
    `发布日期：${receipt.published ?? notStated}`,
    `数字：${counted(receipt.figures)}`,
    `完整：${receipt.complete ? '是' : '否'}`,
  ];
}

function counted(figures: readonly RecognisedFigure[]): string {
  const stated = figures.filter(({ digits }) => digits !== null);
  const counts = (['certain', 'likely', 'doubtful'] as const).map((confidence) => {
    const count = stated.filter((figure) => figure.confidence === confidence).length;
    return `${confidences[confidence]} ${count}`;
  });
  return `${stated.length} 个（${counts.join('，')}）；${notStated} ${figures.length - stated.length} 个`;
}

function section(name: string, advice: string, entries: readonly ReceiptEntry[]): string[] {
  if (entries.length === 0) return [];
  return [
    '',
    `${name}（${entries.length} 项；${advice}）`,
    ...entries.flatMap(({ message, place, text }, at) => {
      const where = place ? placeText(place) : '';
      const head = `  ${at + 1}. ${where ? `${where}：` : ''}${visible(message.replace(/\s+/g, ' '))}`;
      const isShown = text === undefined || text.trim() === '' || message.includes(text.trim());
      return isShown ? [head] : [head, ...quoted(text)];
    }),
  ];
}

function quoted(text: string): string[] {
  const [first = '', ...others] = text.split(/\r\n|\r|\n/);
  return [`     原文：${visible(first)}`, ...others.map((line) => `           ${visible(line)}`)];
}

/** Signs that cannot be seen, or that would turn the line around, by their numbers. */
function visible(line: string): string {
  let shown = '';
  let end = 0;
  for (const { offset, character } of findRefusedCharacters(line)) {
    const code = character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
    shown += `${line.slice(end, offset)}〔U+${code}〕`;
    end = offset + character.length;
  }
  return shown + line.slice(end);
}

/** The figures below the names of their tables, those of a row that are alike sure on one line. */
function figureLines(figures: readonly RecognisedFigure[]): string[] {
  const tables = new Map<string, Map<string, RecognisedFigure[]>>();
  for (const figure of figures) {
    const [table = '', ...row] = rowOf(figure).split('.');
    const rows = tables.get(table) ?? new Map<string, RecognisedFigure[]>();
    const key = JSON.stringify([row.join('.'), figure.digits === null, figure.confidence]);
    rows.set(key, [...(rows.get(key) ?? []), figure]);
    tables.set(table, rows);
  }
  if (tables.size === 0) return [];
  return [
    '',
    `数字（${figures.length} 个）`,
    '  确定：行名、栏名都合格式，有合计的也相符；大致确定：行名、栏名有出入，或者合计无从核对；存疑：请对照原文。',
    ...[...tables].flatMap(([table, rows]) => [`  ${table}`, ...[...rows.values()].map(rowLine)]),
  ];
}

function rowLine(row: readonly RecognisedFigure[]): string {
  const [first] = row;
  const written = new Set(row.map(({ digits }) => digits ?? notStated));
  const values =
    written.size === 1 && row.length >= leastAlike
      ? `${row.length} 格都是 ${[...written][0]}`
      : row.map((figure) => `${columnOf(figure)} ${figure.digits ?? notStated}`).join('、');
  const notes = first!.digits === null ? [] : [rowPlace(row), confidences[first!.confidence]];
  const name = rowOf(first!).split('.').slice(1).join('.');
  const told = notes.filter(Boolean).join('，');
  return `    ${name}：${values}${told ? `（${told}）` : ''}`;
}

/** Where a row stands; cells that have lines of their own from the first to the last. */
function rowPlace(row: readonly RecognisedFigure[]): string {
  const { cell, ...first } = row[0]!.place;
  const last = row.at(-1)!.place;
  const isOne = last.line === first.line && last.row === first.row;
  const where = placeText(
    isOne && row.length === 1 && cell !== undefined ? { ...first, cell } : first,
  );
  if (isOne) return where;
  return `${where}至第${first.line === undefined ? last.row : last.line}行`;
}

function rowOf({ address }: RecognisedFigure): string {
  return address.slice(0, address.lastIndexOf('.'));
}

function columnOf({ address }: RecognisedFigure): string {
  return address.slice(address.lastIndexOf('.') + 1);
}
