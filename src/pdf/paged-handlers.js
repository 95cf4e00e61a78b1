// Runs in the page, after Paged.js: where pages may break, and what must hold before and after.
(() => {
  const { Paged, firstCharacterBelow } = window;
  const prepare = window.PagedConfig.before; // of paged-document.js

  const HEADINGS = 'h1, h2, h3, h4, h5, h6';
  // What may not be the last thing on a page. Paged.js sees `break-after: avoid` only on the one
  // element before a break, not on a chapter heading that a section heading follows.
  const LEADS_ON = `${HEADINGS}, caption, colgroup, thead`;
  const UNBREAKABLE = 'table.statutory';
  const COLOPHON = '.colophon';
  const PAGE = '.pagedjs_page_content';
  const TEXT_BLOCKS = `${HEADINGS}, p, li, td, th`;
  const REPEATED = 'data-repeated';
  const TOLERANCE = 2; // CSS pixels, for rules that straddle the edge

  class KeepTogether extends Paged.Handler {
    onOverflow(overflow, rendered, bounds, layout) {
      // It would write a hyphen into a number or an address that runs over the page end.
      layout.hyphenateAtBreak = () => {};
      const start = startOfBreak(overflow, rendered, bounds);
      if (!start) return undefined;
      const range = document.createRange();
      range.setStart(...(start.matches?.(COLOPHON) ? linesBefore(start, rendered) : before(start)));
      range.setEndAfter(rendered.lastChild);
      return range;
    }
  }

  const before = (node) => [node.parentNode, [...node.parentNode.childNodes].indexOf(node)];

  /** A colophon on the last page takes two lines with it, where there are some to spare. */
  function linesBefore(colophon, page) {
    let block = previousContent(colophon);
    while (block?.matches('section, ul, ol, li:has(ul, ol), blockquote:has(p), table, tbody')) {
      if (block.matches(UNBREAKABLE)) return before(colophon);
      block = block.lastElementChild;
    }
    if (!block) return before(colophon);
    const { bottom } = contentRectangle(block);
    const lines = (bottom - contentRectangle(block).top) / pitchOf(block);
    if (lines > 3.5 && !block.matches('tr')) {
      return firstCharacterBelow(block, bottom - 1.5 * pitchOf(block));
    }
    return before(leadTo(block, page) ?? colophon);
  }

  const pitchOf = (element) => Number.parseFloat(getComputedStyle(element).lineHeight);

  function contentRectangle(element) {
    const range = document.createRange();
    range.selectNodeContents(element);
    return range.getBoundingClientRect();
  }

  class RepeatTableHead extends Paged.Handler {
    // Called for each node put on a page, before its height is looked at.
    renderNode(row, source) {
      if (row.tagName !== 'TR') return;
      const table = row.closest('table');
      const original = source.closest('table');
      if (!table?.dataset.splitFrom || table.tHead || !original.tHead) return;
      const parts = [...original.querySelectorAll(':scope > colgroup'), original.tHead];
      const copies = parts.map((part) => part.cloneNode(true));
      for (const copy of copies) forgetIdentity(copy);
      copies.at(-1).setAttribute(REPEATED, '');
      // Shown again, but said once: outside the accessibility tree it stays untagged in the PDF.
      copies.at(-1).setAttribute('aria-hidden', 'true');
      table.prepend(...copies);
    }
  }

  class NumberListsOn extends Paged.Handler {
    // Paged.js does so when the page is full: with a longer number, a line may then be one too many.
    renderNode(node) {
      const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
      const list = element?.closest('ol[data-split-from]');
      const number = list?.firstElementChild?.dataset.itemNum;
      if (number) list.start = number;
    }
  }

  /** A copy must not be taken for what it was copied from, by Paged.js or by a reader's `headers`. */
  function forgetIdentity(copy) {
    for (const element of [copy, ...copy.querySelectorAll('*')]) {
      element.removeAttribute('id');
      element.removeAttribute('data-ref');
    }
  }

  /**
   * Paged.js looks for a text by its wording, and finds the wrong one where words repeat themselves.
   * Here it is found by its place: what is on the page is the source from the page's start on.
   */
  class BreakTextWhereItIs extends Paged.Handler {
    onPageLayout(_page, start) {
      this.start = start;
      // The original takes a text and the rest of that text for the same place.
      start.constructor.prototype.equals = function (other) {
        return this.node === other?.node && (this.offset ?? 0) === (other.offset ?? 0);
      };
    }

    onBreakToken(_token, overflow) {
      if (!overflow) return undefined;
      const { startContainer, startOffset } = overflow;
      const isText = startContainer.nodeType === Node.TEXT_NODE;
      const shown = isText ? startContainer : startContainer.childNodes[startOffset];
      if (shown?.nodeType !== Node.TEXT_NODE) return undefined;
      const node = sourceOf(shown, this.start.node);
      // The text that a page starts with is the end of its source.
      const offset = node.length - shown.length + (isText ? startOffset : 0);
      return new this.start.constructor(node, offset);
    }
  }

  function sourceOf(shown, start) {
    const parent = shown.parentElement;
    const source = start.getRootNode().querySelector(`[data-ref="${parent.dataset.ref}"]`);
    const children = [...source.childNodes];
    const skipped = parent.dataset.splitFrom
      ? children.findIndex((each) => each.contains(start))
      : 0;
    return children[skipped + [...parent.childNodes].indexOf(shown)];
  }

  /** The node before which to break instead; undefined to leave the break where it is. */
  function startOfBreak(overflow, page, bounds) {
    const cut = firstCut(page, bounds);
    const found = overflow && isBefore(overflow, cut) ? undefined : cut;
    if (!overflow && !found) return undefined;
    const { startContainer, startOffset } = overflow ?? {};
    const isElement = startContainer?.nodeType === Node.ELEMENT_NODE;
    const first = found ?? (isElement ? startContainer.childNodes[startOffset] : startContainer);
    const element = first.nodeType === Node.ELEMENT_NODE ? first : first.parentElement;
    const whole = element.closest(`${UNBREAKABLE}, ${COLOPHON}`);
    if (!found && !whole && !isElement && startOffset > 0) return undefined;
    return leadTo(whole ?? first, page);
  }

  /** A node, or what leads to it; undefined where it has to break where it breaks. */
  function leadTo(node, page) {
    let start = node;
    while (start !== page) {
      const previous = previousContent(start);
      if (!previous) start = start.parentElement;
      else if (previous.matches?.(LEADS_ON)) start = previous;
      else return start;
    }
    return undefined; // nothing else is on the page
  }

  /** What the page end cuts through; Paged.js overlooks it where nothing follows below. */
  function firstCut(page, bounds) {
    const end = Math.round(bounds.bottom);
    const isCut = (element) => Math.floor(element.getBoundingClientRect().bottom) > end;
    return [...page.querySelectorAll(`${UNBREAKABLE}, ${COLOPHON}, tr`)].find(isCut);
  }

  function isBefore(range, node) {
    return !node || range.comparePoint(node, 0) > 0;
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

  /**
   * A line that goes on on the next page is set as wide as the others. Paged.js means to see to it,
   * but takes a list that goes on for such a line, and does not find one that ends in emphasis.
   */
  function justifySplitLines() {
    for (const part of document.querySelectorAll('[data-align-last-split-element]')) {
      delete part.dataset.alignLastSplitElement;
    }
    for (const rest of document.querySelectorAll(`:is(${TEXT_BLOCKS})[data-split-from]`)) {
      const parts = [...document.querySelectorAll(`[data-ref="${rest.dataset.ref}"]`)];
      const part = parts[parts.indexOf(rest) - 1];
      if (!part || blockOf(part, 'lastChild') !== part) continue;
      if (blockOf(rest, 'firstChild') !== rest) continue;
      // It would be a last line before every line break that was typed, too.
      if (part.querySelector('br')) continue;
      if (getComputedStyle(part).textAlign === 'justify') {
        part.dataset.alignLastSplitElement = 'justify';
      }
    }
  }

  /** The block that an element's first or last text belongs to. */
  function blockOf(element, end) {
    let node = element;
    while (node[end]) node = node[end];
    return (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement).closest(TEXT_BLOCKS);
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
    if (Array.from(document.querySelectorAll(PAGE), textOnce).join('') !== text)
      throw new Error('排版所得的文字与原文不一致');
    // Not the wrapper itself: it holds the last block's margin, which may run out.
    if ([...document.querySelectorAll(`${PAGE} > * *`)].some(overflows)) {
      throw new Error('有内容超出版心');
    }
  }

  /** The text of a page without the table heads that are there again. */
  function textOnce(page) {
    if (!page.querySelector(`[${REPEATED}]`)) return textOf(page);
    const copy = page.cloneNode(true);
    for (const head of copy.querySelectorAll(`[${REPEATED}]`)) head.remove();
    return textOf(copy);
  }

  function overflows(element) {
    const block = element.closest(PAGE).getBoundingClientRect();
    const { right, bottom } = contentRectangle(element);
    return right > block.right + TOLERANCE || bottom > block.bottom + TOLERANCE;
  }

  Paged.registerHandlers(KeepTogether, BreakTextWhereItIs, RepeatTableHead, NumberListsOn);
  Object.assign(window.PagedConfig, {
    async before() {
      await prepare();
      identifyHeadings();
      remember();
    },
    after() {
      justifySplitLines();
      compare();
    },
  });
})();
