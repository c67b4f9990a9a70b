/** What other programs read has a schema: comparisons, test vectors, frozen catalogues; and the schemas are shipped. */

import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { vectorOf } from '../../../reports/cases/vector.ts';
import { compare } from '../../../reports/compare/comparison.ts';
import { frozenText } from '../../../reports/frozen.ts';
import { parseResult } from '../../../reports/result.ts';
import { hostileResult, passingResult, sampleResult } from './sample.ts';

const root = new URL('../../../', import.meta.url);
const read = (file: string): unknown => JSON.parse(readFileSync(new URL(file, root), 'utf8'));

function mistakesBy(schema: string): (json: unknown) => string[] {
  const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
  addFormats.default(ajv);
  const validate = ajv.compile(read(schema) as object);
  return (json) =>
    validate(json) ? [] : (validate.errors ?? []).map((one) => `${one.instancePath} ${one.message ?? ''}`);
}

const recorded = parseResult(JSON.stringify(read('tests/unit/reports/golden/recorded.json')));

test('a comparison fits its schema', () => {
  const mistakesOf = mistakesBy('reports/compare/comparison.schema.json');
  for (const [older, newer] of [
    [recorded, sampleResult()],
    [sampleResult(), passingResult()],
    [passingResult(), hostileResult()],
  ] as const) {
    expect(mistakesOf(JSON.parse(JSON.stringify(compare(older, newer))))).toEqual([]);
  }
  expect(mistakesOf({ ...compare(recorded, recorded), schemaVersion: 2 })).not.toEqual([]);
  expect(mistakesOf({ ...compare(recorded, recorded), more: true })).not.toEqual([]);
});

test('every test vector fits its schema', () => {
  const mistakesOf = mistakesBy('reports/cases/vector.schema.json');
  const vectors = [recorded, sampleResult()].flatMap((result) => result.cases.map((one) => vectorOf(one, result)));
  const made = vectors.filter((one) => one !== null);
  expect(made.length).toBeGreaterThan(3);
  for (const vector of made) expect(mistakesOf(JSON.parse(JSON.stringify(vector)))).toEqual([]);
  expect(mistakesOf({ ...made[0], post: {} })).not.toEqual([]);
});

test('every frozen catalogue fits its schema', () => {
  const mistakesOf = mistakesBy('reports/frozen.schema.json');
  const files = readdirSync(new URL('catalogues/', root));
  expect(files).toContain('2026.1.json');
  for (const file of files) expect(mistakesOf(read(`catalogues/${file}`))).toEqual([]);
  expect(mistakesOf(JSON.parse(frozenText('mine', ['a/b', 'a/c@d'])))).toEqual([]);
  expect(mistakesOf({ schemaVersion: 1, name: 'mine', cases: ['../x'] })).not.toEqual([]);
});

test('schemas lie beside the compiled code, and the documentation names each', () => {
  const page = readFileSync(new URL('docs/ci.md', root), 'utf8');
  for (const schema of [
    'reports/result.schema.json',
    'reports/compare/comparison.schema.json',
    'reports/cases/vector.schema.json',
    'reports/frozen.schema.json',
  ]) {
    expect(read(`dist/${schema}`)).toEqual(read(schema));
    expect(page).toContain(`dist/${schema}`);
  }
});
