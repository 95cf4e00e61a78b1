const spaced = /(?<=\p{Script=Han}) (?=[\dA-Za-z])|(?<=[\dA-Za-z%]) (?=\p{Script=Han})/gu;
const tight = /(?<=\p{Script=Han})(?=[\dA-Za-z])|(?<=[\dA-Za-z%])(?=\p{Script=Han})/gu;
const fewest = 3;

/**
 * Whether lines have spaces wherever figures meet Chinese characters, as programs put them there
 * that set type: who types them forgets some.
 */
export function hasAutomaticSpaces(lines: readonly string[]): boolean {
  const count = (pattern: RegExp) =>
    lines.reduce((sum, line) => sum + (line.match(pattern)?.length ?? 0), 0);
  const spaces = count(spaced);
  return spaces >= fewest && spaces >= 9 * count(tight);
}

export function withoutAutomaticSpaces(text: string): string {
  return text.replace(spaced, '');
}
