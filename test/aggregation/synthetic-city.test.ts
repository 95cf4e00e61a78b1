import { expect, test } from 'vitest';
import { generateCity } from '../../bench/generate-county.ts';
import { home } from '../../src/archive/load.ts';
import { inspect } from '../../src/check/inspect.ts';
import { figureOf, readPlainReports } from '../bench/plain-report.ts';
import { temporaryFolder } from '../roots.ts';

test('a city counts everybody below it once: towns and departments by their counties', async () => {
  await using root = await temporaryFolder();
  await generateCity(root.path, { seed: 1, counties: 2, members: 27 });
  const { archive, findings } = inspect(home, root.path);
  expect(findings).toEqual([]);
  const typed = [...(await readPlainReports(root.path))];
  const city = archive!.reports.filter(({ agency }) => agency.level === '市');
  expect(city.map(({ report }) => report.year)).toEqual([2019, 2020, 2021, 2022, 2023]);
  for (const { report, facts, aggregation } of city) {
    expect(aggregation!.members.map(({ agency }) => agency.type)).toEqual(['政府', '政府']);
    const ofYear = typed.filter(([key]) => key.endsWith(`/${report.year}`));
    // The city's, and of either county its government, 27 members, and two more before mergers.
    expect(ofYear.length).toBeGreaterThanOrEqual(1 + 2 * 28);
    for (const { address } of report.form.facts) {
      // Some are amounts of money, of at most six decimals.
      const millionths = ofYear.map(([, each]) => Math.round(figureOf(each, address) * 1e6));
      const sum = millionths.reduce((all, each) => all + each, 0);
      const published = facts.get(address)!.value!.times(1e6).toNumber();
      expect([report.year, address, published]).toEqual([report.year, address, sum]);
    }
  }
});
