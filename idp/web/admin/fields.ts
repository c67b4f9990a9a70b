/** Form fields as the templates show them: label, value, hint, and the mistake beside each. */

import type { Mistake } from './reply.ts';

interface Choice {
  value: string;
  label: string;
  selected: boolean;
}

/** One field of a form. */
export interface Field {
  id: string;
  name: string;
  label: string;
  type: string;
  value: string;
  hint?: string;
  error?: string;
  required?: boolean;
  choices?: Choice[];
  /** Rows of a text area. */
  rows?: number;
  /** Id of the list of suggestions. */
  list?: string;
  autocomplete?: string;
}

export type FieldOptions = Partial<Pick<Field, 'hint' | 'required' | 'type' | 'rows' | 'list' | 'id'>> & {
  /** Value and label; makes it a drop-down list. */
  choices?: [value: string, label: string][];
};

/** Builds the fields of one form from its values and mistakes. */
export function fieldsOf(
  values: Record<string, string>,
  mistakes: Mistake[],
): (name: string, label: string, options?: FieldOptions) => Field {
  return (name, label, { choices, ...options } = {}) => {
    const value = values[name] ?? '';
    const error = mistakes.find(({ field }) => field === name)?.message;
    return {
      id: name,
      name,
      label,
      type: choices === undefined ? 'text' : 'select',
      value,
      ...options,
      ...(error === undefined ? {} : { error }),
      ...(choices === undefined
        ? {}
        : { choices: choices.map(([one, text]) => ({ value: one, label: text, selected: one === value })) }),
    };
  };
}
