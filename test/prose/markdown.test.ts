import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findProseFaults } from '../../src/prose/faults.ts';
import { type ProseContext, renderProse } from '../../src/prose/markdown.ts';
import { findPlaceholders } from '../../src/prose/placeholder.ts';

const context: ProseContext = {
  partId: 'overview',
  level: 2,
  medium: 'print',
  resolve: ({ address }) => ({ text: '7', address }),
};

/** HTML of a text, line ends between blocks left out. */
function render(text: string, changes: Partial<ProseContext> = {}): string {
  return renderProse(text, { ...context, ...changes })
    .trim()
    .replaceAll('>\n<', '><');
}

describe('headings', () => {
  /** Tag and text of each heading. */
  const headings = (text: string, level = 2) =>
    [...render(text, { level }).matchAll(/<(h\d) id="[^"]+">(.*?)<\/\1>/g)].map(
      ([, tag, label]) => `${tag} ${label}`,
    );

  test('stand one below the part, whichever level comes first', () => {
    expect(headings('### 甲')).toEqual(['h3 甲']);
    expect(headings('# 甲')).toEqual(['h3 甲']);
    expect(headings('###### 甲')).toEqual(['h3 甲']);
    expect(headings('### 甲', 1)).toEqual(['h2 甲']);
  });

  test('nest as they are written', () => {
    expect(headings('### 甲\n#### 乙\n#### 丙\n### 丁')).toEqual([
      'h3 甲',
      'h4 乙',
      'h4 丙',
      'h3 丁',
    ]);
    expect(headings('# 甲\n## 乙\n### 丙\n# 丁')).toEqual(['h3 甲', 'h4 乙', 'h5 丙', 'h3 丁']);
  });

  test('skip no level', () => {
    expect(headings('# 甲\n#### 乙\n###### 丙\n#### 丁\n## 戊')).toEqual([
      'h3 甲',
      'h4 乙',
      'h5 丙',
      'h4 丁',
      'h4 戊',
    ]);
  });

  test('that rise above the first stand beside it', () => {
    expect(headings('#### 甲\n### 乙\n#### 丙')).toEqual(['h3 甲', 'h3 乙', 'h4 丙']);
  });

  test('go no deeper than HTML does', () => {
    expect(headings('# 甲\n## 乙\n### 丙\n#### 丁\n##### 戊\n###### 己')).toEqual([
      'h3 甲',
      'h4 乙',
      'h5 丙',
      'h6 丁',
      'h6 戊',
      'h6 己',
    ]);
  });

  test('have ids that begin with the part’s', () => {
    expect(render('### 甲\n\n文\n\n#### 乙')).toBe(
      '<h3 id="overview-1">甲</h3><p>文</p><h4 id="overview-2">乙</h4>',
    );
  });

  test('are not made by a line of signs under a text', () => {
    expect(render('文\n===')).toBe('<p>文===</p>');
    expect(render('文\n---')).toBe('<p>文</p><hr>');
  });
});

describe('Chinese text', () => {
  test.each([
    ['一行\n又一行', '一行又一行'],
    ['公开，\n解读', '公开，解读'],
    ['“问”\n“答”', '“问”“答”'],
    ['使用 Open\nData 目录', '使用 Open\nData 目录'],
    ['全年 12\n件', '全年 12件'],
    ['**强化**\n管理', '<strong>强化</strong>管理'],
    ['管理\n**强化**', '管理<strong>强化</strong>'],
    ['𠮷\n𠮷', '𠮷𠮷'],
    ['Open **Data**\nportal', 'Open <strong>Data</strong>\nportal'],
    ['{{ 甲 }}\n件', '<span data-fact="甲">7</span>件'],
  ])('%j joins its lines', (text, html) => {
    expect(render(text)).toBe(`<p>${html}</p>`);
  });

  test('does not let two figures run together to one', () => {
    expect(renderProse('共{{ 甲 }}\n{{ 乙 }}', context)).toMatch(/7<\/span>\n<span/);
  });

  test('keeps a line break that is asked for', () => {
    expect(render('甲  \n乙')).toBe('<p>甲<br>\n乙</p>');
  });

  test.each([
    ['**强化管理。**按照', '<strong>强化管理。</strong>按照'],
    ['中文**“强化”**中文', '中文<strong>“强化”</strong>中文'],
    ['**（一）存在的问题。**申请', '<strong>（一）存在的问题。</strong>申请'],
    ['共**{{ 甲 }}**件', '共<strong><span data-fact="甲">7</span></strong>件'],
    ['*逐年*清理', '<em>逐年</em>清理'],
    ['5*6*7 与 a_b_c', '5<em>6</em>7 与 a_b_c'],
  ])('%j may be bold beside punctuation', (text, html) => {
    expect(render(text)).toBe(`<p>${html}</p>`);
  });

  test.each([
    ['    缩进四格', '缩进四格'],
    ['\t缩进一个制表符', '缩进一个制表符'],
    ['1、第一点', '1、第一点'],
    ['1.第一点', '1.第一点'],
    ['（1）第一点', '（1）第一点'],
    ['-3 项', '-3 项'],
    ['+47 项', '+47 项'],
    ['#标题', '#标题'],
    ['~~划去~~', '~~划去~~'],
    ['`代码`', '`代码`'],
    ['```\n代码\n```', '```\n代码\n```'],
    ['2021年：公开 &amp; 解读', '2021年：公开 &amp; 解读'],
  ])('%j is a paragraph', (text, html) => {
    expect(render(text).replaceAll('\n', '')).toBe(`<p>${html.replaceAll('\n', '')}</p>`);
  });
});

