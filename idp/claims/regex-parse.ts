/** Reads .NET regular expressions (JavaScript's differ in named groups, inline options, classes and anchors). */

import { isWord, literal, readClass, readEscape } from './regex-class.ts';
import { RegexError, type Pattern, type Regex } from './regex-syntax.ts';

interface Options {
  i: boolean;
  m: boolean;
  s: boolean;
  n: boolean;
  x: boolean;
}

type Reference = Extract<Pattern, { kind: 'reference' }>;

const atStart = (_: string, at: number): boolean => at === 0;
const atEnd = (text: string, at: number): boolean => at === text.length;
/** Without the option m, .NET's $ also stands before a last line feed. */
const atLastEnd = (text: string, at: number): boolean =>
  at === text.length || (at === text.length - 1 && text[at] === '\n');
const atLineStart = (text: string, at: number): boolean => at === 0 || text[at - 1] === '\n';
const atLineEnd = (text: string, at: number): boolean => at === text.length || text[at] === '\n';
const atWordEdge = (text: string, at: number): boolean => isWord(text[at - 1] ?? '') !== isWord(text[at] ?? '');

const anchors: Record<string, (text: string, at: number) => boolean> = {
  A: atStart,
  z: atEnd,
  Z: atLastEnd,
  b: atWordEdge,
  B: (text, at) => !atWordEdge(text, at),
};

const MAX_PATTERN = 2000;

