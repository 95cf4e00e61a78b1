import { expect, test } from 'vitest';
import { parseXml } from './xml-document.ts';

const head = '<?xml version="1.0" encoding="utf-8"?>\n';

test('a well-formed document is read', () => {
  expect(parseXml(`${head}<a x="1&amp;2"><b/>文<c>&lt;</c></a>\n`)).toEqual({
    name: 'a',
    attributes: { x: '1&2' },
    text: '文<',
    children: [
      { name: 'b', attributes: {}, text: '', children: [] },
      { name: 'c', attributes: {}, text: '<', children: [] },
    ],
  });
});

test.each([
  ['an element that another ends', '<a><b></a></b>'],
  ['an element without end', '<a><b></b>'],
  ['two elements', '<a/><b/>'],
  ['an attribute twice', '<a x="1" x="2"/>'],
  ['an attribute without quotes', '<a x=1/>'],
  ['a bare ampersand', '<a>1 & 2</a>'],
  ['an entity of HTML', '<a>&nbsp;</a>'],
  ['a less-than sign in an attribute', '<a x="<"/>'],
  ['a control character', '<a>\u0001</a>'],
  ['text after the end', '<a/>x'],
])('%s is refused', (_, body) => {
  expect(() => parseXml(head + body)).toThrow();
});