describe('blocks', () => {
  test('are lists, quotations, rules and tables', () => {
    expect(render('- 甲\n- 乙\n  - 丙')).toBe(
      '<ul><li>甲</li><li>乙<ul><li>丙</li></ul></li></ul>'.replace('乙<ul>', '乙\n<ul>'),
    );
    expect(render('1. 甲\n2. 乙')).toBe('<ol><li>甲</li><li>乙</li></ol>');
    expect(render('> 甲')).toBe('<blockquote><p>甲</p></blockquote>');
    const table = '| 甲 | 乙 |\n| --- | --: |\n| {{ 丙 }} | **丁** |';
    const html =
      '<table><thead><tr><th>甲</th><th class="align-right">乙</th></tr></thead>' +
      '<tbody><tr><td><span data-fact="丙">7</span></td><td class="align-right"><strong>丁</strong></td></tr></tbody></table>';
    expect(render(table)).toBe(html);
    const onScreen = render(table, { medium: 'screen' });
    expect(onScreen).toMatch(
      /^<div [^>]*tabindex="0"[^>]*role="group"[^>]*aria-label="[^"]+"[^>]*>/,
    );
    expect(onScreen.replace(/^<div[^>]*>|<\/div>$/g, '').replace(' class="plain"', '')).toBe(html);
  });
});

describe('placeholders', () => {
  const nested = (text: string) =>
    render(text).replaceAll(/<span data-fact="甲">7<\/span>/g, '⟨甲⟩');

  test.each([
    ['**{{ 甲 }}**', '<p><strong>⟨甲⟩</strong></p>'],
    ['- {{ 甲 }} 件', '<ul><li>⟨甲⟩ 件</li></ul>'],
    ['### 共 {{ 甲 }} 件', '<h3 id="overview-1">共 ⟨甲⟩ 件</h3>'],
    ['> {{ 甲 }}', '<blockquote><p>⟨甲⟩</p></blockquote>'],
    ['[共 {{ 甲 }} 件](https://a.example/)', '<p><a href="https://a.example/">共 ⟨甲⟩ 件</a></p>'],
    ['`{{ 甲 }}`', '<p>`⟨甲⟩`</p>'],
    ['    {{ 甲 }}', '<p>⟨甲⟩</p>'],
  ])('stand in %j', (text, html) => {
    expect(nested(text)).toBe(html);
  });

  test('bring text that is never read as Markdown or HTML', () => {
    const shows = (text: string, inProse: string) =>
      render(inProse, { resolve: ({ address }) => ({ text, address }) });
    expect(shows('3', '{{ 甲 }}. 全年')).toBe('<p><span data-fact="甲">3</span>. 全年</p>');
    expect(shows('- 3', '{{ 甲 }}')).toBe('<p><span data-fact="甲">- 3</span></p>');
    expect(shows('-3', '{{ 甲 }} 项')).toBe('<p><span data-fact="甲">-3</span> 项</p>');
    expect(shows('+47', '共\n\n{{ 甲 }}')).toBe('<p>共</p><p><span data-fact="甲">+47</span></p>');
    expect(shows('**', '{{ 甲 }}强{{ 甲 }}')).not.toContain('<strong>');
    expect(shows('<b>&"', '{{ 甲 }}')).toBe(
      '<p><span data-fact="甲">&lt;b&gt;&amp;&quot;</span></p>',
    );
  });

  test('may name what looks like Markdown or HTML', () => {
    const address = '统计.*图*"一"<b>[问](x)_答_&.合计';
    expect(render(`{{ ${address} }}`)).toBe(
      '<p><span data-fact="统计.*图*&quot;一&quot;&lt;b&gt;[问](x)_答_&amp;.合计">7</span></p>',
    );
  });

  test('are told apart by kind', () => {
    const kinds: string[] = [];
    render('{{ 甲 }}{{ 上年:甲 }}{{ 同比 甲 }}{{ 占比 甲 / 乙 }}{{ 千分位 甲 }}', {
      resolve: ({ kind, address, base }) => {
        kinds.push(base ? `${kind} ${base}` : kind);
        return { text: '', address };
      },
    });
    expect(kinds).toEqual(['value', 'last-year', 'change', 'share 乙', 'thousands']);
  });
});