/** @throws RegexError with what is wrong */
export function parseRegex(text: string): Regex {
  if (text.length > MAX_PATTERN)
    throw new RegexError(`it has ${text.length} characters; at most ${MAX_PATTERN} are read`);
  let at = 0;
  let unnamed = 0;
  const names: string[] = [];
  const references: Reference[] = [];

  function choice(given: Options): Pattern {
    // An inline option such as (?i) holds up to the end of its group.
    const options = { ...given };
    const alternatives: Pattern[][] = [[]];
    while (at < text.length && text[at] !== ')') {
      const character = text[at] ?? '';
      if (character === '|') {
        at += 1;
        alternatives.push([]);
        continue;
      }
      if (options.x && (/\s/.test(character) || character === '#')) {
        at = character === '#' ? text.indexOf('\n', at) + 1 || text.length : at + 1;
        continue;
      }
      const piece = atom(options);
      if (piece !== undefined) alternatives.at(-1)?.push(quantified(piece));
    }
    const sequences = alternatives.map((parts): Pattern => ({ kind: 'sequence', parts }));
    return sequences.length === 1 && sequences[0] !== undefined ? sequences[0] : { kind: 'choice', options: sequences };
  }

  function atom(options: Options): Pattern | undefined {
    const character = text[at] ?? '';
    at += 1;
    if (character === '(') return group(options);
    if (character === '[') {
      const { test, end } = readClass(text, at, options.i);
      at = end;
      return { kind: 'character', matches: test };
    }
    if (character === '.') return { kind: 'character', matches: options.s ? () => true : (one) => one !== '\n' };
    if (character === '^') return { kind: 'position', holds: options.m ? atLineStart : atStart };
    if (character === '$') return { kind: 'position', holds: options.m ? atLineEnd : atLastEnd };
    if ('*+?'.includes(character)) throw new RegexError(`the ${character} at character ${at} has nothing to repeat`);
    if (character === '\\') return escaped(options);
    return { kind: 'character', matches: literal(character, options.i) };
  }

  function escaped(options: Options): Pattern {
    const rest = text.slice(at);
    const holds = anchors[rest[0] ?? ''];
    if (holds !== undefined) {
      at += 1;
      return { kind: 'position', holds };
    }
    const named = /^(?:k<(\w+)>|k'(\w+)'|([1-9]\d?))/.exec(rest);
    if (named !== null) {
      at += named[0].length;
      const reference: Reference = {
        kind: 'reference',
        name: named[1] ?? named[2] ?? named[3] ?? '',
        ignoreCase: options.i,
      };
      references.push(reference);
      return reference;
    }
    const escape = readEscape(rest);
    at += escape.length;
    return { kind: 'character', matches: escape.test ?? literal(escape.character ?? '', options.i) };
  }

  function group(options: Options): Pattern | undefined {
    const opened = at;
    const closed = (body: Pattern): Pattern => {
      if (text[at] !== ')') throw new RegexError(`the group that begins at character ${opened} has no closing )`);
      at += 1;
      return body;
    };
    const rest = text.slice(at);
    const look = /^\?(<?)([=!])/.exec(rest);
    if (look !== null) {
      at += look[0].length;
      return { kind: 'look', behind: look[1] === '<', negative: look[2] === '!', body: closed(choice(options)) };
    }
    if (rest.startsWith('?>')) {
      at += 2;
      return { kind: 'atomic', body: closed(choice(options)) };
    }
    if (rest.startsWith('?#')) {
      at = text.indexOf(')', at);
      if (at < 0) throw new RegexError('a comment (?# has no closing )');
      at += 1;
      return undefined;
    }
    const name = /^\?(?:<(\w+)>|'(\w+)')/.exec(rest);
    if (name !== null) {
      at += name[0].length;
      return capture(name[1] ?? name[2] ?? '', options, closed);
    }
    const inline = /^\?([imsnx]*)(?:-([imsnx]*))?([:)])/.exec(rest);
    if (inline !== null) {
      at += inline[0].length;
      const changed = { ...options };
      for (const letter of inline[1] ?? '') changed[letter as keyof Options] = true;
      for (const letter of inline[2] ?? '') changed[letter as keyof Options] = false;
      if (inline[3] === ':') return closed(choice(changed));
      Object.assign(options, changed);
      return undefined;
    }
    if (rest.startsWith('?')) {
      throw new RegexError(`the group (${rest.slice(0, 4)}… at character ${opened} is of a kind that is not supported`);
    }
    if (options.n) return closed(choice(options));
    unnamed += 1;
    return capture(String(unnamed), options, closed);
  }

  function capture(name: string, options: Options, closed: (body: Pattern) => Pattern): Pattern {
    if (names.includes(name)) throw new RegexError(`the group «${name}» is defined twice`);
    names.push(name);
    return { kind: 'capture', name, body: closed(choice(options)) };
  }

  function quantified(body: Pattern): Pattern {
    const found = /^(?:([*+?])|\{(\d+)(,?)(\d*)\})(\??)/.exec(text.slice(at));
    if (found === null) return body;
    at += found[0].length;
    const [, sign, low, comma, high, lazy] = found;
    const min = sign === undefined ? Number(low) : sign === '+' ? 1 : 0;
    const bound = comma === '' ? min : high === '' ? Infinity : Number(high);
    const max = sign === undefined ? bound : sign === '?' ? 1 : Infinity;
    if (min > max) throw new RegexError(`the repetition ${found[0]} runs backwards`);
    if (/^[*+?]/.test(text.slice(at)))
      throw new RegexError(`the ${text[at]} at character ${at + 1} repeats a repetition`);
    return { kind: 'loop', body, min, max, lazy: lazy === '?' };
  }

  const pattern = choice({ i: false, m: false, s: false, n: false, x: false });
  if (at < text.length) throw new RegexError(`the ) at character ${at + 1} closes nothing`);
  const groups = groupNames(names);
  for (const reference of references) {
    const known = groups.get(reference.name);
    if (known === undefined) throw new RegexError(`it refers to a group «${reference.name}» that it does not define`);
    reference.name = known;
  }
  return { pattern, groups };
}

const isNumber = (name: string): boolean => /^\d+$/.test(name);

/** .NET numbers unnamed groups first, then the named ones, both from left to right. */
function groupNames(names: string[]): Map<string, string> {
  const groups = new Map(names.map((name) => [name, name]));
  let number = Math.max(0, ...names.filter(isNumber).map(Number));
  for (const name of names.filter((one) => !isNumber(one))) groups.set(String((number += 1)), name);
  return groups;
}
