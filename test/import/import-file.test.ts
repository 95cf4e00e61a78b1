import { describe, expect, test } from 'vitest';
import { home, loadArchive } from '../../src/archive/load.ts';
import { importFile } from '../../src/import/import-file.ts';
import { fixtureRoot } from '../roots.ts';
import { reportText } from './report-text.ts';

const { forms, agencies } = loadArchive(home, fixtureRoot('bad-input/base')).archive!;
const importing = (text: string, context = {}) =>
  importFile('a.txt', Buffer.from(text), { forms, agencies, ...context });

describe('importing bytes', () => {
  test('gives draft, receipt and what was recognised', async () => {
    const { draft, receipt, recognised } = await importing(reportText({ permits: '１３' }));
    expect(draft).toContain('  行政许可: 13\n');
    expect(receipt).toMatchObject({ agency: 'town', year: 2023, form: '2021', complete: true });
    expect(recognised).toMatchObject({ agency: 'town', year: 2023, name: 'a.txt' });
  });

  test('twice gives the same', async () => {
    const [one, other] = [await importing(reportText()), await importing(reportText())];
    expect(other.draft).toBe(one.draft);
    expect(other.receipt).toEqual(one.receipt);
  });

  test('without agency and year in the text leaves them open, a draft there is all the same', async () => {
    const { draft, recognised } = await importing(
      reportText({ title: '政府信息公开工作年度报告' }),
    );
    expect(recognised).not.toHaveProperty('agency');
    expect(recognised).not.toHaveProperty('year');
    expect(draft).toContain('  行政许可: 12\n');
  });

  test('says where the original is, as whoever imports knows it', async () => {
    const origin = 'https://example.invalid/2023/index.html';
    expect((await importing(reportText(), { origin })).draft).toContain(
      `原载: {出处: "${origin}"}\n`,
    );
  });
});

test('what cannot be read is refused in Chinese', async () => {
  await expect(importing('')).rejects.toThrow('文件是空的');
});
