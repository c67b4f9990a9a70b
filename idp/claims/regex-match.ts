/** Runs a parsed regular expression by backtracking, with a bound on its steps: the same input always takes the same steps. */

import type { Pattern, Regex } from './regex-syntax.ts';

/** Where a regular expression matched. */
export interface Match {
  start: number;
  end: number;
  /** Text per group name; a group that took no part is absent. */
  groups: Map<string, string>;
}

/** Steps of one search before it is given up: some tens of milliseconds, far more than any sensible pattern needs. */
const MAX_STEPS = 500_000;
/** Parts of the pattern that may be under way at once; each lies on the stack. */
const MAX_DEPTH = 1500;

/** The search took too many steps (Entra: a time-out). */
export class RegexExhausted extends Error {
  constructor() {
    super('the regular expression needs too many steps on this value');
    this.name = 'RegexExhausted';
  }
}

interface Run {
  text: string;
  steps: number;
  depth: number;
  groups: Map<string, string>;
}

type Next = (at: number) => boolean;

function match(run: Run, pattern: Pattern, at: number, next: Next): boolean {
  run.steps += 1;
  run.depth += 1;
  if (run.steps > MAX_STEPS || run.depth > MAX_DEPTH) throw new RegexExhausted();
  const matched = matchPart(run, pattern, at, next);
  run.depth -= 1;
  return matched;
}

function matchPart(run: Run, pattern: Pattern, at: number, next: Next): boolean {
  switch (pattern.kind) {
    case 'character':
      return at < run.text.length && pattern.matches(run.text[at] ?? '') && next(at + 1);
    case 'position':
      return pattern.holds(run.text, at) && next(at);
    case 'sequence':
      return sequence(run, pattern.parts, 0, at, next);
    case 'choice':
      return pattern.options.some((option) => match(run, option, at, next));
    case 'capture':
      return capture(run, pattern.name, pattern.body, at, next);
    case 'atomic': {
      const end = alone(run, pattern.body, at);
      return end !== undefined && next(end);
    }
    case 'look':
      return look(run, pattern, at) && next(at);
    case 'reference': {
      // In .NET a reference to a group that took no part does not match.
      const value = run.groups.get(pattern.name);
      if (value === undefined) return false;
      const found = run.text.slice(at, at + value.length);
      const same = pattern.ignoreCase ? found.toLowerCase() === value.toLowerCase() : found === value;
      return same && next(at + value.length);
    }
    case 'loop':
    default:
      return pattern.body.kind === 'character'
        ? characters(run, pattern, pattern.body, at, next)
        : iterate(run, pattern, 0, at, next);
  }
}

function sequence(run: Run, parts: Pattern[], index: number, at: number, next: Next): boolean {
  const part = parts[index];
  if (part === undefined) return next(at);
  return match(run, part, at, (after) => sequence(run, parts, index + 1, after, next));
}

function capture(run: Run, name: string, body: Pattern, at: number, next: Next): boolean {
  const before = run.groups.get(name);
  const restore = (): void => {
    if (before === undefined) run.groups.delete(name);
    else run.groups.set(name, before);
  };
  const matched = match(run, body, at, (after) => {
    const inner = run.groups.get(name);
    run.groups.set(name, run.text.slice(at, after));
    if (next(after)) return true;
    if (inner === undefined) run.groups.delete(name);
    else run.groups.set(name, inner);
    return false;
  });
  if (!matched) restore();
  return matched;
}

/** The end of a first match of this part by itself, which is then not tried otherwise. */
function alone(run: Run, body: Pattern, at: number): number | undefined {
  let end: number | undefined;
  match(run, body, at, (after) => {
    end = after;
    return true;
  });
  return end;
}

function look(run: Run, { body, behind, negative }: Extract<Pattern, { kind: 'look' }>, at: number): boolean {
  const groups = new Map(run.groups);
  let found = false;
  if (behind) {
    for (let from = at; from >= 0 && !found; from -= 1) found = match(run, body, from, (after) => after === at);
  } else {
    found = match(run, body, at, () => true);
  }
  if (negative || !found) run.groups = groups;
  return found !== negative;
}

type Loop = Extract<Pattern, { kind: 'loop' }>;

/** A loop over single characters needs no recursion. */
function characters(run: Run, loop: Loop, body: Extract<Pattern, { kind: 'character' }>, at: number, next: Next) {
  const limit = Math.min(run.text.length, at + loop.max);
  let end = at;
  const more = (): boolean => end < limit && body.matches(run.text[end] ?? '');
  const step = (): void => {
    run.steps += 1;
    if (run.steps > MAX_STEPS) throw new RegexExhausted();
  };
  const wanted = loop.lazy ? at + loop.min : limit;
  while (end < wanted && more()) {
    step();
    end += 1;
  }
  if (end < at + loop.min) return false;
  if (loop.lazy) {
    for (;;) {
      step();
      if (next(end)) return true;
      if (!more()) return false;
      end += 1;
    }
  }
  for (; end >= at + loop.min; end -= 1) {
    step();
    if (next(end)) return true;
  }
  return false;
}

function iterate(run: Run, loop: Loop, count: number, at: number, next: Next): boolean {
  const again = (): boolean => {
    if (count >= loop.max) return false;
    return match(run, loop.body, at, (after) =>
      // An iteration that takes nothing ends the loop, else it would never end.
      after === at && count >= loop.min ? false : iterate(run, loop, count + 1, after, next),
    );
  };
  const enough = (): boolean => count >= loop.min && next(at);
  return loop.lazy ? enough() || again() : again() || enough();
}

/**
 * Every match in the text from left to right, none overlapping.
 * @throws RegexExhausted
 */
export function matchAll(regex: Regex, text: string): Match[] {
  const found: Match[] = [];
  const run: Run = { text, steps: 0, depth: 0, groups: new Map() };
  for (let start = 0; start <= text.length;) {
    run.groups = new Map();
    run.depth = 0;
    const end = alone(run, regex.pattern, start);
    if (end === undefined) {
      start += 1;
      continue;
    }
    found.push({ start, end, groups: run.groups });
    start = end > start ? end : end + 1;
  }
  return found;
}
