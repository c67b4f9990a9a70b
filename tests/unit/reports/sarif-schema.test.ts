/** SARIF is held against the standard's own schema, as a package that nobody here wrote ships it. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { renderSarif } from '../../../reports/sarif.ts';
import { hostileResult, passingResult, resultOf, sampleResult } from './sample.ts';

function validator(): (json: unknown) => string[] {
  const main = createRequire(import.meta.url).resolve('@microsoft/jest-sarif');
  const root = main.slice(0, main.lastIndexOf('jest-sarif') + 'jest-sarif'.length);
  const file = path.join(root, 'lib', 'schemas', 'sarif-2.1.0-rtm.5.json');
  const { $schema: _draft, id: _id, ...schema } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats.default(ajv);
  const validate = ajv.compile(schema);
  return (json) =>
    validate(json) ? [] : (validate.errors ?? []).map((one) => `${one.instancePath} ${one.message ?? ''}`);
}

test('SARIF of every kind of result fits the schema, and a broken one does not', () => {
  const mistakesOf = validator();
  for (const result of [sampleResult(), hostileResult(), passingResult(), resultOf([])]) {
    expect(mistakesOf(JSON.parse(renderSarif(result)))).toEqual([]);
  }
  expect(mistakesOf({ version: '2.1.0', runs: [{}] })).not.toEqual([]);
});
