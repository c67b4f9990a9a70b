/** Holds a target profile against its schema and says every mistake: where it stands, what was found, what is allowed. */

import { readFileSync } from 'node:fs';
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import { LineCounter, parseDocument, type Document } from 'yaml';
import { fileSchemaOptions } from '../idp/tenant/schema-options.ts';
import { nearest } from './catalogue-nearest.ts';

/** One mistake of a profile. `path` is dotted (`protectedPage.identity.json`), empty for the whole file. */
export interface Mistake {
  path: string;
  message: string;
  /** Line in the file, from 1, where it is known. */
  line?: number;
}

/** The profile cannot be used; exit code 3. All its mistakes at once. */
export class ProfileError extends Error {
  readonly code = 'SP_PROFILE';
  readonly exitCode = 3;
  readonly file: string;
  readonly mistakes: Mistake[];

  constructor(file: string, mistakes: Mistake[], options?: ErrorOptions) {
    const lines = mistakes.map(
      (one) => `  ${one.line ? `line ${one.line}, ` : ''}${one.path || '(whole file)'}: ${one.message}`,
    );
    super(
      `${file} has ${mistakes.length === 1 ? 'a mistake' : `${mistakes.length} mistakes`}:\n${lines.join('\n')}`,
      options,
    );
    this.file = file;
    this.mistakes = mistakes;
  }
}

const ajv = new Ajv2020(fileSchemaOptions);
ajv.addFormat('http-url', (text) => URL.canParse(text) && /^https?:\/\//i.test(text));
ajv.addFormat('regex', (text) => {
  try {
    return new RegExp(text) instanceof RegExp;
  } catch {
    return false;
  }
});
ajv.addFormat('json-pointer', /^(\/([^~/]|~[01])*)*$/);
ajv.addFormat('date', (text) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)));
const validate = ajv.compile(JSON.parse(readFileSync(new URL('./target.schema.json', import.meta.url), 'utf8')));

const formatMeaning: Record<string, string> = {
  'http-url': 'an absolute http or https URL',
  regex: 'a regular expression',
  'json-pointer': 'a JSON pointer such as /user/name',
  date: 'a day as YYYY-MM-DD',
};

/** A parsed profile, with a way back from a path to its line. */
export interface ParsedProfile {
  data: unknown;
  mistakes: Mistake[];
  lineOf: (path: (string | number)[]) => number | undefined;
}

/** Reads YAML or JSON (which is YAML); syntax errors are mistakes with their line. */
export function parseProfile(text: string): ParsedProfile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const mistakes = document.errors.map((error) => ({
    path: '',
    message: `expected YAML or JSON, found: ${error.message}`,
    line: lines.linePos(error.pos[0]).line,
  }));
  return {
    data: mistakes.length ? undefined : document.toJS({ maxAliasCount: 100 }),
    mistakes,
    lineOf: (path) => lineOf(document, lines, path),
  };
}

function lineOf(document: Document, lines: LineCounter, path: (string | number)[]): number | undefined {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true) as { range?: [number, number, number] } | undefined;
    if (node?.range) return lines.linePos(node.range[0]).line;
  }
  return undefined;
}

/** Every way in which the data departs from the schema. */
export function schemaMistakes(data: unknown): { path: (string | number)[]; message: string }[] {
  if (validate(data)) return [];
  return (validate.errors ?? []).map((error) => ({ path: pathOf(error), message: messageOf(error) }));
}

/** Writes a path with dots and brackets: `signIn.steps[0].fill`. */
export function dotted(path: (string | number)[]): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`))
    .join('')
    .replace(/^\./, '');
}

function pathOf(error: ErrorObject): (string | number)[] {
  const path = error.instancePath.split('/').slice(1).map(unescapePointer);
  const params = error.params as { additionalProperty?: string; missingProperty?: string };
  const last = params.additionalProperty ?? params.missingProperty;
  return last === undefined ? path : [...path, last];
}

function unescapePointer(token: string): string | number {
  return /^\d+$/.test(token) ? Number(token) : token.replaceAll('~1', '/').replaceAll('~0', '~');
}

function messageOf(error: ErrorObject): string {
  const parent = error.parentSchema as { properties?: Record<string, unknown> } | undefined;
  const names = Object.keys(parent?.properties ?? {});
  const params = error.params as Record<string, unknown>;
  const found = `found ${quote(error.data)}`;
  switch (error.keyword) {
    case 'additionalProperties': {
      const near = nearest(String(params['additionalProperty']), names);
      return `unknown property${near ? `; did you mean ${near}?` : '.'} Allowed are ${names.join(', ')}`;
    }
    case 'required':
      return 'is missing; it is required';
    case 'enum':
      return `${found}; allowed are ${(params['allowedValues'] as unknown[]).join(', ')}`;
    case 'const':
      return `${found}; allowed is ${String(params['allowedValue'])}`;
    case 'type':
      return `${found}; expected ${String(params['type'])}`;
    case 'format':
      return `${found}; expected ${formatMeaning[String(params['format'])] ?? String(params['format'])}`;
    case 'minProperties':
      return `${found}; expected at least ${String(params['limit'])} of ${names.join(', ')}`;
    case 'maxProperties':
      return `${found}; expected only ${String(params['limit'])} of ${names.join(', ')}`;
    case 'minLength':
      return 'is empty; expected text';
    case 'uniqueItems':
      return `${found}; expected each value once`;
    default:
      return `${found}; it ${error.message ?? 'is not allowed'}`;
  }
}

function quote(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
