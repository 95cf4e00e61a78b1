/** Links' targets, web and mail addresses. */
export const addresses =
  /\]\([^()\s]*(?:[ \t]+"[^"\n]*")?\)|<(?:https?:|mailto:|tel:|[^<>\s@]+@)[^<>\s]*>|(?:https?:\/\/|www\.)[^\s\p{Script=Han}\u3000-\u303f\uff00-\uffef“”‘’…—]+|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)*/giu;

/** Titles of documents; one title may stand within another. */
export const titles = /《[^《》]*(?:《[^《》]*》[^《》]*)*》|〈[^〈〉]*〉/g;

/** What others say. */
export const quotations = /“[^“”\n]*”|‘[^‘’\n]*’|「[^「」\n]*」|"[^"\n]*"/g;

/** A text with blanks in place of all that matches: every index stays. */
export function masked(text: string, ...patterns: readonly RegExp[]): string {
  return patterns.reduce(
    (left, pattern) => left.replace(pattern, (found) => ' '.repeat(found.length)),
    text,
  );
}
