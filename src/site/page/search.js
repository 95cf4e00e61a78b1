// The search page. Without this script its form and lists of links are all there is.

const form = document.querySelector('form.search-page');
const status = document.querySelector('#search-status');
const list = document.querySelector('#search-results');
const more = document.querySelector('#search-more');
const advice = document.querySelector('#search-advice');
const elsewhere = document.querySelector('.search-elsewhere');
const filters = form.querySelector('.search-filters');
const selects = [...form.querySelectorAll('select[data-filter]')];
const pageLength = 10;

/** More values than these nobody looks through in a list. */
const valueLimit = 200;

/** Where the index and the scripts that ask it lie: with the page, wherever that is. */
let library;
const load = () => {
  library ??= import(new URL('find.js', document.baseURI));
  return library;
};

/** The search under way; what comes in for an older one is left. */
let current = 0;

/** Whether the values of the filters were counted with it: they are loaded for those who filter. */
let isCounted = false;

async function show() {
  const number = ++current;
  const state = readState();
  isCounted = state.isCounted;
  const isAsked = state.query.trim() !== '';
  document.title = document.title.replace(/^(?:.*｜)?/, isAsked ? `${state.query}｜` : '');
  list.replaceChildren();
  more.hidden = true;
  advice.hidden = true;
  filters.hidden = !isAsked;
  // It would be pushed down by what is found.
  elsewhere.hidden = isAsked;
  if (!isAsked) {
    status.textContent = '';
    return;
  }
  status.textContent = '正在检索……';
  try {
    const library = await load();
    const found = await library.find(state.query, state);
    if (number !== current) return;
    const terms = library.termsOf(state.query);
    const first = await readPage(library, found.results, 0);
    if (number !== current) return;
    const isPartial =
      found.isPartial || !first.some((each) => library.hasAll(allText(each), terms));
    status.textContent = summary(state, found.results.length, isPartial);
    advice.hidden = found.results.length > 0 && !isPartial;
    append(library, terms, first);
    elsewhere.hidden = false;
    offerMore(library, terms, found.results, number);
    const counts =
      isCounted && found.results.length > 0 && !found.isPartial
        ? await library.count(state.query, state)
        : undefined;
    if (number === current) offerValues(counts);
  } catch (error) {
    if (number !== current) return;
    status.textContent = '检索没有装载成功。请刷新页面再试，或者按下面的年度、机关查找。';
    advice.hidden = false;
    elsewhere.hidden = false;
    throw error;
  }
}

function allText({ title, part, text }) {
  return `${title} ${part} ${text}`;
}

function summary({ query, filters }, count, isPartial) {
  const within = Object.values(filters).filter(Boolean).join('、');
  const scope = within && `（限于${within}）`;
  if (count === 0) return `没有找到与“${query}”${scope}相符的内容。`;
  if (isPartial) return `没有与“${query}”${scope}完全相符的内容，以下 ${count} 处部分相符。`;
  return `“${query}”${scope}：找到 ${count} 处。`;
}

function readPage(library, results, from) {
  return Promise.all(results.slice(from, from + pageLength).map(library.read));
}

function append(library, terms, items) {
  list.append(
    ...items.map(({ address, title, part, text }) => {
      const link = document.createElement('a');
      link.href = new URL(`../${address}`, document.baseURI).href;
      link.append(...nodes(library.marked(title, terms)));
      const heading = document.createElement('h2');
      heading.append(link);
      const place = document.createElement('p');
      place.className = 'search-part';
      place.append(...nodes(library.marked(part, terms)));
      const passage = document.createElement('p');
      passage.append(...nodes(library.excerpt(text, terms)));
      const item = document.createElement('li');
      item.append(heading, place, ...(text ? [passage] : []));
      return item;
    }),
  );
}

/** Text as text, whatever stands in it; only matches become elements. */
function nodes(pieces) {
  return pieces.map(({ text, isMatch }) => {
    if (!isMatch) return document.createTextNode(text);
    const mark = document.createElement('mark');
    mark.textContent = text;
    return mark;
  });
}

function offerMore(library, terms, results, number) {
  const left = results.length - list.children.length;
  more.hidden = left <= 0;
  more.textContent = `更多结果（还有 ${left} 处）`;
  more.onclick = async () => {
    const from = list.children.length;
    more.onclick = null;
    const items = await readPage(library, results, from);
    if (number !== current) return;
    append(library, terms, items);
    list.children[from].querySelector('a').focus();
    offerMore(library, terms, results, number);
  };
}

/** Fills the filters with the values that there are results for; what is chosen always stays. */
function offerValues(counts) {
  for (const select of selects) {
    const { value, dataset } = select;
    const there = Object.entries(counts?.[dataset.filter] ?? {}).filter(
      ([name, count]) => count > 0 || name === value,
    );
    if (value && !there.some(([name]) => name === value)) there.push([value, 0]);
    const isTooLong = there.length > valueLimit;
    const values = isTooLong ? there.filter(([name]) => name === value) : there.sort(inOrder);
    const all = new Option(isTooLong ? '全部（太多，请先选地区）' : '全部', '');
    const options = values.map(
      ([name, count]) =>
        new Option(counts ? `${name}（${count}）` : name, name, false, name === value),
    );
    select.replaceChildren(all, ...options);
  }
}

/** What a number begins newest first, parts as the form counts them, all else by name. */
function inOrder([a], [b]) {
  if (/^\d/.test(a) && /^\d/.test(b)) return a < b ? 1 : -1;
  return place(a) - place(b) || a.localeCompare(b, 'zh');
}

function place(name) {
  const numerals = '一二三四五六七八九十';
  if (/^[一二三四五六七八九十]、/.test(name)) return 1 + numerals.indexOf(name[0]);
  return { 更正: 11, 数据说明: 12, 机关: 13 }[name] ?? 0;
}

function readState() {
  return {
    query: form.elements.q.value,
    filters: Object.fromEntries(selects.map(({ value, dataset }) => [dataset.filter, value])),
    sort: form.elements.sort.value,
    isCounted: filters.open,
  };
}

function readAddress() {
  const asked = new URLSearchParams(location.search);
  form.elements.q.value = asked.get('q') ?? '';
  form.elements.sort.value = asked.get('sort') === 'year' ? 'year' : '';
  for (const select of selects) {
    const value = asked.get(select.name) ?? '';
    select.replaceChildren(new Option('全部', ''), ...(value ? [new Option(value, value)] : []));
    select.value = value;
  }
  if (selects.some(({ value }) => value)) filters.open = true;
}

/** A query is a step to go back to. A filter is not: with the keyboard one passes many of them. */
function writeAddress(isStep) {
  const asked = new URLSearchParams(
    [...new FormData(form)].filter(([, value]) => value !== ''),
  ).toString();
  const address = asked ? `?${asked}` : location.pathname;
  if (asked === location.search.slice(1)) return;
  if (isStep) history.pushState(null, '', address);
  else history.replaceState(null, '', address);
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  writeAddress(true);
  show();
});
form.addEventListener('change', ({ target }) => {
  if (target.name === 'q') return;
  writeAddress(false);
  show();
});
filters.addEventListener('toggle', () => {
  if (filters.open && !isCounted) show();
});
form.elements.q.addEventListener(
  'focus',
  () =>
    load()
      .then((library) => library.prepare(readState().filters))
      .catch(() => {}), // The search itself will say so.
  { once: true },
);
addEventListener('popstate', () => {
  readAddress();
  show();
});

readAddress();
show();
