/**
 * What was made when a root was read before, so that reading it again makes only what has changed.
 * Whatever is kept here is made of the named parts and of nothing else.
 */
export class Recollection {
  #before = new Map<string, Kept>();
  #now = new Map<string, Kept>();

  /**
   * What was made under this name of the very same parts, else what is made now. Parts are
   * compared with `===`: texts by their content, all else by identity.
   */
  recall<T>(name: string, parts: readonly unknown[], make: () => T): T {
    const kept = this.#now.get(name) ?? this.#before.get(name);
    const isSame =
      kept?.parts.length === parts.length && kept.parts.every((part, at) => part === parts[at]);
    const value = isSame ? (kept.value as T) : make();
    this.#now.set(name, { parts, value });
    return value;
  }

  /** Forgets what was not recalled since the last time: files that are gone. */
  forgetOthers(): void {
    this.#before = this.#now;
    this.#now = new Map();
  }
}

interface Kept {
  parts: readonly unknown[];
  value: unknown;
}
