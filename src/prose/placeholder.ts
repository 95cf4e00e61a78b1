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

const forms = `{{ 地址 }}、{{ ${lastYearPrefix}地址 }}、{{ ${change} 地址 }}、{{ ${share} 地址 / 地址 }}、{{ ${thousands} 地址 }}`;

/** Every placeholder in a text, and every pair of braces that is not one. */
export function findPlaceholders(text: string): {
  placeholders: Placeholder[];
  misplaced: MisplacedPlaceholder[];
} {
  const placeholders: Placeholder[] = [];
  const misplaced: MisplacedPlaceholder[] = [];
  let at = text.indexOf('{{');
  while (at >= 0) {
    const read = readPlaceholder(text, at);
    if (read) placeholders.push(read);
    else misplaced.push({ start: at, message: `这里不是正确的占位符：可写 ${forms}` });
    at = text.indexOf('{{', read ? read.end : at + 2);
  }
  return { placeholders, misplaced };
}

/** The placeholder that begins at an offset, or undefined if what stands there is none. */
export function readPlaceholder(text: string, start: number): Placeholder | undefined {
  const end = text.indexOf('}}', start);
  if (end < 0) return undefined;
  const inner = text.slice(start + 2, end);
  if (inner.includes('\n') || inner.includes('{')) return undefined;
  const content = inner.trim();
  const place = { start, end: end + 2 };
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
  // A colon would be a mistyped 上年:, a bar or a brace another template language's.
  if (address === '' || /[:：|{}]/.test(address)) return undefined;
  return { kind, address, ...place };
}
