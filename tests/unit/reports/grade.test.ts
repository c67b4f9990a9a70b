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

const forged = { verdict: 'fail', impact: 'impersonation', expect: 'reject', outcome: 'signed-in' } as const;

for (const [change, letter] of [
  [{}, 'A'],
  [{ verdict: 'fail', impact: 'impersonation', outcome: 'signed-in', area: 'addressing' }, 'D'],
  [{ ...forged, forgets: ['signature-required'] }, 'F'],
  [{ ...forged, forgets: ['embedded-key', 'signature-value'] }, 'F'],
  [{ ...forged, forgets: ['digest'], impact: 'replay' }, 'F'],
  [{ ...forged, forgets: ['signed-content.last'] }, 'F'],
  [{ ...forged, forgets: ['signature-algorithm'], id: 'signature/alg-hmac-key-confusion@pem' }, 'F'],
  [{ ...forged, forgets: ['signature-algorithm'], id: 'signature/alg-unknown' }, 'D'],
  [{ ...forged, forgets: ['every-signature', 'signature-value'] }, 'D'],
  [{ ...forged, forgets: ['signed-content.same-value', 'status'] }, 'D'],
  [{ ...forged, forgets: ['signed-content.same-value', 'status'], outcome: 'signed-in-as-other' }, 'F'],
  [{ ...forged, forgets: ['destination'], area: 'signature' }, 'D'],
  [{ ...forged, forgets: ['doctype'], impact: 'denial' }, 'C'],
  [{ ...forged, forgets: ['digest'], expect: 'accept' }, 'D'],
  [{ ...forged, forgets: ['digest'], outcome: 'broken' }, 'D'],
  [{ ...forged, forgets: ['digest'], new: true }, 'A'],
  [{ verdict: 'fail', impact: 'hygiene', outcome: 'signed-in-as-other' }, 'F'],
  [{ verdict: 'fail', impact: 'interoperability', expect: 'accept', outcome: 'signed-in-as-other' }, 'F'],
  [{ verdict: 'fail', impact: 'hygiene', outcome: 'signed-in-as-other', known: { reason: 'TICKET' } }, 'F'],
  // Signed by the identity provider as it stands, so its acceptance is a missing check and no forgery.
  [{ ...forged, id: 'claims/email-other-domain', forgets: ['email-domain'], impact: 'takeover' }, 'D'],
  [{ ...forged, id: 'claims/email-other-domain', impact: 'takeover', outcome: 'signed-in-as-other' }, 'F'],
  [{ ...forged, id: 'correlation/replay-next-request', forgets: ['replay'], impact: 'replay' }, 'D'],
  [{ ...forged, id: 'conditions/authninstant-old', verdict: 'warn', impact: 'takeover' }, 'C'],
  [{ verdict: 'warn', id: 'request/forceauthn', expect: 'inspect', impact: 'takeover' }, 'C'],
  [{ verdict: 'fail', id: 'request/sig-redirect-valid', expect: 'inspect', impact: 'interoperability' }, 'A'],
  [{ verdict: 'fail', id: 'resilience/crash-after-bad', expect: 'accept', impact: 'denial', outcome: 'broken' }, 'C'],
  // Somebody else's session is the worst; a sign-in that merely fails under load is no takeover.
  [{ verdict: 'fail', id: 'resilience/concurrent', expect: 'accept', outcome: 'signed-in-as-other' }, 'F'],
  [{ verdict: 'fail', id: 'resilience/concurrent', expect: 'accept', impact: 'takeover', outcome: 'broken' }, 'C'],
  [{ verdict: 'fail', id: 'resilience/concurrent', expect: 'accept', impact: 'takeover', outcome: 'refused' }, 'C'],
  [
    { verdict: 'fail', id: 'logout/idp-valid@session', expect: 'accept', impact: 'takeover', outcome: 'signed-in' },
    'D',
  ],
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

test('the headline says the strongest thing that was proven, and nothing beyond it', () => {
  expect(headline(sampleResult()).sentence).toContain('forged identity was let in, proven by the name on the page');
  expect(headline(passingResult())).toMatchObject({ tone: 'good', sentence: 'Every applicable case passed.' });
  expect(headline(withCase({ verdict: 'warn' })).tone).toBe('careful');
  expect(headline(withCase({ verdict: 'inconclusive' })).tone).toBe('open');
  expect(headline(withCase({ ...forged, forgets: ['digest'], title: 'T' })).sentence).toBe(
    'A message was let in that the identity provider had not signed as it stood: 1 case, the gravest «T».',
  );
  expect(headline(withCase({ ...forged, expect: 'accept', outcome: 'signed-in-as-other' })).sentence).toContain(
    'An honest message signed in the wrong person',
  );
  const missing = headline(
    withCase({ ...forged, area: 'addressing', title: 'Refuses a response to another endpoint' }),
  );
  expect(missing.sentence).toBe('1 requirement is not met; the gravest: «Refuses a response to another endpoint».');
  expect(missing.detail).toContain('No case showed anybody signed in as somebody else.');
  expect(headline({ ...passingResult(), cases: [] }).sentence).toBe('Nothing was judged.');
  const cases = passingResult().cases.map((one): CaseResult => ({ ...one, verdict: 'inconclusive' }));
  expect(headline({ ...passingResult(), cases })).toMatchObject({ tone: 'open', sentence: 'Nothing could be judged.' });
});

test('a case that is new to a frozen catalogue changes neither headline nor gate', () => {
  const result = withCase({ ...forged, forgets: ['digest'], layer: 'saml', new: true });
  expect(headline(result).tone).toBe('good');
  expect(code(result)).toBe(0);
});

test('the order of findings does not depend on the order of the run', () => {
  const { cases } = sampleResult();
  expect(ids(cases.toReversed())).toEqual(ids(cases));
});
