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
   * on the page before; structure/mend-tree.ts joins them. The number tells a block from the
   * one around it: a language that is inherited does not reach the tags.
   */
  function markRests() {
    for (const rest of document.querySelectorAll('[data-split-from]')) {
      const outer = rest.parentElement.closest('[data-split-from]');
      const depth = outer ? Number(outer.lang.replace('zh-x-rest', '')) + 1 : 1;
      rest.lang = `zh-x-rest${depth}`;
    }
  }

  /**
   * For each table: id and header ids of all its cells, in order. Chromium does not read `headers`: it
   * takes every column header, those further down included, and none on the pages that follow.
   */
  function headerCells() {
    return Array.from(document.querySelectorAll('table'), (table, index) => {
      if (table.querySelector('[headers]')) return cellsOf(table).map(namedHeaders);
      return table.querySelector('[colspan], [rowspan]') ? null : columnHeaders(table, index);
    });
  }

  function namedHeaders({ id, headers }) {
    return { id, headers: headers.split(/\s+/).filter(Boolean) };
  }

  /** Those of a plain table: the cells of its head, each for its column. */
  function columnHeaders(table, index) {
    const idOf = (cell) => `table-${index + 1}-${cell.cellIndex + 1}`;
    return cellsOf(table).map((cell) => {
      if (cell.closest('thead')) return { id: idOf(cell), headers: [] };
      return { id: '', headers: table.tHead ? [idOf(cell)] : [] };
    });
  }

  function cellsOf(table) {
    return Array.from(table.querySelectorAll('th, td'));
  }

  Object.assign(window.PagedConfig, {
    async before() {
      await before?.(); // it divides rows that fit on no page
      window.PagedConfig.headerCells = headerCells();
    },
    async after(flow) {
      await after?.(flow);
      forgetFirstLetters();
      markRests();
    },
  });
})();
