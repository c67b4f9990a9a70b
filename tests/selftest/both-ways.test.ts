/** Every case can pass and can fail: on the careful sample it is green, on each sample that forgets what it names it is red. */

import { expect, test } from '@playwright/test';
import { checks, strictnesses, type CheckName, type StrictnessName } from '../../demo/index.ts';
import type { Case } from '../../scenarios/case.ts';
import { isRed, names, sampleCatalogue, trial } from './harness.ts';

test.setTimeout(600_000);
test.describe.configure({ mode: 'parallel' });

/** Entra refuses these requests, so no sign-in is possible and only the refused request could be looked at. */
const withoutSignIn = new Set(['request-id-ncname', 'request-issuer']);
/** Questions that only https answers. */
const onHttps = new Set(['metadata-https', 'cookie-flags']);

/** A single message is tried in process (tests/unit/cases/forgetful.test.ts); here is what needs an SP that runs. */
function needsServer(one: Case): boolean {
  return one.expect === 'inspect' || (one.procedure?.kind ?? 'signIn') !== 'signIn' || one.inspect !== undefined;
}

/** Resource cases: each is tried with what it names, not with every check that somebody may forget. */
function bounded(one: Case): boolean {
  return one.area === 'resilience' || one.needs?.includes('resilience') === true;
}

test('each resource case is red where what it names is forgotten, and the others stay green', async () => {
  const catalogue = await sampleCatalogue();
  const cases = catalogue.cases.filter((one) => bounded(one) && one.area === 'resilience');
  for (const check of new Set(cases.flatMap((one) => names(one.forgets)))) {
    const results = await trial(catalogue, { cases, sample: { kind: 'strict', forget: [check as CheckName] } });
    const red = cases.filter((one) => isRed(results.get(one.id))).map((one) => one.id);
    const expected = cases.filter((one) => names(one.forgets).includes(check)).map((one) => one.id);
    expect.soft(red, `red with «${check}» forgotten`).toEqual(expected);
  }
});

/** One trial a check: shared out, so that they run beside each other and none comes near the time limit. */
const shares = [0, 1, 2];

for (const share of shares) {
  test(`each forgotten check turns exactly the running cases red that name it, share ${share + 1} of ${shares.length}`, async () => {
    const catalogue = await sampleCatalogue();
    const cases = catalogue.cases.filter((one) => needsServer(one) && !bounded(one));
    const named = new Set(cases.flatMap((one) => names(one.forgets)));
    const tried = [...named].filter((name) => !withoutSignIn.has(name) && !onHttps.has(name));
    for (const check of tried.filter((_, index) => index % shares.length === share)) {
      expect(Object.keys(checks), `the check ${check}`).toContain(check);
      const results = await trial(catalogue, { cases, sample: { kind: 'strict', forget: [check as CheckName] } });
      const red = cases.filter((one) => isRed(results.get(one.id))).map((one) => one.id);
      const expected = cases.filter((one) => names(one.forgets).includes(check)).map((one) => one.id);
      expect.soft(red, `red with «${check}» forgotten`).toEqual(expected);
    }
  });
}

test('each strictness turns the accept case red that names it', async () => {
  const catalogue = await sampleCatalogue();
  const cases = catalogue.cases.filter((one) => needsServer(one) && names(one.overStrict).length > 0);
  for (const strictness of new Set(cases.flatMap((one) => names(one.overStrict)))) {
    expect(Object.keys(strictnesses), `the strictness ${strictness}`).toContain(strictness);
    const naming = cases.filter((one) => names(one.overStrict).includes(strictness));
    const results = await trial(catalogue, {
      cases: naming,
      sample: { kind: 'strict', overStrict: [strictness as StrictnessName] },
    });
    for (const one of naming) expect.soft(isRed(results.get(one.id)), `${one.id} with «${strictness}»`).toBe(true);
  }
});

test('the careful sample passes every case that applies to it, and the table says who fails', async () => {
  const catalogue = await sampleCatalogue();
  const results = await trial(catalogue, { cases: catalogue.cases, sample: { kind: 'strict' } });
  const lines = catalogue.cases.map((one) => {
    const verdict = results.get(one.id)?.verdict ?? 'missing';
    const failing = [...names(one.forgets), ...names(one.overStrict).map((name) => `${name} (over-strict)`)];
    return `${one.id.padEnd(52)} ${verdict.padEnd(15)} fails on: ${failing.join(', ') || '—'}`;
  });
  console.log(lines.join('\n'));
  const bad = catalogue.cases.filter((one) => !['pass', 'not-applicable'].includes(results.get(one.id)?.verdict ?? ''));
  expect(bad.map((one) => `${one.id}: ${results.get(one.id)?.reason ?? 'no result'}`)).toEqual([]);
  const unproven = catalogue.cases.filter((one) => names(one.forgets).length + names(one.overStrict).length === 0);
  expect(unproven.map((one) => one.id)).toEqual([]);
});
