import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Agencies, readAgencies } from '../../src/archive/agencies.ts';
import { home, loadArchive } from '../../src/archive/load.ts';
import { parseYaml } from '../../src/yaml/parse.ts';
import { Reading } from '../../src/yaml/reading.ts';
import { createSource } from '../../src/yaml/source.ts';

/** A source with what is expected of it. */
export interface FixtureFile {
  name: string;
  /** The format and who has made it, as the table calls them. */
  group: string;
  /** Path of its expected.yaml. */
  expectation: string;
}

const folder = path.join(home, 'test/fixtures/import');

/** By the beginning of a fixture's name; the first that fits. */
const groups: readonly (readonly [string, string])[] = [
  ['docx-libreoffice', 'Word（LibreOffice 存）'],
  ['docx', 'Word（docx 库生成）'],
  ['html-libreoffice', '网页（LibreOffice 存）'],
  ['html-word', '网页（Word、WPS 存）'],
  ['html-wps', '网页（Word、WPS 存）'],
  ['html', '网页（政府网站）'],
  ['pdf-own', 'PDF（本系统）'],
  ['pdf', 'PDF（LibreOffice）'],
  ['text-pulled', '文本（从 PDF 取出，表格散乱）'],
  ['text', '文本'],
  ['markdown', 'Markdown'],
];

export const seedGroup = '文本（五份真实年报）';

/** Groups in the order of the table. */
export const groupNames: readonly string[] = [
  ...new Set(groups.map(([, group]) => group)),
  seedGroup,
];

/** The made fixtures, in the order of their names. */
export function fixtureFiles(): FixtureFile[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const expectation = path.join(folder, name, 'expected.yaml');
      if (!existsSync(expectation)) return [];
      const group = groups.find(([beginning]) => name.startsWith(beginning))?.[1];
      if (group === undefined) throw new Error(`No group for the fixture ${name}`);
      return [{ name, group, expectation }];
    });
}

/** The five texts of real reports. */
export function seedFiles(): FixtureFile[] {
  const seeds = path.join(folder, 'seeds');
  return readdirSync(seeds)
    .filter((name) => name.endsWith('.expected.yaml'))
    .sort()
    .map((name) => ({
      name: name.replace('.expected.yaml', ''),
      group: seedGroup,
      expectation: path.join(seeds, name),
    }));
}

/** The invented agencies of the made fixtures. */
export function fixtureAgencies(): Agencies {
  const file = path.join(folder, 'agencies.yaml');
  const source = createSource('agencies.yaml', readFileSync(file, 'utf8'));
  const { root, problems } = parseYaml(source);
  const agencies = readAgencies(new Reading(source, problems), root!);
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join('\n'));
  return agencies;
}

/** The agencies of the five real reports, which the project comes with. */
export function seedAgencies(): Agencies {
  return loadArchive(home, home).archive!.agencies;
}
