import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ContentStreamError,
  readOperations,
  writeOperations,
} from '../../../src/pdf/structure/content-stream.ts';
import { contentsWithText, markAnew } from '../../../src/pdf/structure/marked-content.ts';

const lines = (text: string): string[] => text.trim().split('\n');

const marked = (text: string, markOf: Parameters<typeof markAnew>[1]): string[] =>
  lines(writeOperations(markAnew(readOperations(text), markOf)));

test('finds the contents that show text', () => {
  const page = readOperations(`
    /Table <</MCID 0>> BDC 0 0 9 1 re f EMC
    /P <</MCID 1>> BDC BT /Span <</ActualText <feff>>> BDC (a) Tj EMC ET EMC
    /Artifact BMC BT (b) Tj ET EMC`);
  expect(contentsWithText(page)).toEqual(new Set([1]));
});

describe('markAnew', () => {
  test('gives contents their new names and numbers, and makes artifacts of the rest', () => {
    const page = `q BT (1) Tj ET 0 0 5 1 re f 7 7 m 8 8 l S
      /Table <</MCID 0>> BDC 1 1 2 2 re f EMC
      /NonStruct <</MCID 1>> BDC BT (text) Tj ET EMC Q`;
    expect(marked(page, (number) => (number === 1 ? { tag: 'TD', number: 0 } : undefined))).toEqual(
      lines(`q
/Artifact <</Type /Pagination>> BDC
BT
(1) Tj
ET
EMC
/Artifact <</Type /Layout>> BDC
0 0 5 1 re
f
EMC
/Artifact <</Type /Layout>> BDC
7 7 m
8 8 l
S
EMC
/Artifact <</Type /Layout>> BDC
1 1 2 2 re
f
EMC
/TD <</MCID 0>> BDC
BT
(text) Tj
ET
EMC
Q`),
    );
  });

  test('leaves clipping alone, which paints nothing', () => {
    expect(marked('q 0 0 9 9 re W* n Q', () => undefined)).toEqual(
      lines('q\n0 0 9 9 re\nW*\nn\nQ'),
    );
  });

  test('ends a content before the graphics state that was saved before it', () => {
    const page = 'q q /P <</MCID 0>> BDC BT (a) Tj ET Q Q EMC';
    expect(marked(page, () => ({ tag: 'P', number: 0 }))).toEqual(
      lines('q\nq\n/P <</MCID 0>> BDC\nBT\n(a) Tj\nET\nEMC\nQ\nQ'),
    );
  });

  test('refuses painting after that', () => {
    const page = 'q /P <</MCID 0>> BDC Q 0 0 1 1 re f EMC';
    expect(() => marked(page, () => ({ tag: 'P', number: 0 }))).toThrow(ContentStreamError);
  });

  test('marks whatever is painted exactly once, and changes nothing else', () => {
    const text = fc.constantFrom('BT (a) Tj ET', 'BT /Span <</ActualText <00>>> BDC (b) Tj EMC ET');
    const paint = fc.oneof(text, fc.constantFrom('0 0 1 1 re f', '1 1 m 2 2 l S', '/X0 Do'));
    const content = fc.array(paint, { maxLength: 3 });
    const piece = fc.oneof(
      paint,
      content.map((parts) => `/P <</MCID 7>> BDC ${parts.join(' ')} EMC`),
      content.map((parts) => `q ${parts.join(' ')} Q`),
      fc.constantFrom('1 0 0 1 0 0 cm', '0 0 9 9 re W n', '/G3 gs'),
    );
    fc.assert(
      fc.property(fc.array(piece), fc.boolean(), (pieces, isKept) => {
        const page = readOperations(pieces.join('\n'));
        const after = markAnew(page, () => (isKept ? { tag: 'P', number: 0 } : undefined));
        const isMark = ({ operator, operands }: (typeof page)[number]) =>
          operator === 'EMC' || (operator === 'BDC' && operands[0] !== '/Span');
        expect(after.filter((each) => !isMark(each))).toEqual(page.filter((each) => !isMark(each)));
        const open: string[] = [];
        for (const { operator, operands } of after) {
          if (operator === 'BDC') open.push(operands[0]!);
          else if (operator === 'EMC') open.pop();
          else if (/^(Tj|f|S|Do)$/.test(operator)) {
            expect(open.filter((tag) => tag !== '/Span')).toHaveLength(1);
          }
        }
      }),
    );
  });
});
