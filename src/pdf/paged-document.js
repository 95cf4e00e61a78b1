// Runs in the page, before Paged.js lays it out: what has to be known of the whole document, or
// done to it, before it is cut into pages. No character of the text is changed.
(() => {
  const TEXT_WIDTH = '156mm';
  const TEXT_HEIGHT = (225 / 25.4) * 96; // CSS pixels
  const ORDINARY_TABLE = 'table:not(:has(colgroup, [colspan]))';
  const FIGURE = 'table.statutory td[data-fact]';

  /** What is counted, and parts of a date: not parted from the number before it. */
  const UNIT = '(?:万元|万|亿|[件条元篇次个项人份期场年月日号])';

  /**
   * Chromium lets a line begin with a dash, a tilde or an interpunct, and lets a slash stand at
   * either end of one; GB/T 15834-2011 (5.1.7, 5.1.10) does not. Nor are numbers divided from what
   * they count, or years from–to.
   */
  const INSEPARABLE = new RegExp(
    [
      `\\d+[—～]+\\d+(?: ?${UNIT})?`,
      `\\d[\\d,.]* ?${UNIT}`,
      '[^\\s—～·‧]?(?:—+|[～·‧])',
      '\\p{Script=Han}[/／]\\p{Script=Han}',
      // A word that fills more than a line is broken anywhere, before a mark too.
      '(?<=[!-~]{19})[!-~][、，。．；：？！）》」』】〉〕”’％…]+',
    ].join('|'),
    'gu',
  );
  const LEADING_MARK = /^[—～·‧]+/u;
  const LEADING_UNIT = new RegExp(`^ ?${UNIT}`, 'u');

  function keepMarksWithTheirWords() {
    for (const text of textsBelow(document.body)) {
      if (text.parentElement.matches('td[data-fact]')) continue;
      const matches = [...text.data.matchAll(INSEPARABLE)];
      for (const { index, 0: marks } of matches.toReversed()) {
        if (index > 0) bind(text, index, index + marks.length);
      }
      const before = previousText(text)?.data ?? '';
      const hanging =
        (/\d$/.test(before) && LEADING_UNIT.exec(text.data)) || LEADING_MARK.exec(text.data);
      const first = hanging ?? (matches[0]?.index === 0 ? matches[0] : undefined);
      if (first) bind(text, 0, first[0].length, Boolean(hanging));
    }
  }

  /** Characters that fit on any line, in a table, too. */
  const MOST_BOUND = 20;

  /** Puts a part of a text into a span, with what stands before it if it hangs on that. */
  function bind(text, start, end, isHanging = false) {
    if (end - start > MOST_BOUND) return;
    const range = document.createRange();
    range.setStart(text, start);
    range.setEnd(text, end);
    const before = isHanging ? previousText(text) : undefined;
    if (before) {
      const length = /(?:\d[\d,.]*|.)$/su.exec(before.data)[0].length;
      range.setStart(before, before.length - length);
      if (before.parentElement.dataset.fact) range.setStartBefore(before.parentElement);
    }
    const whole = document.createElement('span');
    whole.className = 'unbroken';
    whole.append(range.extractContents());
    range.insertNode(whole);
  }

  /** The text before, in the same block and beside this one but for emphasis or a figure. */
  function previousText(text) {
    let node = text;
    while (!node.previousSibling && node.parentElement.matches('strong, em'))
      node = node.parentElement;
    const previous = node.previousSibling;
    if (previous?.nodeType === Node.TEXT_NODE) return previous.data ? previous : undefined;
    const last = previous?.matches?.('strong, em, [data-fact]') ? previous.lastChild : undefined;
    return last?.nodeType === Node.TEXT_NODE && last.data ? last : undefined;
  }

  /** Where an address may break at the end of a line. */
  const LONG_WORD = /[!-~]{20,}/g;
  const JOINT = /[/.?&=_#-](?=[0-9a-z])/gi;

  function letAddressesBreak() {
    for (const text of textsBelow(document.body)) {
      for (const { index, 0: word } of [...text.data.matchAll(LONG_WORD)].reverse()) {
        if (word.search(JOINT) < 0) makeDivisible(text, index, index + word.length);
      }
      const joints = [...text.data.matchAll(LONG_WORD)].flatMap(({ index, 0: word }) =>
        [...word.matchAll(JOINT)].map((joint) => index + joint.index + 1),
      );
      for (const joint of joints.reverse()) {
        text.splitText(joint).before(document.createElement('wbr'));
      }
    }
  }

  /** A long word without any joint breaks anywhere, or the line before it would be spread out. */
  function makeDivisible(text, start, end) {
    const range = document.createRange();
    range.setStart(text, start);
    range.setEnd(text, end);
    const word = document.createElement('span');
    word.className = 'divisible';
    range.surroundContents(word);
  }

  /** Where a title that is too long for a line may break: after a region, an office, a year. */
  const TITLE_JOINT =
    /(自治[区州县旗]|地区|省|市(?![场民政容级辖])|县(?!级)|区(?![划域分])|[盟旗镇]|乡(?![镇村])|街道|人民政府|委员会|管理局|\d{4}年度?)(?=.)/gu;

  function breakTitleBySense() {
    for (const text of textsBelow(document.body).filter((each) =>
      each.parentElement.closest('h1'),
    )) {
      const joints = [...text.data.matchAll(TITLE_JOINT)].reverse();
      for (const { index, 0: part } of joints) {
        text.splitText(index + part.length).before(document.createElement('wbr'));
      }
    }
  }

  function textsBelow(element) {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    return texts;
  }

  /**
   * The widths of an ordinary table's columns follow its text. They are worked out once for the
   * whole table, or else each page would have its own.
   */
  function fixColumns(table) {
    const room = table.clientWidth;
    const columns = document.createElement('colgroup');
    for (const width of shares(naturalWidths(table), room)) {
      const column = document.createElement('col');
      column.style.width = `${(width / room) * 100}%`;
      columns.append(column);
    }
    table.prepend(columns);
    table.style.tableLayout = 'fixed';
  }

  /** The width of each column, in pixels, were its text on one line. */
  function naturalWidths(table) {
    const { width, whiteSpace } = table.style;
    Object.assign(table.style, { width: 'max-content', whiteSpace: 'nowrap' });
    const widths = Array.from(
      table.rows[0].cells,
      (cell) => cell.getBoundingClientRect().width + 1,
    );
    Object.assign(table.style, { width, whiteSpace });
    return widths;
  }

  /** `room` for all: what needs less than an even share gets what it needs; the rest is shared. */
  function shares(needs, room) {
    const given = new Map();
    let left = room;
    for (const [index, need] of [...needs.entries()].sort(([, a], [, b]) => a - b)) {
      const share = Math.min(need, left / (needs.length - given.size));
      given.set(index, share);
      left -= share;
    }
    const stretch = room / (room - left);
    return needs.map((_, index) => given.get(index) * stretch);
  }

  /** Chromium leaves an empty cell out of the tags, and the rest of its row would move up. */
  function fillEmptyCells(table) {
    for (const cell of table.querySelectorAll('td')) {
      if (!cell.textContent.trim()) cell.textContent = '\u00a0';
    }
  }

  /** A row that fits on no page is made into several, each cell going on in the next. */
  function divideTallRows(table) {
    const room = TEXT_HEIGHT - (table.tHead?.offsetHeight ?? 0);
    for (const row of table.querySelectorAll(':scope > tbody > tr')) {
      let rest = row;
      while (rest && rest.offsetHeight > room) rest = divide(rest, room);
    }
  }

  function divide(row, height) {
    const { paddingBottom } = getComputedStyle(row.cells[0]);
    const end = row.getBoundingClientRect().top + height - Number.parseFloat(paddingBottom) - 2;
    const rest = row.cloneNode(false);
    for (const cell of row.cells) {
      const next = cell.cloneNode(false);
      const start = firstBelow(cell, end);
      if (start) {
        const range = document.createRange();
        range.setStart(...start);
        range.setEnd(cell, cell.childNodes.length);
        next.append(range.extractContents());
      }
      rest.append(next);
    }
    if (!rest.textContent.trim()) return undefined;
    row.after(rest);
    return rest;
  }

  /** The first character of an element that ends below `y`, as text node and offset. */
  function firstBelow(element, y) {
    const range = document.createRange();
    for (const text of textsBelow(element)) {
      range.selectNodeContents(text);
      if (!text.data.trim() || range.getBoundingClientRect().bottom <= y) continue;
      for (let offset = 0; offset < text.length; ) {
        const next = offset + String.fromCodePoint(text.data.codePointAt(offset)).length;
        range.setStart(text, offset);
        range.setEnd(text, next);
        if (range.getBoundingClientRect().bottom > y) return [text, offset];
        offset = next;
      }
    }
    return undefined;
  }

  /** Long figures are set closer; one that even so would run into the next cell is an error. */
  function fitFigures() {
    for (const step of ['close', 'tight']) {
      for (const table of new Set(tooLong().map((cell) => cell.closest('table')))) {
        table.classList.add(step);
      }
    }
    const [cell] = tooLong();
    if (!cell) return;
    const labels = cell.headers.split(/\s+/).map((id) => document.getElementById(id)?.textContent);
    throw new Error(`“${labels.join('，')}”的数字“${cell.textContent}”太长，一格放不下`);
  }

  function tooLong() {
    return [...document.querySelectorAll(FIGURE)].filter((cell) => {
      const range = document.createRange();
      range.selectNodeContents(cell);
      const { paddingLeft, paddingRight } = getComputedStyle(cell);
      const room =
        cell.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight);
      return range.getBoundingClientRect().width > room + 0.5;
    });
  }

  /** A number on two lines would be read as two: the table is set smaller, or refused. */
  function keepNumbersWhole(table) {
    for (const step of ['close', 'tight']) {
      if (brokenNumber(table)) table.classList.add(step);
    }
    const cell = brokenNumber(table);
    if (!cell) return;
    const head = table.tHead?.rows[0]?.cells[cell.cellIndex]?.textContent;
    const place = head ? `“${head}”一列的` : '';
    throw new Error(`表格列数太多，${place}数字“${cell.textContent}”一行放不下，请把表格拆成几个`);
  }

  /** Longer ones are no numbers that anyone reads. */
  const NUMBER = /^[+-]?\d[\d,.]{0,18}%?$/;

  function brokenNumber(table) {
    return [...table.querySelectorAll('td')].find((cell) => {
      if (!NUMBER.test(cell.textContent.trim())) return false;
      const range = document.createRange();
      range.selectNodeContents(cell);
      return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1;
    });
  }

  Object.assign(window, { firstCharacterBelow: firstBelow });
  Object.assign(window.PagedConfig, {
    async before() {
      await document.fonts.ready;
      keepMarksWithTheirWords();
      letAddressesBreak();
      breakTitleBySense();
      document.body.style.width = TEXT_WIDTH;
      fitFigures();
      for (const table of document.querySelectorAll(ORDINARY_TABLE)) {
        fixColumns(table);
        keepNumbersWhole(table);
        divideTallRows(table);
        fillEmptyCells(table);
      }
      document.body.style.removeProperty('width');
    },
  });
})();
