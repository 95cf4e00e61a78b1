import { describe, expect, test } from 'vitest';
import { home, loadArchive } from '../../src/archive/load.ts';
import { archiveOf, type ReportTexts, rootOf } from '../check/archive-of.ts';

const aggregating = (agency: string, members: string, more: Partial<ReportTexts> = {}) => ({
  agency,
  more: `汇总: {成员: ${members}}`,
  ...more,
});

/** What loading tells of memberships: rule, place and message. */
async function told(...reports: ReportTexts[]) {
  await using root = await rootOf(...reports);
  return loadArchive(home, root.path)
    .findings.filter(({ rule }) => !rule.startsWith('prose/'))
    .map(({ file, line, column, rule, message, severity }) => ({
      at: `${file.replace('reports/', '')}:${line}:${column}`,
      rule,
      message,
      severity,
    }));
}

/** Ids of the members of a report, in the order in which they are published. */
async function membersOf(agency: string, ...reports: ReportTexts[]) {
  const { reports: archived } = await archiveOf(reports);
  const { aggregation } = archived.find(({ report }) => report.agency === agency)!;
  return aggregation!.members.map(({ agency: { id } }) => id);
}

describe('all below', () => {
  const department = { agency: 'education' };
  const town = { agency: 'liulin' };

  test('a government counts those of the region that it heads, in the order of the register', async () => {
    expect(await membersOf('county', town, department, aggregating('county', '全部下级'))).toEqual([
      'education',
      'liulin',
    ]);
  });

  test('whoever owes a report belongs to it, though it has none', async () => {
    const archive = await archiveOf([town, aggregating('county', '全部下级')]);
    const { aggregation } = archive.reports.find(({ agency }) => agency.id === 'county')!;
    expect(aggregation!.absent.map(({ agency, reason }) => [agency.id, reason])).toContainEqual([
      'founded',
      'missing',
    ]);
  });

  test('it passes over whom a member has counted, and whom a member leaves out', async () => {
    const reports = [
      department,
      town,
      { agency: 'health' },
      { agency: 'city-education' },
      { agency: 'county', more: '汇总: {成员: 全部下级, 除外: [health]}' },
    ];
    expect(await membersOf('city', ...reports, aggregating('city', '全部下级'))).toEqual([
      'county',
      'city-education',
    ]);
  });

  test('a draft with 汇总 holds nobody: its members are counted themselves', async () => {
    const draft = aggregating('county', '全部下级', { isDraft: true });
    expect(await membersOf('city', town, draft, aggregating('city', '全部下级'))).toEqual([
      'liulin',
    ]);
  });

  test('an excluded region stands for all in it', async () => {
    const city = { agency: 'city', more: '汇总: {成员: 全部下级, 除外: [qing-he]}' };
    expect(await membersOf('city', town, { agency: 'city-education' }, city)).toEqual([
      'city-education',
    ]);
  });

  test('nobody below, and nobody to exclude, are errors at their places', async () => {
    const office = { agency: 'office', more: '汇总: {成员: 全部下级, 除外: [liulin]}' };
    expect(await told(office)).toEqual([
      {
        at: 'office/2022.yaml:12:10',
        rule: 'aggregation/none',
        message:
          'data/agencies.yaml 里没有应当编制 2022 年报告的下级机关：请核对各机关的“上级”“起”，或列出成员',
        severity: 'error',
      },
      {
        at: 'office/2022.yaml:12:21',
        rule: 'aggregation/excluded',
        message: '“liulin”不是本机关的下级，不必除外',
        severity: 'error',
      },
    ]);
  });
});

