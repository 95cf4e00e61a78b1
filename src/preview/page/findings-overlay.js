// Runs in each page of a preview: says what is wrong with the files, and goes away when it is mended.
// What editors wrote is put into the page as text only.

const EVENTS = new URL('events', import.meta.url);
EVENTS.searchParams.set('page', location.pathname);
const STYLE = new URL('findings-overlay.css', import.meta.url);
const CHOICE_KEY = 'gongkai.findings';

// In a tree of its own, so that neither the page's styles reach it nor Paged.js takes it for content.
const host = document.createElement('gongkai-findings');
const root = host.attachShadow({ mode: 'open' });

const style = element('link', { rel: 'stylesheet', href: STYLE.href });
const status = element('p', { className: 'announced', role: 'status', ariaLive: 'polite' });
const title = element('span', { className: 'title' });
const toggle = element('button', { type: 'button' }, title);
const list = element('div', { className: 'list', id: 'list', tabIndex: 0 });
const panel = element('section', { role: 'region', ariaLabel: '检查结果', hidden: true });
toggle.setAttribute('aria-controls', 'list');
list.setAttribute('role', 'group');
list.ariaLabel = '错误和提醒';
panel.append(toggle, list);
root.append(style, panel, status);

let shown;

/** Whether the list is open: as the reader chose, but errors of a new save open it again. */
function isOpen({ version, hasErrors }) {
  const choice = JSON.parse(sessionStorage.getItem(CHOICE_KEY) ?? 'null');
  if (choice && (choice.isOpen || choice.version === version)) return choice.isOpen;
  return hasErrors;
}

function choose(isOpen) {
  sessionStorage.setItem(CHOICE_KEY, JSON.stringify({ isOpen, version: shown.version }));
  unfold(isOpen);
}

function unfold(isOpen) {
  const hadFocus = list.contains(root.activeElement);
  toggle.ariaExpanded = String(isOpen);
  list.hidden = !isOpen;
  panel.classList.toggle('open', isOpen);
  // Else the keyboard would begin again at the top of the page.
  if (hadFocus && !isOpen) toggle.focus();
}

function show(state) {
  if (state.version === shown?.version) return;
  const hadFocus = list.contains(root.activeElement);
  const wasWrong = shown !== undefined && shown.title !== '';
  shown = state;
  host.dataset.version = state.version;
  panel.hidden = state.title === '';
  panel.classList.toggle('has-errors', state.hasErrors);
  title.textContent = state.title;
  status.textContent = state.title === '' && wasWrong ? '已改好，没有错误和提醒' : state.title;
  list.replaceChildren(
    ...group('本页', state.own),
    ...group(state.own.length > 0 ? '其他文件' : '', state.others),
    ...(state.omitted > 0 ? [element('p', {}, `另有 ${state.omitted} 条，见终端。`)] : []),
  );
  list.scrollTop = 0;
  unfold(isOpen(state));
  if (hadFocus && !list.hidden) list.focus();
}

function group(name, items) {
  if (items.length === 0) return [];
  const heading = name === '' ? [] : [element('p', { className: 'group' }, name)];
  return [...heading, element('ul', { ariaLabel: name || '全部' }, ...items.map(item))];
}

/** The markup that the page in place of one that cannot be shown has as well. */
function item({ file, line, column, page, severity, severityName, message, rule, excerpt, entry }) {
  const place = `${file}:${line}:${column}`;
  const link = page !== undefined && page !== location.pathname;
  return element(
    'li',
    { className: severity },
    element(
      'p',
      {},
      link
        ? element('a', { className: 'place', href: page }, place)
        : element('span', { className: 'place' }, place),
      ' ',
      element('span', { className: 'rule' }, rule),
    ),
    element(
      'p',
      {},
      element('strong', { className: 'severity' }, severityName),
      ' ',
      element('span', { className: 'message' }, message),
    ),
    ...(excerpt
      ? [
          element(
            'pre',
            {},
            element('span', { className: 'line-number' }, String(line)),
            excerpt.before,
            element('span', { className: 'caret' }),
            excerpt.after,
          ),
        ]
      : []),
    ...(entry ? [element('p', { className: 'entry' }, `说明可写：${entry}`)] : []),
  );
}

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

let source;

/** A page that nobody sees holds no connection: browsers keep few to one server. */
function follow() {
  if (document.visibilityState === 'hidden') {
    source?.close();
    source = undefined;
  } else if (!source) {
    source = new EventSource(EVENTS);
    source.addEventListener('message', ({ data }) => show(JSON.parse(data)));
  }
}

toggle.addEventListener('click', () => choose(list.hidden));
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || event.defaultPrevented || panel.hidden || list.hidden) return;
  choose(false);
});
document.addEventListener('visibilitychange', follow);
style.addEventListener('load', follow, { once: true });
// Beside the body, which Paged.js takes for the document and replaces.
document.documentElement.append(host);
