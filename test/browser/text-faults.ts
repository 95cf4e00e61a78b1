import type { Page } from 'puppeteer-core';

/**
 * Texts that are cut off by a box that does not scroll, or that leave their cell, and pairs that lie
 * upon each other. What is covered within a region that scrolls sideways is left out: there the
 * first column is meant to cover the others.
 */
export async function textFaults(page: Page): Promise<string[]> {
  return (await page.evaluate(`(() => {
    const texts = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { currentNode: node } = walker;
      const element = node.parentElement;
      const words = node.data.trim();
      if (!words || element.closest('svg, script, .skip-link') || !element.checkVisibility()) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const rects = [...range.getClientRects()].filter(({ width, height }) => width > 1 && height > 1);
      if (rects.length > 0) texts.push({ words: words.slice(0, 12), element, rects });
    }
    const isOutside = (rect, box) => rect.left < box.left - 2 || rect.right > box.right + 2
      || rect.top < box.top - 2 || rect.bottom > box.bottom + 2;
    const clips = (element) => /hidden|clip/.test(getComputedStyle(element).overflow);
    const holders = new Map();
    const holderOf = (element) => {
      if (!element || element === document.body) return null;
      if (!holders.has(element))
        holders.set(element, element.matches('td, th') || clips(element) ? element : holderOf(element.parentElement));
      return holders.get(element);
    };
    const cut = texts.filter(({ element, rects }) => {
      const box = holderOf(element)?.getBoundingClientRect();
      return box && rects.some((rect) => isOutside(rect, box));
    });
    // A face's own height may be more than that of its line; letters are in the middle of it.
    const inner = ({ left, right, top, bottom }) => {
      const rest = (bottom - top) * 0.25;
      return { left: left + 1, right: right - 1, top: top + rest, bottom: bottom - rest };
    };
    const scrolls = (element) => {
      const region = element.closest('.table-scroll');
      return region && region.scrollWidth > region.clientWidth;
    };
    const lines = texts
      .filter(({ element }) => !scrolls(element))
      .flatMap(({ words, rects }) => rects.map((rect) => ({ words, ...inner(rect) })))
      .sort((a, b) => a.top - b.top);
    const covered = lines.flatMap((a, at) => {
      const met = [];
      for (let next = at + 1; next < lines.length && lines[next].top < a.bottom; next += 1) {
        const b = lines[next];
        if (a.left < b.right && b.left < a.right) met.push(a.words + ' / ' + b.words);
      }
      return met;
    });
    return [
      ...cut.map(({ words }) => 'cut off: ' + words),
      ...covered.map((words) => 'covered: ' + words),
    ];
  })()`)) as string[];
}
