import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { comparePdf } from '../../src/pdf/read-back/compare-pdf.ts';
import type { ExpectedContent, ExpectedUnit } from '../../src/pdf/read-back/content.ts';
import { tellMismatch } from '../../src/pdf/read-back/mismatch.ts';
import type { PdfText, TagElement } from '../../src/pdf/read-back/pdf-text.ts';
import type { TextRun } from '../../src/pdf/read-back/text-runs.ts';

const text = (place: string, content: string): ExpectedUnit => ({
  kind: 'text',
  place,
  text: content,
});
const row = (labels: string[], figures: string[], header?: string[]): ExpectedUnit => ({
  kind: 'row',
  place: `表三“${labels.at(-1)}”`,
  labels,
  figures,
  ...(header ? { header } : {}),
});

const content = (units: ExpectedUnit[]): ExpectedContent => ({
  report: '河源区青溪镇 2021',
  units,
  runningLines: ['演示'],
  colophon: ['国办公开办函〔2021〕30号'],
});

/** A cell, or one line of a paragraph, as the browser paints it; `marks` as one part of a page. */
interface Painted {
  text: string;
  role: 'P' | 'TH' | 'TD' | 'Lbl';
  /** Whether it is the first cell of its row, or the first line of its paragraph. */
  isFirst: boolean;
  /** Whether it goes on what stands before it on the line, under the same tag. */
  continues?: boolean;
}

const paragraph = (...lines: string[]): Painted[] =>
  lines.map((line, index) => ({ text: line, role: 'P', isFirst: index === 0 }));
const tableRow = (labels: string[], figures: string[]): Painted[] =>
  [...labels, ...figures].map((cell, index) => ({
    text: cell,
    role: index < labels.length ? 'TH' : 'TD',
    isFirst: index === 0,
  }));
const colophon = paragraph('格式依据：国办公开办函〔2021〕30号。');

/** Pages as they are read from a PDF that is right in all but what is painted. */
function pdfOf(pages: readonly (readonly Painted[])[], artifacts: string[][] = []): PdfText {
  return {
    pages: pages.map((painted, index) => {
      const number = index + 1;
      const runs: TextRun[] = [];
      const elements: { role: string; children: (TagElement | number)[] }[] = [];
      const add = (run: Partial<TextRun> & { text: string }) =>
        runs.push({ page: number, x: 80, y: 800 - runs.length, isArtifact: false, ...run });
      for (const line of [`— ${number} —`, '演示', ...(artifacts[index] ?? [])])
        add({ text: line, isArtifact: true });
      for (const { text: shown, role, isFirst, continues } of painted) {
        const before = runs.at(-1)!;
        const tag = continues ? before.tag! : runs.length;
        add({ text: shown, tag, ...(continues ? { y: before.y } : {}) });
        if (continues) continue;
        if (role !== 'TH' && role !== 'TD') {
          if (isFirst || elements.length === 0) elements.push({ role, children: [tag] });
          else elements.at(-1)!.children.push(tag);
        } else {
          if (isFirst || elements.at(-1)?.role !== 'TR')
            elements.push({ role: 'TR', children: [] });
          elements.at(-1)!.children.push({ role, children: [tag] });
        }
      }
      return { number, runs, tags: { role: 'Root', children: elements } };
    }),
  };
}

const told = (expected: ExpectedContent, pdf: PdfText) =>
  comparePdf(expected, pdf).map(tellMismatch);

