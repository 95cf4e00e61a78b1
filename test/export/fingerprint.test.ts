import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadForms } from '../../src/archive/forms.ts';
import { home, loadArchive } from '../../src/archive/load.ts';
import { inspect } from '../../src/check/inspect.ts';
import { reportFingerprint } from '../../src/export/fingerprint.ts';
import { Publication } from '../../src/site/publication.ts';
import { rootOf } from '../check/archive-of.ts';
import { fixtureRoot, projectRoot, temporaryRoot } from '../roots.ts';

const base = fixtureRoot('bad-input/base');
const baseFile = 'reports/town/2021.yaml';
const baseYaml = await readFile(path.join(base, baseFile), 'utf8');

/** The fingerprint of the base fixture's report with another YAML, which must be readable. */
async function fingerprintOf(yaml: string, files: Record<string, string> = {}): Promise<string> {
  await using root = await temporaryRoot(base, { ...files, [baseFile]: yaml });
  const { archive, findings } = inspect(home, root.path);
  const faults = findings.filter(({ isFault }) => isFault);
  expect(faults.map(({ message }) => message)).toEqual([]);
  return new Publication(archive!, findings, { isPreview: true }).fingerprint('town/2021');
}

const baseFingerprint = await fingerprintOf(baseYaml);

function replaced(from: string, to: string): string {
  expect(baseYaml.split(from)).toHaveLength(2);
  return baseYaml.replace(from, to);
}

