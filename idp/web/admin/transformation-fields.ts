/** The parameters of each transformation as form fields, labelled as in Entra's pane. */

import type { Transformation, TransformationFunction } from '../../tenant/model.ts';
import type { ClaimValues } from './claim-form.ts';

interface ParameterField {
  name: Exclude<keyof Transformation, 'function'>;
  label: string;
  hint?: string;
}

const compare: ParameterField[] = [
  { name: 'value', label: 'Value', hint: 'What is looked for; upper and lower case differ.' },
  { name: 'output', label: 'Parameter 2 (Output)', hint: 'Sent when it matches: an attribute or a constant.' },
  { name: 'otherwise', label: 'Parameter 3 (Output if no match)' },
];
const part: ParameterField[] = [{ name: 'part', label: 'Part', hint: 'prefix or suffix' }];

/** The functions in the order of Entra's list; ToLower and ToUpper are older names that the list does not offer. */
export const parameterFields: Partial<Record<TransformationFunction, ParameterField[]>> = {
  ToLowercase: [],
  ToUppercase: [],
  ExtractMailPrefix: [],
  Join: [
    { name: 'separator', label: 'Separator' },
    { name: 'second', label: 'Parameter 2 (Input)', hint: 'An attribute or a constant.' },
  ],
  Contains: compare,
  StartWith: compare,
  EndWith: compare,
  Extract: [
    { name: 'after', label: 'Value after', hint: 'The text behind this; with the next field, the text between.' },
    { name: 'before', label: 'Value before' },
  ],
  ExtractAlpha: part,
  ExtractNumeric: part,
  IfEmpty: [
    { name: 'output', label: 'Parameter 2 (Output)', hint: 'Sent when the input is empty.' },
    { name: 'otherwise', label: 'Parameter 3 (Output if no match)' },
  ],
  IfNotEmpty: [{ name: 'output', label: 'Parameter 2 (Output)', hint: 'Sent when the input is not empty.' }],
  Substring: [
    { name: 'start', label: 'Start index', hint: 'From 0.' },
    { name: 'length', label: 'Length', hint: 'Empty: up to the end.' },
  ],
  RegexReplace: [
    {
      name: 'pattern',
      label: 'Regex pattern',
      hint: "A .NET regular expression, such as (?'domain'^.*?)(?i)@contoso\\.com$",
    },
    { name: 'replacement', label: 'Replacement pattern', hint: '{domain} stands for the group of that name.' },
    { name: 'inputs', label: 'Further inputs', hint: 'Up to five attributes that the replacement names, with commas.' },
    { name: 'otherwise', label: 'Parameter 3 (Output if no match)' },
  ],
};

function valueOf(name: ParameterField['name'], text: string): string | number | string[] {
  if (name === 'inputs') return text.split(',').map((one) => one.trim());
  // Text that is no number stays text, so that the mistake can name it.
  return (name === 'start' || name === 'length') && /^\d+$/.test(text) ? Number(text) : text;
}

/** The transformation at this place of the form; undefined when none was chosen. */
export function readStep(values: ClaimValues, index: number): Transformation | undefined {
  const chosen = (values[`t${index}-function`] ?? '') as TransformationFunction;
  const parameters = parameterFields[chosen];
  if (parameters === undefined) return undefined;
  const given = parameters.flatMap(({ name }) => {
    const text = values[`t${index}-${name}`] ?? '';
    return text === '' ? [] : [[name, valueOf(name, text)]];
  });
  return { function: chosen, ...Object.fromEntries(given) } as Transformation;
}