describe('what is unsafe', () => {
  test('HTML is shown as it was written', () => {
    expect(render('<script>alert(1)</script>')).toBe(
      '<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>',
    );
    expect(render('<div onclick="x">\n甲\n</div>')).not.toMatch(/<div/);
    expect(render('&lt;b&gt; &#60;i> &amp;')).toBe('<p>&lt;b&gt; &lt;i&gt; &amp;</p>');
    expect(render('<!-- 注 -->')).toBe('<p>&lt;!-- 注 --&gt;</p>');
  });

  test.each([
    'https://a.example/b?c=d&e=f',
    'http://a.example/',
    'mailto:a@a.example',
    'tel:000-00000000',
    '#overview',
    'https://a.example/年报',
  ])('a link to %s is fine', (address) => {
    expect(findProseFaults(`见[网站](${address})。`)).toEqual([]);
    expect(render(`[网站](${address})`)).toMatch(/^<p><a href="[^"]+">网站<\/a><\/p>$/);
  });

  test.each([
    'javascript:alert(1)',
    'JavaScript:alert(1)',
    'javascript&colon;alert(1)',
    'java&#115;cript:alert(1)',
    '<javascript:alert(1)>',
    '&#x1;javascript:alert(1)',
    'data:text/html;base64,PHNjcmlwdD4=',
    'vbscript:x',
    'file:///etc/passwd',
    '//a.example/',
    'a.html',
    'https://a.example/{{x}}',
  ])('a link to %s is refused, and has no address where a draft is shown', (address) => {
    expect(findProseFaults(`见[网站](${address})。`)).toMatchObject([{ rule: 'prose/link' }]);
    expect(render(`[网站](${address})`)).toBe('<p><a>网站</a></p>');
  });

  test('an address in angle brackets is a link and judged as one', () => {
    expect(render('<https://a.example/>')).toBe(
      '<p><a href="https://a.example/">https://a.example/</a></p>',
    );
    expect(findProseFaults('<https://a.example/>')).toEqual([]);
    expect(findProseFaults('<a@a.example>')).toEqual([]);
    expect(findProseFaults('<javascript:alert(1)>')).toMatchObject([{ rule: 'prose/link' }]);
    expect(render('<javascript:alert(1)>')).not.toContain('href');
  });

  test('a link is not made by a definition elsewhere', () => {
    expect(render('[甲]\n\n[甲]: javascript:alert(1)')).not.toContain('<a');
  });

  test('a placeholder in the hint of a link, where it would not be filled, is refused', () => {
    expect(findProseFaults('[网站](https://a.example/ "共 {{ 甲 }} 件")')).toMatchObject([
      { rule: 'prose/link', near: '共 {{ 甲 }} 件' },
    ]);
  });

  test('a link within the site is refused: in a PDF it would lead nowhere', () => {
    expect(findProseFaults('[上年报告](/a/2021/)')).toMatchObject([
      { rule: 'prose/link', near: '/a/2021/' },
    ]);
  });

  test('a table cell beyond the header, which Markdown drops, is refused', () => {
    const table = '| 渠道 | 条数 |\n|---|---|\n| 网站 | 12 |\n| 微信 | 30 | 41 |';
    expect(findProseFaults(table)).toMatchObject([
      { rule: 'prose/table', near: '| 微信 | 30 | 41 |' },
    ]);
    expect(findProseFaults(table.replace(' | 41', ''))).toEqual([]);
  });

  test('a heading without text is refused', () => {
    expect(findProseFaults('### \n\n正文')).toMatchObject([{ rule: 'prose/heading' }]);
  });

  test('a number that a list would change is refused', () => {
    expect(findProseFaults('1. 甲\n2. 乙\n2021. 丙')).toMatchObject([
      { rule: 'prose/list-number', near: '2021.' },
    ]);
    expect(findProseFaults('3. 甲\n4. 乙\n   1. 子项\n   2. 子项\n5. 丙')).toEqual([]);
  });

  test('images are refused, and leave their text where a draft is shown', () => {
    expect(findProseFaults('![图](https://a.example/a.png)')).toMatchObject([
      { rule: 'prose/image', near: expect.stringContaining('](https://a.example/a.png') },
    ]);
    expect(render('![<图>](https://a.example/a.png)')).toBe('<p>&lt;图&gt;</p>');
  });
});

