// Runs in the page, after paged-handlers.js: what the tags of the PDF need to know of the layout.
(() => {
  const { before, after } = window.PagedConfig;

  /**
   * Paged.js resets ::first-letter on the rest of a split block. Where that rest is a letter and
   * punctuation, the pseudo-element takes all of it, and Chromium leaves such a text untagged.
   */
  function forgetFirstLetters() {
    for (const sheet of document.styleSheets) {
      for (let index = sheet.cssRules.length - 1; index >= 0; index -= 1) {
        const { selectorText } = sheet.cssRules[index];
        if (selectorText?.includes('[data-split-from]::first-letter')) sheet.deleteRule(index);
      }
    }
  }

  /**
   * Says, in the one attribute that reaches the tags of the PDF, which blocks are the rest of one
   * on the page before; structure/mend-structure.ts joins them. The number tells a block from the
   * one around it: a language that is inherited does not reach the tags.
   */
  function markParts() {
    for (const head of document.querySelectorAll('[data-repeated]')) head.lang = 'zh-x-repeated';
    for (const rest of document.querySelectorAll('[data-split-from]')) {
      const outer = rest.parentElement.closest('[data-split-from]');
      const depth = outer ? Number(outer.lang.replace('zh-x-rest', '')) + 1 : 1;
      rest.lang = `zh-x-rest${depth}`;
    }
  }

  /**
   * For each table that names the header cells of its cells: ids and header ids of all its cells.
   * Chromium does not read `headers`; it takes every column header, those further down included.
   */
  function headerCells() {
    return Array.from(document.querySelectorAll('table'), (table) => {
      if (!table.querySelector('[headers]')) return null;
      return Array.from(table.querySelectorAll('th, td'), (cell) => ({
        id: cell.id,
        headers: cell.headers.split(/\s+/).filter(Boolean),
      }));
    });
  }

  Object.assign(window.PagedConfig, {
    async before() {
      window.PagedConfig.headerCells = headerCells();
      await before?.();
    },
    async after(flow) {
      await after?.(flow);
      forgetFirstLetters();
      markParts();
    },
  });
})();
