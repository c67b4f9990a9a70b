/** Which parameters each transformation takes, as a table; everything else about it is a mistake with its path. */

import type { Transformation, TransformationFunction } from '../tenant/model.ts';
import { names, placeholder, regexOf } from './regex-replace.ts';
import { RegexError } from './regex-syntax.ts';
import { isAttribute } from './source.ts';

/** One mistake of a configuration. */
export interface ClaimMistake {
  /** Dotted, as in the file: `claims[0].transformations[1].pattern`. */
  path: string;
  message: string;
}

type Parameter = Exclude<keyof Transformation, 'function'>;

const compare = { required: ['value', 'output'], optional: ['otherwise'] } as const;
const edge = { required: ['part'], optional: [] } as const;
const none = { required: [], optional: [] } as const;

const parameters: Record<TransformationFunction, { required: readonly Parameter[]; optional: readonly Parameter[] }> = {
  ExtractMailPrefix: none,
  Join: { required: ['second'], optional: ['separator'] },
  ToLowercase: none,
  ToLower: none,
  ToUppercase: none,
  ToUpper: none,
  Contains: compare,
  StartWith: compare,
  EndWith: compare,
  Extract: { required: [], optional: ['after', 'before'] },
  ExtractAlpha: edge,
  ExtractNumeric: edge,
  IfEmpty: { required: ['output'], optional: ['otherwise'] },
  IfNotEmpty: { required: ['output'], optional: [] },
  Substring: { required: ['start'], optional: ['length'] },
  RegexReplace: { required: ['pattern', 'replacement'], optional: ['inputs', 'otherwise'] },
};

export const transformationFunctions = Object.keys(parameters) as TransformationFunction[];

/** Inputs of a RegexReplace beside its source (documented). */
const MAX_INPUTS = 5;

/** Every mistake of one transformation. `source` is what the first input comes from. */
export function transformationMistakes(step: Transformation, path: string, source: string): ClaimMistake[] {
  const taken = parameters[step.function] as (typeof parameters)[TransformationFunction] | undefined;
  if (taken === undefined) {
    const message = `expected one of ${transformationFunctions.join(', ')}, found «${step.function}»`;
    return [{ path: `${path}.function`, message }];
  }
  const at = (name: Parameter, message: string): ClaimMistake => ({ path: `${path}.${name}`, message });
  const given = (Object.keys(step) as (keyof Transformation)[]).filter(
    (name): name is Parameter => name !== 'function' && step[name] !== undefined,
  );
  const allowed: readonly Parameter[] = [...taken.required, ...taken.optional];
  const mistakes = [
    ...taken.required
      .filter((name) => !given.includes(name))
      .map((name) => at(name, `is missing; ${step.function} needs it`)),
    ...given
      .filter((name) => !allowed.includes(name))
      .map((name) =>
        at(name, `${step.function} takes no «${name}»; it takes ${allowed.join(', ') || 'no parameters'}`),
      ),
    ...(['value', 'after', 'before', 'pattern'] as const)
      .filter((name) => step[name] === '')
      .map((name) => at(name, 'is empty; expected text to look for')),
    ...whole(step.start, 0).map((message) => at('start', message)),
    ...whole(step.length, 1).map((message) => at('length', message)),
  ];
  if (step.function === 'Extract' && step.after === undefined && step.before === undefined) {
    mistakes.push(at('after', 'is missing; Extract needs «after», «before», or both'));
  }
  return step.function === 'RegexReplace' ? [...mistakes, ...regexMistakes(step, source, at)] : mistakes;
}

function whole(value: number | undefined, least: number): string[] {
  if (value === undefined || (Number.isInteger(value) && value >= least)) return [];
  return [`expected a whole number from ${least}, found ${value}`];
}

/** The groups of a pattern, or why it cannot be used. */
export function patternProblem(pattern: string): string | undefined {
  try {
    regexOf(pattern);
    return undefined;
  } catch (error) {
    if (!(error instanceof RegexError)) throw error;
    return `is no regular expression that can be used: ${error.message}`;
  }
}

/** Placeholders that name neither a group of the pattern nor an input. */
export function unknownPlaceholders(pattern: string, replacement: string, inputs: string[]): string[] {
  const { groups } = regexOf(pattern);
  return [...replacement.matchAll(placeholder)]
    .map(([, name = '']) => name)
    .filter((name) => name !== '0' && !groups.has(name) && !inputs.some((input) => names(input, name)));
}

function regexMistakes(
  { pattern = '', replacement = '', inputs = [] }: Transformation,
  source: string,
  at: (name: Parameter, message: string) => ClaimMistake,
): ClaimMistake[] {
  const problem = patternProblem(pattern);
  if (problem !== undefined) return [at('pattern', problem)];
  const mistakes = unknownPlaceholders(pattern, replacement, inputs).map((name) =>
    at('replacement', `{${name}} is neither a group of the pattern nor one of the inputs`),
  );
  if (inputs.length > MAX_INPUTS) {
    mistakes.push(at('inputs', `expected at most ${MAX_INPUTS} further attributes, found ${inputs.length}`));
  }
  const used = [...replacement.matchAll(placeholder)].map(([, name = '']) => name);
  const earlier = new Set([source.toLowerCase()]);
  for (const input of inputs) {
    if (!isAttribute(input)) mistakes.push(at('inputs', `expected an attribute such as user.mail, found «${input}»`));
    if (earlier.has(input.toLowerCase())) mistakes.push(at('inputs', `«${input}» is given twice`));
    earlier.add(input.toLowerCase());
    if (!used.some((name) => names(input, name))) {
      mistakes.push(at('inputs', `«${input}» is not used by the replacement`));
    }
  }
  return mistakes;
}
