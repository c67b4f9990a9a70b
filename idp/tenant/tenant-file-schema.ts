/** Holds tenant.yaml against its schema: every mistake with its path, what was found and what is allowed. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type * as Ajv from 'ajv/dist/2020.js';
import { fileSchemaOptions } from './schema-options.ts';

/** One mistake of the file; the path is dotted (`applications[0].claims[1].source`). */
export interface FileMistake {
  path: string;
  message: string;
}

let compiled: Ajv.ValidateFunction | undefined;

/** Loaded and compiled when first needed: an IdP without the file should start without it. */
function validator(): Ajv.ValidateFunction {
  if (compiled !== undefined) return compiled;
  const { Ajv2020 } = createRequire(import.meta.url)('ajv/dist/2020.js') as typeof Ajv;
  const ajv = new Ajv2020(fileSchemaOptions);
  ajv.addFormat('absolute-url', (text) => URL.canParse(text));
  const schema = readFileSync(new URL('./tenant-file.schema.json', import.meta.url), 'utf8');
  compiled = ajv.compile(JSON.parse(schema) as object);
  return compiled;
}

const dotted = (pointer: string): string =>
  pointer
    .slice(1)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce((path, part) => (/^\d+$/.test(part) ? `${path}[${part}]` : path === '' ? part : `${path}.${part}`), '');

const shown = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 80);

const words: Record<string, (error: Ajv.ErrorObject) => string> = {
  required: ({ params }) => `«${String(params['missingProperty'])}» is missing`,
  additionalProperties: ({ params, parentSchema }) =>
    `«${String(params['additionalProperty'])}» is unknown here; there are ` +
    Object.keys((parentSchema?.['properties'] ?? {}) as object).join(', '),
  enum: ({ params, data }) =>
    `expected one of ${(params['allowedValues'] as string[]).join(', ')}, found ${shown(data)}`,
  const: ({ params, data }) => `expected ${shown(params['allowedValue'])}, found ${shown(data)}`,
  type: ({ params, data }) => `expected ${[params['type']].flat().join(' or ')}, found ${shown(data)}`,
  format: ({ data }) => `expected an absolute URL, found ${shown(data)}`,
  minLength: () => 'is empty',
  maxItems: ({ params, data }) => `expected at most ${String(params['limit'])}, found ${(data as unknown[]).length}`,
  minItems: () => 'is empty; expected at least one',
};

/** Everything about the shape of the file that is not as it should be. */
export function shapeMistakes(data: unknown): FileMistake[] {
  const validate = validator();
  if (validate(data)) return [];
  return (validate.errors ?? []).map((error) => ({
    path: dotted(error.instancePath),
    message: words[error.keyword]?.(error) ?? `${error.message ?? 'is not as expected'}, found ${shown(error.data)}`,
  }));
}