/** JSON by RFC 8785 for what a canonical form is made of. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const keys = Object.keys(value).sort();
  const member = (key: string) => canonical((value as Record<string, unknown>)[key]);
  return `{${keys.map((key) => `${JSON.stringify(key)}:${member(key)}`).join(',')}}`;
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

test('is what its definition says, made anew from report.json and the text', async () => {
  const { archive, findings } = inspect(home, base);
  const json = JSON.parse(
    new Publication(archive!, findings, { isPreview: false }).reportJson('town/2021'),
  ) as { facts: Record<string, number>; units: Record<string, string> };
  // None of these figures was typed with zeros at its end: the shortest digits are the printed ones.
  const facts = Object.fromEntries(
    Object.entries(json.facts).map(([address, figure]) => [address, String(figure)]),
  );
  expect(facts['主动公开.行政事业性收费.本年收费金额']).toBe('26.55');
  const content = {
    version: 1,
    agency: 'town',
    year: 2021,
    edition: '2021',
    title: '清河县柳林镇人民政府2021年政府信息公开工作年度报告',
    published: '2022-01-20',
    facts,
    units: json.units,
    prose: {
      总体情况: '主动公开、政府信息管理、平台建设和监督保障如常进行。收到依申请公开 1 件。',
      主要问题及改进: '解读材料偏少，今后逐件配发。',
      其他事项: '本年没有收取信息处理费。',
    },
    origin: null,
    printedTotals: {},
    acknowledged: [],
  };
  expect(baseFingerprint).toBe(sha256(canonical(content)));
});

describe('is the same', () => {
  test.each([
    ['comments', replaced('主动公开:\n', '# 备注\n主动公开:  # 又一个\n')],
    ['empty lines', baseYaml.replaceAll('\n\n', '\n\n\n')],
    [
      'another order of keys',
      replaced(
        '本年制发件数: 2, 本年废止件数: 0, 现行有效件数: 9',
        '现行有效件数: 9, 本年制发件数: 2, 本年废止件数: 0',
      ).replace(/^(格式.*)\n(发布日期.*)\n/, '$2\n$1\n'),
    ],
    ['another order of parts', baseYaml.replace(/(主要问题及改进: .*?\n\n)(.*)/s, '$2\n$1')],
    ['zeros written out', replaced('  未经复议直接起诉: 0', '  未经复议直接起诉: {其余: 0}')],
    ['a figure typed where a placeholder was', replaced('{{ 申请办理.本年新收.总计 }}', '1')],
    [
      'the text in quotes',
      replaced('|\n  解读材料偏少，今后逐件配发。', '"解读材料偏少，今后逐件配发。"'),
    ],
    [
      'the title that would be given anyway',
      `标题: 清河县柳林镇人民政府2021年政府信息公开工作年度报告\n${baseYaml}`,
    ],
  ])('with %s', async (_, yaml) => {
    expect(yaml).not.toBe(baseYaml);
    expect(await fingerprintOf(yaml)).toBe(baseFingerprint);
  });

  test('with other templates, styles and site data, and in another folder', async () => {
    const files = {
      'templates/partials/site-footer.njk':
        '{% macro siteFooter() %}<footer>别的</footer>{% endmacro %}',
      'styles/screen/text.css': 'body {}',
      'data/site.yaml': 'SiteName: 别的\nSiteDomain: other.example\nSiteIDCode: "1111111111"\n',
    };
    expect(await fingerprintOf(baseYaml, files)).toBe(baseFingerprint);
  });
});

describe('is another', () => {
  test.each([
    ['a figure', replaced('行政许可: 12', '行政许可: 13')],
    ['a zero at the end of a figure', replaced('26.55', '26.550')],
    ['the date', replaced('发布日期: 2022-01-20', '发布日期: 2022-01-21')],
    ['a time of day', replaced('发布日期: 2022-01-20', '发布日期: "2022-01-20 09:30"')],
    ['the title', `标题: 年度报告\n${baseYaml}`],
    ['a mark of emphasis', replaced('解读材料偏少', '**解读材料**偏少')],
    ['a preface', `前言: 依照条例编制。\n${baseYaml}`],
    ['a statistic', `${baseYaml}\n统计: {政策解读: {单位: 篇, 数量: 0}}\n`],
    ['the edition', baseYaml.replace('"2021"', '2021-其他处理一行')],
    ['the origin', `${baseYaml}\n原载: {出处: 政府网站}\n`],
  ])('with %s', async (_, yaml) => {
    expect(yaml).not.toBe(baseYaml);
    expect(await fingerprintOf(yaml)).not.toBe(baseFingerprint);
  });

  test('with the agency’s name', async () => {
    const agencies = await readFile(path.join(base, 'data/agencies.yaml'), 'utf8');
    const renamed = agencies.replace('柳林镇人民政府', '柳林街道办事处');
    expect(renamed).not.toBe(agencies);
    expect(await fingerprintOf(baseYaml, { 'data/agencies.yaml': renamed })).not.toBe(
      baseFingerprint,
    );
  });

  test('with the unit of a statistic or of one of its figures', async () => {
    const withUnit = (unit: string) =>
      fingerprintOf(`${baseYaml}\n统计: {解读: {单位: ${unit}, 分项: {网站: 1}}}\n`);
    expect(await withUnit('条')).not.toBe(await withUnit('篇'));
  });

  test('with last year’s figure where the text quotes it', async () => {
    const lastYear = baseYaml.replaceAll('2022', '2021');
    const quoting = replaced(
      '收到依',
      '上年许可 {{ 上年:主动公开.行政许可.本年处理决定数量 }} 件，收到依',
    );
    const afterYearWith = (permits: number) =>
      fingerprintOf(quoting, {
        'reports/town/2020.yaml': lastYear.replace('行政许可: 12', `行政许可: ${permits}`),
      });
    expect(await afterYearWith(12)).not.toBe(await afterYearWith(13));
    expect(await afterYearWith(12)).toBe(await afterYearWith(12));
  });

  test('with any one character of prose', async () => {
    const prose = '解读材料偏少，今后逐件配发。';
    const character = fc.constantFrom(...'的一#*-０a，。“”（〇𠮷㛃'.match(/./gu)!);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(prose.length - 1),
        character,
        fc.boolean(),
        async (at, one, isNew) => {
          fc.pre(prose[at] !== one);
          const changed = prose.slice(0, at) + one + prose.slice(isNew ? at : at + 1);
          await using root = await temporaryRoot(base, {
            [baseFile]: replaced(prose, changed),
          });
          // Whether a text would be fit to publish does not matter here.
          const [archived] = loadArchive(home, root.path).archive!.reports;
          fc.pre(archived !== undefined);
          expect(reportFingerprint(archived!, [])).not.toBe(baseFingerprint);
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('the figures', () => {
  const form = loadForms(home, home).forms.get('2021')!;
  const addresses = form.facts.flatMap(({ address, role }) =>
    role === 'primary' ? [address] : [],
  );
  const figures = fc.array(fc.nat(99_999), {
    minLength: addresses.length,
    maxLength: addresses.length,
  });

  interface Keys {
    [key: string]: Keys | number;
  }

  /** The three tables with these figures, in YAML whose keys stand in the order that `order` gives. */
  function tables(counts: readonly number[], order: (keys: string[]) => string[]) {
    const tree: Keys = {};
    for (const [index, address] of addresses.entries()) {
      const steps = address.split('.');
      let level = tree;
      for (const step of steps.slice(0, -1)) {
        level[step] ??= {};
        level = level[step] as Keys;
      }
      level[steps.at(-1)!] = counts[index]!;
    }
    const flow = (value: Keys | number): string =>
      typeof value === 'number'
        ? String(value)
        : `{${order(Object.keys(value))
            .map((key) => `${key}: ${flow(value[key]!)}`)
            .join(', ')}}`;
    const table = (key: string) => flow(tree[key]!);
    return {
      主动公开: table('主动公开'),
      申请办理: table('申请办理'),
      复议诉讼: table('复议诉讼'),
    };
  }

  async function fingerprintWith(yaml: ReturnType<typeof tables>, more?: string): Promise<string> {
    await using root = await rootOf({ year: 2022, ...yaml, ...(more ? { more } : {}) });
    const { archive, findings } = loadArchive(home, root.path);
    expect(findings).toEqual([]);
    return reportFingerprint(archive!.reports[0]!, []);
  }

  test('each of them counts, and the order of their keys does not', async () => {
    await fc.assert(
      fc.asyncProperty(
        figures,
        fc.nat(addresses.length - 1),
        fc.integer({ min: 1, max: 1000 }),
        fc.nat(1000),
        async (counts, at, more, seed) => {
          const asTyped = (keys: string[]) => keys;
          const shuffled = (keys: string[]) =>
            keys
              .map((key) => ({ key, rank: sha256(`${seed} ${key}`) }))
              .sort((a, b) => (a.rank < b.rank ? -1 : 1))
              .map(({ key }) => key);
          const changed = counts.with(at, counts[at]! + more);
          const fingerprint = await fingerprintWith(tables(counts, asTyped));
          expect(await fingerprintWith(tables(counts, shuffled), '# 备注')).toBe(fingerprint);
          expect(await fingerprintWith(tables(changed, asTyped))).not.toBe(fingerprint);
        },
      ),
      { numRuns: 40 },
    );
  });

  test('two of them exchanged count, though every total stays', async () => {
    const zeros = addresses.map(() => 0);
    const at = (address: string) => addresses.indexOf(address);
    const [one, other] = ['申请办理.本年新收.自然人', '申请办理.本年新收.商业企业'].map(at);
    const asTyped = (keys: string[]) => keys;
    expect(await fingerprintWith(tables(zeros.with(one!, 1), asTyped))).not.toBe(
      await fingerprintWith(tables(zeros.with(other!, 1), asTyped)),
    );
  });
});

