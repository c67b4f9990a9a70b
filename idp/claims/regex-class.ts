/** Characters and character classes of .NET regular expressions (Unicode by default, unlike JavaScript's). */

import { RegexError } from './regex-syntax.ts';

export type Test = (character: string) => boolean;

const of =
  (pattern: RegExp): Test =>
  (character) =>
    pattern.test(character);
const not =
  (test: Test): Test =>
  (character) =>
    !test(character);

const digit = of(/^\p{Nd}$/u);
/** .NET: letters, non-spacing and spacing marks, decimal digits, connector punctuation. */
export const isWord = of(/^[\p{L}\p{Mn}\p{Nd}\p{Pc}]$/u);
const space = of(/^[\f\n\r\t\v\x85\p{Z}]$/u);
const classes: Record<string, Test> = { d: digit, D: not(digit), w: isWord, W: not(isWord), s: space, S: not(space) };
const controls: Record<string, string> = {
  n: '\n',
  r: '\r',
  t: '\t',
  f: '\f',
  v: '\v',
  a: '\x07',
  e: '\x1b',
  0: '\0',
};

export function literal(character: string, ignoreCase: boolean): Test {
  if (!ignoreCase) return (other) => other === character;
  const [lower, upper] = [character.toLowerCase(), character.toUpperCase()];
  return (other) => other === character || other === lower || other === upper;
}

/** An escape that stands for a character or a class, read after its backslash. `length` counts what follows the backslash. */
export function readEscape(rest: string): { character?: string; test?: Test; length: number } {
  const [letter = ''] = rest;
  const test = classes[letter];
  if (test !== undefined) return { test, length: 1 };
  const property = /^([pP])\{(\w+)\}/.exec(rest);
  if (property !== null) {
    const [whole, sign, name = ''] = property;
    if (!/^(L[ultmo]?|M[nce]?|N[dlo]?|P[cdseifo]?|S[mcko]?|Z[slp]?|C[cfson]?)$/.test(name)) {
      throw new RegexError(`\\${whole} is not supported; expected a general category such as \\p{L} or \\p{Nd}`);
    }
    const category = of(new RegExp(`^\\p{${name}}$`, 'u'));
    return { test: sign === 'p' ? category : not(category), length: whole.length };
  }
  const code = /^(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4}))/.exec(rest);
  if (code !== null) {
    return { character: String.fromCharCode(Number.parseInt(code[1] ?? code[2] ?? '', 16)), length: code[0].length };
  }
  const control = Object.hasOwn(controls, letter) ? controls[letter] : undefined;
  if (control !== undefined) return { character: control, length: 1 };
  if (letter === '') throw new RegexError('it ends with a backslash that escapes nothing');
  if (/[\p{L}\p{Nd}]/u.test(letter)) throw new RegexError(`\\${letter} is no escape that is supported here`);
  return { character: letter, length: 1 };
}

/** Reads a class from after its `[`; the end is the position after its `]`. */
export function readClass(text: string, from: number, ignoreCase: boolean): { test: Test; end: number } {
  let at = from;
  const negated = text[at] === '^';
  if (negated) at += 1;
  const first = at;
  const tests: Test[] = [];
  let without: Test | undefined;
  const one = (): { character?: string; test?: Test } => {
    const character = text[at] ?? '';
    at += 1;
    if (character !== '\\') return { character };
    // Inside a class \b is the backspace.
    if (text[at] === 'b') {
      at += 1;
      return { character: '\b' };
    }
    const escape = readEscape(text.slice(at));
    at += escape.length;
    return escape;
  };
  for (;;) {
    if (at >= text.length) throw new RegexError(`the class that begins at character ${from} has no closing ]`);
    if (text[at] === ']' && at > first) break;
    if (text.startsWith('-[', at) && at > first) {
      const inner = readClass(text, at + 2, ignoreCase);
      without = inner.test;
      at = inner.end;
      if (text[at] !== ']') throw new RegexError('a subtracted class must stand at the end of its class');
      break;
    }
    const low = one();
    const ranges = low.character !== undefined && text[at] === '-' && !']['.includes(text[at + 1] ?? ']');
    if (!ranges) {
      tests.push(low.test ?? literal(low.character ?? '', ignoreCase));
      continue;
    }
    at += 1;
    const high = one();
    tests.push(range(low.character ?? '', high.character, ignoreCase));
  }
  const within: Test = (character) => tests.some((test) => test(character)) !== negated;
  const subtracted = without;
  return {
    test: subtracted === undefined ? within : (character) => within(character) && !subtracted(character),
    end: at + 1,
  };
}

function range(low: string, high: string | undefined, ignoreCase: boolean): Test {
  if (high === undefined || low > high) {
    throw new RegexError(`the range ${low}-${high ?? '(a class)'} in a class runs backwards or has no end`);
  }
  const within: Test = (character) => low <= character && character <= high;
  if (!ignoreCase) return within;
  return (character) => within(character) || within(character.toLowerCase()) || within(character.toUpperCase());
}