describe('what is right', () => {
  test('has no mismatch', () => {
    const expected = content([
      text('标题', '年度报告'),
      row(['（一）予以公开'], ['1', '0', '26.50']),
    ]);
    const pdf = pdfOf([
      [...paragraph('年度报告'), ...tableRow(['（一）予以公开'], ['1', '0', '26.50']), ...colophon],
    ]);
    expect(told(expected, pdf)).toEqual([]);
  });

  test.each<[string, string, string[]]>([
    [
      'a line’s end stands for the space that is lost there',
      'Open Data 目录',
      ['Open', 'Data 目录'],
    ],
    ['a line’s end may stand anywhere', '全年收到申请12件', ['全年收到申', '请1', '2件']],
    ['white space of any kind is one space', 'a\u00a0b\u3000c  d', ['a b c d']],
    ['a space may also stand before the line’s end', '甲 乙', ['甲\u3000', '乙']],
    ['what has no shape is left out', '👩\u200d🌾葛\u{e0100}', ['👩🌾葛']],
    ['a space may stand in its place', '葛\u{e0100}，葛\u{e0100} 甲', ['葛 ，葛  甲']],
  ])('%s', (_, meant, lines) => {
    const pdf = pdfOf([[...paragraph(...lines), ...colophon]]);
    expect(told(content([text('第 1 段', meant)]), pdf)).toEqual([]);
  });

  test('a paragraph goes on on the next page', () => {
    const pdf = pdfOf([paragraph('全年收到'), [...paragraph('申请。'), ...colophon]]);
    expect(told(content([text('第 1 段', '全年收到申请。')]), pdf)).toEqual([]);
  });

  test.each([['1.'], ['（1）'], ['1、']])('a list’s number may be set as %s', (marker) => {
    const expected = content([{ kind: 'marker', place: '编号', number: 1 }, text('第 1 段', '甲')]);
    const painted = { text: marker, role: 'Lbl', isFirst: true } as const;
    expect(told(expected, pdfOf([[painted, ...paragraph('甲'), ...colophon]]))).toEqual([]);
  });

  test.each([[[]], [['•']], [['◦']]])('a bullet may be drawn or written: %j', (bullets) => {
    const expected = content([
      { kind: 'marker', place: '编号', number: null },
      text('第 1 段', '甲'),
    ]);
    const painted = bullets.map((sign) => ({ text: sign, role: 'Lbl', isFirst: true }) as const);
    expect(told(expected, pdfOf([[...painted, ...paragraph('甲'), ...colophon]]))).toEqual([]);
  });

  test('a figure’s sign may be of another face', () => {
    const [label, sign] = tableRow(['增减'], ['+']);
    const digits: Painted = { text: '47', role: 'TD', isFirst: false, continues: true };
    expect(
      told(content([row(['增减'], ['+47'])]), pdfOf([[label!, sign!, digits, ...colophon]])),
    ).toEqual([]);
  });

  describe('of a table that goes on on the next page', () => {
    const header = ['项目', '数量'];
    const expected = content([
      row(header, []),
      row(['甲', '1'], [], header),
      row(['乙', '2'], [], header),
    ]);
    const first = [...tableRow(header, []), ...tableRow(['甲', '1'], [])];
    const second = [...tableRow(['乙', '2'], []), ...colophon];

    test('the header row may stand again', () => {
      expect(told(expected, pdfOf([first, second], [[], header]))).toEqual([]);
    });
    test('it may stand again once, and whole', () => {
      for (const again of [['项目'], ['数量', '项目'], [...header, ...header]])
        expect(told(expected, pdfOf([first, second], [[], again])), String(again)).toHaveLength(1);
    });
    test('it may stand there only', () => {
      expect(told(expected, pdfOf([[...first, ...second]], [header]))).toHaveLength(1);
    });
    test('a row may be broken, cell by cell', () => {
      const parts = pdfOf(
        [
          [...tableRow(header, []), ...tableRow(['甲', '1'], []), ...tableRow(['很长', '2'], [])],
          [...tableRow(['的一格'], []), ...colophon],
        ],
        [[], header],
      );
      const long = content([
        row(header, []),
        row(['甲', '1'], [], header),
        row(['很长的一格', '2'], [], header),
      ]);
      expect(told(long, parts)).toEqual([]);
    });
  });
});

