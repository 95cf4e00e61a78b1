const passageLength = 20;
const contextLength = 8;

/** The words that begin at an index, on one line: enough to name the place in an acknowledgement. */
export function wordsFrom(text: string, start: number): string {
  return oneLine(text.slice(start, start + passageLength * 2), passageLength);
}

/** A few characters with those around them on the same line. */
export function wordsAround(text: string, start: number, end: number): string {
  return wordsBefore(text, start) + firstLine(text.slice(start, end + contextLength)).trimEnd();
}

/** The few characters of the line before an index. */
export function wordsBefore(text: string, start: number): string {
  const before = text.slice(Math.max(0, start - contextLength), start);
  return withoutHalf(before.slice(before.lastIndexOf('\n') + 1)).trimStart();
}

function oneLine(text: string, length: number): string {
  return [...firstLine(text.trimStart())].slice(0, length).join('').trim();
}

function firstLine(text: string): string {
  const end = text.indexOf('\n');
  return withoutHalf(end < 0 ? text : text.slice(0, end));
}

/** Text that does not begin or end with half of a surrogate pair. */
function withoutHalf(text: string): string {
  return text.replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '');
}