describe('a list', () => {
  test('is in the order of the register, however it is written', async () => {
    const members = [{ agency: 'liulin' }, { agency: 'education' }];
    const written = ['[liulin, education]', '[education, liulin]'];
    for (const list of written)
      expect(await membersOf('county', ...members, aggregating('county', list))).toEqual([
        'education',
        'liulin',
      ]);
  });

  test('refuses whoever is unknown, a region, the agency itself, or named twice', async () => {
    const county = aggregating('county', '[liulinn, qing-he, county, liulin, liulin]');
    expect(await told({ agency: 'liulin' }, county)).toEqual([
      {
        at: 'county/2022.yaml:12:11',
        rule: 'aggregation/unknown',
        message: 'data/agencies.yaml 里没有“liulinn”这个机关。是否应为“liulin”？',
        severity: 'error',
      },
      {
        at: 'county/2022.yaml:12:20',
        rule: 'aggregation/region',
        message: '“qing-he”（清河）是地区，没有报告：请写机关的 id',
        severity: 'error',
      },
      {
        at: 'county/2022.yaml:12:29',
        rule: 'aggregation/itself',
        message: '“county”就是本机关：表中所填就是本级的数字，成员里不要再写',
        severity: 'error',
      },
      {
        at: 'county/2022.yaml:12:45',
        rule: 'aggregation/double',
        message: '“liulin”在“成员”里写了两次',
        severity: 'error',
      },
    ]);
  });

  test('is no place for 全部下级', async () => {
    expect(await told(aggregating('county', '[全部下级]'))).toMatchObject([
      { message: expect.stringContaining('全部下级不写在方括号里：成员: 全部下级') },
    ]);
  });

  test('of thousands that are unknown is told at once: whom the first hundred meant, and no more', async () => {
    const unknown = Array.from({ length: 5000 }, (_, at) => `liulin${at}`);
    const all = await told(aggregating('county', `[${unknown.join(', ')}]`));
    const advised = all.filter(({ message }) => message.endsWith('是否应为“liulin”？'));
    expect(advised).toHaveLength(100);
  });

  test('refuses whom another member has counted already', async () => {
    const reports = [
      { agency: 'liulin' },
      aggregating('county', '[liulin]'),
      aggregating('city', '[county, liulin]'),
    ];
    expect(await told(...reports)).toEqual([
      {
        at: 'city/2022.yaml:12:19',
        rule: 'aggregation/double',
        message: '“liulin”已经算在“county”的汇总里，不能再算一次：请删去',
        severity: 'error',
      },
    ]);
  });

  test('refuses two members that have counted the same agency', async () => {
    const reports = [
      { agency: 'liulin' },
      aggregating('county', '[liulin]'),
      aggregating('office', '[liulin]'),
      aggregating('city', '[county, office]'),
    ];
    expect(await told(...reports)).toEqual([
      {
        at: 'city/2022.yaml:12:19',
        rule: 'aggregation/double',
        message: '“office”和“county”的汇总里都有“liulin”，会算两次',
        severity: 'error',
      },
    ]);
  });
});

describe('circles', () => {
  const message = (other: string, self: string) =>
    `循环汇总：“${other}”的汇总里又有“${self}”（直接或经过别的机关）。两份报告须删去其一`;

  test('are told at every link, and at none that only leads to them', async () => {
    const reports = [
      aggregating('county', '[education]'),
      aggregating('education', '[health]'),
      aggregating('health', '[county]'),
      aggregating('city', '[county]'),
    ];
    expect(await told(...reports)).toEqual([
      {
        at: 'county/2022.yaml:12:11',
        rule: 'aggregation/cycle',
        message: message('education', 'county'),
        severity: 'error',
      },
      {
        at: 'education/2022.yaml:12:11',
        rule: 'aggregation/cycle',
        message: message('health', 'education'),
        severity: 'error',
      },
      {
        at: 'health/2022.yaml:12:11',
        rule: 'aggregation/cycle',
        message: message('county', 'health'),
        severity: 'error',
      },
    ]);
  });

  test('are none from year to year', async () => {
    const reports = [
      { agency: 'county', year: 2021 },
      aggregating('liulin', '[county]', { year: 2021 }),
      { agency: 'liulin', year: 2022 },
      aggregating('county', '[liulin]', { year: 2022 }),
    ];
    expect(await told(...reports)).toEqual([]);
  });
});

describe('what stands for 成员', () => {
  const written = (aggregation: string) => told({ agency: 'county', more: `汇总: ${aggregation}` });

  test.each([
    ['', '12:3', 'value/type'],
    ['全部下级', '12:5', 'value/type'],
    ['{除外: [liulin]}', '12:5', 'key/missing'],
    ['{成员: []}', '12:10', 'value/blank'],
    ['{成员: 全部}', '12:10', 'value/type'],
    ['{成员: {liulin: 1}}', '12:10', 'value/type'],
    ['{成员: [founded], 除外: [liulin]}', '12:26', 'aggregation/excluded'],
    ['{成员: [[liulin]]}', '12:11', 'value/type'],
    ['{成员: [founded], 除去: [liulin]}', '12:21', 'key/unknown'],
  ])('%s is an error at %s', async (aggregation, at, rule) => {
    expect(await written(aggregation)).toMatchObject([{ at: `county/2022.yaml:${at}`, rule }]);
  });

  test('in a draft, errors are warnings', async () => {
    const draft = aggregating('county', '[county]', { isDraft: true });
    expect(await told(draft)).toMatchObject([{ rule: 'aggregation/itself', severity: 'warning' }]);
  });
});
