import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Archive, nameInYear } from '../archive/archive.ts';
import { home, loadArchive } from '../archive/load.ts';
import { type LastYear, scaffoldReport } from '../archive/scaffold.ts';
import { handoverTo } from '../archive/succession.ts';
import { sumOfLastYear } from '../facts/resolve.ts';
import { hasErrors } from '../finding/finding.ts';
import type { Form } from '../form/form.ts';
import { usualEdition } from '../form/read.ts';
import { printFindings } from './check.ts';
import { type Command, UsageError } from './command.ts';
import { findAgency, readYear } from './report-argument.ts';
import { schemaFolder, writeSchema } from './schema.ts';

export const newReport: Command = {
  name: 'new',
  summary: '新建一份年报：结转数从上年带入，标题备好，其余待填',
  help: `用法：gongkai new <机关id> <年度> [--form 格式] [--root 目录]

  --form 格式      如 2021；默认按年度取通常的格式
  --root 目录      含 data/ 和 reports/ 的目录，默认为当前目录

新文件标为草稿；没有填的数字在检查时会逐一列出。已有的文件不会被改动。
`,
  options: { root: { type: 'string' }, form: { type: 'string' } },
  positionals: 2,
  async run(values, [id, yearText], terminal) {
    if (id === undefined || yearText === undefined)
      throw new UsageError('用法：gongkai new <机关id> <年度>');
    const year = readYear(yearText);
    const root = path.resolve(String(values.root ?? '.'));
    const { archive, findings, reportCount } = loadArchive(home, root);
    // Who writes a report need not have the fonts that it will be printed in.
    const ofData = findings.filter(
      ({ file, rule }) => file.startsWith('data/') && !rule.startsWith('fonts/'),
    );
    if (!archive || hasErrors(ofData)) {
      printFindings(ofData, reportCount, 'text', terminal);
      return 1;
    }
    if (findAgency(archive.agencies, id).type === '地区')
      throw new UsageError(`“${id}”登记的是地区，不编制年报：请写机关的 id`);
    const form =
      values.form === undefined
        ? usualEdition(archive.forms.values(), year)
        : archive.forms.get(String(values.form));
    if (!form) throw new UsageError(`没有这个格式，可用：${[...archive.forms.keys()].join('、')}`);
    const file = path.join(root, 'reports', id, `${year}.yaml`);
    if (existsSync(file)) throw new UsageError(`${path.relative(root, file)} 已经有了，没有改动`);
    const lastYear = lastYearOf(archive, form, id, year);
    const schema = path.join(root, schemaFolder);
    await writeSchema(schema, form);
    await mkdir(path.dirname(file), { recursive: true });
    const schemaPath = path.posix.join('../..', schemaFolder, `${form.edition}.json`);
    await writeFile(file, scaffoldReport(form, year, lastYear, schemaPath), { flag: 'wx' });
    terminal.out(`已新建 ${path.relative(root, file)}（${form.name}）\n`);
    return 0;
  },
};

/** What a report goes on from: the agency's own of last year, or those of all that were merged into it. */
function lastYearOf(
  { agencies, reports }: Archive,
  form: Form,
  id: string,
  year: number,
): LastYear | undefined {
  const reportOf = (agency: string) =>
    reports.find(({ report }) => report.agency === agency && report.year === year - 1);
  const own = reportOf(id);
  if (own) {
    const textAt = (address: string) => own.facts.get(address)?.text ?? undefined;
    return { report: own.report, source: '上年报告', textAt };
  }
  const handover = handoverTo(agencies, agencies.get(id)!);
  if (handover?.year !== year || handover.to.length > 1) return undefined;
  const before = handover.from.flatMap((agency) => {
    const found = reportOf(agency.id);
    return found ? [{ name: nameInYear(agency, year - 1), facts: found.facts }] : [];
  });
  if (before.length < handover.from.length) return undefined;
  return {
    source: `${before.map(({ name }) => name).join('、')}上年报告`,
    textAt: (address) => {
      const sum = sumOfLastYear(address, form, before);
      return 'error' in sum ? undefined : (sum.text ?? undefined);
    },
  };
}
