import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { home } from '../../src/archive/load.ts';
import { findTypingAccidents } from '../../src/yaml/accidents.ts';
import { scanLines } from '../../src/yaml/lines.ts';
import { findMistakes } from '../../src/yaml/mistakes.ts';
import { parseYaml } from '../../src/yaml/parse.ts';
import { createSource, positionAt } from '../../src/yaml/source.ts';
import { fixtureRoot } from '../roots.ts';

/** Every YAML file of the project that is right. */
const files = [home, ...['full', 'invented-edition', 'bad-input/base'].map(fixtureRoot)].flatMap(
  (root) =>
    ['data', 'reports'].flatMap((folder) =>
      readdirSync(path.join(root, folder), { recursive: true })
        .map((name) => path.join(root, folder, String(name)))
        .filter((name) => name.endsWith('.yaml')),
    ),
);

describe('where nothing is wrong, nothing is suspected', () => {
  test.each(files)('%s', (file) => {
    const source = createSource(file, readFileSync(file, 'utf8'));
    const lines = scanLines(source);
    expect(parseYaml(source).problems).toEqual([]);
    expect(findTypingAccidents(source, [], lines)).toEqual([]);
    expect(findMistakes(source, lines)).toEqual([]);
  });

  test.each([
    ['a list at its parent’s column', 'a:\n- b: 0\n  c: 0\n- d\n'],
    ['brackets over lines', 'a: {b: 0,\n  c: [1,\n    2]}\nd: 0\n'],
    ['a closing bracket on a line of its own', 'a: [\n  1\n  ]\nb: 0\n'],
    ['a file that is all brackets', '{\n"a": 0,\nb: [\n1\n]\n}\n'],
    ['quotes over lines', 'a: "b: c\n  - d: e\n\n  f"\ng: 0\n'],
    ['quotes with quotes and number signs in them', "a: \"b \\\" # c\"\nd: 'e '' # f'\n"],
    ['a quote within a word', 'a: it\'s 5" wide\nb: 0\n'],
    ['plain text over lines', 'a: b\n  c\n  d\ne: 0\n'],
    [
      'blocks with and without signs',
      'a: |+\n  b: c\n\n    d\n\ne: >-\n  f\n- g\n'.replace('- g\n', ''),
    ],
    ['a block in a list', 'a:\n  - b: |\n      c\n    d: 0\n  - |\n    e: f: g\n'],
    ['comments everywhere', '# a: b: c\na: 0 # b: c\n  # d\nb: # e\n  c: 0\n'],
    ['keys in quotes', '"a": 0\n\'b\': {"c": 0, \'d\':1}\n'],
    ['addresses and times', 'a: https://b.c/d:e\nf: 09:30\ng: {h: "https://i"}\n'],
    ['a comment after a block that looks like a heading', 'a: |\n  b\n\n## c\nd: 0\n'],
    ['a document start', '---\na: 0\n...\n'],
  ])('%s', (_name, text) => {
    const source = createSource('a.yaml', text);
    expect(parseYaml(source).problems).toEqual([]);
    expect(findTypingAccidents(source, [])).toEqual([]);
    expect(findMistakes(source, scanLines(source))).toEqual([]);
  });
});

describe('a mistake is told where it was made, not where the parser stops', () => {
  /** Line, column and rule of what is told of a text that does not parse. */
  const told = (text: string) => {
    const source = createSource('a.yaml', text);
    return parseYaml(source).problems.map(({ offset, rule }) => {
      const { line, column } = positionAt(source, offset);
      return `${line}:${column} ${rule}`;
    });
  };

  test.each([
    ['a quote', 'a: 0\nb: "c\nd: 0\ne: 0\n', ['2:4 yaml/quote']],
    ['a quote in brackets', 'a: {b: "c, d: 0}\ne: 0\n', ['1:8 yaml/quote']],
    ['a bracket', 'a: {b: 0, c: [1, 2}\nd: 0\n', ['1:4 yaml/bracket']],
    [
      'a closing bracket at the column of its key',
      'a:\n  b: {\n    c: 0\n  }\nd: 0\n',
      ['4:3 yaml/bracket'],
    ],
    ['a square bracket', 'a: [1, 2\nd: 0\n', ['1:4 yaml/bracket']],
    ['a colon', 'a: 0\nb 0\nc: 0\n', ['2:1 yaml/colon']],
    ['the indentation of a heading', 'a: |\n  b\n## c\n  d\ne: 0\n', ['3:1 yaml/text-indentation']],
    ['a space after a colon', 'a: 0\n甲:0\nc: 0\n', ['2:2 yaml/colon-space']],
    ['an indentation', 'a:\n  b: 0\n    c: 0\nd: 0\n', ['3:5 yaml/indentation']],
    ['an indentation in a list', 'a:\n  - b: 0\n   c: 0\nd: 0\n', ['3:4 yaml/indentation']],
    [
      'several at once',
      'a: b: c\nd: @e\nf 0\ng: | h\n',
      ['1:5 yaml/second-colon', '2:4 yaml/symbol', '3:1 yaml/colon', '4:6 yaml/text-start'],
    ],
    [
      'a mistake after an accident',
      '甲：0\nb: c: d\n',
      ['1:2 yaml/full-width', '2:5 yaml/second-colon'],
    ],
    ['something else: what the parser says', 'a: 0\nb: [1, , 2]\n', ['2:8 yaml/syntax']],
    [
      'a mistake below the parser’s error: both',
      'a: [1, , 2]\nb: "c\n',
      ['1:8 yaml/syntax', '2:4 yaml/quote'],
    ],
  ])('%s', (_name, text, expected) => {
    expect(told(text).sort()).toEqual(expected);
  });
});