describe('of an archived report', () => {
  const archivedYaml = `${baseYaml}
原载: {出处: 政府网站}
统计:
  公开: {单位: 条, 分项: {网站: 61, 微信: 未载}}
  解读: {单位: 篇, 数量: 未载}
刊载总计: {统计.公开.合计: 228}
`;

  test('is the same with the statistics in another order', async () => {
    const turned = archivedYaml
      .replace(/( {2}公开: .*\n)( {2}解读: .*\n)/, '$2$1')
      .replace('网站: 61, 微信: 未载', '微信: 未载, 网站: 61');
    expect(turned).not.toBe(archivedYaml);
    expect(await fingerprintOf(turned)).toBe(await fingerprintOf(archivedYaml));
  });

  test.each([
    ['the printed total', '228', '229'],
    ['a figure that was not stated', '数量: 未载', '数量: 0'],
    ['the source', '{出处: 政府网站}', '{出处: 未载}'],
    ['the date', '发布日期: 2022-01-20', '发布日期: 未载'],
  ])('is another with %s', async (_, from, to) => {
    const changed = archivedYaml.replace(from, to);
    expect(changed).not.toBe(archivedYaml);
    expect(await fingerprintOf(changed)).not.toBe(await fingerprintOf(archivedYaml));
  });
});

describe('acknowledged findings', () => {
  const key = 'weishi-daying/2021';
  const file = `reports/${key}.yaml`;

  async function fingerprintAfter(change: (yaml: string) => string): Promise<string> {
    const yaml = await readFile(path.join(projectRoot, file), 'utf8');
    await using root = await temporaryRoot(projectRoot, { [file]: change(yaml) });
    const { archive, findings } = inspect(home, root.path);
    return new Publication(archive!, findings, { isPreview: false }).fingerprint(key);
  }

  test('count with their reason, but not with who signed them, nor with where they stand', async () => {
    const asIs = await fingerprintAfter((yaml) => yaml);
    const signed = await fingerprintAfter((yaml) =>
      yaml.replaceAll(/署名: .*?(?=[,}\n])/g, '署名: 别人'),
    );
    const moved = await fingerprintAfter((yaml) => `# 一行\n\n${yaml}`);
    expect([signed, moved]).toEqual([asIs, asIs]);
    const explained = await fingerprintAfter((yaml) => {
      expect(yaml).toMatch(/理由: /);
      return yaml.replace('理由: ', '理由: 又，');
    });
    expect(explained).not.toBe(asIs);
  });
});
