import { rules as catalogue } from '../check/catalogue.ts';
import { rulesMarkdown } from '../check/rules-document.ts';
import { severityNames } from '../finding/format.ts';
import { type Command, UsageError } from './command.ts';

export const rules: Command = {
  name: 'rules',
  summary: '列出全部检查规则',
  help: `用法：gongkai rules [--format text|json|markdown]
`,
  options: { format: { type: 'string' } },
  async run(values, _positionals, terminal) {
    const format = values.format ?? 'text';
    if (format === 'json') {
      const listed = catalogue.map(({ check: _check, ...declared }) => declared);
      terminal.out(`${JSON.stringify(listed, null, 2)}\n`);
    } else if (format === 'markdown') terminal.out(rulesMarkdown(catalogue));
    else if (format === 'text') {
      const width = Math.max(...catalogue.map(({ id }) => id.length));
      for (const { id, severity, title } of catalogue)
        terminal.out(`${id.padEnd(width)}  ${severityNames[severity]}  ${title}\n`);
    } else throw new UsageError('--format 只能是 text、json、markdown');
    return 0;
  },
};
