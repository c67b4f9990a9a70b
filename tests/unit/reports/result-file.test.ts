/** result.json: valid on the way in and out, whole or said to be cut short, never half written. */

import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { compileFromFile } from 'json-schema-to-typescript';
import {
  parseResult,
  readResult,
  ResultError,
  summarize,
  validateResult,
  writeResult,
} from '../../../reports/result.ts';
import { upgraded } from '../../../reports/upgrade.ts';
import { hostileResult, sampleResult } from './sample.ts';

async function folder(): Promise<string> {
  return mkdtemp(path.join(tmpdir(), 'samlproof-reports-'));
}

function codeOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof ResultError) return error.code;
    throw error;
  }
  return 'no error';
}

test('a result survives writing and reading', async () => {
  const place = path.join(await folder(), 'result.json');
  const result = sampleResult('shot.png');
  await writeResult(place, result);
  const read = await readResult(place);
  expect(read.result).toEqual(result);
  expect(read.missing).toEqual([]);
  expect((await readResult(path.dirname(place))).file).toBe(place);
  expect(await readdir(path.dirname(place))).toEqual(['result.json']);
});

test('the closing mark is written last', async () => {
  const place = path.join(await folder(), 'result.json');
  await writeResult(place, { complete: true, ...sampleResult() });
  expect(await readFile(place, 'utf8')).toMatch(/"complete": true\n\}\n$/);
});

test('a result that was cut short is read, and says what is missing', async () => {
  const place = path.join(await folder(), 'result.json');
  const { complete: _, ...rest } = sampleResult();
  const cases = rest.cases.slice(0, 7);
  await writeResult(place, { ...rest, run: { ...rest.run, finishedAt: null }, cases, controls: [] });
  const { result, missing } = await readResult(place);
  expect(result.cases).toHaveLength(7);
  expect(missing.join(' ')).toContain(`${rest.cases.length - 7} of ${rest.cases.length} planned cases have no verdict`);
  expect(missing.join(' ')).toContain('No control was recorded');
});

test('half a file, a newer version and nonsense are refused, each with its own code', async () => {
  const text = JSON.stringify(sampleResult());
  for (const part of [0, 1, 100, text.length / 2, text.length - 1]) {
    expect(codeOf(() => parseResult(text.slice(0, part)))).toBe('not-json');
  }
  expect(codeOf(() => parseResult(text.replace('"schemaVersion":1', '"schemaVersion":2')))).toBe('newer-version');
  for (const nonsense of ['null', '[]', '{}', '1', '{"schemaVersion":0}', '{"schemaVersion":"9"}']) {
    expect(codeOf(() => parseResult(nonsense))).toBe('invalid');
  }
  await expect(readResult('/nowhere/result.json')).rejects.toMatchObject({ code: 'unreadable' });
});

test('older versions are lifted step by step, without touching what was read', () => {
  const steps = {
    1: (json: Record<string, unknown>) => ({ ...json, one: 'done' }),
    2: (json: Record<string, unknown>) => ({ ...json, two: json['one'] }),
  };
  const old = Object.freeze({ schemaVersion: 1, kept: true });
  expect(upgraded(old, steps, 3)).toEqual({ schemaVersion: 3, kept: true, one: 'done', two: 'done' });
  expect(upgraded({ schemaVersion: 3 }, steps, 3)).toEqual({ schemaVersion: 3 });
  expect(upgraded({ schemaVersion: 9 }, steps, 3)).toEqual({ schemaVersion: 9 });
  expect(upgraded({ schemaVersion: 0 }, steps, 3)).toEqual({ schemaVersion: 0 });
  for (const odd of [null, 1, 'x', [], {}, { schemaVersion: 'constructor' }]) expect(upgraded(odd)).toEqual(odd);
});

test('every mistake is named with its place', () => {
  const broken = structuredClone(sampleResult()) as unknown as {
    cases: Record<string, unknown>[];
    run: Record<string, unknown>;
  };
  Object.assign(broken.cases[3] ?? {}, { verdict: 'maybe', level: 'must-ish' });
  delete broken.run['id'];
  const errors = validateResult(broken);
  expect(errors).toHaveLength(3);
  expect(errors.join('\n')).toContain('/cases/3/verdict must be equal to one of the allowed values: pass, fail');
  expect(errors.join('\n')).toContain("/run must have required property 'id'");
});

test('what breaks the schema is not written, and an old file stays', async () => {
  const place = path.join(await folder(), 'result.json');
  await writeFile(place, 'old');
  const broken = { ...sampleResult(), schemaVersion: 3 as 1 };
  await expect(writeResult(place, broken)).rejects.toMatchObject({ code: 'invalid' });
  expect(await readFile(place, 'utf8')).toBe('old');
});

test('hostile text is legal content', () => {
  expect(validateResult(JSON.parse(JSON.stringify(hostileResult())))).toEqual([]);
});

function sum(counts: Record<string, number>): number {
  return Object.values(counts).reduce((all, one) => all + one, 0);
}

test('the summary counts every case once in each grouping', () => {
  const { cases } = sampleResult();
  const summary = summarize(cases);
  expect(sum({ ...summary.verdicts })).toBe(cases.length);
  for (const groups of [summary.byLevel, summary.byArea, summary.byImpact, summary.byLayer ?? {}]) {
    expect(Object.values(groups).reduce((all, counts) => all + sum({ ...counts }), 0)).toBe(cases.length);
  }
  expect(summary.byLevel['should']?.warn).toBe(2);
  expect(summary.knownFailures).toBe(1);
  expect(Object.keys(summarize([{ ...cases[0], area: '__proto__' } as (typeof cases)[0]]).byArea)).toEqual([
    '__proto__',
  ]);
});

test('the committed types are those of the schema', async () => {
  const generated = await compileFromFile('reports/result.schema.json', {
    additionalProperties: false,
    unreachableDefinitions: true,
    bannerComment:
      '/** The types of result.json, generated from result.schema.json by json-schema-to-typescript; do not edit. */',
    style: { singleQuote: true, printWidth: 120 },
  });
  expect(await readFile('reports/result.types.ts', 'utf8')).toBe(generated);
});
