/** The floor and the ceiling of every verdict: whoever cannot tell anything apart proves nothing, over the whole catalogue. */

import { expect, test } from '@playwright/test';
import type { CaseResult } from '../../reports/result.ts';
import { trialOfFake } from './fakes.ts';
import { sampleCatalogue } from './harness.ts';

test.setTimeout(600_000);
test.describe.configure({ mode: 'parallel' });

const listed = (results: CaseResult[]): string[] =>
  results.map(({ id, verdict, reason }) => `${id}: ${verdict}: ${reason}`);
const green = (results: CaseResult[]): CaseResult[] => results.filter(({ verdict }) => verdict === 'pass');

/** Nearly everything is asked of somebody who claims everything: only https is no question on loopback. */
function expectAsked(results: CaseResult[]): void {
  const void_ = results.filter(({ verdict }) => verdict === 'not-applicable').map(({ id }) => id);
  expect(void_.toSorted()).toEqual(['metadata/acs-https', 'session/cookie-flags@secure']);
}

test('an SP that refuses everything passes no case', async () => {
  const { results, code } = await trialOfFake(await sampleCatalogue(), 'refuses-all');
  expectAsked(results);
  expect(listed(green(results))).toEqual([]);
  // Its request and its metadata are there to be looked at; of what it refused nothing can be said.
  const red = results.filter(({ verdict }) => verdict === 'fail' || verdict === 'warn').map(({ id }) => id);
  expect(red.toSorted()).toEqual(['metadata/validuntil', 'request/forceauthn', 'request/sig-redirect-valid']);
  expect(code).toBe(1);
});

test('an SP that lets everybody in passes no case that expects a refusal', async () => {
  const { results, code } = await trialOfFake(await sampleCatalogue(), 'accepts-all');
  expectAsked(results);
  expect(listed(green(results).filter((one) => one.expect === 'reject'))).toEqual([]);
  expect(code).toBe(1);
});

test('an SP that answers 500 to everything is green nowhere', async () => {
  const { results, code } = await trialOfFake(await sampleCatalogue(), 'broken');
  expectAsked(results);
  expect(listed(green(results))).toEqual([]);
  expect(code).toBe(2);
});
