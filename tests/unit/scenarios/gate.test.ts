/** The gate and the failures that a profile expects. */

import { expect, test } from '@playwright/test';
import { gateOf, type GateOptions } from '../../../scenarios/judge.ts';
import { knownFailures } from '../../../scenarios/known-failures.ts';
import type { CaseResult } from '../../../reports/result.ts';

type Gated = Parameters<typeof gateOf>[0][number];
const result = (change: Partial<CaseResult>): Gated => ({
  id: 'a/b',
  layer: 'saml',
  outcome: 'refused',
  verdict: 'pass',
  known: null,
  ...change,
});
const code = (results: Partial<CaseResult>[], options: Partial<GateOptions> = {}): number =>
  gateOf(results.map(result), { failOn: 'must', strict: false, ...options }).code;

test('everything verified is 0, a failure 1, something open 2; 1 wins', () => {
  expect(code([{}, { verdict: 'not-applicable' }])).toBe(0);
  expect(code([{}, { verdict: 'fail' }])).toBe(1);
  expect(code([{}, { verdict: 'inconclusive' }])).toBe(2);
  expect(code([{ verdict: 'inconclusive' }, { verdict: 'fail' }])).toBe(1);
});

test('a run that verified nothing is not green', () => {
  expect(code([])).toBe(2);
  expect(code([{ verdict: 'not-applicable' }])).toBe(2);
});

test('warnings count from --fail-on should, nothing with never', () => {
  expect(code([{ verdict: 'warn' }])).toBe(0);
  expect(code([{ verdict: 'warn' }], { failOn: 'should' })).toBe(1);
  expect(code([{ verdict: 'fail' }], { failOn: 'never' })).toBe(0);
  expect(code([{ verdict: 'inconclusive' }], { failOn: 'never' })).toBe(2);
});

test('layers: saml and entra count, the others with --strict or when another person was let in', () => {
  expect(code([{ verdict: 'fail', layer: 'entra' }])).toBe(1);
  for (const layer of ['saml2int', 'hardening'] as const) {
    expect(code([{ verdict: 'fail', layer }])).toBe(0);
    expect(code([{ verdict: 'fail', layer }], { strict: true })).toBe(1);
    expect(code([{ verdict: 'fail', layer, outcome: 'signed-in-as-other' }])).toBe(1);
  }
});

test('a reason names the cases', () => {
  const many = Array.from({ length: 7 }, (_, index) => result({ id: `a/${index}`, verdict: 'fail' }));
  expect(gateOf(many, { failOn: 'must', strict: false }).why).toBe(
    '7 cases failed: a/0, a/1, a/2, a/3, a/4 and 2 more.',
  );
});

test.describe('known failures', () => {
  const now = new Date('2027-03-31T23:59:59Z');
  const entry = { case: 'a/b', reason: 'TICKET-17', until: '2027-03-31' };
  const hold = (verdict: string, at = now, known = [entry]): ReturnType<typeof knownFailures> =>
    knownFailures(known, [{ id: 'a/b', verdict }], ['a/b', 'c/d@x'], at);

  test('expected and failing is not red, to the end of the day', () => {
    const { known, problems } = hold('fail');
    expect(problems).toEqual([]);
    expect(known.get('a/b')).toEqual({ reason: 'TICKET-17', until: '2027-03-31', state: 'active' });
    expect(code([{ verdict: 'fail', known: known.get('a/b') ?? null }])).toBe(0);
  });

  test('an expired entry is red, and its failure counts', () => {
    const { known, problems } = hold('fail', new Date('2027-04-01T00:00:00Z'));
    expect(problems).toMatchObject([{ kind: 'expired' }]);
    expect(code([{ verdict: 'fail', known: known.get('a/b') ?? null }])).toBe(1);
  });

  test('a passing and an unknown entry are red', () => {
    expect(hold('pass').problems).toMatchObject([{ kind: 'passing' }]);
    const unknown = hold('fail', now, [{ ...entry, case: 'a/c' }]).problems;
    expect(unknown).toMatchObject([{ kind: 'unknown', case: 'a/c' }]);
    expect(code([{}], { knownProblems: unknown })).toBe(1);
    expect(code([{}], { knownProblems: unknown, failOn: 'never' })).toBe(0);
  });

  test('an entry for a row covers its variants; one outside of the selection is left alone', () => {
    const row = { case: 'c/d', reason: 'r' };
    const covered = knownFailures([row], [{ id: 'c/d@x', verdict: 'fail' }], ['c/d@x'], now);
    expect(covered.known.get('c/d@x')?.state).toBe('active');
    expect(knownFailures([row], [], ['c/d@x'], now).problems).toEqual([]);
  });
});
