/** The .NET regular expressions of claims: what JavaScript does not know, and that every search ends. */

import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import { matchAll } from '../../../idp/claims/regex-match.ts';
import { parseRegex } from '../../../idp/claims/regex-parse.ts';

const texts = (pattern: string, text: string): string[] =>
  matchAll(parseRegex(pattern), text).map(({ start, end }) => text.slice(start, end));

const rows: [pattern: string, text: string, matches: string[]][] = [
  ['a|bc', 'abca', ['a', 'bc', 'a']],
  ['(?i)ab(?-i)C', 'ABC abc abC', ['ABC', 'abC']],
  ['a(?i:b)c', 'aBc aBC', ['aBc']],
  ["(?'x'a)\\k'x'|(?<y>b)\\k<y>", 'aabb', ['aa', 'bb']],
  ["(?'n'a)(b)\\1\\2", 'abba', ['abba']],
  ['(?i)(a)\\1', 'aA', ['aA']],
  ['\\d+', '12 ٣٤', ['12', '٣٤']],
  ['\\w+', 'é_1-x', ['é_1', 'x']],
  ['\\p{Lu}\\P{Lu}', 'aBc', ['Bc']],
  ['[a-z-[aeiou]]+', 'hello', ['h', 'll']],
  ['[^]a]+', 'b]a', ['b']],
  ['[]a]+', 'b]a', [']a']],
  ['(?i)[a-c]+', 'AbCd', ['AbC']],
  ['\\bcat\\b', 'cat concat cat.', ['cat', 'cat']],
  ['\\Bat', 'at cat', ['at']],
  ['^a$', 'a\n', ['a']],
  ['\\Aa\\z', 'a\n', []],
  ['(?m)^.$', 'a\nb', ['a', 'b']],
  ['(?s)a.b', 'a\nb', ['a\nb']],
  ['a.b', 'a\nb', []],
  ['(?x) a b # both', 'ab', ['ab']],
  ['a(?#comment)b', 'ab', ['ab']],
  ['(?<=@)\\w+', 'x@y z', ['y']],
  ['(?<!@)\\b\\w', 'x @y', ['x']],
  ['a(?=b)', 'ab ac', ['a']],
  ['a(?!b)', 'ab ac', ['a']],
  ['(?>a+)ab', 'aaab', []],
  ['a{2}', 'aaaaa', ['aa', 'aa']],
  ['a{2,}?', 'aaaaa', ['aa', 'aa']],
  ['a{1,3}', 'aaaa', ['aaa', 'a']],
  ['a{,3}', 'a{,3}', ['a{,3}']],
  ['(ab)+?', 'abab', ['ab', 'ab']],
  ['(a|ab)(c|bcd)(d*)', 'abcd', ['abcd']],
  ['(a?)*', '', ['']],
  ['x*', 'axb', ['', 'x', '', '']],
  ['\\x41\\u0042\\t', 'AB\t', ['AB\t']],
  ['\\@\\-\\.', '@-.', ['@-.']],
  ['(?n)(a)b', 'ab', ['ab']],
  ['', 'a', ['', '']],
];

for (const [pattern, text, matches] of rows) {
  test(`${pattern} on ${JSON.stringify(text)}`, () => expect(texts(pattern, text)).toEqual(matches));
}

const mistakes: [pattern: string, message: RegExp][] = [
  ['(a', /group that begins at character 1 has no closing \)/],
  ['a)', /\) at character 2 closes nothing/],
  ['[a', /class that begins at character 1 has no closing ]/],
  ['*a', /\* at character 1 has nothing to repeat/],
  ['a**', /repeats a repetition/],
  ['a{3,2}', /runs backwards/],
  ['[z-a]', /range z-a .* backwards/],
  ["(?'x'a)(?<x>b)", /«x» is defined twice/],
  ['\\k<no>', /group «no» that it does not define/],
  ['\\2', /group «2» that it does not define/],
  ['a\\', /ends with a backslash/],
  ['\\y', /\\y is no escape/],
  ['\\p{IsGreek}', /general category/],
  ['(?(a)b|c)', /not supported/],
  ["(?'a-b'c)", /not supported/],
  ['(?#a', /comment/],
  ['a'.repeat(2001), /2001 characters; at most 2000/],
];

for (const [pattern, message] of mistakes) {
  test(`refused: ${pattern.slice(0, 20)}`, () => expect(() => parseRegex(pattern)).toThrow(message));
}

test('groups are numbered as in .NET: unnamed ones first', () => {
  const regex = parseRegex("(?'first'a)(b)(?'second'c)");
  expect(Object.fromEntries(regex.groups)).toEqual({
    1: '1',
    2: 'first',
    3: 'second',
    first: 'first',
    second: 'second',
  });
  expect(Object.fromEntries(matchAll(regex, 'abc')[0]?.groups ?? [])).toEqual({ first: 'a', 1: 'b', second: 'c' });
});

test('a group that took no part has no text, also after another way was tried', () => {
  const [match] = matchAll(parseRegex('(?:(a)b|ac)'), 'ac');
  expect(match?.groups.size).toBe(0);
});

test('runaway patterns end with an error, deep ones too', () => {
  for (const [pattern, text] of [
    ['^(a+)+$', `${'a'.repeat(64)}!`],
    ['^(\\w|a)*$', `${'a'.repeat(64)}!`],
    ['^(a|b|ab)*c$', 'ab'.repeat(5000)],
    ['(x(y)?)*z', 'x'.repeat(20_000)],
  ] as const) {
    expect(() => matchAll(parseRegex(pattern), text), pattern).toThrow('too many steps');
  }
  expect(texts('.*x', 'a'.repeat(500))).toEqual([]);
  expect(texts('^.*$', 'a'.repeat(50_000))).toHaveLength(1);
});

test('agrees with JavaScript where both know a pattern', () => {
  const piece = fc.constantFrom(
    'a',
    'b',
    '.',
    '[ab]',
    '[^a]',
    '(a|b)',
    '(?:ab)',
    '(?=a)',
    '(?!b)',
    'a?',
    'b*',
    '(a+?)',
    'b{1,2}',
  );
  const patterns = fc.array(piece, { minLength: 1, maxLength: 6 }).map((pieces) => pieces.join(''));
  const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });
  fc.assert(
    fc.property(patterns, text, (pattern, value) => {
      const expected = [...value.matchAll(new RegExp(pattern, 'g'))].map((match) => match[0]);
      expect(texts(pattern, value)).toEqual(expected);
    }),
    { numRuns: 500, seed: 4 },
  );
});
