/** RegexReplace: the pattern, its replacement with placeholders, and what happens when nothing matches. */

import type { Transformation } from '../tenant/model.ts';
import { ClaimError } from './errors.ts';
import { matchAll, RegexExhausted, type Match } from './regex-match.ts';
import { parseRegex } from './regex-parse.ts';
import type { Regex } from './regex-syntax.ts';

/** Placeholders of a replacement: a group by name or number, or one of the inputs, with or without `user.`. */
export const placeholder = /\{([\w.]+)\}/g;

/** Patterns come from configuration, so there are few; parsing takes longer than matching. */
const parsed = new Map<string, Regex>();

export function regexOf(pattern: string): Regex {
  const known = parsed.get(pattern);
  if (known !== undefined) return known;
  const regex = parseRegex(pattern);
  if (parsed.size >= 500) parsed.clear();
  parsed.set(pattern, regex);
  return regex;
}

/** Whether a placeholder names this input: `{user.department}` or `{department}`. */
export const names = (input: string, name: string): boolean => {
  const [left, right] = [input.toLowerCase(), name.toLowerCase()];
  return left === right || left.endsWith(`.${right}`);
};

/** The text with every match replaced (as .NET's Regex.Replace), or undefined when nothing matches. @throws ClaimError 501621 */
export function replaceAll(
  text: string,
  { pattern, replacement }: { pattern: string; replacement: string },
  inputOf: (name: string) => string = () => '',
): string | undefined {
  const regex = regexOf(pattern);
  const matches = matchesOf(regex, text, pattern);
  if (matches.length === 0) return undefined;
  const fill = (match: Match): string =>
    replacement.replace(placeholder, (_, name: string) => {
      const group = regex.groups.get(name);
      if (group !== undefined) return match.groups.get(group) ?? '';
      return name === '0' ? text.slice(match.start, match.end) : inputOf(name);
    });
  let result = '';
  let done = 0;
  for (const match of matches) {
    result += text.slice(done, match.start) + fill(match);
    done = match.end;
  }
  return result + text.slice(done);
}

function matchesOf(regex: Regex, text: string, pattern: string): Match[] {
  try {
    return matchAll(regex, text);
  } catch (error) {
    if (!(error instanceof RegexExhausted)) throw error;
    throw new ClaimError(
      '501621',
      `The regular expression «${pattern}» takes too long on a value of ${text.length} characters: make it simpler.`,
      { cause: error },
    );
  }
}

/** Without a match the step is skipped: the input stays, unless an output for that case is configured. */
export function regexReplace(
  input: string,
  { pattern = '', replacement = '', inputs = [], otherwise }: Transformation,
  { valueOf }: { valueOf: (source: string) => string | undefined },
): string | undefined {
  const inputOf = (name: string): string => {
    const source = inputs.find((one) => names(one, name));
    return source === undefined ? '' : (valueOf(source) ?? '');
  };
  const replaced = replaceAll(input, { pattern, replacement }, inputOf);
  return replaced ?? (otherwise === undefined ? input : valueOf(otherwise));
}
