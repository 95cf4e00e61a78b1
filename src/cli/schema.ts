import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { loadForms } from '../archive/forms.ts';
import { home } from '../archive/load.ts';
import { hasErrors } from '../finding/finding.ts';
import type { Form } from '../form/form.ts';
import { reportSchema } from '../form/schema.ts';
import { makeFolder } from '../publish/whole-file.ts';
import { printFindings } from './check.ts';
import type { Command } from './command.ts';

/** Folder of the schemas below a root. */
export const schemaFolder = 'data/schemas';

export const schema: Command = {
  name: 'schema',
  summary: '为每种格式写出 JSON Schema，供编辑器提示和补全',
  help: `用法：gongkai schema [--root 目录] [--out 目录]

  --root 目录      含 data/ 的目录，默认为当前目录
  --out 目录       写到哪里，默认为 <root>/${schemaFolder}

年报第一行的注释 # yaml-language-server: $schema=… 让 VS Code 的 YAML 扩展用上它。
`,
  options: { root: { type: 'string' }, out: { type: 'string' } },
  async run(values, _positionals, terminal) {
    const root = path.resolve(String(values.root ?? '.'));
    const output = path.resolve(String(values.out ?? path.join(root, schemaFolder)));
    const { forms, findings } = loadForms(home, root);
    if (hasErrors(findings)) {
      printFindings(findings, 0, 'text', terminal);
      return 1;
    }
    for (const form of forms.values()) terminal.out(`${await writeSchema(output, form)}\n`);
    return 0;
  },
};

/** Writes the schema of a form and returns its path. */
export async function writeSchema(folder: string, form: Form): Promise<string> {
  await makeFolder(folder);
  const file = path.join(folder, `${form.edition}.json`);
  await writeFile(file, `${JSON.stringify(reportSchema(form), null, 2)}\n`);
  return file;
}
