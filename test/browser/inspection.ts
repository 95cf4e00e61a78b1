import axe, { type AxeResults, type RunOptions } from 'axe-core';
import type { Page } from 'puppeteer-core';

const everyRule: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
};

/** Rules on what is seen: only these can find otherwise when only widths and styles differ. */
const rulesOnLooks: RunOptions = {
  runOnly: {
    type: 'rule',
    values: ['color-contrast', 'link-in-text-block', 'scrollable-region-focusable', 'target-size'],
  },
};

/** Rows like the first ones, whose looks say nothing new; each costs as much as the first. */
const alike = { exclude: [['tbody tr:nth-of-type(n + 7)'], ['li:nth-of-type(n + 12)']] };

/**
 * What axe finds on a page, as `rule: element`: by all its rules and on all elements, or by the
 * rules on looks and on a few of elements that look alike.
 */
export async function violations(page: Page, extent: 'all' | 'looks'): Promise<string[]> {
  if (!(await page.evaluate(`'axe' in window`))) await page.evaluate(axe.source);
  const context = extent === 'all' ? 'document' : JSON.stringify(alike);
  const options: RunOptions = {
    ...(extent === 'all' ? everyRule : rulesOnLooks),
    resultTypes: ['violations'],
    // Only rules on media and on orientation would need it, and it loads every style once more.
    preload: false,
  };
  const run = `axe.run(${context}, ${JSON.stringify(options)})`;
  const { violations } = (await page.evaluate(run)) as AxeResults;
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

/** What sticks out of the page at its right, but for what scrolls in a region of its own. */
export async function overflowing(page: Page): Promise<string[]> {
  return (await page.evaluate(`
    [document.documentElement, ...document.body.querySelectorAll('*')]
      .filter((element) => !element.parentElement?.closest('.table-scroll'))
      .filter((element) => element.getBoundingClientRect().right > innerWidth
        || element === document.documentElement && element.scrollWidth > innerWidth)
      .map((element) => element.outerHTML.slice(0, 80))
  `)) as string[];
}
