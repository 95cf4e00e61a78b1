import { readdirSync } from 'node:fs';
import path from 'node:path';
import { compareText, type Finding } from '../finding/finding.ts';
import type { Form } from '../form/form.ts';
import { readForm } from '../form/read.ts';
import { childOf } from '../yaml/node.ts';
import { type ParsedYaml, parseYaml } from '../yaml/parse.ts';
import { Reading } from '../yaml/reading.ts';
import type { Source } from '../yaml/source.ts';
import { findingsOf } from '../yaml/tell.ts';
import { fileFinding, isSystemError, type ReadSource, readSource } from './files.ts';
import { Recollection } from './recollection.ts';

const formsFolder = 'data/forms';

interface FormFile {
  source: Source;
  parsed: ParsedYaml;
}

export interface LoadedForms {
  /** By edition. */
  forms: ReadonlyMap<string, Form>;
  findings: readonly Finding[];
}

/**
 * Forms by edition: those of `home` (the project's own), then those of `root`, which may add
 * editions or replace them.
 */
export function loadForms(
  home: string,
  root: string,
  recollection = new Recollection(),
): LoadedForms {
  const roots = path.resolve(home) === path.resolve(root) ? [home] : [home, root];
  const told: Finding[] = [];
  const folders = roots.map((folder) =>
    formNames(folder, told).map((name) => readSource(folder, `${formsFolder}/${name}`)),
  );
  const make = () => readForms(folders, told);
  const sources = folders.flat();
  if (told.length > 0 || sources.some(({ problems }) => problems.length > 0)) return make();
  const parts = sources.flatMap(({ source }) => [source.file, source.text]);
  return recollection.recall('forms', parts, make);
}

/** `folders`: the files of the project, then those of a root. */
function readForms(
  folders: readonly (readonly ReadSource[])[],
  told: readonly Finding[],
): LoadedForms {
  const forms = new Map<string, Form>();
  const findings = [...told];
  for (const folder of folders) {
    const files = folder.map(({ source, problems, readable }): FormFile => {
      const parsed = readable ? parseYaml(source) : { root: undefined, problems: [] };
      return { source, parsed: { ...parsed, problems: [...problems, ...parsed.problems] } };
    });
    // A form is read after the one that it is 基于.
    files.sort((a, b) => Number(isVariant(a)) - Number(isVariant(b)));
    for (const { source, parsed } of files) {
      const reading = new Reading(source, parsed.problems);
      const form = parsed.root && readForm(reading, parsed.root, forms);
      if (form) forms.set(form.edition, form);
      findings.push(...findingsOf(source, reading.problems));
    }
  }
  return { forms, findings };
}

function isVariant({ parsed }: FormFile): boolean {
  return parsed.root?.kind === 'mapping' && childOf(parsed.root, '基于') !== undefined;
}

function formNames(root: string, findings: Finding[]): string[] {
  try {
    const names = readdirSync(path.join(root, formsFolder));
    return names.filter((name) => name.endsWith('.yaml')).sort(compareText);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    // A root need not have forms of its own.
    if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR')
      findings.push(fileFinding(formsFolder, 'file/missing', `读不了这个目录（${error.code}）`));
    return [];
  }
}
