import path from 'node:path';
import { home } from '../archive/load.ts';

/** Folders in which templates and styles are looked for: the root's own before the project's. */
export function overlay(root: string, folder: string): string[] {
  return [...new Set([path.join(root, folder), path.join(home, folder)])];
}
