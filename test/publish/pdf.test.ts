import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '../cli/recorder.ts';
import { fixtureRoot, projectRoot, type TemporaryFolder, temporaryFolder } from '../roots.ts';
import { printed } from '../seeds/printed-cells.ts';
import { full, type KnownReport, seeds } from '../seeds/reports.ts';
import { figuresIn, pdfPages } from './pdf-text.ts';

const headings = [
  '一、总体情况',
  '二、主动公开政府信息情况',
  '三、收到和处理政府信息公开申请情况',
  '四、政府信息公开行政复议、行政诉讼情况',
  '五、存在的主要问题及改进情况',
  '六、其他需要报告的事项',
];

let folder: TemporaryFolder;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.remove());

describe.each<[string, string, readonly KnownReport[]]>([
  ['the five seed reports', projectRoot, seeds],
  ['the full fixture', fixtureRoot('full'), full],
])('%s', (name, root, reports) => {
  const pages = new Map<string, string[]>();
  beforeAll(async () => {
    const site = path.join(folder.path, name);
    expect(await run('build', '--root', root, '--out', site, '--no-cache')).toMatchObject({
      code: 0,
    });
    for (const { key, agency, year } of reports)
      pages.set(key, await pdfPages(path.join(site, key, `${agency}-${year}.pdf`)));
  });

  describe.each(reports)('$key', (report) => {
    /** The text from one statutory heading to the next. */
    const part = (number: number): string => {
      const text = pages.get(report.key)!.join('');
      const from = text.indexOf(headings[number - 1]!);
      return text.slice(from, text.indexOf(headings[number]!, from));
    };

    test('has the six parts in order', () => {
      const text = pages.get(report.key)!.join('');
      let at = -1;
      for (const heading of headings) {
        const found = text.indexOf(heading, at + 1);
        expect(found, heading).toBeGreaterThan(at);
        at = found;
      }
    });

    test('has each row of 表二 once, in order, with its figures', () => {
      expectRows(part(2), report.proactive);
    });

    test('has each row of 表三 once, in order, with its seven figures, on one page', () => {
      expectRows(part(3), report.requests);
      const [first, last] = [
        Object.keys(report.requests)[0]!,
        Object.keys(report.requests).at(-1)!,
      ];
      const whole = pages
        .get(report.key)!
        .filter((page) => page.includes(headings[2]!) && page.includes(`${first} `));
      expect(whole).toHaveLength(1);
      expect(whole[0]).toContain(`${last} `);
    });

    test('has the fifteen figures of 表四, in order', () => {
      expect(figuresIn(part(4))).toEqual(report.litigation.map(printed));
    });
  });
});

describe('prose', () => {
  test.each(full)('of $key reads as it was written, placeholders replaced', async (report) => {
    const { key, agency, year, phrases } = report;
    const file = path.join(folder.path, 'the full fixture', key, `${agency}-${year}.pdf`);
    const text = (await pdfPages(file)).join('').replaceAll(' ', '');
    for (const phrase of phrases) expect(text).toContain(phrase.replaceAll(' ', ''));
  });
});

/** Every row once and in order, and no figure besides theirs. */
function expectRows(
  text: string,
  rows: Readonly<Record<string, readonly (number | string | null)[]>>,
): void {
  let at = -1;
  for (const [label, figures] of Object.entries(rows)) {
    const row = `${label} ${figures.map(printed).join(' ')} `;
    const found = text.indexOf(row);
    expect(found, row).toBeGreaterThan(at);
    expect(text.indexOf(row, found + 1), row).toBe(-1);
    at = found;
  }
  expect(figuresIn(text)).toEqual(Object.values(rows).flat().map(printed));
}
