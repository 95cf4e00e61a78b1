/** A term of a query, and the words of the index in it. */
export interface Term {
  text: string;
  words: string[];
}

export function wordsOf(text: string): string;
export function textOf(words: string): string;
export function termsOf(query: string): Term[];
