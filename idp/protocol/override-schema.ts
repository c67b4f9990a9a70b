/** The shape of an override and its validation: every mistake at once, with its path and what is allowed. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type * as Ajv from 'ajv/dist/2020.js';

/** The flat public names; see `override.schema.json`. Instants are xs:dateTime or offsets (`-1h`); null leaves a part out. */
export interface Override {
  expired?: boolean;
  audience?: string | string[] | null;
  notBefore?: string | null;
  notOnOrAfter?: string | null;
  confirmationNotOnOrAfter?: string | null;
  issueInstant?: string;
  authnInstant?: string;
  sessionNotOnOrAfter?: string | null;
  recipient?: string | null;
  destination?: string | null;
  inResponseTo?: string | null;
  issuer?: string | null;
  responseIssuer?: string | null;
  nameId?: string | { value: string; format?: string | null } | null;
  subjectConfirmationMethod?: string;
  status?: string | { code: string; nested?: string; message?: string };
  signing?: 'assertion' | 'response' | 'both' | 'none';
  signatureAlgorithm?: 'rsa-sha256' | 'rsa-sha1' | 'rsa-sha512';
  signingKey?: 'idp' | 'stranger' | 'idpNext' | 'idpFresh' | 'removed' | 'rsa4096' | 'expired' | 'second';
  encryption?: 'off';
  relayState?: string | null;
  claims?: Record<string, string | string[] | null>;
}

/** The override does not fit its schema; `mistakes` lists all of them. */
export class OverrideInvalid extends Error {
  readonly code = 'override-invalid';
  readonly mistakes: string[];
  constructor(mistakes: string[]) {
    super(`The override of the response plan has mistakes:\n${mistakes.join('\n')}`);
    this.name = 'OverrideInvalid';
    this.mistakes = mistakes;
  }
}

interface Schema {
  properties: Record<string, { description?: string }>;
}
let compiled: { schema: Schema; validate: Ajv.ValidateFunction } | undefined;

/** Loaded and compiled with the first override (a quarter of a second of computing): the IdP is to be ready before that. */
function compiledSchema(): { schema: Schema; validate: Ajv.ValidateFunction } {
  if (compiled !== undefined) return compiled;
  const { Ajv2020 } = createRequire(import.meta.url)('ajv/dist/2020.js') as typeof Ajv;
  const schema = JSON.parse(readFileSync(new URL('./override.schema.json', import.meta.url), 'utf8')) as Schema;
  compiled = {
    schema,
    validate: new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true }).compile(schema),
  };
  return compiled;
}

/** All mistakes of an override, one sentence each with its path; none when it is valid. */
export function validateOverride(json: unknown): string[] {
  const { validate } = compiledSchema();
  if (validate(json)) return [];
  const errors = validate.errors ?? [];
  // A failed alternative reports every branch; the sentence of the alternative itself says it all.
  const alternatives = errors.filter(({ keyword }) => keyword === 'oneOf').map(({ instancePath }) => instancePath);
  const told = errors.filter(
    ({ keyword, instancePath, schemaPath }) =>
      keyword === 'oneOf' || !alternatives.includes(instancePath) || !/\/(oneOf|\$defs)\//.test(schemaPath),
  );
  return [...new Set(told.map(sentence))];
}

function sentence({ keyword, instancePath, params, message = '' }: Ajv.ErrorObject): string {
  const path = instancePath === '' ? '/' : instancePath;
  if (keyword === 'additionalProperties') {
    const name = String(params['additionalProperty']);
    const known = instancePath === '' ? `; allowed: ${Object.keys(compiledSchema().schema.properties).join(', ')}` : '';
    return `${path}: unknown property "${name}"${known}`;
  }
  if (keyword === 'enum') return `${path}: allowed are ${(params['allowedValues'] as string[]).join(', ')}`;
  if (keyword === 'pattern') return `${path}: ${instantHint}`;
  if (keyword === 'oneOf') return `${path}: ${alternativesOf(instancePath)}`;
  return `${path}: ${message}`;
}

const instantHint =
  'expected an xs:dateTime such as 2027-01-31T12:00:00Z, or an offset from now such as -1h, +90s, -6m, +1d';

function alternativesOf(path: string): string {
  const name = path.split('/')[1] ?? '';
  if (/(notBefore|notOnOrAfter)$/i.test(name)) return `${instantHint}, or null to leave it out`;
  if (name === 'claims') return 'expected a text, a list of texts, or null to leave the claim out';
  return `expected: ${compiledSchema().schema.properties[name]?.description ?? 'a text, an object with a value, or null'}`;
}
