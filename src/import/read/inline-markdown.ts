/** A stretch of text that looks the same throughout. */
export interface InlineRun {
  text: string;
  isBold?: boolean;
  isEmphasised?: boolean;
  /** Address of a link, as the source has it. */
  address?: string;
}

/** Addresses that prose of a report may link to. */
const linkable = /^(https?:\/\/|mailto:|tel:)/i;

/** What a paragraph may not begin with, lest Markdown took it for something else. */
const blockStart = /^(#{1,6}(?=\s|$)|[-+](?=\s|$)|>|[-=]{3,}$|\|)|^(\d{1,9})([.)])(?=\s|$)/;

/**
 * Runs of a paragraph as inline Markdown: bold, emphasis, links, line breaks; everything else so
 * that it is shown as it is. Links that no report may have keep their text only.
 */
export function inlineMarkdown(runs: readonly InlineRun[]): string {
  const joined = joinAlike(withPlainBorders(joinAlike(runs)));
  const markdown = joined.map(runMarkdown).join('');
  return markdown
    .split('\n')
    .map((line) => line.replace(blockStart, escapeStart))
    .join('\\\n');
}

/** Plain text as inline Markdown that shows just this text. */
export function escapeMarkdown(text: string): string {
  return inlineMarkdown([{ text }]);
}

function joinAlike(runs: readonly InlineRun[]): InlineRun[] {
  const joined: InlineRun[] = [];
  for (const { address, ...plain } of runs) {
    const run = address !== undefined && linkable.test(address) ? { ...plain, address } : plain;
    const last = joined.at(-1);
    if (run.text === '') continue;
    if (last && isAlike(last, run))
      joined[joined.length - 1] = { ...last, text: last.text + run.text };
    else joined.push(run);
  }
  return joined;
}

/** Emphasis that touches other marks could not be told from them: it is dropped. */
function withPlainBorders(runs: readonly InlineRun[]): InlineRun[] {
  const isMarked = (run: InlineRun | undefined) => run?.isBold || run?.isEmphasised;
  return runs.map((run, at) =>
    run.isEmphasised && (isMarked(runs[at - 1]) || isMarked(runs[at + 1]))
      ? { ...run, isEmphasised: false }
      : run,
  );
}

function isAlike(one: InlineRun, other: InlineRun): boolean {
  return (
    (one.isBold ?? false) === (other.isBold ?? false) &&
    (one.isEmphasised ?? false) === (other.isEmphasised ?? false) &&
    one.address === other.address
  );
}

function runMarkdown({ text, isBold, isEmphasised, address }: InlineRun): string {
  // Marks may not touch white space from within, nor reach across lines.
  return text
    .split('\n')
    .map((line) => {
      const core = line.trim();
      if (core === '') return line;
      const before = line.slice(0, line.length - line.trimStart().length);
      const after = line.slice(line.trimEnd().length);
      const mark = `${isBold ? '**' : ''}${isEmphasised ? '*' : ''}`;
      const marked = `${mark}${escapeInline(core)}${[...mark].reverse().join('')}`;
      return `${before}${linked(marked, address)}${after}`;
    })
    .join('\n');
}

function linked(markdown: string, address: string | undefined): string {
  if (!address) return markdown;
  const destination = address
    .trim()
    .replace(/[\s<>()\\{}|*_"]/g, (character) => percentEncoded(character));
  const words = markdown.replace(/\\.|[[\]]/g, (sign) => (sign.length > 1 ? sign : `\\${sign}`));
  return `[${words}](${destination})`;
}

function percentEncoded(character: string): string {
  return [...new TextEncoder().encode(character)]
    .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)
    .join('');
}

function escapeInline(text: string): string {
  return (
    text
      .replace(/\\(?=[!-/:-@[-`{-~｛\n]|$)|\*|\](?=\(|$)|<(?=[A-Za-z/!?])|&(?=#?\w+;)/g, '\\$&')
      .replace(/(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, '\\_')
      // Braces could be a placeholder's; a backslash before one is taken for a mistake.
      .replace(/[{｛]/g, (brace) => `&#${brace.codePointAt(0)};`)
  );
}

function escapeStart(start: string, sign?: string, digits?: string, point?: string): string {
  return sign === undefined ? `${digits}\\${point}` : `\\${start}`;
}
