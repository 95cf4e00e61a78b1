// How the reader wants pages shown. Classic and blocking in the head, so that nothing is painted
// in another way first; kept in the browser, for all pages of the site.
(() => {
  const key = 'gongkai.display';

  /** Choices, each an attribute `data-<name>` of the page; none is the normal way. */
  const choices = { text: ['large', 'larger'], contrast: ['more'], mode: ['elder'] };

  const page = document.documentElement;

  /** What is chosen now; where nothing can be kept, this page alone knows. */
  let chosen = {};

  function read() {
    try {
      const kept = JSON.parse(localStorage.getItem(key)) ?? {};
      return Object.fromEntries(
        Object.keys(choices)
          .filter((name) => choices[name].includes(kept[name]))
          .map((name) => [name, kept[name]]),
      );
    } catch {
      // Storage is refused, or holds what is none of ours.
      return {};
    }
  }

  function keep() {
    try {
      if (Object.keys(chosen).length > 0) localStorage.setItem(key, JSON.stringify(chosen));
      else localStorage.removeItem(key);
    } catch {
      // Then the choice ends with the page.
    }
  }

  function show() {
    for (const name of Object.keys(choices)) {
      if (chosen[name]) page.dataset[name] = chosen[name];
      else delete page.dataset[name];
    }
    for (const button of document.querySelectorAll('.display [aria-pressed]'))
      button.setAttribute('aria-pressed', String((chosen[button.name] ?? '') === button.value));
  }

  function renew() {
    chosen = read();
    show();
  }

  page.dataset.scripts = '';
  renew();

  // Buttons are marked as soon as they are parsed, before they are first painted.
  const arrival = new MutationObserver(show);
  arrival.observe(page, { childList: true, subtree: true });
  addEventListener('DOMContentLoaded', () => {
    arrival.disconnect();
    show();
  });

  // Another tab has chosen, or this page comes back as it was left.
  addEventListener('storage', (event) => {
    if (event.key === key || event.key === null) renew();
  });
  addEventListener('pageshow', (event) => {
    if (event.persisted) renew();
  });

  function choose({ name, value }) {
    const { [name]: current, ...others } = chosen;
    // What is pressed again is taken back.
    chosen = value && value !== current ? { ...others, [name]: value } : others;
    keep();
    show();
  }

  function turnPanel(button) {
    const panel = document.getElementById(button.getAttribute('aria-controls'));
    panel.hidden = !panel.hidden;
    button.setAttribute('aria-expanded', String(!panel.hidden));
  }

  document.addEventListener('click', ({ target }) => {
    const button = target.closest('.display button');
    if (button?.name === 'print') print();
    else if (button?.name === 'panel') turnPanel(button);
    else if (button) choose(button);
  });
})();
