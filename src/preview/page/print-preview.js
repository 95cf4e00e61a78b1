// Runs in the page that previews a print document: does what pagedjs-cli's Printer does for a PDF,
// tells how it goes, and fits the sheets to the window.
(() => {
  // Paged.js is not to begin by itself: the handlers are not there yet.
  window.PagedConfig = { auto: false };

  const MARGIN = 16; // CSS pixels around the sheets
  const SCROLL_KEY = `print-preview ${location.pathname}`;

  // Beside the body, which Paged.js takes for the document and replaces.
  const bar = document.createElement('aside');
  bar.className = 'print-preview-bar';
  bar.innerHTML = '<a href="../">返回网页</a><p role="status">正在排版……</p>';
  const status = bar.querySelector('p');

  const faults = new Set();
  function tell(fault) {
    faults.add(fault);
    bar.classList.add('print-preview-fault');
    status.setAttribute('role', 'alert');
    status.textContent = `不能生成 PDF：${[...faults].join('；')}`;
  }

  document.addEventListener('securitypolicyviolation', ({ blockedURI }) => {
    tell(`打印文件只能引用 styles/ 与字体，不能引用 ${blockedURI}`);
  });
  window.addEventListener('error', ({ message }) => tell(`排版脚本出错：${message}`));
  window.addEventListener('unhandledrejection', ({ reason }) => tell(describe(reason)));

  async function paginate() {
    const { PagedConfig, PagedPolyfill } = window;
    PagedPolyfill.on('page', ({ position }) => {
      if (faults.size === 0) status.textContent = `正在排版……第 ${position + 1} 页`;
    });
    await PagedConfig.before?.();
    const flow = await PagedPolyfill.preview();
    await PagedConfig.after?.(flow);
    await document.fonts.ready;
  }

  function tellMissing() {
    for (const { name, responseStatus } of performance.getEntriesByType('resource')) {
      if (responseStatus >= 400) {
        tell(`打印文件引用的资源不存在：${decodeURI(new URL(name).pathname)}`);
      }
    }
  }

  /** Sheets wider than the window are scaled as a picture is: the layout stays that of the paper. */
  function fitSheets() {
    const sheets = document.querySelector('.pagedjs_pages');
    if (!sheets) return;
    const widest = Math.max(...Array.from(sheets.children, ({ offsetWidth }) => offsetWidth));
    const { clientWidth, style } = document.documentElement;
    const scale = Math.min(1, (clientWidth - 2 * MARGIN) / widest);
    style.setProperty('--print-preview-scale', scale);
    style.setProperty('--print-preview-left', `${(clientWidth - widest * scale) / 2}px`);
    style.setProperty('--print-preview-height', `${sheets.offsetHeight * scale}px`);
  }

  function keepPlace() {
    const [{ type }] = performance.getEntriesByType('navigation');
    const place = sessionStorage.getItem(SCROLL_KEY);
    if (type === 'reload' && place) window.scrollTo(0, Number(place));
    window.addEventListener('pagehide', () => {
      sessionStorage.setItem(SCROLL_KEY, String(window.scrollY));
    });
  }

  async function show() {
    document.body.before(bar);
    history.scrollRestoration = 'manual';
    await paginate().catch((error) => tell(describe(error)));
    tellMissing();
    const pages = document.querySelectorAll('.pagedjs_page').length;
    if (faults.size === 0) status.textContent = `打印版预览，共 ${pages} 页`;
    fitSheets();
    window.addEventListener('resize', fitSheets);
    keepPlace();
    bar.dataset.state = faults.size === 0 ? 'done' : 'fault';
  }

  function describe(error) {
    return error instanceof Error ? error.message : String(error);
  }

  window.addEventListener('load', show);
})();