describe('whatever is written', () => {
  const signs = [
    ...['*', '**', '_', '#', '### ', '- ', '1. ', '> ', '|', '|---|', '\n', '\n\n', '    ', '\t'],
    ...['[', ']', '(', ')', '](', '![', '<', '>', '</', '"', "'", '&', '&lt;', '\\', '`', '~~'],
    ...['{{', '}}', '{{ 甲 }}', '{{ 占比 甲 / 乙 }}', '{', '}', '：', '。', '“', '”', '\u3000'],
    ...['<script>', '<img src=x onerror=alert(1)>', 'javascript:', 'https://a.example/', '<b '],
    ...['[a](javascript:x)', '[a](//b)', '![a](b)', '<https://a.example/>', '---', '| 甲 | 乙 |'],
    ...['中文', 'word', '12', ' '],
  ];
  const prose = fc
    .array(
      fc.oneof(
        { weight: 4, arbitrary: fc.constantFrom(...signs) },
        fc.string({ unit: 'grapheme' }),
      ),
      {
        maxLength: 40,
      },
    )
    .map((pieces) => pieces.join(''));
  const hostile: ProseContext['resolve'] = ({ address }) => ({
    text: '"><script>\'&**',
    address,
  });

  test('only known tags come out, well nested, with known attributes', () => {
    fc.assert(
      fc.property(prose, fc.constantFrom('print', 'screen'), (text, medium) => {
        const html = renderProse(text, { ...context, medium, resolve: hostile });
        expect(faultsOfHtml(html)).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  test('the scan itself finds what must not come out', () => {
    for (const html of [
      '<script>x</script>',
      '<p onclick="x">甲</p>',
      '<a href="javascript:x">甲</a>',
      '<a href="//b">甲</a>',
      '<p>甲',
      '<p><em>甲</p></em>',
      '<p>1 < 2</p>',
      '<p>&copy</p>',
      '<h1 id="x">甲</h1>',
      '<img src="x">',
      '<p>{{ 甲 }}<b></p>',
    ])
      expect(faultsOfHtml(html), html).not.toEqual([]);
  });

  test('only a text that is refused has links without an address', () => {
    fc.assert(
      fc.property(prose, (text) => {
        const faults = findProseFaults(text);
        const html = renderProse(text, context);
        if (html.includes('<a>')) expect(faults.map(({ rule }) => rule)).toContain('prose/link');
      }),
      { numRuns: 500 },
    );
  });

  test('every placeholder of an accepted text is filled once', () => {
    // Cells beyond the columns of a table are dropped by Markdown, hence no bars here.
    fc.assert(
      fc.property(
        prose.map((text) => text.replaceAll('|', '')),
        (text) => {
          const { placeholders, misplaced } = findPlaceholders(text);
          fc.pre(misplaced.length === 0 && findProseFaults(text).length === 0);
          const filled = [...renderProse(text, context).matchAll(/<span data-fact=/g)];
          expect(filled).toHaveLength(placeholders.length);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

const attributes: Readonly<Record<string, RegExp>> = {
  a: /^( href="(https?:\/\/|mailto:|tel:|#|\/(?!\/))[^"<>]*")?( title="[^"<>]*")?$/i,
  div: /^( (class|tabindex|role|aria-label)="[^"<>]*")*$/,
  table: /^( class="plain")?$/,
  th: /^( style="text-align:(left|center|right)")?$/,
  td: /^( style="text-align:(left|center|right)")?$/,
  ol: /^( start="\d+")?$/,
  span: /^ data-fact="[^"<>]*"$/,
  ...Object.fromEntries(['h3', 'h4', 'h5', 'h6'].map((tag) => [tag, /^ id="overview-\d+"$/])),
  ...Object.fromEntries(
    ['p', 'ul', 'li', 'strong', 'em', 'blockquote', 'thead', 'tbody', 'tr', 'hr', 'br'].map(
      (tag) => [tag, /^$/],
    ),
  ),
};

/** What a simple scan finds wrong: unknown tags and attributes, bad nesting, bare signs. */
function faultsOfHtml(html: string): string[] {
  const faults: string[] = [];
  const open: string[] = [];
  const rest = html.replaceAll(
    /<(\/?)([a-z][a-z0-9]*)([^<>]*)>/g,
    (_whole, slash, tag, written) => {
      if (!attributes[tag]) faults.push(`<${tag}>`);
      else if (slash) {
        if (open.pop() !== tag) faults.push(`</${tag}>`);
      } else {
        if (!attributes[tag].test(written)) faults.push(`<${tag}${written}>`);
        if (tag !== 'hr' && tag !== 'br') open.push(tag);
      }
      return '';
    },
  );
  faults.push(...open.map((tag) => `<${tag}> is not closed`));
  const bare = rest.match(/[<>]|&(?!(amp|lt|gt|quot|#39);)/g) ?? [];
  return [...faults, ...bare];
}
