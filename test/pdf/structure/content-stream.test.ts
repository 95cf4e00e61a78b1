import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ContentStreamError,
  type Operation,
  readOperations,
  writeOperations,
} from '../../../src/pdf/structure/content-stream.ts';

describe('readOperations', () => {
  test.each<[string, Operation[]]>([
    ['q\nQ', [op('q'), op('Q')]],
    [
      '/F4 21 Tf 1 0 0 -1 98.26 5781 Tm',
      [op('Tf', '/F4', '21'), op('Tm', ...'1 0 0 -1 98.26 5781'.split(' '))],
    ],
    ['<42f9> Tj(9\\)) Tj', [op('Tj', '<42f9>'), op('Tj', '(9\\))')]],
    ['(a(b)\\(c) Tj', [op('Tj', '(a(b)\\(c)')]],
    ['[<01>-12.5(x])] TJ', [op('TJ', '[<01>-12.5(x])]')]],
    ['/P <</MCID 0 >>BDC EMC', [op('BDC', '/P', '<</MCID 0 >>'), op('EMC')]],
    ['/Span<</ActualText <feff793a> >> BDC', [op('BDC', '/Span', '<</ActualText <feff793a> >>')]],
    ['true null .5 +1 d0 % comment ) Q\nQ', [op('d0', 'true', 'null', '.5', '+1'), op('Q')]],
    ["(x) ' f* W*", [op("'", '(x)'), op('f*'), op('W*')]],
    ['', []],
  ])('%s', (text, operations) => expect(readOperations(text)).toEqual(operations));

  test.each(['(never closed', '[1 2', '<</A 1', '>> Q', 'BI /W 1 ID x EI'])(
    'refuses %s',
    (text) => {
      expect(() => readOperations(text)).toThrow(ContentStreamError);
    },
  );

  test('reads what it writes', () => {
    const string = fc
      .array(fc.constantFrom('a', '\\(', '\\)', '\\\\', '(x)', '\x80', '\n', ']', '>', '%'))
      .map((parts) => `(${parts.join('')})`);
    const scalar = fc.oneof(fc.constantFrom('0', '-1.5', '/F1', '/A.B', '<00ff>', 'true'), string);
    const operand = fc.oneof(
      scalar,
      fc.array(scalar).map((items) => `[${items.join(' ')}]`),
      fc.array(scalar).map((items) => `<<${items.map((item) => `/K ${item}`).join(' ')}>>`),
    );
    const operation = fc.record({
      operator: fc.constantFrom('Tj', 'TJ', 're', 'f*', 'cm', 'BDC', "'"),
      operands: fc.array(operand, { maxLength: 6 }),
    });
    fc.assert(
      fc.property(fc.array(operation), (operations) => {
        expect(readOperations(writeOperations(operations))).toEqual(operations);
      }),
    );
  });
});

function op(operator: string, ...operands: string[]): Operation {
  return { operator, operands };
}
