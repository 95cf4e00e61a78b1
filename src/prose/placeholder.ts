/** What a placeholder asks for: a fact, last year's, the change against last year, a share, or grouping by thousands. */
export type PlaceholderKind = 'value' | 'last-year' | 'change' | 'share' | 'thousands';

export interface Placeholder {
  kind: PlaceholderKind;
  address: string;
  /** The whole that a share is taken of. */
  base?: string;
  /** Offsets within the prose, braces included. */
  start: number;
  end: number;
}

export interface MisplacedPlaceholder {
  start: number;
  message: string;
}

const lastYearPrefix = '上年:';
const change = '同比';
const share = '占比';
const thousands = '千分位';

/** No address begins with one of these: then a space or colon after it was forgotten. */
const keywords = ['上年:', '上年 ', change, share, thousands];

const forms = `{{ 地址 }}、{{ ${lastYearPrefix}地址 }}、{{ ${change} 地址 }}、{{ ${share} 地址 / 地址 }}、{{ ${thousands} 地址 }}`;

/** Braces of a placeholder, or what a typist may have meant as one. */
const braces = /\{\{[^{}\n]*\}\}|[{｛]{2}|[{｛][^{}｛｝\n]*[}｝]/g;

/** Every placeholder in a text, and every pair of braces that is not one. */
export function findPlaceholders(text: string): {
  placeholders: Placeholder[];
  misplaced: MisplacedPlaceholder[];
} {
  const placeholders: Placeholder[] = [];
  const misplaced: MisplacedPlaceholder[] = [];
  for (const { 0: written, index } of text.matchAll(braces)) {
    const read = readPlaceholder(text, index);
    if (read && text[index - 1] !== '\\') placeholders.push(read);
    else {
      const message = explainBraces(text, index, written);
      if (message) misplaced.push({ start: read ? index - 1 : index, message });
    }
  }
  return { placeholders, misplaced };
}

/** What is wrong with braces that are no placeholder; undefined where they are nobody's business. */
function explainBraces(text: string, start: number, written: string): string | undefined {
  if (text[start - 1] === '\\') return '占位符前不要写反斜杠“\\”';
  // Single braces are a placeholder only if they hold what looks like an address.
  if (written.length > 2 && !written.startsWith('{{'))
    return written.includes('.') ? '占位符两边各要两个半角花括号，如 {{ 地址 }}' : undefined;
  if (written.includes('｛')) return '占位符的花括号要用半角：{{ 地址 }}';
  if (written === '{{') return '占位符没有写完：要写在一行内，以“}}”结尾';
  if (/^\{\{\s*上年：/.test(written)) return `“上年”后面要用半角冒号：{{ ${lastYearPrefix}地址 }}`;
  return `这里不是正确的占位符：可写 ${forms}`;
}

/** The placeholder that begins at an offset, or undefined if what stands there is none. */
export function readPlaceholder(text: string, start: number): Placeholder | undefined {
  const pattern = /\{\{([^{}\n]*)\}\}/y;
  pattern.lastIndex = start;
  const match = pattern.exec(text);
  if (!match) return undefined;
  const content = match[1]!.trim();
  const place = { start, end: start + match[0].length };
  if (content.startsWith(lastYearPrefix))
    return withAddress('last-year', content.slice(lastYearPrefix.length), place);
  if (content.startsWith(`${change} `))
    return withAddress('change', content.slice(change.length), place);
  if (content.startsWith(`${thousands} `))
    return withAddress('thousands', content.slice(thousands.length), place);
  if (content.startsWith(`${share} `)) {
    const [part, base, ...more] = content.slice(share.length).split(' / ');
    if (!part?.trim() || !base?.trim() || more.length > 0) return undefined;
    return { kind: 'share', address: part.trim(), base: base.trim(), ...place };
  }
  return withAddress('value', content, place);
}

function withAddress(
  kind: PlaceholderKind,
  written: string,
  place: { start: number; end: number },
): Placeholder | undefined {
  const address = written.trim();
  // A colon would be a mistyped 上年:, a bar another template language's, a brace full-width.
  // Names under 统计 may hold a full-width colon.
  if (address === '' || /[:|｛｝]|^[^.]*：/.test(address)) return undefined;
  if (keywords.some((keyword) => address.startsWith(keyword))) return undefined;
  return { kind, address, ...place };
}
