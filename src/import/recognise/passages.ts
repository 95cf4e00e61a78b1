import { escapeMarkdown } from '../read/inline-markdown.ts';
import type { Block, Place, Remark, TableBlock, TextBlock } from '../source-document.ts';
import { guardedMarkdown } from './guarded-markdown.ts';
import { mayBeHeading, numberingOf, type Passage } from './passage.ts';
import { cleanMarkdown, cleanText, debrisLine } from './source-debris.ts';

/** Paragraphs and tables of a part, cleaned, and what was taken away. */
export interface Passages {
  pieces: readonly (Passage | TableBlock)[];
  remarks: readonly Remark[];
}

/** Lines of this length and more are broken by their width, where no line is much longer. */
const leastBroken = 20;
const widestPage = 60;

/**
 * Cleans the blocks of the part `key`. `hasLines`: whether paragraphs of the source may be broken
 * over several blocks, as in text taken out of pages.
 */
export function passagesOf(blocks: readonly Block[], key: string, hasLines: boolean): Passages {
  const cleaner = new Cleaner(key);
  for (const block of blocks) cleaner.take(block);
  const remarks = [...cleaner.remarks, ...cleaner.summaries()];
  if (!hasLines) return { pieces: cleaner.pieces, remarks };
  const joined = joinBroken(cleaner.pieces, key);
  return { pieces: joined.pieces, remarks: [...remarks, ...joined.remarks] };
}

class Cleaner {
  readonly pieces: (Passage | TableBlock)[] = [];
  readonly remarks: Remark[] = [];
  private readonly key: string;
  private readonly found = new Map<string, { place: Place; texts: string[] }>();

  constructor(key: string) {
    this.key = key;
  }

  take(block: Block): void {
    if (block.kind === 'table') this.takeTable(block);
    else this.takeText(block);
  }

  /** One remark for each kind of debris. */
  summaries(): Remark[] {
    return [...this.found].map(([what, { place, texts }]) => ({
      kind: 'mended',
      message: `${what === numberings ? '' : '去掉了'}${what}${texts.length > 1 ? `（${texts.length} 处）` : ''}。`,
      place,
      text: [...new Set(texts)].map((text) => (text.trim() === '' ? '（空白）' : text)).join(' '),
      fact: this.key,
    }));
  }

  private takeText(block: TextBlock): void {
    const debris = debrisLine(block.text);
    if (debris) {
      const text = block.text.trim();
      const message = `去掉了${debris}“${text.slice(0, 40)}”。`;
      this.remarks.push({ kind: 'mended', message, place: block.place, text, fact: this.key });
      return;
    }
    const cleaned = this.clean(block.text, block.place);
    if (cleaned.trim() === '') return;
    const text = withUsualNumbering(cleaned.trim());
    const markdown = withUsualNumbering(
      guardedMarkdown(withoutEmptyEnds(cleanMarkdown(block.markdown))),
    );
    const { level, item, place } = block;
    if (text !== cleaned.trim()) this.note(numberings, [numberingIn(cleaned)], place);
    this.pieces.push({
      text,
      markdown,
      place,
      ...(level === undefined ? {} : { level }),
      ...(item ? { item } : {}),
    });
  }

  /** What has nothing side by side is no table but text with tabs or a frame around it. */
  private takeTable(block: TableBlock): void {
    const rows = block.rows.map((cells) => cells.filter(({ text }) => text.trim() !== ''));
    if (rows.every(({ length }) => length <= 1)) {
      for (const { text, place } of rows.flat())
        for (const line of text.split('\n'))
          this.takeText({ kind: 'text', text: line, markdown: escapeMarkdown(line), place });
      return;
    }
    this.pieces.push({
      ...block,
      rows: block.rows.map((cells) =>
        cells.map((cell) => ({ ...cell, text: this.clean(cell.text, cell.place) })),
      ),
    });
  }

  private clean(written: string, place: Place): string {
    const { text, found, isDamaged } = cleanText(written);
    for (const [what, texts] of found) this.note(what, texts, place);
    if (isDamaged)
      this.remarks.push({
        kind: 'needs-person',
        message: '有的字已经损坏，暂作“□”：请对照原件补上。',
        place,
        text,
        fact: this.key,
      });
    return text;
  }

  private note(what: string, texts: readonly string[], place: Place): void {
    const known = this.found.get(what);
    if (known) for (const text of texts) known.texts.push(text);
    else this.found.set(what, { place, texts: [...texts] });
  }
}

const numberings = '编号的括号改成全角，去掉了编号后的空格';

/** A Chinese number at the beginning, marks of bold before it; single blanks may be in it. */
const numberingPattern =
  /^(\*{0,3})(?:[（(] ?([一二三四五六七八九十]{1,3}) ?[）)]|([一二三四五六七八九十]{1,3}) ?、) ?/;

/** `(二) 依申请公开` → `（二）依申请公开`. */
function withUsualNumbering(text: string): string {
  return text.replace(
    numberingPattern,
    (_, marks: string, bracketed?: string, plain?: string) =>
      marks + (bracketed === undefined ? `${plain}、` : `（${bracketed}）`),
  );
}

function numberingIn(text: string): string {
  return numberingPattern.exec(text.trim())?.[0].trim() ?? '';
}

/** Breaks before the first and after the last line would be lines of their own. */
function withoutEmptyEnds(markdown: string): string {
  return markdown.replace(/^(?:\\?\n)+|(?:\\?\n)+$/g, '');
}

/** Joins paragraphs that a page or a line has broken. */
function joinBroken(pieces: Passages['pieces'], key: string): Passages {
  const joined: (Passage | TableBlock)[] = [];
  const remarks: Remark[] = [];
  const widest = Math.max(0, ...pieces.map((piece) => ('text' in piece ? piece.text.length : 0)));
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (!last || 'kind' in last || 'kind' in piece || !isBroken(last, piece, widest)) {
      joined.push(piece);
      continue;
    }
    const gap = /[A-Za-z0-9]$/.test(last.text) && /^[A-Za-z0-9]/.test(piece.text) ? ' ' : '';
    joined[joined.length - 1] = {
      ...last,
      text: last.text + gap + piece.text,
      markdown: last.markdown + gap + piece.markdown.replace(/^\\(?=[^\\])|^(\d+)\\/, '$1'),
    };
    remarks.push({
      kind: 'mended',
      message: '一段文字在这里断开，已接上。',
      place: piece.place,
      text: `${last.text.slice(-12)}／${piece.text.slice(0, 12)}`,
      fact: key,
    });
  }
  return { pieces: joined, remarks };
}

function isBroken(before: Passage, after: Passage, widest: number): boolean {
  if ([before, after].some(({ level, item }) => level !== undefined || item)) return false;
  if (numberingOf(after) >= 0 || /[。！？；：:!?;…”）)》】|]$/.test(before.text)) return false;
  if (before.text.length < leastBroken) return false;
  if (numberingOf(before) >= 0 && mayBeHeading(before)) return false;
  const isOpen = /[，、（“《—\d]$/.test(before.text) || /^[，。；、：）”》]/.test(after.text);
  return isOpen || (widest <= widestPage && before.text.length >= widest * 0.85);
}
