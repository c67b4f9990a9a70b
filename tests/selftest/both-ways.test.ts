/** Every case can pass and can fail: on the careful sample it is green, on each sample that forgets what it names it is red. */

import { expect, test } from '@playwright/test';
import { checks, strictnesses, type CheckName, type StrictnessName } from '../../demo/index.ts';
import { isRed, names, sampleCatalogue, trial, type Trial } from './harness.ts';
import { bounded, needsServer, runningCases } from './running-cases.ts';

test.setTimeout(600_000);
test.describe.configure({ mode: 'parallel' });

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

/** Shared out, so that they run beside each other. That no other case turns red with them is for tests/soak/each-check.test.ts. */
const shares = [0, 1];

for (const share of shares) {
  test(`each forgotten check turns the running cases red that name it, share ${share + 1} of ${shares.length}`, async () => {
    const catalogue = await sampleCatalogue();
    const { cases, tried } = runningCases(catalogue);
    for (const check of tried.filter((_, index) => index % shares.length === share)) {
      expect(Object.keys(checks), `the check ${check}`).toContain(check);
      const naming = cases.filter((one) => names(one.forgets).includes(check));
      const sample: Trial['sample'] = { kind: 'strict', forget: [check as CheckName] };
      const results = await trial(catalogue, { cases: naming, sample });
      const green = naming.filter((one) => !isRed(results.get(one.id))).map((one) => one.id);
      expect.soft(green, `green with «${check}» forgotten`).toEqual([]);
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
