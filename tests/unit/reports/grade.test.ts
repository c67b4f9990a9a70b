/** The grade, the headline and the default gate follow their printed rules. */

import { expect, test } from '@playwright/test';
import { defaultGate } from '../../../reports/gate.ts';
import { gradeOf } from '../../../reports/grade.ts';
import { worstFirst } from '../../../reports/order.ts';
import type { CaseResult, Result } from '../../../reports/result.ts';
import { headline } from '../../../reports/verdict.ts';
import { passingResult, sampleResult } from './sample.ts';

/** The passing result with its first case changed. */
function withCase(change: Partial<CaseResult>): Result {
  const result = passingResult();
  const [first, ...others] = result.cases;
  if (first === undefined) throw new Error('the sample is empty');
  return { ...result, cases: [{ ...first, ...change }, ...others] };
}

function part(result: Result): Result {
  return { ...result, run: { ...result.run, catalogue: { digest: 'x', cases: 999 } } };
}

function code(result: Result): number {
  return defaultGate(result).exitCode;
}

function ids(cases: CaseResult[]): string[] {
  return worstFirst(cases).map((one) => one.id);
}

for (const [change, letter] of [
  [{}, 'A'],
  [{ verdict: 'fail', impact: 'impersonation' }, 'F'],
  [{ verdict: 'fail', impact: 'hygiene', outcome: 'signed-in-as-other' }, 'F'],
  [{ verdict: 'fail', impact: 'impersonation', known: { reason: 'TICKET' } }, 'F'],
  [{ verdict: 'fail', impact: 'replay' }, 'D'],
  [{ verdict: 'fail', impact: 'denial' }, 'C'],
  [{ verdict: 'warn', impact: 'takeover' }, 'C'],
  [{ verdict: 'warn', impact: 'disclosure' }, 'B'],
  [{ verdict: 'fail', impact: 'interoperability' }, 'A'],
  [{ verdict: 'inconclusive', impact: 'hygiene' }, null],
] as [Partial<CaseResult>, string | null][]) {
  test(`${JSON.stringify(change)} is graded ${letter}`, () => {
    expect(gradeOf(withCase(change)).letter).toBe(letter);
  });
}

test('a part of the catalogue earns no grade, unless what it proves is an F', () => {
  expect(gradeOf(part(passingResult())).letter).toBeNull();
  expect(gradeOf(part(sampleResult())).letter).toBe('F');
});

test('the default gate: failures before open cases, known ones silent until they go stale', () => {
  expect(code(passingResult())).toBe(0);
  expect(code(withCase({ verdict: 'warn' }))).toBe(0);
  expect(code(withCase({ verdict: 'inconclusive' }))).toBe(2);
  expect(code(withCase({ verdict: 'fail', layer: 'saml' }))).toBe(1);
  expect(code(withCase({ verdict: 'fail', layer: 'hardening' }))).toBe(0);
  expect(code(withCase({ verdict: 'fail', layer: 'hardening', outcome: 'signed-in-as-other' }))).toBe(1);
  expect(code(withCase({ verdict: 'fail', layer: 'saml', known: { reason: 'T', state: 'active' } }))).toBe(0);
  expect(code(withCase({ known: { reason: 'T', state: 'stale' } }))).toBe(1);
  expect(code({ ...passingResult(), cases: [] })).toBe(2);
  const { complete: _, ...cut } = passingResult();
  expect(code(cut)).toBe(2);
});

test('the headline says the worst that was found', () => {
  expect(headline(sampleResult()).sentence).toContain('sign in as another person');
  expect(headline(passingResult())).toMatchObject({ tone: 'good', sentence: 'Every applicable case passed.' });
  expect(headline(withCase({ verdict: 'warn' })).tone).toBe('careful');
  expect(headline(withCase({ verdict: 'inconclusive' })).tone).toBe('open');
  expect(headline(withCase({ verdict: 'fail', impact: 'replay' })).sentence).toContain('1 requirement is not met');
  expect(headline({ ...passingResult(), cases: [] }).sentence).toBe('Nothing was judged.');
});

test('the order of findings does not depend on the order of the run', () => {
  const { cases } = sampleResult();
  expect(ids(cases.toReversed())).toEqual(ids(cases));
});
