/** Checks result.json against its schema, and says every mistake in words. */

import { readFileSync } from 'node:fs';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Result } from './result.types.ts';
import { currentVersion, upgraded } from './upgrade.ts';

/** A result that cannot be used. `code` is stable: `unreadable`, `not-json`, `newer-version`, `invalid` or `unwritable`. */
export class ResultError extends Error {
  readonly code: string;
  /** Every mistake, when the file breaks the schema. */
  readonly errors: string[];

  constructor(code: string, message: string, options: ErrorOptions & { errors?: string[] } = {}) {
    super(message, options);
    this.name = 'ResultError';
    this.code = code;
    this.errors = options.errors ?? [];
  }
}

let compiled: ValidateFunction<Result> | undefined;

function validator(): ValidateFunction<Result> {
  if (compiled === undefined) {
    const schema: object = JSON.parse(readFileSync(new URL('./result.schema.json', import.meta.url), 'utf8'));
    const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true, strict: true, strictRequired: false });
    // The package is CommonJS: Node's default import is its whole namespace in the eyes of the compiler.
    addFormats.default(ajv, ['date-time', 'date']);
    compiled = ajv.compile<Result>(schema);
  }
  return compiled;
}

function inWords(error: ErrorObject): string {
  const where = error.instancePath === '' ? 'the file' : error.instancePath;
  const allowed =
    error.keyword === 'enum'
      ? `: ${(error.params as { allowedValues: unknown[] }).allowedValues.map(String).join(', ')}`
      : '';
  return `${where} ${error.message ?? 'is not allowed'}${allowed}`;
}

/** Every mistake of a parsed result, each with its JSON pointer; an empty list when it is valid. */
export function validateResult(json: unknown): string[] {
  const validate = validator();
  if (validate(json)) return [];
  return (validate.errors ?? []).filter((error) => error.keyword !== 'if').map(inWords);
}

function versionOf(json: unknown): unknown {
  return typeof json === 'object' && json !== null && 'schemaVersion' in json ? json.schemaVersion : undefined;
}

/**
 * Parses, upgrades and checks the text of a result.json; `source` names it in messages.
 * @throws ResultError `not-json`, `newer-version` or `invalid`.
 */
export function parseResult(text: string, source = 'result.json'): Result {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new ResultError(
      'not-json',
      `${source} is not JSON: ${cause instanceof Error ? cause.message : String(cause)}. samlproof never leaves half a file, so it was cut or edited afterwards; copy it again or repeat the run.`,
      { cause },
    );
  }
  const version = versionOf(json);
  if (typeof version === 'number' && version > currentVersion) {
    throw new ResultError(
      'newer-version',
      `${source} has schemaVersion ${version}, this samlproof reads up to ${currentVersion}: it was written by a newer samlproof; update this one.`,
    );
  }
  json = upgraded(json);
  const errors = validateResult(json);
  if (errors.length > 0) {
    const shown = errors.slice(0, 10).join('; ');
    const more = errors.length > 10 ? `; and ${errors.length - 10} more` : '';
    throw new ResultError('invalid', `${source} is not a result of samlproof: ${shown}${more}.`, { errors });
  }
  return json as Result;
}
