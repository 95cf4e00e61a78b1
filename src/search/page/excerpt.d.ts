import type { Term } from './words.js';

/** A piece of a text. */
export interface Piece {
  text: string;
  isMatch: boolean;
}

export function marked(text: string, terms: readonly Term[]): Piece[];
export function excerpt(text: string, terms: readonly Term[]): Piece[];
export function hasAll(text: string, terms: readonly Term[]): boolean;