describe('a mismatch names page, place and both texts', () => {
  const rows: [string, string[]][] = [
    ['（一）予以公开', ['1', '0', '3']],
    ['（二）部分公开', ['4', '0', '6']],
    ['（三）不予公开', ['7', '0', '9']],
  ];
  const expected = content([
    text('标题', '年度报告'),
    text('一、总体情况第 1 段', '全年收到申请12件，都已办结。'),
    ...rows.map(([label, figures]) => row([label], figures)),
  ]);
  const before = [...paragraph('年度报告'), ...paragraph('全年收到申请12件，', '都已办结。')];
  const told1 = (painted: Painted[]) => told(expected, pdfOf([before, [...painted, ...colophon]]));
  const [one, two, three] = rows.map(([label, figures]) => tableRow([label], figures)) as [
    Painted[],
    Painted[],
    Painted[],
  ];

  test('of a wrong figure', () => {
    const wrong = tableRow(['（二）部分公开'], ['4', '0', '8']);
    expect(told1([...one, ...wrong, ...three])).toEqual([
      '第 2 页，表三“（二）部分公开”应为 4 0 6，PDF 上是 4 0 8',
    ]);
  });
  test('of figures that are swapped', () => {
    const wrong = tableRow(['（二）部分公开'], ['0', '4', '6']);
    expect(told1([...one, ...wrong, ...three])).toEqual([
      '第 2 页，表三“（二）部分公开”应为 4 0 6，PDF 上是 0 4 6',
    ]);
  });
  test('of figures that run together, or apart', () => {
    const together = tableRow(['（二）部分公开'], ['40', '6']);
    expect(told1([...one, ...together, ...three])).toEqual([
      '第 2 页，表三“（二）部分公开”应为 4 0 6，PDF 上是 40 6',
    ]);
    const apart = tableRow(['（二）部分公开'], ['4', '0', '6', '6']);
    expect(told1([...one, ...apart, ...three])).toHaveLength(1);
  });
  test('of a wrong label', () => {
    const wrong = tableRow(['（二）全部公开'], ['4', '0', '6']);
    expect(told1([...one, ...wrong, ...three])).toEqual([
      '第 2 页，表三“（二）部分公开”应为 （二）部分公开 4 0 6，PDF 上是 （二）全部公开 4 0 6',
    ]);
  });
  test('of a row that is missing', () => {
    expect(told1([...one, ...three])).toEqual([
      '第 2 页，表三“（二）部分公开”应为 （二）部分公开 4 0 6，PDF 上没有',
    ]);
  });
  test('of a row that stands there twice', () => {
    expect(told1([...one, ...two, ...two, ...three])).toEqual([
      '第 2 页，表三“（二）部分公开”只应有一处，表三“（二）部分公开”之后多出“（二）部分公开406”',
    ]);
  });
  test('of rows in the wrong order', () => {
    expect(told1([...two, ...one, ...three])).toHaveLength(2);
  });
  test('of a paragraph, with what is around the difference', () => {
    const pages = [
      paragraph('年度报告'),
      [...paragraph('全年收到申请13件，', '都已办结。'), ...one, ...two, ...three, ...colophon],
    ];
    expect(told(expected, pdfOf(pages))).toEqual([
      '第 2 页，一、总体情况第 1 段应为 “全年收到申请12件，都已办结。”，PDF 上是 “全年收到申请13件，都已办结。”',
    ]);
  });
  test('of what is left over at the end', () => {
    expect(told1([...one, ...two, ...three, ...paragraph('附件3')])).toEqual([
      '第 2 页，表三“（三）不予公开”之后多出“附件3格式依据：国办公开办函〔2021〕30号。”',
    ]);
    expect(told1([...one, ...two, ...three, ...paragraph('年度报告')])).toHaveLength(1);
  });
  test('of the colophon', () => {
    const painted = [
      ...one,
      ...two,
      ...three,
      ...paragraph('格式依据：国办公开办函〔2019〕60号。'),
    ];
    expect(told(expected, pdfOf([before, painted]))).toEqual([
      '第 2 页，文末的格式依据应为 国办公开办函〔2021〕30号，PDF 上是 格式依据：国办公开办函〔2019〕60号。',
    ]);
  });
  test('of page numbers and running lines', () => {
    const pdf = pdfOf([before, [...one, ...two, ...three, ...colophon]], [[], ['草稿']]);
    expect(told(expected, pdf)).toEqual(['第 2 页，页码、页眉等多出“草稿”']);
    const [first, second] = pdf.pages;
    const without = second!.runs.filter((run) => !['— 2 —', '草稿'].includes(run.text));
    expect(told(expected, { pages: [first!, { ...second!, runs: without }] })).toEqual([
      '第 2 页，页码、页眉等应为 “— 2 —”，PDF 上没有',
    ]);
  });
});

describe('by its tags', () => {
  const expected = content([text('标题', '年度报告'), row(['（一）'], ['1', '2'])]);
  const right = pdfOf([
    [...paragraph('年度报告'), ...tableRow(['（一）'], ['1', '2']), ...colophon],
  ]);
  const [page] = right.pages;
  const [title, tableRow_, last] = page!.tags!.children as TagElement[];
  const toldOf = (children: TagElement[]) =>
    told(expected, { pages: [{ ...page!, tags: { role: 'Root', children } }] });

  test('all is there once', () => {
    expect(toldOf([title!, tableRow_!, last!])).toEqual([]);
    expect(toldOf([tableRow_!, last!])).toEqual([
      '第 1 页，“年度报告”的标签应为 一处，PDF 上是 0 处',
    ]);
    expect(toldOf([title!, title!, tableRow_!, last!])).toEqual([
      '第 1 页，“年度报告”的标签应为 一处，PDF 上是 2 处',
    ]);
  });
  test('all is in order', () => {
    expect(toldOf([tableRow_!, title!, last!]).join()).toContain('（按标签的次序）');
  });
  test('figures are cells of one row', () => {
    const [label, one, two] = tableRow_!.children as TagElement[];
    const rowOf = (...children: TagElement[]) => ({ role: 'TR', children });
    const told1 = toldOf([title!, rowOf(label!, one!), rowOf(two!), last!]);
    expect(told1).toEqual(['第 1 页，表三“（一）”的标签应为 TH TD TD，PDF 上是 TH TD']);
    expect(toldOf([title!, rowOf(label!, { ...one!, role: 'TH' }, two!), last!])).toEqual([
      '第 1 页，表三“（一）”的标签应为 TH TD TD，PDF 上是 TH TH TD',
    ]);
  });
});

