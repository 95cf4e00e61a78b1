import { readFileSync } from 'node:fs';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect } from 'vitest';
import { type Ran, run } from '../cli/recorder.ts';
import { fixtureRoot, type TemporaryFolder, temporaryFolder } from '../roots.ts';

export const badInput = fixtureRoot('bad-input');
/** A root without fault, over which bad input is laid. */
export const base = path.join(badInput, 'base');
export const report = 'reports/town/2021.yaml';
export const baseReport = readFileSync(path.join(base, report), 'utf8');

/** The base report with one passage changed, which must be there. */
export function edited(from: string, to: string): string {
  expect(baseReport).toContain(from);
  return baseReport.replace(from, to);
}

/** A copy of the base for each test of a file. */
export class BaseRoot {
  #folder: TemporaryFolder | undefined;

  constructor() {
    beforeEach(async () => {
      this.#folder = await temporaryFolder();
      await mkdir(this.outside);
      await cp(base, this.path, { recursive: true });
    });
    afterEach(() => this.#folder?.remove());
  }

  get path(): string {
    return path.join(this.#folder!.path, 'root');
  }

  /** A folder beside the root, to which nothing in the root may lead. */
  get outside(): string {
    return path.join(this.#folder!.path, 'outside');
  }

  async write(file: string, content: string | Uint8Array): Promise<void> {
    await mkdir(path.dirname(path.join(this.path, file)), { recursive: true });
    await writeFile(path.join(this.path, file), content);
  }

  check(): Promise<Ran> {
    return run('check', '--root', this.path);
  }

  /** What is printed for one file that has errors: the lines after the file's name. */
  async told(file: string = report): Promise<string> {
    const { out, code } = await this.check();
    expect(code).toBe(1);
    const section = out.split('\n\n').find((part) => part.startsWith(`${file}\n`));
    return section?.slice(file.length + 1) ?? `（${file} 没有错误）\n${out}`;
  }
}
