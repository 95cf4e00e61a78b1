import { mkdir, readdir, readFile, symlink, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { home, loadArchive } from '../../src/archive/load.ts';
import { reportText, type Told } from '../import/report-text.ts';
import { fixtureRoot, type TemporaryFolder, temporaryFolder, temporaryRoot } from '../roots.ts';
import { filesIn } from '../site/built-site.ts';
import { run, runWith } from './recorder.ts';

let root: TemporaryFolder;
/** Where sources are. */
let sources: TemporaryFolder;
beforeEach(async () => {
  root = await temporaryRoot(fixtureRoot('bad-input/base'));
  sources = await temporaryFolder();
});
afterEach(() => Promise.all([root.remove(), sources.remove()]));

async function source(name: string, told: Told | string = {}): Promise<string> {
  const file = path.join(sources.path, name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, typeof told === 'string' ? told : reportText(told));
  return file;
}

const importing = (...args: string[]) => run('import', ...args, '--root', root.path);
const inRoot = (file: string) => readFile(path.join(root.path, file), 'utf8');

function figures(year: number): Record<string, string | null> {
  const { archive } = loadArchive(home, root.path);
  const archived = archive!.reports.find(({ report }) => report.year === year)!;
  return Object.fromEntries([...archived.facts.all()].map(({ address, text }) => [address, text]));
}

const received = ['1', '0', '0', '0', '0', '0', '1'];

describe('one file', () => {
  test('becomes a report with its receipt beside reports/, and is checked', async () => {
    const file = await source('柳林镇.txt', { received, disclosed: received });
    const { code, out, err } = await importing(file);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('清河县柳林镇人民政府（town） 2023年，2021年格式\n');
    expect(out).toContain('回执：导入回执/town/2023.txt\n');
    expect(out).toContain('已写入 reports/town/2023.yaml\n');
    expect(await filesIn(root.path)).toEqual([
      'data/agencies.yaml',
      'data/site.yaml',
      'reports/town/2021.yaml',
      'reports/town/2023.yaml',
      '导入回执/town/2023.json',
      '导入回执/town/2023.txt',
    ]);
    expect(await inRoot('reports/town/2023.yaml')).toContain('原载: {出处: "柳林镇.txt"}\n');
    expect(figures(2023)).toMatchObject({
      '主动公开.行政规范性文件.本年制发件数': '2',
      '主动公开.行政规范性文件.现行有效件数': '9',
      '主动公开.行政许可.本年处理决定数量': '12',
      '主动公开.行政事业性收费.本年收费金额': '26.55',
      '申请办理.本年新收.自然人': '1',
      '申请办理.办理结果.总计.总计': '1',
      '申请办理.结转下年度.总计': '0',
    });
    expect(JSON.parse(await inRoot('导入回执/town/2023.json'))).toMatchObject({
      source: '柳林镇.txt',
      agency: 'town',
      year: 2023,
      complete: true,
      needsPerson: [],
    });
    expect(await inRoot('导入回执/town/2023.txt')).toContain('导入回执：柳林镇.txt\n');
  });

  test('that leaves a figure open tells so first, and the exit code is 1', async () => {
    const file = await source('a.txt', { permits: '12或13' });
    const { code, out } = await importing(file);
    expect(code).toBe(1);
    expect(out).toMatch(/^需要人处理（1 项）\n {2}1\. /);
    expect(out).toContain('已写入 reports/town/2023.yaml（草稿，不会发布：');
    expect(out).not.toContain('可以发布');
    expect(await inRoot('reports/town/2023.yaml')).toContain('行政许可: 未载\n');
    expect((await importing(file)).out).toContain('2023.yaml 已经有了，一字不差（草稿，不会发布：');
  });

  test('that is a draft is not said to be ready for publishing where the check finds nothing', async () => {
    const overview = '( 全年公开信息按时更新 )，各项工作照常。';
    const open = await source('a.txt', { permits: '12或13', overview });
    expect((await importing(open)).out).toMatch(
      /\n共 1 份年报：0 个错误，[1-9] 个警告.*。是草稿，不会发布。\n$/,
    );
    const clear = await source('b.txt', { year: 2022, overview });
    expect((await importing(clear)).out).toMatch(/，[1-9] 个警告.*。可以发布。\n$/);
  });

  test('whose figures contradict each other is written, and the check tells of it', async () => {
    const file = await source('a.txt', { received });
    const { code, out } = await importing(file);
    expect(code).toBe(1);
    expect(out).toContain('错误  “自然人”一列不平：第一项加第二项为 1，第三项加第四项为 0');
    expect(out).toContain('共 1 份年报：2 个错误');
  });

  test('may be piped in; its origin is then not known', async () => {
    const input = async function* () {
      const bytes = Buffer.from(reportText());
      yield bytes.subarray(0, 1001);
      yield bytes.subarray(1001);
    };
    const { code, out } = await runWith({ input }, 'import', '-', '--root', root.path);
    expect({ code, out }).toMatchObject({
      code: 0,
      out: expect.stringContaining('已写入 reports/town/2023.yaml\n'),
    });
    const text = await inRoot('reports/town/2023.yaml');
    expect(text).toContain('由“标准输入”导入');
    expect(text).toContain('原载: {出处: 未载}\n');
  });

  test('that cannot be read is told with the reason', async () => {
    const missing = path.join(sources.path, '没有.docx');
    expect(await importing(missing)).toEqual({
      code: 1,
      out: `${missing}：没有这个文件\n`,
      err: '',
    });
    const empty = await source('空.txt', '');
    expect((await importing(empty)).out).toBe(`${empty}：文件是空的，里面没有任何内容\n`);
    expect((await importing('/dev/null')).out).toContain('不是普通的文件，不予读取');
    await truncate(empty, 65 * 1024 * 1024);
    expect((await importing(empty)).out).toContain('文件有 65 MiB，超过 64 MiB 的上限');
  });

  test('with --placeholders refers to figures in its prose', async () => {
    const overview = '本年新收政府信息公开申请3件。';
    const told = { overview, received: ['3', '0', '0', '0', '0', '0', '3'] };
    await importing(await source('a.txt', told), '--placeholders');
    expect(await inRoot('reports/town/2023.yaml')).toContain(
      '本年新收政府信息公开申请{{ 申请办理.本年新收.总计 }}件。',
    );
    await importing(await source('b.txt', { ...told, year: 2024 }));
    expect(await inRoot('reports/town/2024.yaml')).toContain(overview);
  });
});

describe('agency and year', () => {
  const untitled = { title: '政府信息公开工作年度报告' };
  /** Answers one after the other, then ends the input. */
  function answering(...answers: string[]) {
    const asked: string[] = [];
    const ask = async (question: string) => {
      asked.push(question);
      return answers.shift();
    };
    return { ask, asked };
  }

  test('are never guessed where nobody can be asked', async () => {
    const { code, out } = await importing(await source('town-2022.txt', untitled));
    expect(code).toBe(1);
    expect(out).toContain('认不出机关和年度，没有写入：请用 --agency、--year 写明\n');
    expect(await filesIn(path.join(root.path, 'reports'))).toEqual(['town/2021.yaml']);
    const [folder] = await readdir(path.join(root.path, '导入回执'));
    expect(folder).toBe('未写入');
    const receipts = await readdir(path.join(root.path, '导入回执/未写入'));
    expect(receipts.sort()).toEqual([
      expect.stringMatching(/^town-2022-[0-9a-f]{8}\.json$/),
      expect.stringMatching(/^town-2022-[0-9a-f]{8}\.txt$/),
    ]);
  });

  test('by options: the report is written, and no receipt of the failure is left', async () => {
    const file = await source('a.txt', untitled);
    await importing(file);
    const { code } = await importing(file, '--agency', 'town', '--year', '2022');
    expect(code).toBe(0);
    expect(await filesIn(path.join(root.path, '导入回执'))).toEqual([
      'town/2022.json',
      'town/2022.txt',
    ]);
  });

  test('by options against what the title says: a person must look', async () => {
    const { code, out } = await importing(await source('a.txt'), '--year', '2022');
    expect(code).toBe(1);
    expect(out).toContain('年度指定为2022年，原文写的是2023年');
    expect(await inRoot('reports/town/2022.yaml')).toContain('待核');
  });

  test('are asked for at a terminal; what the file’s name says is proposed', async () => {
    const { ask, asked } = answering('', '22', '2022');
    const file = await source('柳林镇.txt', untitled);
    const { code, out } = await runWith({ ask }, 'import', file, '--root', root.path);
    expect(code).toBe(0);
    expect(out).toContain('  认不出是哪个机关的，可能是：\n    1. 清河县柳林镇人民政府（town）\n');
    expect(out).toContain('“22”不是四位年份\n');
    expect(asked).toEqual([
      '  序号或机关 id（- 跳过这个文件，直接回车为 1）：',
      '  年度（- 跳过这个文件）：',
      '  年度（- 跳过这个文件）：',
    ]);
    expect(out).toContain('已写入 reports/town/2022.yaml\n');
  });

  test('may be answered by id; a region and an unknown id are told', async () => {
    const { ask } = answering('county', 'twon', 'town', '2020');
    const file = await source('a.txt', untitled);
    const { out } = await runWith({ ask }, 'import', file, '--root', root.path);
    expect(out).toContain('“county”登记的是地区，不编制年报：请写机关的 id\n');
    expect(out).toContain('没有“twon”这个机关，是否应为“town”？\n');
    expect(out).toContain('已写入 reports/town/2020.yaml\n');
  });

  test('left open leave the file alone; once the input has ended nobody is asked again', async () => {
    const files = [
      await source('a.txt', untitled),
      await source('b.txt', untitled),
      await source('c.txt', untitled),
    ];
    const { ask, asked } = answering('-');
    const { code, out } = await runWith({ ask }, 'import', ...files, '--root', root.path);
    expect(code).toBe(1);
    expect(asked).toHaveLength(2);
    expect(out).toContain('共 3 个文件：认不出 3 个。');
    expect(await filesIn(path.join(root.path, 'reports'))).toEqual(['town/2021.yaml']);
  });
});

describe('a report that there is', () => {
  const report = 'reports/town/2023.yaml';

  test('stays where the import gives the same bytes', async () => {
    const file = await source('a.txt');
    await importing(file);
    const before = await inRoot(report);
    const { code, out } = await importing(file);
    expect({ code, out }).toMatchObject({
      code: 0,
      out: expect.stringContaining(`${report} 已经有了，一字不差\n`),
    });
    expect(await inRoot(report)).toBe(before);
  });

  test('is not overwritten, and what differs is told', async () => {
    await importing(await source('a.txt'));
    const before = await inRoot(report);
    const { code, out } = await importing(await source('a.txt', { permits: '13' }));
    expect(code).toBe(1);
    expect(out).toContain('主动公开.行政许可.本年处理决定数量　12 → 13\n');
    expect(out).toContain(`确要覆盖请加 --force（${report}）\n`);
    expect(await inRoot(report)).toBe(before);
  });

  test('is overwritten with --force, after its differences', async () => {
    await importing(await source('a.txt'));
    const edited = (await inRoot(report))
      .replace('原载: {出处: "a.txt"}', '原载: {出处: 未载}\n状态: 草稿')
      .replace('发布日期: 未载', '发布日期: 2024-01-20');
    await writeFile(path.join(root.path, report), edited);
    const file = await source('a.txt', { permits: '13', overview: '全年公开信息按月更新。' });
    const { code, out } = await importing(file, '--force');
    expect(code).toBe(0);
    expect(out.split('\n').slice(0, 6)).toEqual([
      `${report} 与原有的相比，5 处不同：`,
      '  主动公开.行政许可.本年处理决定数量　12 → 13',
      '  状态　草稿 → 定稿',
      '  发布日期　2024-01-20 → 未载',
      '  原载　未载 → a.txt',
      '  总体情况的文字　“全年公开信息按时更新，各项工作照常。” → “全年公开信息按月更新。”',
    ]);
    expect(out).toContain(`已覆盖 ${report}\n`);
    expect(await inRoot(report)).toContain('行政许可: 13\n');
  });

  test('that cannot be read is overwritten with --force only', async () => {
    await writeFile(path.join(root.path, report), '格式: [\n');
    const file = await source('a.txt');
    expect((await importing(file)).code).toBe(1);
    expect(await inRoot(report)).toBe('格式: [\n');
    const { out } = await importing(file, '--force');
    expect(out).toContain(`${report} 原有的内容读不出来，无法比较\n`);
    expect(await inRoot(report)).toContain('行政许可: 12\n');
  });
});

describe('the output', () => {
  test('goes below --to, agencies and forms come from the root', async () => {
    await using elsewhere = await temporaryFolder();
    const to = path.join(elsewhere.path, '新建');
    const { code, out } = await importing(await source('a.txt'), '--to', to);
    expect({ code, out }).toMatchObject({
      code: 0,
      out: expect.stringContaining('共 1 份年报：0 个错误'),
    });
    expect(await filesIn(elsewhere.path)).toEqual([
      '新建/reports/town/2023.yaml',
      '新建/导入回执/town/2023.json',
      '新建/导入回执/town/2023.txt',
    ]);
    expect(await filesIn(root.path)).not.toContain('reports/town/2023.yaml');
  });

  test('never leaves its folder by a link', async () => {
    await using elsewhere = await temporaryFolder();
    const to = path.join(sources.path, 'to');
    await mkdir(path.join(to, 'reports'), { recursive: true });
    await symlink(elsewhere.path, path.join(to, 'reports/town'));
    const { code, out } = await importing(await source('a.txt'), '--to', to);
    expect(code).toBe(1);
    expect(out).toContain('不能写入 reports/town/2023.yaml：那里的符号链接指向了目录之外');
    expect(await readdir(elsewhere.path)).toEqual([]);
  });

  test('is refused where something else stands in its place, the receipt’s too', async () => {
    const file = await source('a.txt');
    await mkdir(path.join(root.path, 'reports/town/2023.yaml'));
    expect((await importing(file)).out).toContain(
      'a.txt：不能写入 reports/town/2023.yaml：那里不是普通的文件\n',
    );
    await writeFile(path.join(root.path, '导入回执'), '');
    const { code, out } = await importing(await source('b.txt', { year: 2022 }));
    expect(code).toBe(1);
    expect(out).toMatch(/b\.txt：不能写入 导入回执\/town\/2022\.json（E\w+）\n/);
    expect(await filesIn(path.join(root.path, 'reports'))).toEqual(['town/2021.yaml']);
  });

  test('of an import that was killed is cleared away', async () => {
    const abandoned = path.join(root.path, 'reports/town/.2023.yaml.new-999999999');
    await writeFile(abandoned, '格');
    await importing(await source('a.txt'));
    expect(await readdir(path.dirname(abandoned))).toEqual(['2021.yaml', '2023.yaml']);
  });

  test('leaves nothing that reports/ would refuse', async () => {
    await importing(await source('a.txt'));
    const { findings } = loadArchive(home, root.path);
    expect(findings.filter(({ rule }) => rule === 'file/path')).toEqual([]);
  });

  test('as JSON on standard output has nothing beside it', async () => {
    const { code, out, err } = await importing(await source('a.txt', { received }), '--json', '-');
    expect(code).toBe(1);
    expect(err).toContain('已写入 reports/town/2023.yaml\n');
    const { files, findings, summary } = JSON.parse(out);
    expect(files).toEqual([
      {
        file: path.join(sources.path, 'a.txt'),
        result: 'written',
        agency: 'town',
        agencyName: '柳林镇',
        year: 2023,
        form: '2021',
        complete: true,
        counts: expect.objectContaining({ leftOut: 0 }),
        report: 'reports/town/2023.yaml',
        receipt: '导入回执/town/2023.txt',
      },
    ]);
    expect(findings).toHaveLength(summary.errors + summary.warnings + summary.infos);
    expect(findings[0]).toMatchObject({ file: 'reports/town/2023.yaml', line: expect.any(Number) });
    expect(summary).toMatchObject({ files: 1, unwritten: 0, reports: 1 });
  });

  test('as JSON in a file', async () => {
    const json = path.join(sources.path, 'a.json');
    await importing(await source('a.txt'), '--json', json);
    expect(JSON.parse(await readFile(json, 'utf8'))).toMatchObject({ summary: { files: 1 } });
  });
});

describe('is refused, with exit code 2 and nothing written:', () => {
  const refused = async (...args: string[]) => {
    const before = await filesIn(root.path);
    const { code, out, err } = await importing(...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(await filesIn(root.path)).toEqual(before);
    return err;
  };

  test('no file, and a folder without any', async () => {
    expect(await refused()).toBe('用法：gongkai import <文件或目录>…\n');
    await source('表.xlsx', 'x');
    expect(await refused(sources.path)).toBe(
      `没有可以导入的文件\n跳过 1 个\n  ${sources.path}/表.xlsx：不是可以导入的种类\n`,
    );
  });

  test('an agency that is not registered, a region, a year that is none', async () => {
    const file = await source('a.txt');
    expect(await refused(file, '--agency', 'twon')).toContain('是否应为“town”？');
    expect(await refused(file, '--agency', 'county')).toContain('登记的是地区');
    expect(await refused(file, '--year', '23')).toBe('“23”不是四位年份\n');
  });

  test('JSON in the place of a source, and an output among the content', async () => {
    const file = await source('a.txt');
    expect(await refused('--json', file, file)).toContain('.json 结尾');
    expect(await refused(file, '--to', path.join(root.path, 'reports'))).toContain(
      '--to 不能是 reports/ 之内的目录',
    );
  });
});

test('data that cannot be read is told, and nothing written', async () => {
  await writeFile(path.join(root.path, 'data/agencies.yaml'), '[]\n');
  const { code, out } = await importing(await source('a.txt'));
  expect(code).toBe(1);
  expect(out).toContain('data/agencies.yaml');
  expect(await filesIn(root.path)).not.toContain('reports/town/2023.yaml');
});