/** Paragraphs with their lines, and rows; lines are cut anywhere. */
const words = fc.stringMatching(/^[公开申请12][公开申请12 ]{0,10}[公开申请12]$/);
const paragraphs = fc.tuple(words, fc.array(fc.nat(12), { maxLength: 3 }));
const figure = fc.constantFrom('0', '1', '10', '11', '101', '26.50', '—');
const rowsOfFigures = fc.tuple(words, fc.array(figure, { minLength: 1, maxLength: 7 }));
const parts = fc.array(
  fc.oneof(
    paragraphs.map(([whole, cuts]) => {
      const lines = cutAt(whole.replaceAll(/ +/g, ' '), cuts);
      return {
        unit: text('段', whole),
        painted: paragraph(...lines.map((line) => line.trim()).filter((line) => line !== '')),
      };
    }),
    rowsOfFigures.map(([label, figures]) => ({
      unit: row([label], figures),
      painted: tableRow([label.replaceAll(/ +/g, ' ')], figures),
    })),
  ),
  { minLength: 1, maxLength: 8 },
);

function cutAt(whole: string, cuts: readonly number[]): string[] {
  const places = [0, ...cuts.filter((cut) => cut < whole.length), whole.length];
  const sorted = [...new Set(places)].sort((a, b) => a - b);
  return sorted.slice(1).map((end, index) => whole.slice(sorted[index], end));
}

/** Whether a text is another one when read: line ends and spaces before and after do not count. */
const reading = (painted: readonly Painted[]) =>
  painted.map(({ text: shown, role }) => (role === 'P' ? shown : `[${shown}]`)).join('');

describe('any report', () => {
  test('that is right has no mismatch', () => {
    fc.assert(
      fc.property(parts, fc.nat(), (all, cut) => {
        const painted = all.flatMap((part) => part.painted);
        const end = cut % (painted.length + 1);
        const pdf = pdfOf([painted.slice(0, end), [...painted.slice(end), ...colophon]]);
        // A row is never broken; where the cut would do so, all stands on one page.
        const whole = painted[end]?.isFirst === false && painted[end]?.role !== 'P';
        const one = pdfOf([[...painted, ...colophon]]);
        expect(told(content(all.map((part) => part.unit)), whole ? one : pdf)).toEqual([]);
      }),
    );
  });

  test('has a mismatch for any single change', () => {
    const change = fc.constantFrom<
      (painted: Painted[], at: number, character: number) => Painted[]
    >(
      function dropOne(painted, at) {
        return painted.toSpliced(at, 1);
      },
      function doubleOne(painted, at) {
        return painted.toSpliced(at, 0, painted[at]!);
      },
      function swapTwo(painted, at) {
        const [one, other] = painted.slice(at, at + 2);
        return other ? painted.toSpliced(at, 2, other, one!) : painted;
      },
      function changeCharacter(painted, at, character) {
        const { text: shown, ...rest } = painted[at]!;
        const place = character % shown.length;
        const other = shown[place] === '1' ? '2' : '1';
        const changed = shown.slice(0, place) + other + shown.slice(place + 1);
        return painted.toSpliced(at, 1, { ...rest, text: changed });
      },
      function dropCharacter(painted, at, character) {
        const { text: shown, ...rest } = painted[at]!;
        const place = character % shown.length;
        const changed = shown.slice(0, place) + shown.slice(place + 1);
        return painted.toSpliced(at, 1, { ...rest, text: changed });
      },
    );
    fc.assert(
      fc.property(parts, change, fc.nat(), fc.nat(), (all, change_, place, character) => {
        const painted = all.flatMap((part) => part.painted);
        const changed = change_(painted, place % painted.length, character);
        fc.pre(reading(changed) !== reading(painted));
        // A space lost at a line's end is none.
        fc.pre(reading(changed).replaceAll(' ', '') !== reading(painted).replaceAll(' ', ''));
        const pdf = pdfOf([[...changed, ...colophon]]);
        expect(told(content(all.map((part) => part.unit)), pdf)).not.toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});
