// Runs in the page, after Paged.js: where pages may break, and what must hold before and after.
(() => {
  const { Paged } = window;

  const HEADINGS = 'h1, h2, h3, h4, h5, h6';
  // What may not be the last thing on a page. Paged.js sees `break-after: avoid` only on the one
  // element before a break, not on a chapter heading that a section heading follows.
  const LEADS_ON = `${HEADINGS}, caption, colgroup, thead`;
  const UNBREAKABLE = 'table.statutory';
  const PAGE = '.pagedjs_page_content';
  const TOLERANCE = 2; // CSS pixels, for rules that straddle the edge

  class KeepTogether extends Paged.Handler {
    onOverflow(overflow, rendered, _bounds, layout) {
      // It would write a hyphen into a number or an address that runs over the page end.
      layout.hyphenateAtBreak = () => {};
      const start = overflow && startOfBreak(overflow, rendered);
      if (!start) return undefined;
      const range = document.createRange();
      range.selectNode(start);
      range.setEndAfter(rendered.lastChild);
      return range;
    }
  }

  class BreakTextWhereItIs extends Paged.Handler {
    // Paged.js looks for the rest of a text by its wording, and finds the wrong place in one that
    // repeats itself. What is rendered is always the end of the text, up to where it overflows.
    onBreakToken(token, overflow) {
      const shown = overflow?.startContainer;
      if (shown?.nodeType !== Node.TEXT_NODE || token?.node?.nodeType !== Node.TEXT_NODE) return;
      token.offset = token.node.length - shown.length + overflow.startOffset;
    }
  }

  /** The node before which to break instead; undefined to leave the break where it is. */
  function startOfBreak({ startContainer, startOffset }, page) {
    const isElement = startContainer.nodeType === Node.ELEMENT_NODE;
    const first = isElement ? startContainer.childNodes[startOffset] : startContainer;
    const element = first.nodeType === Node.ELEMENT_NODE ? first : first.parentElement;
    const whole = element.closest(UNBREAKABLE);
    if (!whole && !isElement && startOffset > 0) return undefined;
    let start = whole ?? first;
    while (start !== page) {
      const previous = previousContent(start);
      if (!previous) start = start.parentElement;
      else if (previous.matches?.(LEADS_ON)) start = previous;
      else return start;
    }
    return undefined; // nothing else is on the page: it has to break where it breaks
  }

  function previousContent(node) {
    let previous = node.previousSibling;
    while (previous?.nodeType === Node.TEXT_NODE && !previous.textContent.trim()) {
      previous = previous.previousSibling;
    }
    return previous;
  }

  /** Bookmarks lead to ids: a heading without one would lead to page 1. */
  function identifyHeadings() {
    for (const [index, heading] of document.querySelectorAll(HEADINGS).entries()) {
      heading.id ||= `heading-${index + 1}`;
    }
  }

  const textOf = (element) => element.textContent.replaceAll(/\s/g, '');
  const textsOf = (selector) => Array.from(document.querySelectorAll(selector), textOf);

  let tables;
  let text;
  function remember() {
    for (const script of document.querySelectorAll('script')) script.remove();
    tables = textsOf(UNBREAKABLE);
    text = textOf(document.body);
  }

  /**
   * Paged.js repeats rows of a table that it breaks inside a rowspan, and clips a block that fits
   * on no page. So what it shows is compared with what it was given.
   */
  function compare() {
    const shown = textsOf(UNBREAKABLE);
    const whole = shown.length === tables.length && shown.every((each, i) => each === tables[i]);
    if (!whole || [...document.querySelectorAll(UNBREAKABLE)].some(overflows)) {
      throw new Error('法定表格超过一页，不能拆开');
    }
    if (textsOf(PAGE).join('') !== text) throw new Error('排版所得的文字与原文不一致');
    // Not the wrapper itself: it holds the last block's margin, which may run out.
    if ([...document.querySelectorAll(`${PAGE} > * *`)].some(overflows)) {
      throw new Error('有内容超出版心');
    }
  }

  function overflows(element) {
    const block = element.closest(PAGE).getBoundingClientRect();
    const range = document.createRange();
    range.selectNodeContents(element);
    const { right, bottom } = range.getBoundingClientRect();
    return right > block.right + TOLERANCE || bottom > block.bottom + TOLERANCE;
  }

  Paged.registerHandlers(KeepTogether, BreakTextWhereItIs);
  Object.assign(window.PagedConfig, {
    before() {
      identifyHeadings();
      remember();
    },
    after: compare,
  });
})();
