/** The functions of claim transformations, one a line or a few; chaining and missing inputs are `value.ts`. */

import type { Transformation, TransformationFunction } from '../tenant/model.ts';
import { ClaimError } from './errors.ts';
import { regexReplace } from './regex-replace.ts';

/** What a function may look at beside its input. */
export interface Surroundings {
  /** First value of a source, or the constant itself. */
  valueOf: (source: string) => string | undefined;
  /** Join drops the domain of a NameID's input (documented for the portal). */
  forNameId: boolean;
}

type Step = Transformation;
type Apply = (input: string | undefined, step: Step, around: Surroundings) => string | undefined;

/** A function that has no result without an input. */
const given =
  (apply: (input: string, step: Step, around: Surroundings) => string | undefined): Apply =>
  (input, step, around) =>
    input === undefined ? undefined : apply(input, step, around);

const mailPrefix = (text: string): string => (text.includes('@') ? text.slice(0, text.indexOf('@')) : text);

const either = (holds: boolean, { output, otherwise }: Step, { valueOf }: Surroundings): string | undefined => {
  const source = holds ? output : otherwise;
  return source === undefined ? undefined : valueOf(source);
};

/** The input does or does not fit; without an input it does not. */
const when =
  (fits: (input: string, value: string) => boolean): Apply =>
  (input, step, around) =>
    either(input !== undefined && fits(input, step.value ?? ''), step, around);

/** Text behind the first `after`, in front of the next `before`; nothing when a marker is not there. */
const extract = given((input, { after, before }) => {
  const start = after === undefined ? 0 : input.indexOf(after) + after.length;
  if (after !== undefined && !input.includes(after)) return undefined;
  const end = before === undefined ? input.length : input.indexOf(before, start);
  return end < 0 ? undefined : input.slice(start, end);
});

const edge = (prefix: RegExp, suffix: RegExp): Apply =>
  given((input, { part }) => (part === 'suffix' ? suffix : prefix).exec(input)?.[0]);

const substring = given((input, { start = 0, length }) => {
  if (start > input.length || (length !== undefined && start + length > input.length)) {
    throw new ClaimError(
      '50124',
      `Substring from ${start}${length === undefined ? '' : ` with ${length} characters`} lies outside of «${input}», ` +
        `which has ${input.length}: choose other positions, or another source.`,
    );
  }
  return length === undefined ? input.slice(start) : input.slice(start, start + length);
});

const join: Apply = given((input, { separator = '', second = '' }, { valueOf, forNameId }) => {
  const behind = valueOf(second);
  return behind === undefined ? undefined : `${forNameId ? mailPrefix(input) : input}${separator}${behind}`;
});

const lower = given((input) => input.toLowerCase());
const upper = given((input) => input.toUpperCase());

const functions: Record<TransformationFunction, Apply> = {
  ExtractMailPrefix: given(mailPrefix),
  Join: join,
  ToLowercase: lower,
  ToLower: lower,
  ToUppercase: upper,
  ToUpper: upper,
  Contains: when((input, value) => input.includes(value)),
  StartWith: when((input, value) => input.startsWith(value)),
  EndWith: when((input, value) => input.endsWith(value)),
  Extract: extract,
  ExtractAlpha: edge(/^\p{L}+/u, /\p{L}+$/u),
  ExtractNumeric: edge(/^\d+/, /\d+$/),
  IfEmpty: (input, step, around) => either(input === undefined, step, around),
  IfNotEmpty: (input, step, around) => either(input !== undefined, step, around),
  Substring: substring,
  RegexReplace: given(regexReplace),
};

/** The result of one function; empty text counts as no result. @throws ClaimError 50124, 501621 */
export function transformed(input: string | undefined, step: Step, around: Surroundings): string | undefined {
  const result = functions[step.function](input, step, around);
  return result === '' ? undefined : result;
}

/** Functions that say something about an input that is not there; all others need it (AADSTS501241). */
export const acceptsMissingInput = (name: TransformationFunction): boolean =>
  ['Contains', 'StartWith', 'EndWith', 'IfEmpty', 'IfNotEmpty'].includes(name);
